/** Vectors for texts: near for texts with common words, equal for equal texts. */

import { randomFrom } from '../sampling/random.js';

export const DIMENSIONS = 256;

/** A vector of length 1 for the tokens: each token adds a direction of its own, and each pair of neighbours another one. */
export function embed(tokens: readonly number[], dimensions = DIMENSIONS): Float32Array {
  const sum = new Float64Array(DIMENSIONS);
  for (const [place, token] of tokens.entries()) {
    const direction = directionOf(token);
    const previous = place > 0 ? directionOf(tokens[place - 1]!) : undefined;
    for (let i = 0; i < DIMENSIONS; i++) {
      sum[i]! += direction[i]!;
      // The product depends on the order, since one of the two is shifted.
      if (previous) sum[i]! += 0.5 * direction[i]! * previous[(i + 1) % DIMENSIONS]!;
    }
  }
  // A shorter vector is the beginning of the long one, brought to length 1 again.
  const kept = sum.subarray(0, dimensions);
  const length = Math.hypot(...kept) || 1;
  return Float32Array.from(kept, (value) => value / length);
}

const directions = new Map<number, Float64Array>();

function directionOf(token: number): Float64Array {
  let direction = directions.get(token);
  if (!direction) {
    const random = randomFrom(`direction ${token}`);
    direction = Float64Array.from({ length: DIMENSIONS }, () => random() * 2 - 1);
    directions.set(token, direction);
  }
  return direction;
}
