/** Generated from schemas/report.schema.json by "npm run generate". Do not edit. */

export type Severity = 'must' | 'should' | 'may';
export type Verdict = 'pass' | 'fail' | 'unsupported' | 'inconclusive' | 'skipped' | 'error';
/**
 * What a check found out: an outcome of its table, or the reason why there is none.
 */
export type Observation = Observed | Inconclusive | Unsupported | Skipped | Failed;

/**
 * What one run observed, how it was judged, and the evidence.
 */
export interface Report {
  /**
   * Raised when a reader of the old form would misread the new one.
   */
  schemaVersion: 1;
  tool: {
    name: 'touchstone';
    version: string;
  };
  /**
   * ISO 8601, UTC.
   */
  startedAt: string;
  durationMs?: number;
  /**
   * True when the run was interrupted: what is here was observed, the rest was not.
   */
  partial: boolean;
  options: RunOptions;
  /**
   * The checks that were selected, in report order.
   */
  catalogue: CheckFacts[];
  targets: TargetReport[];
  exchanges: Exchange[];
}
/**
 * What was asked for on the command line or in the configuration; never a key.
 */
export interface RunOptions {
  suite: 'core' | 'full';
  only: string[];
  skip: string[];
  hostile: boolean;
  failOn: 'must' | 'should' | 'may' | 'never';
  against: string[];
  concurrency?: number;
  timeoutSeconds?: number;
  maxSeconds?: number;
  maxRequests?: number;
  maxTokens?: number;
  contextWindow?: number;
  repeat?: number;
  shard?: string;
  /**
   * True where prompts and answers were left out: nothing can be found in the exchanges anew.
   */
  noBodies?: boolean;
}
/**
 * A check without its code.
 */
export interface CheckFacts {
  id: string;
  /**
   * Earlier ids.
   */
  aliases?: string[];
  claim: string;
  source: Source;
  needs: string[];
  mode: 'calm' | 'alone' | 'hostile' | 'invariant';
  severity: Severity;
  cost: {
    requests: number;
    /**
     * Generated tokens at most, thinking not counted.
     */
    tokens: number;
  };
  /**
   * Left out of the core suite although an outcome is a must: another check asks about the same feature for less.
   */
  core?: false;
  outcomes: {
    [k: string]: OutcomeFacts;
  };
}
export interface Source {
  /**
   * What the document is called.
   */
  document: string;
  /**
   * The place in it: schema property, section, line.
   */
  at?: string;
  url: string;
}
export interface OutcomeFacts {
  /**
   * What was observed, as the end of a sentence.
   */
  says: string;
  severity?: Severity;
  /**
   * Who notices: the clients that break or misread, and how.
   */
  notices?: string[];
}
export interface TargetReport {
  name: string;
  baseURL: string;
  model: string;
  /**
   * Models of single endpoints, where they differ from model.
   */
  models?: {
    [k: string]: string;
  };
  profile: string;
  profileTitle?: string;
  facts?: TargetFacts;
  /**
   * Only those that were asked for.
   */
  capabilities: {
    [k: string]: 'present' | 'absent' | 'broken';
  };
  results: Result[];
  totals: Totals;
  cost: {
    requests: number;
    /**
     * As the endpoint counted them, where it did.
     */
    promptTokens: number;
    completionTokens: number;
  };
  notes: string[];
}
/**
 * What the preflight learned; every check starts from it.
 */
export interface TargetFacts {
  chat: EndpointFacts;
  completions: EndpointFacts;
  /**
   * Ids that GET /models lists.
   */
  models: string[];
  contextWindow?: number;
  /**
   * Who states the window: the user, or the field of /models.
   */
  contextWindowFrom?: string;
}
/**
 * What the preflight learned about one endpoint.
 */
export interface EndpointFacts {
  state: 'present' | 'absent' | 'broken';
  /**
   * Why it is not present.
   */
  reason?: string;
  /**
   * The parameter that limits the reply; missing where neither is accepted.
   */
  limitParameter?: 'max_tokens' | 'max_completion_tokens';
  /**
   * Whether temperature 0 is accepted.
   */
  temperature?: boolean;
  /**
   * Whether two equal requests gave the same text.
   */
  repeatable?: boolean;
  /**
   * How many tokens to allow beyond those wanted, until visible text comes.
   */
  thinkingTokens?: number;
  /**
   * Median time to the first byte.
   */
  typicalMs?: number;
}
export interface Result {
  check: string;
  area: string;
  claim: string;
  verdict: Verdict;
  /**
   * Missing where nothing was observed.
   */
  outcome?: string;
  /**
   * Why nothing was observed.
   */
  reason?: string;
  details?: Details;
  documented: string[];
  severity?: Severity;
  message: string;
  source?: string;
  inherited?: boolean;
  inheritedFrom?: string;
  tolerated?: boolean;
  /**
   * Where the check was carried out several times: what it came to, and how often.
   */
  agreement?: {
    runs: number;
    /**
     * Outcome, or verdict where there was none, to how often.
     */
    seen: {
      [k: string]: number;
    };
  };
  /**
   * A deviation that the baseline accepts for now: it does not count.
   */
  accepted?: {
    reason: string;
    /**
     * The last day, YYYY-MM-DD.
     */
    expires?: string;
  };
  findings?: Finding[];
  notes?: string[];
  /**
   * Ids of exchanges of the same target, the telling one last.
   */
  exchanges: string[];
  durationMs?: number;
  /**
   * Profile name to one more judgement of the same observation.
   */
  against?: {
    [k: string]: Judgement;
  };
}
/**
 * What was measured on the way, for people: numbers, short texts.
 */
