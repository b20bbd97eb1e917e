import { expect, test } from 'vitest';
import { isWorthARetry, retryDelayMs } from '../../src/transport/retry.js';

const NOW = Date.UTC(2026, 7, 21, 10, 0, 0);
const CAP = 60_000;

test.each([
  ['2', 2_000],
  ['0.5', 500],
  ['0', 0],
  ['Fri, 21 Aug 2026 10:00:30 GMT', 30_000],
  ['Fri, 21 Aug 2026 09:00:00 GMT', 0],
])('Retry-After: %s asks for %s ms', (value, expected) => {
  expect(retryDelayMs(value, 0, CAP, NOW)).toBe(expected);
});

test('a server that asks for more than we have patience for is not asked again', () => {
  expect(retryDelayMs('3600', 0, CAP, NOW)).toBeUndefined();
});

test('without a word from the server, each wait is longer than the one before', () => {
  const waits = [0, 1, 2].map((attempt) => retryDelayMs(undefined, attempt, CAP, NOW) as number);
  expect(waits[0]).toBeGreaterThan(0);
  expect(waits[1]).toBeGreaterThan(waits[0] as number);
  expect(waits[2]).toBeGreaterThan(waits[1] as number);
});

test('a Retry-After that cannot be read counts as none', () => {
  expect(retryDelayMs('soon', 1, CAP, NOW)).toBe(retryDelayMs(undefined, 1, CAP, NOW));
});

test('a crash is what we look for: 500 is never hidden by a retry', () => {
  expect([429, 502, 503, 504].every(isWorthARetry)).toBe(true);
  expect([200, 400, 401, 404, 408, 409, 500, 501].some(isWorthARetry)).toBe(false);
});
