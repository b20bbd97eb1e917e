/** How fast a target was, as far as the run shows: information, never a verdict. */
import type { Exchange, Report } from '../../schemas/types/report.js';

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

/** What is missing could not be measured. */
export function latencyOf({ exchanges }: Report, target: string): Latency {
  const answered = exchanges.filter(
    ({ target: of, request, response, failure }) =>
      of === target && request.lawful && GENERATES.test(request.path) && response?.status === 200 && !failure,
  );
  const streams = answered.flatMap((exchange) => streamTimes(exchange) ?? []);
  const firstTokenMs = spread(streams.map(({ firstMs }) => firstMs));
  const tokensPerSecond = spread(streams.flatMap(({ speed }) => speed ?? []));
  const answerMs = spread(answered.filter(({ stream }) => !stream).map(({ timing }) => timing.totalMs));
  return {
    ...(firstTokenMs && { firstTokenMs }),
    ...(tokensPerSecond && { tokensPerSecond }),
    ...(answerMs && { answerMs }),
  };
}

function streamTimes({ response, stream }: Exchange): { firstMs: number; speed?: number } | undefined {
  if (!stream || !response) return undefined;
  const { text, tail, bytes } = response.body;
  const at = TEXT.exec(text);
  const arrived = stream.arrivalBytes.reduce((sum, each) => sum + each, 0);
  // Where the text was changed on its way here, places in it are not places on the wire.
  const whole = tail !== undefined || Buffer.byteLength(text) === bytes;
  if (!at || !whole || arrived !== bytes) return undefined;
  const firstMs = arrivalOf(Buffer.byteLength(text.slice(0, at.index + at[0].length)), stream);
  const lastMs = stream.arrivalMs.reduce((sum, each) => sum + each, 0);
  const tokens = Number(/"completion_tokens"\s*:\s*(\d+)/.exec(lastPart(tail ?? text))?.[1] ?? 0);
  if (tokens < LEAST_TOKENS || lastMs <= firstMs) return { firstMs };
  return { firstMs, speed: ((tokens - 1) / (lastMs - firstMs)) * 1000 };
}

/** When the byte at an offset had arrived. */
function arrivalOf(offset: number, { arrivalBytes, arrivalMs }: NonNullable<Exchange['stream']>): number {
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