export interface Details {
  [k: string]: string | number | boolean | null;
}
/**
 * One place in an exchange where something is not as documented.
 */
export interface Finding {
  /**
   * JSON Pointer into the body, or a place in words.
   */
  path: string;
  expected: string;
  got: string;
  severity?: Severity;
  /**
   * Where the rule comes from: the published document, a correction of it, or the profile.
   */
  layer?: string;
  /**
   * How often it was seen.
   */
  count?: number;
  /**
   * The first exchange that shows it.
   */
  exchange?: string;
}
export interface Judgement {
  verdict: Verdict;
  /**
   * The outcomes that the profile documents; empty where it documents nothing.
   */
  documented: string[];
  severity?: Severity;
  /**
   * Where the profile found it documented.
   */
  source?: string;
  /**
   * What is documented, what was seen.
   */
  message: string;
  /**
   * True when the expectation is not the vendor's own word but that of a profile it extends.
   */
  inherited?: boolean;
  /**
   * The name of that profile.
   */
  inheritedFrom?: string;
  /**
   * True when it passes as a lawful oddity.
   */
  tolerated?: boolean;
}
export interface Totals {
  pass: number;
  fail: number;
  unsupported: number;
  inconclusive: number;
  skipped: number;
  error: number;
  failBySeverity: {
    must: number;
    should: number;
    may: number;
  };
}
/**
 * One HTTP request with its response, as recorded: the evidence.
 */
export interface Exchange {
  /**
   * Hash of the canonical request, the sample and the attempt: equal over runs.
   */
  id: string;
  target: string;
  /**
   * 0 for the first time a request is sent; the next number each time it is sent again on purpose.
   */
  sample: number;
  /**
   * 0, or the number of the retry.
   */
  attempt: number;
  request: {
    method: string;
    /**
     * Below the base URL, with the query.
     */
    path: string;
    headers: {
      [k: string]: string;
    };
    body?: Body;
    credentials: 'own' | 'none' | 'wrong';
    /**
     * False where the request breaks the documented rules on purpose.
     */
    lawful: boolean;
  };
  response?: {
    status: number;
    headers: {
      [k: string]: string;
    };
    body: Body;
  };
  failure?: {
    kind:
      'refused' | 'unresolved' | 'reset' | 'timeout' | 'tls' | 'malformed' | 'cut' | 'too-large' | 'stopped';
    message: string;
  };
  stream?: StreamFacts;
  timing: {
    /**
     * Since the start of the run.
     */
    startedMs: number;
    firstByteMs?: number;
    totalMs: number;
  };
}
/**
 * A body as it was on the wire, without secrets. At most 64 KiB are kept: the beginning and the end.
 */
export interface Body {
  text: string;
  /**
   * The end, where the middle was left out.
   */
  tail?: string;
  /**
   * Its whole length.
   */
  bytes: number;
  /**
   * Of the whole body, where a part was left out.
   */
  sha256?: string;
  invalidUtf8?: boolean;
}
/**
 * How a stream was framed and when it arrived, judged on the bytes as received.
 */
export interface StreamFacts {
  /**
   * Events with data, [DONE] not counted.
   */
  events: number;
  /**
   * Whether the last event was [DONE].
   */
  done: boolean;
  comments: number;
  anomalies: FramingAnomaly[];
  /**
   * Time since the previous piece, for each piece that arrived; the first is since the request.
   */
  arrivalMs: number[];
  arrivalBytes: number[];
}
export interface FramingAnomaly {
  kind:
    | 'unknown-field'
    | 'unframed-json'
    | 'empty-data'
    | 'not-json'
    | 'named-event'
    | 'unfinished-event'
    | 'after-done'
    | 'done-spelling'
    | 'invalid-utf8'
    | 'retry-field'
    | 'id-field'
    | 'no-blank-line';
  count: number;
  /**
   * The first line that shows it, cut to 200 characters.
   */
  first: string;
}
export interface Observed {
  outcome: string;
  details?: Details;
  findings?: Finding[];
  notes?: string[];
  exchanges: string[];
  durationMs?: number;
}
export interface Inconclusive {
  /**
   * Why nothing could be concluded.
   */
  inconclusive: string;
  details?: Details;
  notes?: string[];
  exchanges: string[];
  durationMs?: number;
}
export interface Unsupported {
  /**
   * What the endpoint lacks.
   */
  unsupported: string;
  details?: Details;
  notes?: string[];
  exchanges: string[];
  durationMs?: number;
}
export interface Skipped {
  /**
   * One word of budget, prerequisite, costly, undocumented, not-recorded, stopped, down; then, after a colon, which.
   */
  skipped: string;
  details?: Details;
  notes?: string[];
  exchanges: string[];
  durationMs?: number;
}
export interface Failed {
  /**
   * Why the check could not be carried out.
   */
  error: string;
  details?: Details;
  notes?: string[];
  exchanges: string[];
  durationMs?: number;
}
