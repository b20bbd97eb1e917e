/** Finding in a reply the words that a check then plays with. */

/**
 * A word from the inner part of a text that does not occur before its place: stopping at it must cut the text there.
 * Undefined where there is none of at least three letters.
 */
export function wordInside(text: string): string | undefined {
  return wordsInside(text)[0];
}

/** All such words, in order. */
export function wordsInside(text: string): string[] {
  const words = [...text.matchAll(/\p{L}{3,}/gu)].map((match) => ({ word: match[0], index: match.index }));
  return words
    .filter(({ word, index }, i) => i > 1 && i < words.length - 2 && text.indexOf(word) === index)
    .map(({ word }) => word);
}

/** Two neighbouring words from the inner part, with what stands between them: a sequence of several tokens. */
export function phraseInside(text: string): string | undefined {
  const words = [...text.matchAll(/\p{L}{2,}/gu)];
  for (let i = 2; i < words.length - 3; i += 1) {
    const from = words[i]?.index ?? 0;
    const next = words[i + 1];
    const phrase = next && text.slice(from, next.index + next[0].length);
    if (phrase && !phrase.includes('\n') && text.indexOf(phrase) === from) return phrase;
  }
  return undefined;
}

/** The letter that a text uses most: whatever a model writes, it soon writes this. */
export function commonLetter(text: string): string | undefined {
  const counts = new Map<string, number>();
  for (const [letter] of text.toLowerCase().matchAll(/\p{L}/gu))
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  const [[letter = undefined, count = 0] = []] = [...counts].sort((a, b) => b[1] - a[1]);
  return count > 2 ? letter : undefined;
}

/** Whether a text is one short piece over and over, as when a single token is forced. */
export function isRepetition(text: string): boolean {
  for (let length = 1; length <= Math.min(24, text.length / 3); length += 1) {
    const piece = text.slice(0, length);
    if (piece.repeat(Math.ceil(text.length / length)).startsWith(text)) return true;
  }
  return false;
}

/** Servers trim white space at the ends in different ways; nothing here depends on it. */
export function sameText(a: string, b: string): boolean {
  return a.trim() === b.trim();
}
