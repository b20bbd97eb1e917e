/** Reads one line as JSON, and says what is wrong with it before anything is known of what it means. */
import { isAscii, isUtf8 } from 'node:buffer';
import { keysParsed, keysWritten, repeatedKeys, syntaxFault } from './json-text.js';
import { isObject, type JsonObject } from './json-value.js';
import type { Ledger } from './ledger.js';
import type { LinePlace } from './lines.js';
import type { SampleMemory } from './sample-memory.js';

const CARRIAGE_RETURN = 0x0d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

export interface LineReader {
  /** The object on the line; undefined where there is none, which the ledger knows then. */
  read(bytes: Buffer, place: Readonly<LinePlace>): JsonObject | undefined;
}

/** @param memory has the lines of earlier files, if there are any, and gets those of this one */
export function openLineReader(ledger: Ledger, memory: SampleMemory): LineReader {
  const marksBefore = memory.lastMark;
  let returns = 0;
  let padded = 0;

  return {
    read(line, { number, offset: lineOffset, tooLong }) {
      if (tooLong !== undefined) {
        ledger.sawAt({ line: number, offset: lineOffset }, 'line.size', 'beyond', `${tooLong} bytes`);
        return undefined;
      }
      let start = 0;
      let end = line.length;
      if (number === 1 && line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf) {
        ledger.sawAt({ line: 1, offset: 0 }, 'file.bom', 'present');
        start = 3;
      }
      if (line[end - 1] === CARRIAGE_RETURN && end > start) {
        end--;
        // One finding tells it for all lines.
        if (returns++ === 0) {
          ledger.sawAt({ line: number, offset: lineOffset + end }, 'file.line_ending', 'crlf');
        }
      }
      if (line[start] !== OPENING_BRACE || line[end - 1] !== CLOSING_BRACE) {
        const before = start;
        const after = end;
        while (start < end && isBlank(line[start])) start++;
        while (start < end && isBlank(line[end - 1])) end--;
        if (start === end) {
          ledger.sawAt({ line: number, offset: lineOffset }, 'line.blank', 'blank');
          return undefined;
        }
        if ((start > before || end < after) && padded++ === 0) {
          ledger.sawAt({ line: number, offset: lineOffset }, 'line.padding', 'blanks');
        }
      }
      const whole = start === 0 && end === line.length;
      const bytes = whole ? line : line.subarray(start, end);
      const offset = lineOffset + start;
      // As Latin-1, plain ASCII is neither decoded nor copied into two bytes a character.
      const ascii = isAscii(bytes);
      if (!ascii && !isUtf8(bytes)) {
        ledger.sawAt({ line: number, offset: offset + firstBadByte(bytes) }, 'file.encoding', 'invalid');
        return undefined;
      }
      const text = bytes.toString(ascii ? 'latin1' : 'utf8');
      ledger.line.line = number;
      ledger.line.offset = offset;
      ledger.line.text = text;
      const value = parsed(ledger, text);
      if (value === undefined) return undefined;
      if (!isObject(value)) {
        ledger.saw('line.value', 'other', '', Array.isArray(value) ? 'a list' : undefined);
        return undefined;
      }
      tellRepeated(bytes, number);
      return value;
    },
  };

  function tellRepeated(bytes: Uint8Array, number: number): void {
    const first = memory.firstOf(bytes, marksBefore + number);
    if (first === undefined) return;
    if (first <= marksBefore) ledger.saw('line.duplicate', 'shared', '');
    else ledger.saw('line.duplicate', 'repeated', '', `first on line ${first - marksBefore}`);
  }
}

function parsed(ledger: Ledger, text: string): unknown {
  // Before it is parsed: what is nested by millions takes the parser long, and much memory.
  const keys = keysWritten(text);
  if (keys === -1) {
    ledger.sawAt(ledger.line, 'line.json', 'too-deep');
    return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    tellSyntax(ledger, text);
    return undefined;
  }
  if (keys !== keysParsed(value)) {
    for (const { pointer } of repeatedKeys(text)) ledger.saw('line.keys', 'repeated', pointer);
  }
  if (text.includes('\\u')) tellSurrogates(ledger, text);
  return value;
}

function tellSyntax(ledger: Ledger, text: string): void {
  const { line, offset } = ledger.line;
  if (!ledger.lists('line.json', 'invalid')) {
    ledger.sawAt({ line, offset }, 'line.json', 'invalid');
    return;
  }
  const fault = syntaxFault(text) ?? { index: 0, reason: 'it cannot be read' };
  const at = offset + Buffer.byteLength(text.slice(0, fault.index));
  ledger.sawAt({ line, offset: at }, 'line.json', 'invalid', fault.reason);
}

/** Every escape of a surrogate, a pair as a whole; before it, escaped backslashes are read as such. */
const SURROGATES =
  /\\\\|\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[dD][89a-fA-F][\da-fA-F]{2}/g;

function tellSurrogates(ledger: Ledger, text: string): void {
  for (const { 0: written, index } of text.matchAll(SURROGATES)) {
    if (written.length !== 6) continue;
    const { line, offset } = ledger.line;
    const at = offset + Buffer.byteLength(text.slice(0, index));
    ledger.sawAt({ line, offset: at }, 'line.surrogates', 'lone', written);
    return;
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === CARRIAGE_RETURN;
}

/** The index of the first byte that is not part of a character in UTF-8: there the text differs once it is written again. */
function firstBadByte(bytes: Buffer): number {
  const written = Buffer.from(bytes.toString('utf8'));
  let index = 0;
  while (bytes[index] === written[index]) index++;
  // The replacement character may begin with the same bytes as what it stands for.
  while (((written[index] ?? 0) & 0xc0) === 0x80) index--;
  return index;
}
