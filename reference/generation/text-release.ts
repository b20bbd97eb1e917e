/** Turns the bytes of tokens into text and releases what is certain: whole characters that no stop sequence will take back. */

import { StringDecoder } from 'node:string_decoder';
import type { OutputRules } from '../points.js';
import { findStop, pendingLength } from '../sampling/stop.js';
import type { TokenRecord } from './events.js';

export interface Released {
  readonly text: string;
  readonly tokens: readonly TokenRecord[];
}

type Rules = Omit<OutputRules, 'maxTokens'>;

export class TextRelease {
  /** Whether a stop sequence has been found; then nothing more comes. */
  stopped = false;
  private text = '';
  private released = 0;
  private waiting: { record: TokenRecord; start: number; end: number }[] = [];
  private readonly decoder = new StringDecoder('utf8');
  private readonly longestStop: number;

  constructor(private readonly rules: Rules) {
    this.longestStop = Math.max(0, ...rules.stop.map((sequence) => sequence.length));
  }

  /** Takes the next token; returns what may be shown now, possibly nothing. */
  push(bytes: Uint8Array, record: TokenRecord): Released | undefined {
    const { stop, holdBack, characters } = this.rules;
    const start = this.text.length;
    const buffer = Buffer.from(bytes);
    this.text += characters === 'whole' ? this.decoder.write(buffer) : buffer.toString('utf8');
    this.waiting.push({ record, start, end: this.text.length });
    const from = Math.max(0, Math.min(this.released, start - this.longestStop));
    const match = stop.length > 0 ? findStop(this.text, stop, from) : undefined;
    if (!match)
      return this.release(holdBack ? this.text.length - pendingLength(this.text, stop) : this.text.length);
    this.stopped = true;
    const end = Math.max(this.released, this.rules.stopText === 'included' ? match.end : match.start);
    // A token that is cut in two still stands for text that is shown.
    this.waiting = this.waiting
      .filter((token) => token.start < end)
      .map((token) => ({ ...token, end: Math.min(token.end, end) }));
    return this.release(end);
  }

  /** What still waits when the generation ends without a stop sequence; the first bytes of an unfinished character are dropped. */
  flush(): Released | undefined {
    if (this.stopped) return undefined;
    const rest = this.release(this.text.length);
    if (rest || this.waiting.length === 0) return rest;
    return { text: '', tokens: this.take(this.text.length) };
  }

  private release(end: number): Released | undefined {
    if (end <= this.released) return undefined;
    const text = this.text.slice(this.released, end);
    this.released = end;
    return { text, tokens: this.take(end) };
  }

  private take(end: number): TokenRecord[] {
    const ready = this.waiting.filter((token) => token.end <= end);
    this.waiting = this.waiting.filter((token) => token.end > end);
    return ready.map(({ record }) => record);
  }
}
