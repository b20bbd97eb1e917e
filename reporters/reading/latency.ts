/** How fast a target was, as far as the run shows: information, never a verdict. */
import type { Body, Exchange, Report, StreamFacts } from '../../schemas/types/report.js';

/** Over the requests that show it. */
export interface Spread {
  readonly median: number;
  /** The middle 80 % lie between these. */
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

export interface Latency {
  /** Milliseconds from the request to the first piece of a stream that has text, visible or thought. */
  readonly firstTokenMs?: Spread;
  /** Tokens as the endpoint counted them, over the time from the first to the last. */
  readonly tokensPerSecond?: Spread;
  /** Milliseconds for a whole answer that was not streamed. */
  readonly answerMs?: Spread;
}

const GENERATES = /^\/(?:chat\/completions|completions|responses)(?:\?|$)/;

/** The beginning of the first text in a stream. */
const TEXT = /"(?:content|text|reasoning_content|reasoning|thinking|delta|arguments)"\s*:\s*"(?!")/;

/** From fewer tokens a speed would be made of noise. */
const LEAST_TOKENS = 8;

/** Of one exchange, in milliseconds; empty where it is no good answer to a lawful request to generate. */
export interface Times {
  readonly firstTokenMs?: number;
  readonly tokensPerSecond?: number;
  readonly streamMs?: number;
  readonly answerMs?: number;
}

/** What is missing could not be measured. */
export function latencyOf({ exchanges }: Report, target: string): Latency {
  const times = exchanges.filter((exchange) => exchange.target === target).map(timesOf);
  const firstTokenMs = spread(times.flatMap((each) => each.firstTokenMs ?? []));
  const tokensPerSecond = spread(times.flatMap((each) => each.tokensPerSecond ?? []));
  const answerMs = spread(times.flatMap((each) => each.answerMs ?? []));
  return {
    ...(firstTokenMs && { firstTokenMs }),
    ...(tokensPerSecond && { tokensPerSecond }),
    ...(answerMs && { answerMs }),
  };
}

export function timesOf({ request, response, failure, stream, timing }: Exchange): Times {
  if (!request.lawful || !GENERATES.test(request.path) || response?.status !== 200 || failure) return {};
  return stream ? streamTimes(response.body, stream) : { answerMs: timing.totalMs };
}

function streamTimes({ text, tail, bytes }: Body, stream: StreamFacts): Times {
  const at = TEXT.exec(text);
  const arrived = stream.arrivalBytes.reduce((sum, each) => sum + each, 0);
  // Where the text was changed on its way here, places in it are not places on the wire.
  const whole = tail !== undefined || Buffer.byteLength(text) === bytes;
  if (!at || !whole || arrived !== bytes) return {};
  const firstTokenMs = arrivalOf(Buffer.byteLength(text.slice(0, at.index + at[0].length)), stream);
  const streamMs = stream.arrivalMs.reduce((sum, each) => sum + each, 0);
  const tokens = Number(/"completion_tokens"\s*:\s*(\d+)/.exec(lastPart(tail ?? text))?.[1] ?? 0);
  if (tokens < LEAST_TOKENS || streamMs <= firstTokenMs) return { firstTokenMs, streamMs };
  return { firstTokenMs, streamMs, tokensPerSecond: ((tokens - 1) / (streamMs - firstTokenMs)) * 1000 };
}

/** When the byte at an offset had arrived. */
function arrivalOf(offset: number, { arrivalBytes, arrivalMs }: StreamFacts): number {
  let [bytes, ms] = [0, 0];
  for (const [i, more] of arrivalBytes.entries()) {
    bytes += more;
    ms += arrivalMs[i] ?? 0;
    if (bytes >= offset) break;
  }
  return ms;
}

/** From the last usage on: some endpoints count up in every chunk. */
function lastPart(text: string): string {
  return text.slice(Math.max(0, text.lastIndexOf('"completion_tokens"')));
}

function spread(values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] as number;
  return { median: at(0.5), low: at(0.1), high: at(0.9), count: sorted.length };
}
