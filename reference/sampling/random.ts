/** Chance that can be repeated: numbers that depend on a text and on nothing else. */

/** A 32-bit number from a text; `start` gives independent numbers for the same text (FNV-1a). */
export function hashText(text: string, start = 0x811c9dc5): number {
  let hash = start;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  // One-letter differences at the end would stay in the low bits otherwise.
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** A sequence of numbers in [0, 1), the same for the same key (xorshift, 128 bits of state). */
export function randomFrom(key: string): () => number {
  let a = hashText(key, 1) | 1;
  let b = hashText(key, 2);
  let c = hashText(key, 3);
  let d = hashText(key, 4);
  const next = (): number => {
    const t = a ^ (a << 11);
    a = b;
    b = c;
    c = d;
    d = d ^ (d >>> 19) ^ t ^ (t >>> 8);
    return (d >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 16; i++) next();
  return next;
}
