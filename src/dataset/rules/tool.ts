/** Rules about calls of tools and their answers. */
import type { Rule } from './rule.js';

export const toolRules = {
  'message.tool_calls': {
    claim: 'tool_calls is a list of calls of functions, each with an id, on a message of the assistant.',
    outcomes: {
      calls: { says: 'tool_calls is a list of calls' },
      malformed: {
        says: 'a call does not have the documented form',
        fix: 'Write {"id": "…", "type": "function", "function": {"name": "…", "arguments": "{…}"}}.',
      },
      empty: { says: 'tool_calls is empty', severity: 'should', fix: 'Leave it out.' },
      misplaced: {
        says: 'a message that is not the assistant’s has tool_calls',
        fix: 'Move them to a message of the assistant.',
      },
    },
  },
  'message.tool_calls.id': {
    claim: 'Calls in one sample have ids of their own.',
    outcomes: {
      unique: { says: 'the ids differ' },
      repeated: {
        says: 'two calls have the same id',
        severity: 'should',
        fix: 'Give each an id of its own, and its answer the same.',
      },
    },
  },
  'message.tool_calls.name': {
    claim: 'A function that is called is declared, where any are.',
    outcomes: {
      declared: { says: 'the function is declared' },
      undeclared: {
        says: 'a function is called that tools does not have',
        severity: 'should',
        fix: 'Declare it, or correct the name.',
      },
    },
  },
  'message.tool_calls.arguments': {
    claim: 'arguments is text that holds a JSON object, and fits the declared parameters.',
    outcomes: {
      json: { says: 'arguments is JSON text' },
      'not-text': {
        says: 'arguments is not text',
        fix: 'Write the JSON as a string: "{\\"city\\": \\"Rome\\"}".',
      },
      invalid: {
        says: 'arguments is text, but not JSON',
        severity: 'should',
        fix: 'The model would learn to write it so: correct it, or give the call weight 0.',
      },
      'not-object': {
        says: 'arguments is JSON, but not an object',
        severity: 'may',
        fix: 'Write an object with the name of each argument.',
      },
      unfit: {
        says: 'the arguments do not fit the declared parameters',
        severity: 'may',
        fix: 'Correct the arguments, or the declaration.',
      },
    },
  },
  'message.tool_calls.answered': {
    claim: 'The conversation goes on only when every call is answered.',
    outcomes: {
      answered: { says: 'every call is answered' },
      unanswered: {
        says: 'the conversation goes on although a call is not answered',
        severity: 'should',
        fix: 'Add a tool message with the tool_call_id of each call right after the calls.',
      },
    },
  },
  'message.tool_call_id': {
    claim: 'A tool message says which call it answers, and that call came before.',
    outcomes: {
      known: { says: 'the call came before' },
      missing: {
        says: 'the tool message has no tool_call_id',
        fix: 'Write the id of the call that it answers.',
      },
      unmatched: {
        says: 'no call before has this id',
        severity: 'should',
        fix: 'Write the id of the call that it answers.',
      },
    },
  },
} as const satisfies Record<string, Rule>;
