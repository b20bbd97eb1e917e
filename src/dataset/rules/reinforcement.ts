/** Rules about reinforcement samples: a conversation to be answered, with what a grader needs. */
import type { Rule } from './rule.js';

export const reinforcementRules = {
  'reinforcement.last': {
    claim: 'The conversation ends with the user.',
    outcomes: {
      user: { says: 'the last message is the user’s' },
      other: {
        says: 'the last message is not the user’s',
        fix: 'End with what is to be answered; the answer that is wanted goes into a field for the grader.',
      },
    },
  },
  'reinforcement.system': {
    claim: 'Instructions have a role that the format has.',
    outcomes: {
      none: { says: 'there is no system message' },
      system: {
        says: 'the role system is not part of the format',
        severity: 'should',
        fix: 'Write developer instead.',
      },
    },
  },
  'reinforcement.developer': {
    claim: 'Instructions have a role that the vendor names.',
    outcomes: {
      none: { says: 'there is no developer message' },
      developer: {
        says: 'the role developer is not named for these samples',
        severity: 'should',
        fix: 'Write system instead.',
      },
    },
  },
  'reinforcement.images': {
    claim: 'The sample has images only where they are known to work.',
    outcomes: {
      none: { says: 'there is no image' },
      image: {
        says: 'a reinforcement sample has an image',
        severity: 'should',
        fix: 'Try a small job first: users report that the service refuses them.',
      },
    },
  },
  'reinforcement.fields': {
    claim: 'Every sample has the fields that the first one has.',
    outcomes: {
      same: { says: 'the fields are those of the first sample' },
      missing: {
        says: 'a field that the first sample has is missing, and a grader may need it',
        severity: 'should',
        fix: 'Add it, or remove it from all.',
      },
    },
  },
} as const satisfies Record<string, Rule>;
