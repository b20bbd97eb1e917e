/** What `JSON.parse` does not tell: where text stops being JSON, which keys are repeated, where a value lies. */

/** Beyond it nothing is looked at: whoever reads such data by recursion would break too. */
export const MAX_DEPTH = 512;

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;

/** The index after the string whose opening quote is at `start`; the end of the text where it has no end. */
function afterString(text: string, start: number): number {
  let end = start + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end === -1) return text.length;
    if (text.charCodeAt(end - 1) !== BACKSLASH) return end + 1;
    let before = end - 2;
    while (text.charCodeAt(before) === BACKSLASH) before--;
    // An odd number of backslashes escapes the quote.
    if (((end - before) & 1) === 1) return end + 1;
    end++;
  }
}

/**
 * How many keys stand in JSON text, repeated ones too; -1 where it is nested deeper than MAX_DEPTH. Leaps from quote to
 * quote, so that long strings cost next to nothing. Of text that is not JSON, the number means nothing.
 */
export function keysWritten(text: string): number {
  const { length } = text;
  let keys = 0;
  let depth = 0;
  let i = 0;
  while (i < length) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = afterString(text, i);
      while (text.charCodeAt(i) <= 32) i++;
      if (text.charCodeAt(i) === COLON) {
        keys++;
        i++;
      }
      continue;
    }
    if (code === 123 || code === 91) {
      if (++depth > MAX_DEPTH) return -1;
    } else if (code === 125 || code === 93) depth--;
    i++;
  }
  return keys;
}

/** How many keys a parsed value has, at every depth: fewer than were written means that some were repeated. */
export function keysParsed(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      if (typeof item === 'object') keys += keysParsed(item);
    }
    return keys;
  }
  for (const key in value) {
    keys++;
    const item = (value as Record<string, unknown>)[key];
    if (typeof item === 'object') keys += keysParsed(item);
  }
  return keys;
}

export interface SyntaxFault {
  /** In characters of the text. */
  readonly index: number;
  readonly reason: string;
}

interface Visitor {
  /** At each value's first character; `path` is only valid during the call. */
  value?(path: readonly (string | number)[], index: number): void;
  repeated?(path: readonly (string | number)[], index: number): void;
}

/** The first place where text is not JSON (RFC 8259), and why; undefined where it is. */
export function syntaxFault(text: string): SyntaxFault | undefined {
  try {
    new Reader(text, {}).document();
  } catch (fault) {
    if (fault instanceof Stop) return { index: fault.index, reason: fault.reason };
    throw fault;
  }
  return undefined;
}

/** The repeated keys of valid JSON text: JSON Pointer and index of each repetition. */
export function repeatedKeys(text: string): { readonly pointer: string; readonly index: number }[] {
  const found: { pointer: string; index: number }[] = [];
  new Reader(text, {
    repeated: (path, index) => found.push({ pointer: pointerOf(path), index }),
  }).document();
  return found;
}

/** The index of the value that a JSON Pointer names in valid JSON text; of the deepest one on the way to it where there is none. */
export function indexOfPointer(text: string, pointer: string): number {
  const wanted = pointer.split('/').slice(1).map(unescapeStep);
  let best = 0;
  let bestDepth = -1;
  new Reader(text, {
    value(path, index) {
      if (path.length > wanted.length || path.length < bestDepth) return;
      if (path.some((step, i) => String(step) !== wanted[i])) return;
      best = index;
      bestDepth = path.length;
    },
  }).document();
  return best;
}

export function pointerOf(path: readonly (string | number)[]): string {
  return path.map((step) => `/${escapeStep(String(step))}`).join('');
}

export function escapeStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescapeStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

class Stop extends Error {
  readonly index: number;
  readonly reason: string;

  constructor(index: number, reason: string) {
    super(reason);
    this.index = index;
    this.reason = reason;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\r\n]*/y;
/** A strict reader: slow beside `JSON.parse`, and only used on lines that have something to be told. */
class Reader {
  readonly #text: string;
  readonly #visitor: Visitor;
  readonly #path: (string | number)[] = [];
  #i = 0;

  constructor(text: string, visitor: Visitor) {
    this.#text = text;
    this.#visitor = visitor;
  }

