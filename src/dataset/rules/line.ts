/** Rules about one line, before anything is known of what it means. */
import type { Rule } from './rule.js';

export const lineRules = {
  'line.blank': {
    claim: 'Every line is a sample.',
    outcomes: {
      none: { says: 'the line has something on it' },
      blank: { says: 'the line is blank', severity: 'should', fix: 'Remove it; --fix does.' },
    },
  },
  'line.padding': {
    claim: 'Nothing stands around the sample.',
    outcomes: {
      none: { says: 'there are no blanks around the value' },
      blanks: {
        says: 'there are blanks around the value',
        severity: 'may',
        fix: 'JSON readers skip them; --fix takes them away.',
      },
    },
  },
  'line.size': {
    claim: 'The line can be read into memory.',
    outcomes: {
      within: { says: 'the line is of a size that can be read' },
      beyond: {
        says: 'the line is longer than ten images of the largest documented size; it was not examined',
        fix: 'Look whether line feeds are missing between samples.',
      },
    },
  },
  'line.json': {
    claim: 'The line is JSON.',
    outcomes: {
      valid: { says: 'the line is JSON' },
      invalid: {
        says: 'the line is not JSON',
        fix: 'Write each sample as JSON on one line, without line breaks inside and without commas between.',
      },
      'too-deep': { says: 'the value is nested too deep to be read safely', fix: 'Flatten it.' },
    },
  },
  'line.value': {
    claim: 'The line is a JSON object.',
    outcomes: {
      object: { says: 'the line is an object' },
      other: {
        says: 'the line is not an object',
        fix: 'Write one object a line; a list of samples becomes one line for each.',
      },
    },
  },
  'line.keys': {
    claim: 'No object has a key twice.',
    outcomes: {
      unique: { says: 'no key is repeated' },
      repeated: {
        says: 'a key is repeated, and readers differ in which one they take',
        severity: 'should',
        fix: 'Remove all but one.',
      },
    },
  },
  'line.surrogates': {
    claim: 'Escapes make whole characters.',
    outcomes: {
      paired: { says: 'all surrogates are paired' },
      lone: {
        says: 'an escape is half of a character, which many readers refuse',
        severity: 'should',
        fix: 'The text was cut inside an emoji or a rare character: cut it elsewhere.',
      },
    },
  },
  'line.duplicate': {
    claim: 'A sample is there once.',
    outcomes: {
      unique: { says: 'the line is there once' },
      repeated: {
        says: 'the same line was there before',
        severity: 'may',
        fix: 'Remove it, if it is not meant to count more.',
      },
      shared: {
        says: 'the same line is in a file before this one',
        severity: 'should',
        fix: 'A validation file that shares samples with the training file tells nothing: take them out of one.',
      },
    },
  },
} as const satisfies Record<string, Rule>;
