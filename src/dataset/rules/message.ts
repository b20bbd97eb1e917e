/** Rules about one message, apart from tools and images. */
import type { Rule } from './rule.js';

export const messageRules = {
  'message.shape': {
    claim: 'A message is an object, and its fields are of the documented types.',
    outcomes: {
      documented: { says: 'the message has the documented form' },
      malformed: { says: 'the message does not have the documented form' },
    },
  },
  'message.keys': {
    claim: 'A message has documented keys only.',
    outcomes: {
      documented: { says: 'all keys are documented for its role' },
      unknown: {
        says: 'the key is not documented for a message of this role',
        severity: 'may',
        fix: 'Remove it: whether it is ignored or refused is not documented.',
      },
    },
  },
  'message.role': {
    claim: 'The role is a documented one.',
    outcomes: {
      documented: { says: 'the role is system, user, assistant or tool' },
      missing: { says: 'the message has no role', fix: 'Write "role": "user" or whoever speaks.' },
      unknown: { says: 'there is no such role', fix: 'Use system, user, assistant or tool.' },
      developer: {
        says: 'the role developer is not part of the format',
        severity: 'should',
        fix: 'Write system instead.',
      },
      function: {
        says: 'the role function is deprecated',
        severity: 'may',
        fix: 'Write tool, with the tool_call_id of the call.',
      },
    },
  },
  'message.system': {
    claim: 'A system message is the first.',
    outcomes: {
      first: { says: 'the system message is the first' },
      later: {
        says: 'a system message follows others',
        fix: 'Put it first, together with the one that is there.',
      },
    },
  },
  'message.content': {
    claim: 'Every message says something; only one with tool_calls needs no content.',
    outcomes: {
      text: { says: 'there is content' },
      missing: { says: 'there is no content', fix: 'Write the text, or remove the message.' },
      malformed: {
        says: 'content is neither text nor a list of parts',
        fix: 'Write it as a string; JSON inside becomes text.',
      },
      empty: { says: 'content is empty', severity: 'should', fix: 'Write the text, or remove the sample.' },
      blank: {
        says: 'content is nothing but white space',
        severity: 'should',
        fix: 'Write the text, or remove the sample.',
      },
    },
  },
  'message.content.parts': {
    claim: 'Parts of content are text or images.',
    outcomes: {
      documented: { says: 'all parts are text or images' },
      malformed: {
        says: 'a part does not have a documented form',
        fix: 'Write {"type": "text", "text": "…"} or {"type": "image_url", "image_url": {"url": "…"}}.',
      },
      unsupported: { says: 'audio and files cannot be trained on', fix: 'Remove the part, or the sample.' },
    },
  },
  'message.weight': {
    claim: 'The weight of a message is 0 or 1.',
    outcomes: {
      documented: { says: 'the weight is 0 or 1' },
      other: {
        says: 'the weight of a message is neither 0 nor 1',
        fix: 'Write 0 (not trained on) or 1, without quotes and without a fraction.',
      },
    },
  },
  'message.weight.role': {
    claim: 'Only messages of the assistant have a weight.',
    outcomes: {
      assistant: { says: 'only messages of the assistant have a weight' },
      other: {
        says: 'a message that is not the assistant’s has a weight',
        severity: 'should',
        fix: 'Remove it: only the assistant’s messages are trained on.',
      },
    },
  },
  'message.reasoning_content': {
    claim: 'A trace of thinking is text on a message of the assistant, where there may be one.',
    outcomes: {
      none: { says: 'there is no reasoning_content' },
      text: {
        says: 'there is a reasoning_content',
        severity: 'should',
        fix: 'Remove it: it is not part of the format, and what becomes of it is not documented.',
      },
      other: { says: 'reasoning_content is not text', fix: 'Write it as a string, or leave it out.' },
      misplaced: {
        says: 'a message that is not the assistant’s has a reasoning_content',
        fix: 'Move it to the reply that the thinking led to.',
      },
    },
  },
} as const satisfies Record<string, Rule>;
