/** The repairs that change no sample: byte order mark, carriage returns, blanks around values, blank lines. */
import type { FixedFile } from '../../schemas/types/dataset-report.js';
import { decompressed } from './decompress.js';
import { copied, LineSplitter } from './lines.js';

export type Repairs = Omit<FixedFile, 'path'>;

/** Larger than any line that is read: a repair must not lose what it does not understand. */
const ANY_LENGTH = Number.POSITIVE_INFINITY;
const LINE_FEED = Buffer.from('\n');

/**
 * The repaired bytes, uncompressed, each line with a line feed; what is broken otherwise is left as it is.
 *
 * @param repairs is added to while the bytes are taken
 * @throws {CompressionError} where the compressed data is damaged
 */
export async function* repaired(
  stream: AsyncIterable<Uint8Array>,
  repairs: Repairs,
): AsyncGenerator<Uint8Array, void> {
  let ready: Uint8Array[] = [];
  const splitter = new LineSplitter((line, { number }) => {
    const trimmed = repairedLine(line, number === 1, repairs);
    // The line's memory is used again before the bytes are taken.
    if (trimmed.length > 0) ready.push(copied(trimmed), LINE_FEED);
  }, ANY_LENGTH);
  const { chunks } = await decompressed(stream);
  for await (const chunk of chunks) {
    splitter.push(chunk);
    if (ready.length > 0) yield Buffer.concat(ready);
    ready = [];
  }
  splitter.end();
  if (ready.length > 0) yield Buffer.concat(ready);
}

function repairedLine(line: Uint8Array, isFirst: boolean, repairs: Repairs): Uint8Array {
  let start = 0;
  let end = line.length;
  if (isFirst && line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf) {
    repairs.byteOrderMarks++;
    start = 3;
  }
  if (end > start && line[end - 1] === 0x0d) {
    repairs.carriageReturns++;
    end--;
  }
  const padded = end - start;
  while (start < end && isBlank(line[start])) start++;
  while (end > start && isBlank(line[end - 1])) end--;
  if (start === end) repairs.blankLines++;
  else if (end - start < padded) repairs.paddedLines++;
  return line.subarray(start, end);
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}

export function noRepairs(): Repairs {
  return { byteOrderMarks: 0, carriageReturns: 0, blankLines: 0, paddedLines: 0 };
}
