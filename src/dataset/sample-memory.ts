/** Remembers which lines there were, in a few bytes each, to tell a repeated one and where it was first. */

/** 12 bytes a slot. The largest table takes 50 MB and three million lines, as many as any documented limit allows. */
const SMALLEST = 2 ** 12;
const LARGEST = 2 ** 22;
const FULL = 0.75;

export class SampleMemory {
  /** Three words a slot: two of the hash, and the mark; mark 0 is an empty slot. */
  #slots = new Uint32Array(SMALLEST * 3);
  #capacity = SMALLEST;
  #count = 0;
  #lastMark = 0;
  #scratch = new Uint8Array(2 ** 16);
  #words = new Int32Array(this.#scratch.buffer);

  /** The mark of the last line that it was shown; 0 before the first. */
  get lastMark(): number {
    return this.#lastMark;
  }

  /** Whether there were more different lines than it can remember; the ones after that are only compared with those before. */
  get full(): boolean {
    return this.#capacity === LARGEST && this.#count >= LARGEST * FULL;
  }

  /**
   * The mark of the first line of the same bytes, or undefined where this is the first.
   *
   * @param mark what to call this line: above the last mark
   * A line is known by 64 bits of hash: among three million lines, two different ones are taken for equal with a
   * probability below one in a million.
   */
  firstOf(bytes: Uint8Array, mark: number): number | undefined {
    this.#lastMark = mark;
    this.#hash(bytes);
    const slots = this.#slots;
    const mask = this.#capacity - 1;
    for (let slot = high & mask; ; slot = (slot + 1) & mask) {
      const at = slot * 3;
      const first = slots[at + 2] as number;
      if (first === 0) {
        if (!this.full) this.#put(at);
        return undefined;
      }
      if (slots[at] === high && slots[at + 1] === low) return first;
    }
  }

  #put(at: number): void {
    this.#slots[at] = high;
    this.#slots[at + 1] = low;
    this.#slots[at + 2] = this.#lastMark;
    this.#count++;
    if (this.#count >= this.#capacity * FULL && this.#capacity < LARGEST) this.#grow();
  }

  #grow(): void {
    const old = this.#slots;
    const capacity = this.#capacity * 2;
    const slots = new Uint32Array(capacity * 3);
    const mask = capacity - 1;
    for (let from = 0; from < old.length; from += 3) {
      if (old[from + 2] === 0) continue;
      let slot = (old[from] as number) & mask;
      while (slots[slot * 3 + 2] !== 0) slot = (slot + 1) & mask;
      slots[slot * 3] = old[from] as number;
      slots[slot * 3 + 1] = old[from + 1] as number;
      slots[slot * 3 + 2] = old[from + 2] as number;
    }
    this.#slots = slots;
    this.#capacity = capacity;
  }

  /** Four words at a time: a hash out of `node:crypto` costs as much as parsing the line. Leaves its result in `high` and `low`. */
  #hash(bytes: Uint8Array): void {
    const { length } = bytes;
    const padded = (length + 15) & ~15;
    if (padded > this.#scratch.length) {
      this.#scratch = new Uint8Array(padded);
      this.#words = new Int32Array(this.#scratch.buffer);
    }
    this.#scratch.set(bytes);
    this.#scratch.fill(0, length, padded);
    const words = this.#words;
    let a = length;
    let b = 0x27d4eb2f;
    let c = 0x165667b1;
    let d = 0x61c88647;
    for (let i = 0, end = padded >> 2; i < end; i += 4) {
      a = Math.imul(a ^ (words[i] as number), 0x9e3779b1);
      b = Math.imul(b ^ (words[i + 1] as number), 0x85ebca6b);
      c = Math.imul(c ^ (words[i + 2] as number), 0xc2b2ae35);
      d = Math.imul(d ^ (words[i + 3] as number), 0x2c1b3c6d);
      // Each lane goes into another one, so that lines that differ in one lane only are told apart by all.
      const carried = a >>> 15;
      a ^= b >>> 13;
      b ^= c >>> 15;
      c ^= d >>> 13;
      d ^= carried;
    }
    high = mixed(mixed(a ^ Math.imul(b, 0x9e3779b1)) ^ mixed(c + d));
    low = mixed(mixed(c ^ Math.imul(d, 0x85ebca6b)) + mixed(a ^ (b >>> 7)));
    if (this.#scratch.length > 2 ** 20) {
      this.#scratch = new Uint8Array(2 ** 16);
      this.#words = new Int32Array(this.#scratch.buffer);
    }
  }
}

// Not an object: there is one hash for each line of the file.
let high = 0;
let low = 0;

/** The final mix of MurmurHash3 (32 bits). */
function mixed(word: number): number {
  let mix = word;
  mix ^= mix >>> 16;
  mix = Math.imul(mix, 0x85ebca6b);
  mix ^= mix >>> 13;
  mix = Math.imul(mix, 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
}
