/** Sorts the tokens of one choice into what a client sees: thought, text, calls. */

import { StringDecoder } from 'node:string_decoder';
import type { Tokenizer } from '../model/tokenizer.js';
import type { OutputRules } from '../points.js';
import type { GenerationEvent, TokenRecord } from './events.js';
import { type Released, TextRelease } from './text-release.js';

type Channel = 'reasoning' | 'content' | 'name' | 'arguments';

export class Output {
  calls = 0;
  private started = false;
  private channel: Channel;
  private name: number[] = [];
  private decoder = new StringDecoder('utf8');
  private readonly content: TextRelease;

  constructor(
    private readonly choice: number,
    private readonly tokenizer: Tokenizer,
    rules: OutputRules,
    thinks: boolean,
    private readonly newCallId: () => string,
  ) {
    this.channel = thinks ? 'reasoning' : 'content';
    this.content = new TextRelease(rules);
  }

  /** Whether a stop sequence has ended the text. */
  get stopped(): boolean {
    return this.content.stopped;
  }

  /** What the next token lets a client see, possibly nothing. */
  push(record: TokenRecord): GenerationEvent[] {
    const { special } = this.tokenizer;
    switch (record.id) {
      case special.end_of_thinking:
        this.channel = 'content';
        return [];
      case special.tool_call:
        this.channel = 'name';
        this.name = [];
        return [];
      case special.tool_arguments:
        return this.beginCall();
      default:
        return this.pushBytes(record);
    }
  }

  /** The last events of the choice. */
  finish(reason: string): GenerationEvent[] {
    const rest = this.calls === 0 && this.channel === 'content' ? this.show(this.content.flush()) : [];
    return [...this.start(false), ...rest, { kind: 'finish', choice: this.choice, reason }];
  }

  private pushBytes(record: TokenRecord): GenerationEvent[] {
    const bytes = this.tokenizer.bytes(record.id);
    switch (this.channel) {
      case 'content':
        return this.show(this.content.push(bytes, record));
      case 'reasoning': {
        const text = this.decoder.write(Buffer.from(bytes));
        const { choice } = this;
        return text === ''
          ? []
          : [...this.start(false), { kind: 'text', choice, channel: 'reasoning', text, tokens: [] }];
      }
      case 'name':
        this.name.push(record.id);
        return [];
      case 'arguments': {
        const text = this.decoder.write(Buffer.from(bytes));
        return text === '' ? [] : [{ kind: 'arguments', choice: this.choice, call: this.calls - 1, text }];
      }
    }
  }

  private show(released: Released | undefined): GenerationEvent[] {
    if (!released) return [];
    return [...this.start(false), { kind: 'text', choice: this.choice, channel: 'content', ...released }];
  }

  private beginCall(): GenerationEvent[] {
    const { choice } = this;
    const start = this.start(true);
    this.channel = 'arguments';
    this.decoder = new StringDecoder('utf8');
    const name = this.tokenizer.decode(this.name);
    return [...start, { kind: 'call', choice, call: this.calls++, id: this.newCallId(), name }];
  }

  /** The start waits for the first thing to be seen, since it says whether text or calls follow. */
  private start(calls: boolean): GenerationEvent[] {
    if (this.started) return [];
    this.started = true;
    return [{ kind: 'start', choice: this.choice, calls }];
  }
}
