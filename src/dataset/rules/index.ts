/** All rules, in the order in which they are told. */
import { fileRules } from './file.js';
import { imageRules } from './image.js';
import { lineRules } from './line.js';
import { messageRules } from './message.js';
import { preferenceRules } from './preference.js';
import { reinforcementRules } from './reinforcement.js';
import type { Rule } from './rule.js';
import { sampleRules } from './sample.js';
import { toolRules } from './tool.js';

const all = {
  ...fileRules,
  ...lineRules,
  ...sampleRules,
  ...messageRules,
  ...toolRules,
  ...imageRules,
  ...preferenceRules,
  ...reinforcementRules,
};

export type RuleId = keyof typeof all;

/** What may be observed under a rule. */
export type OutcomeOf<Id extends RuleId> = keyof (typeof all)[Id]['outcomes'] & string;

export const rules: Readonly<Record<RuleId, Rule>> = all;
export const ruleIds = Object.keys(all) as RuleId[];
