/** Generated from schemas/dataset-report.schema.json by "npm run generate". Do not edit. */

/**
 * must: refused, or something else is trained. should: documented otherwise, and likely to go wrong. may: worth knowing.
 */
export type Severity = 'must' | 'should' | 'may';

/**
 * What touchstone dataset found in fine-tuning files.
 */
export interface DatasetReport {
  schemaVersion: 1;
  tool: DatasetTool;
  /**
   * The profile that the files were judged against.
   */
  profile: string;
  files: DatasetFile[];
}
export interface DatasetTool {
  name: string;
  version: string;
}
export interface DatasetFile {
  /**
   * As it was given; - for standard input.
   */
  name: string;
  /**
   * What its samples are for.
   */
  kind: 'supervised' | 'preference' | 'reinforcement';
  compression: 'none' | 'gzip' | 'zstd';
  /**
   * Uncompressed.
   */
  bytes: number;
  lines: number;
  /**
   * Lines that hold a JSON object.
   */
  samples: number;
  /**
   * How many there are of each role; other for roles that do not exist.
   */
  messages: {
    [k: string]: number;
  };
  /**
   * In the order of the file; of each rule only the first ones, as many as --max-findings says.
   */
  findings: Finding[];
  /**
   * All findings, counted; the severest and most frequent first.
   */
  counts: FindingCount[];
  sizes: Histogram;
  tokens?: TokenEstimate;
  fixed?: FixedFile;
  /**
   * What else has to be known of the examination itself.
   */
  notes: string[];
}
export interface Finding {
  rule: string;
  /**
   * What was seen, in one word.
   */
  outcome: string;
  severity: Severity;
  /**
   * From 1; 0 for what holds for the file as a whole.
   */
  line: number;
  /**
   * In bytes from the beginning of the uncompressed file: of the value that the pointer names, or of the place where the line stops being readable.
   */
  offset: number;
  /**
   * JSON Pointer into the line's value; empty for the whole.
   */
  pointer: string;
  message: string;
  /**
   * What exactly was seen.
   */
  detail?: string;
  /**
   * What to do.
   */
  fix?: string;
  /**
   * Where it is documented.
   */
  source: string;
  /**
   * True where it is not the vendor's word, but that of a profile that it extends.
   */
  inherited?: boolean;
}
export interface FindingCount {
  rule: string;
  outcome: string;
  severity: Severity;
  /**
   * All, listed or not.
   */
  count: number;
  message: string;
}
/**
 * How large the samples are.
 */
export interface Histogram {
  unit: 'bytes' | 'tokens';
  /**
   * Sizes of samples. Without the ones before the first and after the last that has any.
   */
  buckets: Bucket[];
}
export interface Bucket {
  /**
   * The largest size that it counts; each is twice the one before.
   */
  upTo: number;
  samples: number;
}
/**
 * How many tokens there are: an estimate.
 */
export interface TokenEstimate {
  /**
   * What counted: an estimate, since the vendor's chat template is not known. Images are not counted.
   */
  tokenizer: string;
  total: number;
  largest: number;
  /**
   * Samples.
   */
  counted: number;
  /**
   * The most that one sample may have.
   */
  limit?: number;
  /**
   * Samples above the limit.
   */
  over?: number;
}
/**
 * The new file that --fix wrote; all that it changed.
 */
export interface FixedFile {
  path: string;
  /**
   * Removed.
   */
  byteOrderMarks: number;
  /**
   * Removed from ends of lines.
   */
  carriageReturns: number;
  /**
   * Removed.
   */
  blankLines: number;
  /**
   * Lines that had blanks around the value.
   */
  paddedLines: number;
}
