/** The form of a rule: one question about data, with a closed list of answers. Which of them are right, profiles say. */
import type { Severity } from '../../../schemas/types/dataset-report.js';

export interface Rule {
  /** What holds where the data is as documented. */
  readonly claim: string;
  /** By the word. */
  readonly outcomes: Readonly<Record<string, RuleOutcome>>;
}

export interface RuleOutcome {
  /** What was seen, as the end of a sentence. */
  readonly says: string;
  /** Where a profile does not document it. `must` (the default): the upload is refused, or trains something else. */
  readonly severity?: Severity;
  /** What to do. */
  readonly fix?: string;
}
