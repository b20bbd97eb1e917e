/** Generated from schemas/profile.schema.json by "npm run generate". Do not edit. */

/**
 * A documented dialect: for each check, which outcomes the vendor documents, and where.
 */
export interface Profile {
  $schema?: string;
  /**
   * What the dialect is, in words a user knows.
   */
  title: string;
  /**
   * The profile whose expectations hold where this one says nothing. Only the root profile, openai, has none.
   */
  extends?: string;
  /**
   * The vendor's documented base URL, asked where the user names no other. A name in braces stands for a part that only the user knows.
   */
  baseURL?: string;
  /**
   * The NAME of the environment variable that the vendor documents for the key, never a key. It is used at the vendor's own address only.
   */
  keyVariable?: string;
  /**
   * Other names for this profile.
   */
  aliases?: string[];
  /**
   * Check id to expectation. A whole entry replaces the parent's; null says that nothing is documented.
   */
  expect: {
    [k: string]: Expectation | null;
  };
  /**
   * The same for fine-tuning data: rule to expectation (touchstone dataset).
   */
  dataset?: {
    [k: string]: DatasetExpectation | null;
  };
}
export interface Expectation {
  /**
   * The outcomes that the document allows.
   *
   * @minItems 1
   */
  documented: string[];
  /**
   * Lawful oddities: outcomes that are no defect, though the document says otherwise.
   */
  tolerated?: string[];
  /**
   * The thread or page that shows why they are lawful.
   */
  toleratedSource?: string;
  /**
   * Where it is documented: an address, or a document and its place.
   */
  source: string;
  /**
   * What the document says, in our words.
   */
  says?: string;
  /**
   * When the document was read, as a date, or the commit that was read.
   */
  seen?: string;
  /**
   * strong (the default): schema, prose, SDK, the vendor's own page. weak: third-party pages, threads, inference; never weighs more than may.
   */
  strength?: 'strong' | 'weak';
}
export interface DatasetExpectation {
  /**
   * The outcomes that the document allows.
   *
   * @minItems 1
   */
  documented: string[];
  /**
   * The number that the document gives, for the rules that compare with one.
   */
  limit?: number;
  /**
   * Where it is documented: an address, or a document and its place.
   */
  source: string;
  /**
   * What the document says, in our words.
   */
  says?: string;
  /**
   * When the document was read, as a date, or the commit that was read.
   */
  seen?: string;
  /**
   * As in an expectation of a check.
   */
  strength?: 'strong' | 'weak';
}
