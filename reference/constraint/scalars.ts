/** JSON strings and numbers as terminals of the grammar. */

import { nextUtf8State, type Utf8State } from '../model/utf8.js';
import type { Terminal } from './grammar.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;
const SIMPLE_ESCAPES = new Set(Buffer.from('"\\/bfnrt'));

/** A string with its quotes, of `minLength` to `maxLength` characters. */
export function stringOf(minLength: number, maxLength: number): Terminal {
  return {
    optional: false,
    after: (symbol) => (symbol === QUOTE ? new StringBody(0, 0, minLength, maxLength) : undefined),
  };
}

/** The inside of a string after `length` characters, between two characters or inside one. */
class StringBody implements Terminal {
  readonly optional = false;

  constructor(
    private readonly length: number,
    private readonly utf8: Utf8State,
    private readonly minLength: number,
    private readonly maxLength: number,
  ) {}

  after(symbol: number): Terminal | null | undefined {
    if (this.utf8 === 0) {
      if (symbol === QUOTE) return this.length >= this.minLength ? null : undefined;
      if (symbol < 0x20 || symbol > 0xff || this.length >= this.maxLength) return undefined;
      if (symbol === BACKSLASH) return new Escape(this.next(0));
    }
    const utf8 = nextUtf8State(this.utf8, symbol);
    return utf8 === undefined ? undefined : this.next(utf8);
  }

  private next(utf8: Utf8State): StringBody {
    return new StringBody(this.length + (utf8 === 0 ? 1 : 0), utf8, this.minLength, this.maxLength);
  }
}

/** After a backslash; `digits` hexadecimal digits are due if it was a `\u`. */
class Escape implements Terminal {
  readonly optional = false;

  constructor(
    private readonly body: Terminal,
    private readonly digits = 0,
  ) {}

  after(symbol: number): Terminal | undefined {
    if (this.digits > 0) {
      if (!/[0-9a-fA-F]/.test(String.fromCharCode(symbol))) return undefined;
      return this.digits === 1 ? this.body : new Escape(this.body, this.digits - 1);
    }
    if (symbol === LETTER_U) return new Escape(this.body, 4);
    return SIMPLE_ESCAPES.has(symbol) ? this.body : undefined;
  }
}

/** A number without exponent: at most nine digits before the point and four after it, so that it is exact and ends. */
export function numberOf(kind: 'integer' | 'number'): Terminal {
  return new NumberPart('start', 0, kind === 'number');
}

class NumberPart implements Terminal {
  readonly optional: boolean;

  constructor(
    private readonly place: 'start' | 'sign' | 'zero' | 'whole' | 'point' | 'fraction',
    private readonly digits: number,
    private readonly fractions: boolean,
  ) {
    this.optional = place === 'zero' || place === 'whole' || place === 'fraction';
  }

  after(symbol: number): Terminal | undefined {
    const character = String.fromCharCode(symbol);
    const { place, digits, fractions } = this;
    const to = (next: NumberPart['place'], count: number): NumberPart =>
      new NumberPart(next, count, fractions);
    if (character === '-') return place === 'start' ? to('sign', 0) : undefined;
    if (character === '.')
      return fractions && (place === 'zero' || place === 'whole') ? to('point', 0) : undefined;
    if (!/[0-9]/.test(character) || place === 'zero') return undefined;
    if (place === 'point' || place === 'fraction') return digits < 4 ? to('fraction', digits + 1) : undefined;
    if (place === 'whole') return digits < 9 ? to('whole', digits + 1) : undefined;
    return character === '0' ? to('zero', 1) : to('whole', 1);
  }
}
