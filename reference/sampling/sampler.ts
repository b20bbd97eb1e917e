/** Chooses one token from logits: bias, penalties, temperature, top_p, chance. */

import type { SamplingOptions } from '../request/generation-request.js';

export interface Draw {
  readonly logits: Float64Array;
  readonly options: SamplingOptions;
  /** How often each token has occurred where the penalties look. */
  readonly counts: ReadonlyMap<number, number>;
  /** 1 for each token that may come; at least one does. */
  readonly allowed: Uint8Array;
  readonly random: () => number;
}

/**
 * The id of the chosen token.
 *
 * Temperature 0 takes the likeliest token, the smallest id on a tie, and uses no chance.
 */
export function sample(draw: Draw): number {
  const adjusted = adjust(draw);
  const likeliest = argmax(adjusted);
  const { temperature, top_p } = draw.options;
  if (temperature === 0) return likeliest;
  const weights = adjusted.map((logit) => Math.exp((logit - adjusted[likeliest]!) / temperature));
  return top_p < 1 ? drawFromNucleus(weights, top_p, draw.random) : drawFrom(weights, draw.random);
}

function adjust({ logits, options, counts, allowed }: Draw): Float64Array {
  const adjusted = logits.slice();
  for (const [id, bias] of options.logit_bias) if (id < adjusted.length) adjusted[id]! += bias;
  const { presence_penalty, frequency_penalty } = options;
  if (presence_penalty !== 0 || frequency_penalty !== 0) {
    for (const [id, count] of counts) adjusted[id]! -= presence_penalty + count * frequency_penalty;
  }
  for (let id = 0; id < adjusted.length; id++) if (!allowed[id]) adjusted[id] = Number.NEGATIVE_INFINITY;
  return adjusted;
}

function argmax(values: Float64Array): number {
  let best = 0;
  for (let id = 1; id < values.length; id++) if (values[id]! > values[best]!) best = id;
  return best;
}

function drawFrom(weights: Float64Array, random: () => number): number {
  let total = 0;
  for (const weight of weights) total += weight;
  let rest = random() * total;
  let last = 0;
  for (let id = 0; id < weights.length; id++) {
    if (weights[id] === 0) continue;
    last = id;
    rest -= weights[id]!;
    if (rest < 0) return id;
  }
  return last;
}

/** Draws from the smallest set of likeliest tokens whose probabilities reach `top_p`; it always holds the likeliest one. */
function drawFromNucleus(weights: Float64Array, top_p: number, random: () => number): number {
  const order = Array.from(weights.keys()).filter((id) => weights[id]! > 0);
  order.sort((a, b) => weights[b]! - weights[a]! || a - b);
  let total = 0;
  for (const id of order) total += weights[id]!;
  const nucleus = new Float64Array(weights.length);
  let reached = 0;
  for (const id of order) {
    nucleus[id] = weights[id]!;
    reached += weights[id]! / total;
    if (reached >= top_p) break;
  }
  return drawFrom(nucleus, random);
}
