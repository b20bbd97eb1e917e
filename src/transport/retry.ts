/** When a refused or overloaded request is sent again. */

/** Statuses that say "later", not "no". 500 is not among them: a crash is what we look for. */
const WORTH_A_RETRY = new Set([429, 502, 503, 504]);

export function isWorthARetry(status: number): boolean {
  return WORTH_A_RETRY.has(status);
}

/** The first wait without a word from the server; doubled each time, as the official clients do. */
const FIRST_DELAY_MS = 500;

/**
 * The wait before the next attempt, in milliseconds.
 *
 * `Retry-After` wins (seconds, or an HTTP date; RFC 9110, 10.2.3), then exponential back-off from `attempt` (0-based).
 * Returns undefined where the wait would be longer than `capMs`.
 * @param nowMs milliseconds since the epoch, for HTTP dates
 */
export function retryDelayMs(
  retryAfter: string | undefined,
  attempt: number,
  capMs: number,
  nowMs: number,
): number | undefined {
  const wanted = retryAfter === undefined ? undefined : serverDelayMs(retryAfter, nowMs);
  const delayMs = wanted ?? FIRST_DELAY_MS * 2 ** attempt;
  return delayMs > capMs ? undefined : delayMs;
}

function serverDelayMs(retryAfter: string, nowMs: number): number | undefined {
  if (/^\d+(\.\d+)?$/.test(retryAfter.trim())) return Math.ceil(Number(retryAfter) * 1000);
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
