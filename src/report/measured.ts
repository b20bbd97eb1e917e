/** What was measured otherwise in two reports, beyond noise: speed, and what equal requests cost. Information, never a verdict. Pure. */
import type { Body, Exchange, Report } from '../../schemas/types/report.js';

/** In milliseconds; what was not measured is missing. */
export interface Times {
  /** From the request to the first text of a stream. */
  readonly firstTokenMs?: number;
  /** From the request to the end of a stream. */
  readonly streamMs?: number;
  /** For a whole answer that was not streamed. */
  readonly answerMs?: number;
}

/** Of an exchange; empty where it is no answer that speed could be told from. */
export type TimesOf = (exchange: Exchange) => Times;

export type Measure = keyof Times | 'promptTokens' | 'completionTokens';

/** Only requests that are in both reports are compared, each with itself. */
export interface MeasuredChange {
  readonly measure: Measure;
  readonly target: string;
  readonly oldTarget: string;
  /** Median milliseconds; or all tokens together. */
  readonly old: number;
  readonly new: number;
  /** How many equal requests were compared, and how many of them differ. */
  readonly requests: number;
  readonly differing: number;
}

/** From fewer requests a difference may be chance. */
const LEAST_REQUESTS = 10;

/** One run may meet a busy machine and the next an idle one: a smaller change says nothing of the endpoint. */
const LEAST_SHARE = 0.25;
const LEAST_MS = 250;

/** What takes its time from the speed of generating; shorter answers tell of the network and of whoever else asks. */
const LEAST_GENERATED = 8;

/** Words may be others each time, and their number with them. */
const LEAST_COMPLETION_TOKENS = 4;

/** What a change must be to count, beside being on the same side for the middle 80 % of the requests. */
const LEAST: Record<Exclude<Measure, 'promptTokens'>, number> = {
  firstTokenMs: LEAST_MS,
  streamMs: LEAST_MS,
  answerMs: LEAST_MS,
  completionTokens: LEAST_COMPLETION_TOKENS,
};

interface Side {
  readonly report: Report;
  /** The name of a target. */
  readonly target: string;
}

/** From one target to another. Two runs of one endpoint that is as it was have no changes. */
export function measuredChanges(older: Side, newer: Side, timesOf: TimesOf): MeasuredChange[] {
  const pairs = equalRequests(older, newer);
  const names = { target: newer.target, oldTarget: older.target };
  const pairsOf = (value: (exchange: Exchange) => number | undefined) =>
    pairs.flatMap(([a, b]): Pair[] => {
      const [before, now] = [value(a), value(b)];
      return before === undefined || now === undefined ? [] : [{ before, now }];
    });
  const changes: MeasuredChange[] = [];
  const tell = (measure: Measure, compared: readonly Pair[], of: (values: readonly number[]) => number) =>
    changes.push({
      measure,
      ...names,
      old: of(compared.map(({ before }) => before)),
      new: of(compared.map(({ now }) => now)),
      requests: compared.length,
      differing: compared.filter(({ before, now }) => before !== now).length,
    });

  if (isAsBusy(older.report, newer.report)) {
    for (const measure of ['firstTokenMs', 'streamMs', 'answerMs'] as const) {
      const compared = pairsOf((exchange) =>
        (countedTokens(exchange, 'completion_tokens') ?? 0) < LEAST_GENERATED && measure === 'answerMs'
          ? undefined
          : timesOf(exchange)[measure],
      );
      if (isBeyondNoise(compared, LEAST[measure])) tell(measure, compared, median);
    }
  }
  const prompts = pairsOf((exchange) => countedTokens(exchange, 'prompt_tokens'));
  // The same request is counted the same each time: any difference is a change.
  if (prompts.some(({ before, now }) => before !== now)) tell('promptTokens', prompts, sum);
  const completions = pairsOf((exchange) => countedTokens(exchange, 'completion_tokens'));
  if (isBeyondNoise(completions, LEAST.completionTokens)) tell('completionTokens', completions, sum);
  return changes;
}

interface Pair {
  readonly before: number;
  readonly now: number;
}

/** The exchanges that both reports have: the same request, sample and attempt. */
function equalRequests(older: Side, newer: Side): (readonly [Exchange, Exchange])[] {
  const of = ({ report, target }: Side) => report.exchanges.filter((exchange) => exchange.target === target);
  const earlier = new Map(of(older).map((exchange) => [exchange.id, exchange]));
  return of(newer).flatMap((exchange) => {
    const same = earlier.get(exchange.id);
    return same ? [[same, exchange] as const] : [];
  });
}

/** Requests beside each other slow each other down. */
function isAsBusy(a: Report, b: Report): boolean {
  return a.options.concurrency === b.options.concurrency && a.targets.length === b.targets.length;
}

function isBeyondNoise(pairs: readonly Pair[], least: number): boolean {
  if (pairs.length < LEAST_REQUESTS) return false;
  const differences = pairs.map(({ before, now }) => now - before).sort((a, b) => a - b);
  const at = (share: number) => differences[Math.round((differences.length - 1) * share)] as number;
  const isOneSided = at(0.1) > 0 || at(0.9) < 0;
  const [before, now] = [median(pairs.map((pair) => pair.before)), median(pairs.map((pair) => pair.now))];
  const change = Math.abs(now - before);
  return isOneSided && change >= least && change >= LEAST_SHARE * Math.min(before, now);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] as number;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function countedTokens({ response, failure }: Exchange, name: string): number | undefined {
  return response?.status === 200 && !failure ? lastCount(response.body, name) : undefined;
}

/** A number as the endpoint counted it; the last in a stream is the whole. Undefined where there is none. */
export function lastCount({ text, tail }: Pick<Body, 'text' | 'tail'>, name: string): number | undefined {
  const found = [...(tail ?? text).matchAll(new RegExp(`"${name}"\\s*:\\s*(\\d+)`, 'g'))].at(-1);
  return found && Number(found[1]);
}
