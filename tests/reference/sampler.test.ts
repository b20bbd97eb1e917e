import { describe, expect, test } from 'vitest';
import type { SamplingOptions } from '../../reference/request/generation-request.js';
import { randomFrom } from '../../reference/sampling/random.js';
import { sample } from '../../reference/sampling/sampler.js';

const NEUTRAL: SamplingOptions = {
  temperature: 0,
  top_p: 1,
  presence_penalty: 0,
  frequency_penalty: 0,
  logit_bias: new Map(),
  penalised: 'generated',
};

/** Draws once from logits 4, 3, 2, 1. */
function draw(
  options: Partial<SamplingOptions>,
  counts: [number, number][] = [],
  random: () => number = () => 0.5,
): number {
  const logits = Float64Array.of(4, 3, 2, 1);
  return sample({
    logits,
    options: { ...NEUTRAL, ...options },
    counts: new Map(counts),
    allowed: Uint8Array.of(1, 1, 1, 1),
    random,
  });
}

/** The shares of many draws. */
function shares(options: Partial<SamplingOptions>): number[] {
  const random = randomFrom('shares');
  const found = [0, 0, 0, 0];
  for (let i = 0; i < 4000; i++) found[draw({ temperature: 1, ...options }, [], random)]! += 1 / 4000;
  return found;
}

describe('temperature 0', () => {
  test('takes the likeliest token', () => expect(draw({})).toBe(0));
  test('takes the smallest id on a tie', () => expect(draw({ logit_bias: new Map([[1, 1]]) })).toBe(0));
});

describe('penalties', () => {
  test('a presence penalty counts once, however often the token came', () => {
    expect(draw({ presence_penalty: 0.9 }, [[0, 50]])).toBe(0);
    expect(draw({ presence_penalty: 1.1 }, [[0, 1]])).toBe(1);
  });
  test('a frequency penalty counts every time', () => {
    expect(draw({ frequency_penalty: 0.4 }, [[0, 2]])).toBe(0);
    expect(draw({ frequency_penalty: 0.4 }, [[0, 3]])).toBe(1);
  });
  test('a negative penalty makes a token likelier', () => {
    expect(draw({ presence_penalty: -2 }, [[1, 1]])).toBe(1);
  });
});

describe('logit_bias', () => {
  test('100 forces a token', () => expect(draw({ logit_bias: new Map([[3, 100]]) })).toBe(3));
  test('-100 bans one', () => expect(draw({ logit_bias: new Map([[0, -100]]) })).toBe(1));
});

describe('chance', () => {
  const weights = [4, 3, 2, 1].map(Math.exp);
  const sum = weights.reduce((a, b) => a + b);

  test('temperature 1 draws by the probabilities of the model', () => {
    for (const [i, share] of shares({}).entries()) expect(share).toBeCloseTo(weights[i]! / sum, 1);
  });
  test('a higher temperature makes the tokens more alike', () => {
    expect(shares({ temperature: 2 })[0]!).toBeLessThan(shares({})[0]!);
  });
  test('top_p keeps the smallest set that reaches it', () => {
    const first = weights[0]! / sum;
    expect(shares({ top_p: first - 0.01 })).toEqual([expect.closeTo(1), 0, 0, 0]);
    const [, second, third] = shares({ top_p: first + 0.01 });
    expect(second).toBeGreaterThan(0);
    expect(third).toBe(0);
  });
  test('top_p 0 takes the likeliest token', () =>
    expect(draw({ temperature: 2, top_p: 0 }, [], () => 0.999)).toBe(0));
});
