/** Log-probabilities of the model's own distribution: before bias, penalties and temperature, as OpenAI reports them. */

import type { TokenRecord } from '../generation/events.js';

/** What the API documents for a token that is next to impossible. */
const LEAST = -9999;

/** The record of the chosen token with the `alternatives` likeliest ones. */
export function tokenRecord(logits: Float64Array, id: number, alternatives: number): TokenRecord {
  const normaliser = logSumExp(logits);
  const logprob = (token: number): number => Math.max(LEAST, Math.min(0, logits[token]! - normaliser));
  return {
    id,
    logprob: logprob(id),
    alternatives: likeliest(logits, alternatives).map((token) => ({ id: token, logprob: logprob(token) })),
  };
}

function logSumExp(logits: Float64Array): number {
  let max = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (logit > max) max = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - max);
  return max + Math.log(sum);
}

function likeliest(logits: Float64Array, count: number): number[] {
  if (count === 0) return [];
  return Array.from(logits.keys())
    .sort((a, b) => logits[b]! - logits[a]! || a - b)
    .slice(0, count);
}
