/** Learns which neighbouring pieces belong together: byte pair encoding over the words of a text. */

/** Below this size a pair of ids fits into one array index. */
const MAX_IDS = 1024;

/** Two ids as one number. */
export function pairKey(left: number, right: number): number {
  return left * MAX_IDS + right;
}

/** One learnt merge: the two ids that become `merged`. */
export interface Merge {
  readonly left: number;
  readonly right: number;
  readonly merged: number;
}

/**
 * The merges that shorten the words most, best first; at most `count` of them, fewer if no pair occurs twice.
 *
 * @param words each word as ids, with the number of its occurrences; the ids are below `firstId`
 */
export function learnMerges(
  words: Map<string, number[]>,
  counts: Map<string, number>,
  firstId: number,
  count: number,
): Merge[] {
  const pieces = [...words].map(([word, ids]) => ({ ids: [...ids], count: counts.get(word) ?? 0 }));
  const seen = new Int32Array(MAX_IDS * MAX_IDS);
  const merges: Merge[] = [];
  while (merges.length < count) {
    const best = mostFrequentPair(pieces, seen);
    if (best === undefined) break;
    const merge = {
      left: Math.floor(best / MAX_IDS),
      right: best % MAX_IDS,
      merged: firstId + merges.length,
    };
    merges.push(merge);
    for (const piece of pieces) mergeIn(piece.ids, merge);
  }
  return merges;
}

/** The pair with the highest count of at least 2; on a tie the smaller key, so that the result never depends on the order. */
function mostFrequentPair(
  pieces: readonly { ids: number[]; count: number }[],
  seen: Int32Array,
): number | undefined {
  const touched: number[] = [];
  for (const { ids, count } of pieces) {
    for (let i = 1; i < ids.length; i++) {
      const key = pairKey(ids[i - 1]!, ids[i]!);
      if (seen[key] === 0) touched.push(key);
      seen[key]! += count;
    }
  }
  let best: number | undefined;
  for (const key of touched) {
    const better =
      best === undefined
        ? seen[key]! >= 2
        : seen[key]! > seen[best]! || (seen[key] === seen[best] && key < best);
    if (better) best = key;
  }
  for (const key of touched) if (key !== best) seen[key] = 0;
  if (best !== undefined) seen[best] = 0;
  return best;
}

function mergeIn(ids: number[], { left, right, merged }: Merge): void {
  for (let i = 1; i < ids.length; i++) {
    if (ids[i - 1] === left && ids[i] === right) ids.splice(i - 1, 2, merged);
  }
}
