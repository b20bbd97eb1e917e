/** Rules about a sample, and about its conversation as a whole. */
import type { Rule } from './rule.js';

export const sampleRules = {
  'sample.messages': {
    claim: 'A sample has a list of messages.',
    outcomes: {
      list: { says: 'there is a list of messages' },
      missing: {
        says: 'there is no messages',
        fix: 'Write {"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]}; prompt and completion become the two contents.',
      },
      malformed: { says: 'messages is no list', fix: 'Write it as a list of objects.' },
      empty: { says: 'messages is empty', fix: 'Remove the sample, or write its messages.' },
    },
  },
  'sample.keys': {
    claim: 'A sample has documented keys only.',
    outcomes: {
      documented: { says: 'all keys are documented' },
      unknown: {
        says: 'the key is not documented',
        severity: 'may',
        fix: 'Remove it: whether it is ignored or refused is not documented.',
      },
    },
  },
  'sample.tools': {
    claim: 'tools is a list of functions, each with its type and its name.',
    outcomes: {
      functions: { says: 'tools is a list of functions' },
      malformed: {
        says: 'the definition of a tool does not have the documented form',
        fix: 'Write {"type": "function", "function": {"name": "…", "parameters": {…}}} for each.',
      },
    },
  },
  'sample.functions': {
    claim: 'Functions are declared under tools.',
    outcomes: {
      none: { says: 'there is no functions' },
      deprecated: { says: 'functions is deprecated', severity: 'may', fix: 'Write them as tools.' },
      count: { says: 'functions has none, or more than 128', fix: 'Declare 1 to 128.' },
    },
  },
  'sample.parallel_tool_calls': {
    claim: 'parallel_tool_calls is true or false.',
    outcomes: {
      boolean: { says: 'it is true or false' },
      other: {
        says: 'parallel_tool_calls is neither true nor false',
        fix: 'Write true or false without quotes.',
      },
    },
  },
  'sample.weight': {
    claim: 'The weight of a sample is a number, where there may be one.',
    outcomes: {
      none: { says: 'the sample has no weight of its own' },
      number: {
        says: 'the sample has a weight of its own',
        severity: 'should',
        fix: 'Remove it, or repeat the sample instead.',
      },
      zero: {
        says: 'the weight of 0 switches the sample off',
        severity: 'should',
        fix: 'Remove the sample.',
      },
      negative: {
        says: 'the negative weight trains the opposite',
        severity: 'should',
        fix: 'Remove the weight, or the sample.',
      },
      other: { says: 'the weight is not a number', fix: 'Write a number without quotes, or remove it.' },
    },
  },
  'sample.assistant': {
    claim: 'There is something to learn: a message of the assistant.',
    outcomes: {
      present: { says: 'there is a message of the assistant' },
      missing: {
        says: 'there is no message of the assistant: nothing can be learned',
        fix: 'Add the reply that is to be learned, or remove the sample.',
      },
    },
  },
  'sample.user': {
    claim: 'There is something to reply to: a message of the user.',
    outcomes: {
      present: { says: 'there is a message of the user' },
      missing: {
        says: 'no user says anything',
        severity: 'may',
        fix: 'Add what the assistant replies to, if anything.',
      },
    },
  },
  'sample.last': {
    claim: 'The conversation ends with the assistant.',
    outcomes: {
      assistant: { says: 'the last message is the assistant’s' },
      other: {
        says: 'the last message is not the assistant’s: nothing is learned from it',
        severity: 'should',
        fix: 'Add the reply, or cut what follows the last one.',
      },
    },
  },
  'sample.trained': {
    claim: 'At least one message of the assistant is trained on.',
    outcomes: {
      some: { says: 'a message of the assistant counts' },
      none: {
        says: 'all messages of the assistant have weight 0: nothing is learned',
        severity: 'should',
        fix: 'Give one of them weight 1, or remove the sample.',
      },
    },
  },
  'sample.reasoning': {
    claim: 'Either all messages of the assistant have reasoning_content, or none has.',
    outcomes: {
      uniform: { says: 'all messages of the assistant have it, or none' },
      partial: {
        says: 'only some messages of the assistant have reasoning_content',
        severity: 'may',
        fix: 'Add the traces that are missing, or remove all.',
      },
    },
  },
  'sample.tokens': {
    claim: 'The sample fits the longest context that is trained.',
    outcomes: {
      within: { says: 'the sample is short enough' },
      beyond: {
        says: 'by an estimate the sample is longer than the limit; its end, which is to be learned, would be cut off',
        severity: 'should',
        fix: 'Shorten it, or split the conversation.',
      },
    },
  },
} as const satisfies Record<string, Rule>;
