/** Generated from schemas/baseline.schema.json by "npm run generate". Do not edit. */

/**
 * Deviations that are known and accepted for now, each bound to what was observed.
 */
export interface Baseline {
  $schema?: string;
  accept: Accepted[];
}
export interface Accepted {
  /**
   * The id of a check.
   */
  check: string;
  /**
   * The name of a target in the report; without it, the entry is for all.
   */
  target?: string;
  /**
   * The outcome that is accepted. Any other deviation of the same check still counts.
   */
  outcome: string;
  /**
   * Why it is accepted: for the person who reads it next year.
   */
  reason: string;
  /**
   * The last day on which it is accepted, YYYY-MM-DD in UTC.
   */
  expires?: string;
}
