/** Rules about a file as a whole. */
import type { Rule } from './rule.js';

export const fileRules = {
  'file.compression': {
    claim: 'A compressed file can be unpacked to its end.',
    outcomes: {
      whole: { says: 'the file is whole' },
      broken: {
        says: 'the compressed data ends early or is damaged',
        fix: 'Pack it, or transfer it, again. What comes after this place was not examined.',
      },
    },
  },
  'file.encoding': {
    claim: 'The file is UTF-8.',
    outcomes: {
      'utf-8': { says: 'the bytes are UTF-8' },
      invalid: {
        says: 'the line has bytes that are not UTF-8',
        fix: 'Convert the file, for example with iconv -f LATIN1 -t UTF-8.',
      },
      'utf-16': {
        says: 'the file is UTF-16',
        fix: 'Convert it with iconv -f UTF-16 -t UTF-8. Nothing else was examined.',
      },
    },
  },
  'file.bom': {
    claim: 'The file begins with its first sample.',
    outcomes: {
      none: { says: 'there is no byte order mark' },
      present: {
        says: 'the file begins with a byte order mark',
        severity: 'should',
        fix: 'Save it as UTF-8 without one; --fix does.',
      },
    },
  },
  'file.line_ending': {
    claim: 'Lines end with a line feed.',
    outcomes: {
      lf: { says: 'lines end with a line feed' },
      crlf: {
        says: 'lines end with a carriage return and a line feed',
        severity: 'may',
        fix: 'JSON readers skip it; --fix takes it away.',
      },
    },
  },
  'file.size': {
    claim: 'The file is no larger than may be uploaded.',
    outcomes: {
      within: { says: 'the size is within the limit' },
      beyond: { says: 'the file is larger than the limit', fix: 'Leave out samples, or split it.' },
    },
  },
  'file.samples.least': {
    claim: 'There are enough samples for a job.',
    outcomes: {
      within: { says: 'there are enough samples' },
      below: { says: 'there are fewer samples than a job needs', fix: 'Add samples.' },
    },
  },
  'file.samples.advised': {
    claim: 'There are as many samples as the vendor advises to begin with.',
    outcomes: {
      within: { says: 'there are as many samples as advised' },
      below: {
        says: 'there are fewer samples than advised',
        severity: 'may',
        fix: 'More good samples give a better model; a small set only shows whether it works.',
      },
    },
  },
  'file.samples.most': {
    claim: 'There are no more samples than a job takes.',
    outcomes: {
      within: { says: 'the number of samples is within the limit' },
      beyond: { says: 'there are more samples than a job takes', fix: 'Leave samples out.' },
    },
  },
  'file.samples.images': {
    claim: 'There are no more samples with images than a job takes.',
    outcomes: {
      within: { says: 'the number of samples with images is within the limit' },
      beyond: { says: 'there are more samples with images than a job takes', fix: 'Leave samples out.' },
    },
  },
  'file.samples.weights': {
    claim: 'All samples have a weight of their own, or none has.',
    outcomes: {
      uniform: { says: 'all samples have a weight, or none' },
      partial: {
        says: 'some samples have a weight and some have none',
        fix: 'Write "weight": 1.0 where there is none: that is the default.',
      },
    },
  },
  'file.kind': {
    claim: 'All samples are for one kind of training.',
    outcomes: {
      one: { says: 'all samples are of one kind' },
      mixed: {
        says: 'the sample is of another kind than the ones before',
        fix: 'Put supervised and preference samples into files of their own; --kind says which is meant.',
      },
    },
  },
} as const satisfies Record<string, Rule>;
