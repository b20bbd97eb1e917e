/** Generated from schemas/claim.schema.json by "npm run generate". Do not edit. */

/**
 * What the author of a server says of it, for anybody to verify: each check of the suite is as the profile documents, or is among the exceptions.
 */
export interface Claim {
  $schema?: string;
  /**
   * Raised when a reader of the old form would misread the new one.
   */
  schemaVersion: 1;
  /**
   * The version of touchstone whose checks are meant.
   */
  touchstone: string;
  /**
   * The name of the profile that the server is judged by.
   */
  profile: string;
  /**
   * Which checks are meant.
   */
  suite: 'core' | 'full';
  /**
   * Whether those that send what is malformed, huge or cut off are meant too.
   */
  hostile: boolean;
  /**
   * A deviation this grave or graver must be among the exceptions; lesser ones are not spoken of.
   */
  severity: 'must' | 'should' | 'may';
  /**
   * What the server has.
   */
  capabilities: string[];
  /**
   * Where it deviates, and what it refuses.
   */
  except: Exception[];
}
export interface Exception {
  /**
   * The id of a check.
   */
  check: string;
  /**
   * What it comes to. Another outcome that deviates breaks the claim.
   */
  outcome: string;
  /**
   * Why, for the users of the server.
   */
  reason: string;
}
