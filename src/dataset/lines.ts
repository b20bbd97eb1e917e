/** Cuts a stream of bytes into lines. Synchronous, and without a copy where a line lies within one chunk: a file has millions of them. */

/** One line, without its line feed. The bytes are only valid during the call. */
export type OnLine = (bytes: Buffer, line: LinePlace) => void;

export interface LinePlace {
  /** From 1. */
  number: number;
  /** Of its first byte, in the uncompressed stream. */
  offset: number;
  /** With a line that was too long, `bytes` is empty and this is how long it was. */
  tooLong: number | undefined;
}

const LINE_FEED = 0x0a;

export class LineSplitter {
  readonly #onLine: OnLine;
  readonly #maxLineBytes: number;
  readonly #place: LinePlace = { number: 0, offset: 0, tooLong: undefined };
  /** The beginning of a line whose end has not come yet. */
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #skipping = false;
  #nextOffset = 0;

  constructor(onLine: OnLine, maxLineBytes: number) {
    this.#onLine = onLine;
    this.#maxLineBytes = maxLineBytes;
  }

  /** Lines that have ended so far. */
  get lines(): number {
    return this.#place.number;
  }

  push(bytes: Uint8Array): void {
    const chunk = asBuffer(bytes);
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, start);
      if (end === -1) break;
      if (this.#pendingBytes === 0) this.#give(chunk.subarray(start, end), end - start, 1);
      else {
        this.#keep(chunk.subarray(start, end));
        this.#givePending(1);
      }
      start = end + 1;
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start));
  }

  /** What follows the last line feed is a line too, if there is anything. */
  end(): void {
    if (this.#pendingBytes > 0) this.#givePending(0);
  }

  #keep(bytes: Uint8Array): void {
    this.#pendingBytes += bytes.length;
    if (this.#pendingBytes > this.#maxLineBytes) {
      this.#skipping = true;
      this.#pending = [];
    }
    if (!this.#skipping) this.#pending.push(copied(bytes));
  }

  #givePending(lineFeed: 0 | 1): void {
    const bytes = Buffer.concat(this.#pending);
    const length = this.#pendingBytes;
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#skipping = false;
    this.#give(bytes, length, lineFeed);
  }

  #give(bytes: Buffer, length: number, lineFeed: 0 | 1): void {
    const place = this.#place;
    place.number += 1;
    place.offset = this.#nextOffset;
    const tooLong = length > this.#maxLineBytes;
    place.tooLong = tooLong ? length : undefined;
    this.#nextOffset += length + lineFeed;
    this.#onLine(tooLong ? NOTHING : bytes, place);
  }
}

const NOTHING = Buffer.alloc(0);

/** The same memory. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Not `slice`: of a Buffer, that is the same memory. */
export function copied(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}
