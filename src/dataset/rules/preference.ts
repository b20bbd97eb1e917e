/** Rules about preference samples: an input with a better and a worse output. */
import type { Rule } from './rule.js';

export const preferenceRules = {
  'preference.input': {
    claim: 'input is an object with messages.',
    outcomes: {
      object: { says: 'input is an object' },
      missing: {
        says: 'there is no input',
        fix: 'Write "input": {"messages": […]}; a prompt becomes its message of the user.',
      },
      malformed: { says: 'input is no object with documented fields', fix: 'Write {"messages": […]}.' },
    },
  },
  'preference.output': {
    claim: 'preferred_output and non_preferred_output are lists with one message of the assistant.',
    outcomes: {
      message: { says: 'each output is one message of the assistant' },
      missing: {
        says: 'an output is missing',
        fix: 'Write "preferred_output" and "non_preferred_output", each [{"role": "assistant", "content": "…"}].',
      },
      malformed: {
        says: 'an output is no list of messages',
        fix: 'Write [{"role": "assistant", "content": "…"}].',
      },
      several: {
        says: 'an output has more than one message',
        severity: 'should',
        fix: 'Move what both have in common to input.',
      },
      other: {
        says: 'a message of an output is not the assistant’s',
        fix: 'Move it to input: only what the assistant says is compared.',
      },
    },
  },
  'preference.names': {
    claim: 'The outputs are called preferred_output and non_preferred_output.',
    outcomes: {
      output: { says: 'they are called so' },
      completion: {
        says: 'an output has the name that the specification had in 2025',
        severity: 'should',
        fix: 'Write preferred_output and non_preferred_output, as all guides do.',
      },
    },
  },
  'preference.difference': {
    claim: 'The two outputs differ.',
    outcomes: {
      different: { says: 'the outputs differ' },
      equal: { says: 'both outputs are the same', severity: 'should', fix: 'Remove the sample.' },
    },
  },
  'preference.turns': {
    claim: 'The input has no reply of the assistant, where only one turn is supported.',
    outcomes: {
      one: { says: 'the input has no reply of the assistant' },
      several: {
        says: 'the input has a reply of the assistant',
        fix: 'Only conversations of one turn are supported: cut the earlier ones.',
      },
    },
  },
  'preference.tools': {
    claim: 'The input has messages of tools only where they are supported.',
    outcomes: {
      none: { says: 'the input has no message of a tool' },
      tool: {
        says: 'the input has a message of a tool',
        fix: 'Only system, user and assistant are supported: remove the sample.',
      },
    },
  },
  'preference.last': {
    claim: 'The input ends with the user, or with what a tool answered.',
    outcomes: {
      asked: { says: 'the input ends with the user or a tool' },
      other: {
        says: 'the input ends with something that asks for no reply',
        severity: 'should',
        fix: 'End it with the question that the outputs reply to.',
      },
    },
  },
  'preference.images': {
    claim: 'The sample is text only.',
    outcomes: {
      none: { says: 'there is no image' },
      image: {
        says: 'a preference sample has an image',
        fix: 'Preferences are trained on text only: remove it.',
      },
    },
  },
} as const satisfies Record<string, Rule>;