  document(): void {
    this.#value();
    this.#space();
    if (this.#i < this.#text.length) {
      throw new Stop(this.#i, `there is more after the end of the value: ${this.#here()}`);
    }
  }

  #value(): void {
    this.#space();
    this.#visitor.value?.(this.#path, this.#i);
    if (this.#path.length > MAX_DEPTH)
      throw new Stop(this.#i, `it is nested deeper than ${MAX_DEPTH} levels`);
    const first = this.#text[this.#i];
    if (first === '{') this.#object();
    else if (first === '[') this.#array();
    else if (first === '"') this.#string();
    else if (!this.#skip(NUMBER) && !this.#skip(WORD)) {
      throw new Stop(this.#i, `a value is expected, not ${this.#here()}`);
    }
  }

  #object(): void {
    this.#i++;
    if (this.#closes('}')) return;
    const seen = new Set<string>();
    for (;;) {
      this.#space();
      if (this.#text[this.#i] !== '"') {
        throw new Stop(this.#i, `a key in double quotes is expected, not ${this.#here()}`);
      }
      const start = this.#i;
      const key = this.#string();
      this.#path.push(key);
      if (seen.has(key)) this.#visitor.repeated?.(this.#path, start);
      seen.add(key);
      this.#space();
      if (this.#text[this.#i] !== ':') throw new Stop(this.#i, `a colon is expected, not ${this.#here()}`);
      this.#i++;
      this.#value();
      this.#path.pop();
      if (this.#closes('}')) return;
      this.#comma('}');
    }
  }

  #array(): void {
    this.#i++;
    if (this.#closes(']')) return;
    for (let index = 0; ; index++) {
      this.#path.push(index);
      this.#value();
      this.#path.pop();
      if (this.#closes(']')) return;
      this.#comma(']');
    }
  }

  #string(): string {
    const start = this.#i;
    const plain = plainEnd(this.#text, start);
    if (plain !== undefined) {
      this.#i = plain;
      return this.#text.slice(start + 1, plain - 1);
    }
    this.#i = this.#stringEnd(start);
    return JSON.parse(this.#text.slice(start, this.#i)) as string;
  }

  /** Character by character, for strings with escapes, or without an end. */
  #stringEnd(start: number): number {
    const text = this.#text;
    for (let i = start + 1; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === QUOTE) return i + 1;
      if (code < 32)
        throw new Stop(
          i,
          `a control character in a string must be escaped (U+${code.toString(16).padStart(4, '0').toUpperCase()})`,
        );
      if (code !== BACKSLASH) continue;
      const escaped = text[i + 1] ?? '';
      if (escaped === 'u' && /^[\da-fA-F]{4}$/.test(text.slice(i + 2, i + 6))) i += 5;
      else if (escaped !== '' && '"\\/bfnrt'.includes(escaped)) i += 1;
      else throw new Stop(i, `there is no escape ${JSON.stringify(text.slice(i, i + 2))}`);
    }
    throw new Stop(text.length, 'the line ends inside a string');
  }

  #closes(bracket: '}' | ']'): boolean {
    this.#space();
    if (this.#text[this.#i] !== bracket) return false;
    this.#i++;
    return true;
  }

  #comma(bracket: '}' | ']'): void {
    if (this.#text[this.#i] !== ',') {
      throw new Stop(this.#i, `a comma or ${bracket} is expected, not ${this.#here()}`);
    }
    this.#i++;
    this.#space();
    if (this.#text[this.#i] === bracket) throw new Stop(this.#i, `there is a comma before ${bracket}`);
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#i;
    if (!pattern.test(this.#text)) return false;
    this.#i = pattern.lastIndex;
    return true;
  }

  #space(): void {
    this.#skip(SPACE);
  }

  #here(): string {
    const next = this.#text.codePointAt(this.#i);
    return next === undefined ? 'the end of the line' : JSON.stringify(String.fromCodePoint(next));
  }
}

/** The end of a string without escapes and controls; undefined where it has any, or no end. */
function plainEnd(text: string, start: number): number | undefined {
  const end = text.indexOf('"', start + 1);
  if (end === -1) return undefined;
  const inside = text.slice(start + 1, end);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these
  return /[\\\u0000-\u001f]/.test(inside) ? undefined : end + 1;
}
