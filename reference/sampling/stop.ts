/** Finds stop sequences in text that grows, whatever the token borders. */

export interface StopMatch {
  readonly start: number;
  readonly end: number;
}

/** The stop sequence that is complete first, reading from `from`; of two that end together, the longer one. */
export function findStop(text: string, stop: readonly string[], from: number): StopMatch | undefined {
  let first: StopMatch | undefined;
  for (const sequence of stop) {
    const start = text.indexOf(sequence, from);
    if (start < 0) continue;
    const match = { start, end: start + sequence.length };
    if (!first || match.end < first.end || (match.end === first.end && match.start < first.start))
      first = match;
  }
  return first;
}

/** How many characters at the end of the text may be the beginning of a stop sequence. */
export function pendingLength(text: string, stop: readonly string[]): number {
  let pending = 0;
  for (const sequence of stop) {
    for (let length = Math.min(sequence.length - 1, text.length); length > pending; length--) {
      if (text.endsWith(sequence.slice(0, length))) {
        pending = length;
        break;
      }
    }
  }
  return pending;
}
