/** The sentences that all reporters share. Plain text: each reporter escapes it for its own format. */
import type {
  Details,
  Exchange,
  Finding,
  Judgement,
  Report,
  Result,
  TargetReport,
  Totals,
  Verdict,
} from '../../schemas/types/report.js';
import { brief, plain } from '../plain.js';
import type { Latency, Spread } from './latency.js';
import type { Reading } from './reading.js';
import { SEVERITIES } from './severity.js';

export const MARKS: Record<Verdict, string> = {
  pass: '✓',
  fail: '✗',
  unsupported: '–',
  inconclusive: '?',
  skipped: '·',
  error: '!',
};

export const VERDICT_WORDS: Record<Verdict, string> = {
  fail: 'deviate',
  error: 'error',
  inconclusive: 'inconclusive',
  unsupported: 'unsupported',
  skipped: 'skipped',
  pass: 'as documented',
};

/** Verdicts in the order in which they are told: what needs a person first. */
export const VERDICTS = Object.keys(VERDICT_WORDS) as readonly Verdict[];

/** "Documented by fireworks", or "Not documented by groq; openai documents": whose word an expectation is. */
export function whoseWord(
  { inherited, inheritedFrom }: Pick<Judgement, 'inherited' | 'inheritedFrom'>,
  profile: string,
): string {
  if (!inherited) return `Documented by ${plain(profile)}`;
  return `Not documented by ${plain(profile)}; ${plain(inheritedFrom ?? 'the profile that it extends')} documents`;
}

/** "the text ends with the stop sequence (included)" */
export function says(reading: Reading, check: string, word: string): string {
  const known = reading.outcome(check, word)?.says;
  return known === undefined ? plain(word) : `${plain(known)} (${plain(word)})`;
}

/** What a profile documents for a check, in words. */
export function documentedWords(reading: Reading, check: string, documented: readonly string[]): string {
  return documented.length === 0
    ? 'nothing'
    : documented.map((word) => says(reading, check, word)).join(', or ');
}

export interface VerdictCount {
  readonly verdict: Verdict;
  readonly count: number;
  /** "19 deviate (14 must, 5 should)" */
  readonly text: string;
}

/** The counts that are not zero; `pass` always. */
export function verdictCounts(totals: Totals): VerdictCount[] {
  return VERDICTS.filter((verdict) => verdict === 'pass' || totals[verdict] > 0).map((verdict) => {
    const count = totals[verdict];
    const severities = SEVERITIES.filter((severity) => totals.failBySeverity[severity] > 0)
      .map((severity) => `${totals.failBySeverity[severity]} ${severity}`)
      .join(', ');
    const detail = verdict === 'fail' ? ` (${severities})` : '';
    return { verdict, count, text: `${count} ${VERDICT_WORDS[verdict]}${detail}` };
  });
}

export function requestsText({ cost: { requests } }: TargetReport): string {
  return `${amount(requests)} ${requests === 1 ? 'request' : 'requests'}`;
}

export function costText(target: TargetReport): string {
  const { promptTokens, completionTokens } = target.cost;
  return `${requestsText(target)}, ${amount(promptTokens)} tokens in, ${amount(completionTokens)} out`;
}

/** "first token after 42 ms (38–61), 118 tokens/s (110–121)": medians, and the middle 80 %; undefined where nothing was measured. */
export function speedText({ firstTokenMs, tokensPerSecond, answerMs }: Latency): string | undefined {
  const between = ({ low, high }: Spread) => `(${amount(Math.round(low))}–${amount(Math.round(high))})`;
  const middle = ({ median }: Spread) => amount(Math.round(median));
  const parts = [
    firstTokenMs && `first token after ${middle(firstTokenMs)} ms ${between(firstTokenMs)}`,
    tokensPerSecond && `${middle(tokensPerSecond)} tokens/s ${between(tokensPerSecond)}`,
    answerMs && `whole answers in ${middle(answerMs)} ms ${between(answerMs)}`,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(', ') : undefined;
}

/** "stop "and", counted 51": what was measured on the way, each value cut to `length` characters. */
export function detailsText(details: Details | undefined, length = 120): string {
  return Object.entries(details ?? {})
    .filter(([, value]) => value !== null)
    .map(
      ([name, value]) => `${plain(name)} ${typeof value === 'string' ? `"${brief(value, length)}"` : value}`,
    )
    .join(', ');
}

/** "/error: expected an object, got "…" (5 times)" */
export function findingText({ path, expected, got, count = 1 }: Finding): string {
  const times = count > 1 ? ` (${count} times)` : '';
  return `${brief(path, 100)}: expected ${brief(expected, 160)}, got ${brief(got, 160)}${times}`;
}

/** "known, ticket 12 (until 2026-12-31)": why the baseline accepts a deviation. */
export function acceptedText({ reason, expires }: NonNullable<Result['accepted']>): string {
  return `${brief(reason, 300)}${expires === undefined ? '' : ` (until ${plain(expires)})`}`;
}

/** "POST /chat/completions → 400": an exchange in a line. */
export function exchangeTitle({ request, response, failure }: Exchange): string {
  const end = failure
    ? `${response ? `${response.status}, ` : ''}${failure.kind}`
    : String(response?.status ?? 'no answer');
  return `${plain(request.method)} ${brief(request.path, 200)} → ${end}`;
}

/** "touchstone 0.1.0, 2026-11-21 12:44 UTC: 120 checks in 4.2 s" */
export function runText({ tool, startedAt, durationMs, catalogue, partial }: Report): string {
  const time = plain(startedAt).slice(0, 16).replace('T', ' ');
  const duration = durationMs === undefined ? '' : ` in ${seconds(durationMs)}`;
  const interrupted = partial ? '; interrupted: what is missing was not observed' : '';
  return `${tool.name} ${plain(tool.version)}, ${time} UTC: ${checks(catalogue.length)}${duration}${interrupted}`;
}

export function checks(count: number): string {
  return count === 1 ? '1 check' : `${amount(count)} checks`;
}

export function amount(value: number): string {
  return value.toLocaleString('en-US');
}

export function seconds(milliseconds: number): string {
  return milliseconds < 60_000
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
}
