/** A recorded stream cut into the pieces in which it arrived. */
import { StringDecoder } from 'node:string_decoder';
import type { Body, StreamFacts } from '../../schemas/types/report.js';

/** Milliseconds since the piece before, bytes, and its text; the text is missing where it was not kept. */
export type Piece = readonly [sinceMs: number, bytes: number, text?: string];

export function pieces({ arrivalMs, arrivalBytes }: StreamFacts, body: Body): Piece[] {
  const cut = cutter(
    body,
    arrivalBytes.reduce((sum, bytes) => sum + bytes, 0),
  );
  let start = 0;
  return arrivalBytes.map((bytes, i) => {
    const text = cut(start, start + bytes);
    start += bytes;
    return text === undefined ? [arrivalMs[i] ?? 0, bytes] : [arrivalMs[i] ?? 0, bytes, text];
  });
}

/** Gives the text between two offsets. What was redacted or repaired has another length on the wire: then there is none. */
function cutter(body: Body, arrived: number): (start: number, end: number) => string | undefined {
  const head = Buffer.from(body.text);
  const tail = Buffer.from(body.tail ?? '');
  const tailStart = body.bytes - tail.length;
  const whole = body.tail === undefined ? head.length === body.bytes : head.length <= tailStart;
  if (arrived !== body.bytes || body.invalidUtf8 || !whole) return () => undefined;
  // A character may arrive in two pieces: the decoder keeps its first part for the next.
  const decoder = new StringDecoder('utf8');
  return (start, end) => {
    if (end <= head.length) return decoder.write(head.subarray(start, end));
    if (start >= tailStart) return decoder.write(tail.subarray(start - tailStart, end - tailStart));
    return undefined;
  };
}
