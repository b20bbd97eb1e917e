/** Text to token ids and back: sub-words over bytes, so that every UTF-8 text can be written and a character may be split. */

import { learnMerges, pairKey } from './byte-pairs.js';

/** Marks in the token sequence that no text can contain. */
export const SPECIAL_NAMES = [
  'end_of_text',
  'system',
  'user',
  'assistant',
  'tool',
  'end_of_message',
  'end_of_thinking',
  'tool_call',
  'tool_arguments',
] as const;
export type SpecialName = (typeof SPECIAL_NAMES)[number];

/** Pieces that merges never cross. The lengths are bounded, so that a long run of one character costs no more than other text. */
const WORD = / ?\p{L}{1,16}|\p{N}| ?[^\s\p{L}\p{N}]{1,6}|\s{1,6}/gu;

/** Printable ASCII comes first, so that small ids are visible characters, as in the vocabularies in common use. */
const BYTE_ORDER: readonly number[] = (() => {
  const printable = Array.from({ length: 94 }, (_, i) => 33 + i);
  const first = [...printable, 32, 10, 9];
  const rest = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => !first.includes(byte));
  return [...first, ...rest];
})();

const MAX_CACHED_WORDS = 20_000;
/** More than any pair of letters occurs. */
const RARE_CHARACTER_COUNT = 1_000_000;

export class Tokenizer {
  /** How many ids there are; ids run from 0 to `size - 1`, the special ones last. */
  readonly size: number;
  readonly special: Readonly<Record<SpecialName, number>>;
  private readonly idOfByte = new Uint16Array(256);
  private readonly bytesOfId: Uint8Array[] = [];
  private readonly mergedId = new Map<number, number>();
  private readonly cache = new Map<string, readonly number[]>();
  private readonly firstSpecial: number;

  /** Learns `merges` sub-words from the texts. */
  constructor(texts: readonly string[], merges: number) {
    for (const [id, byte] of BYTE_ORDER.entries()) {
      this.idOfByte[byte] = id;
      this.bytesOfId.push(Uint8Array.of(byte));
    }
    const counts = new Map<string, number>();
    for (const text of texts) {
      for (const word of text.match(WORD) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    // Every character of the texts becomes a token before any word does: only characters unknown to the model are split.
    for (const character of new Set(texts.join('').match(/[^\0-\x7f]/gu)))
      counts.set(character, RARE_CHARACTER_COUNT);
    const words = new Map([...counts.keys()].map((word) => [word, this.byteIds(word)]));
    for (const { left, right, merged } of learnMerges(words, counts, 256, merges)) {
      this.mergedId.set(pairKey(left, right), merged);
      this.bytesOfId.push(Uint8Array.from([...this.bytes(left), ...this.bytes(right)]));
    }
    this.firstSpecial = this.bytesOfId.length;
    this.special = Object.fromEntries(
      SPECIAL_NAMES.map((name, i) => [name, this.firstSpecial + i]),
    ) as unknown as Record<SpecialName, number>;
    this.size = this.firstSpecial + SPECIAL_NAMES.length;
  }

  encode(text: string): number[] {
    const ids: number[] = [];
    for (const word of text.match(WORD) ?? []) {
      for (const id of this.wordIds(word)) ids.push(id);
    }
    return ids;
  }

  /** The bytes a token stands for; none for a special token. */
  bytes(id: number): Uint8Array {
    return this.bytesOfId[id] ?? EMPTY;
  }

  isSpecial(id: number): boolean {
    return id >= this.firstSpecial;
  }

  /** The text of the tokens; bytes that are no UTF-8 become U+FFFD, special tokens nothing. */
  decode(ids: readonly number[]): string {
    return Buffer.concat(ids.map((id) => this.bytes(id))).toString('utf8');
  }

  private byteIds(word: string): number[] {
    return Array.from(Buffer.from(word, 'utf8'), (byte) => this.idOfByte[byte]!);
  }

  private wordIds(word: string): readonly number[] {
    const known = this.cache.get(word);
    if (known) return known;
    const ids = this.byteIds(word);
    for (;;) {
      let best = Number.POSITIVE_INFINITY;
      let place = 0;
      for (let i = 1; i < ids.length; i++) {
        const merged = this.mergedId.get(pairKey(ids[i - 1]!, ids[i]!));
        if (merged !== undefined && merged < best) {
          best = merged;
          place = i;
        }
      }
      if (best === Number.POSITIVE_INFINITY) break;
      ids.splice(place - 1, 2, best);
    }
    if (this.cache.size < MAX_CACHED_WORDS) this.cache.set(word, ids);
    return ids;
  }
}

const EMPTY = new Uint8Array();
