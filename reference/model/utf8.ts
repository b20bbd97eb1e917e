/** Which byte may follow in well-formed UTF-8 (The Unicode Standard, table 3-7), as states of a small automaton. */

/** 0: between characters; 1 to 3: so many continuation bytes are due; 4 to 7: after E0, ED, F0, F4, whose second byte is restricted. */
export type Utf8State = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The state after the byte, or undefined if no well-formed text goes on like this. */
export function nextUtf8State(state: Utf8State, byte: number): Utf8State | undefined {
  if (state === 0) return stateAfterFirst(byte);
  const [low, high, next] = CONTINUATION[state];
  return byte >= low && byte <= high ? next : undefined;
}

const CONTINUATION: Record<Exclude<Utf8State, 0>, readonly [low: number, high: number, next: Utf8State]> = {
  1: [0x80, 0xbf, 0],
  2: [0x80, 0xbf, 1],
  3: [0x80, 0xbf, 2],
  4: [0xa0, 0xbf, 1],
  5: [0x80, 0x9f, 1],
  6: [0x90, 0xbf, 2],
  7: [0x80, 0x8f, 2],
};

function stateAfterFirst(byte: number): Utf8State | undefined {
  if (byte < 0x80) return 0;
  if (byte < 0xc2) return undefined;
  if (byte < 0xe0) return 1;
  if (byte < 0xf0) return byte === 0xe0 ? 4 : byte === 0xed ? 5 : 2;
  if (byte < 0xf5) return byte === 0xf0 ? 6 : byte === 0xf4 ? 7 : 3;
  return undefined;
}
