/** An n-gram model over tokens: a function from the last tokens to logits over the whole vocabulary. */

import type { Tokenizer } from './tokenizer.js';
import { nextUtf8State, type Utf8State } from './utf8.js';

/** Tokens of context at most; more would recite the texts word by word. */
const MAX_CONTEXT = 4;
/** How many observations the shorter context weighs, by length of the longer one: more and more, so that no text is recited. */
const WEIGHT_OF_SHORTER = [0, 1, 2, 3, 4];
/** What a byte that occurs nowhere counts, so that nothing is impossible. */
const UNSEEN = 1e-4;
/** The logit of what must not come: a byte that would break a character, a mark that is no text. */
const FORBIDDEN = -30;
/** How far back the model looks for its own repetitions, and what one costs. */
const MEMORY = 192;
const REPEATED = 3;
const REPETITION_COST = 3;
/** More repetitions cost no more, so that a strong logit_bias still forces its token. */
const MOST_TIMES = 5;
/** A text of fewer tokens than this, prompt included, hardly ends: a short prompt shall be continued. */
const YOUNG = 32;
const YOUNG_END_COST = 8;

interface Continuations {
  readonly counts: Map<number, number>;
  total: number;
}

export class LanguageModel {
  private readonly unigram: Float64Array;
  private readonly tables: Map<number, Continuations>[] = [];
  /** For each UTF-8 state, the tokens that cannot follow. */
  private readonly unlawful: number[][];

  constructor(
    private readonly tokenizer: Tokenizer,
    texts: readonly string[],
  ) {
    const { end_of_text: end } = tokenizer.special;
    const tokens = texts.flatMap((text) => [end, ...tokenizer.encode(text)]).concat(end);
    for (let length = 0; length <= MAX_CONTEXT; length++)
      this.tables.push(countContinuations(tokens, length));
    this.unigram = new Float64Array(tokenizer.size).fill(UNSEEN / tokenizer.size);
    const all = this.tables[0]!.get(0)!;
    for (const [id, count] of all.counts) this.unigram[id]! += count / all.total;
    this.unlawful = unlawfulTokens(tokenizer);
  }

  /** Writes the logits (natural logarithms, not normalised) of the next token into `out`, which has the vocabulary's size. */
  logits(context: readonly number[], out: Float64Array): void {
    out.set(this.unigram);
    for (let length = 1; length <= Math.min(MAX_CONTEXT, context.length); length++) {
      const found = this.tables[length]!.get(contextKey(context, context.length, length));
      if (!found) break;
      const weight = WEIGHT_OF_SHORTER[length]!;
      const share = weight / (found.total + weight);
      for (let id = 0; id < out.length; id++) out[id]! *= share;
      for (const [id, count] of found.counts) out[id]! += count / (found.total + weight);
    }
    for (let id = 0; id < out.length; id++) out[id] = Math.log(out[id]!);
    for (const id of this.unlawful[this.utf8State(context)]!) out[id] = FORBIDDEN;
    if (context.length < YOUNG) out[this.tokenizer.special.end_of_text]! -= YOUNG_END_COST;
    this.avoidRepetition(context, out);
  }

  /** What followed the last three tokens before becomes less likely: without it the likeliest text runs in circles. */
  private avoidRepetition(context: readonly number[], out: Float64Array): void {
    const end = context.length;
    const times = new Map<number, number>();
    for (let place = Math.max(REPEATED, end - MEMORY); place < end; place++) {
      if (
        context[place - 1] !== context[end - 1] ||
        context[place - 2] !== context[end - 2] ||
        context[place - 3] !== context[end - 3]
      ) {
        continue;
      }
      const id = context[place]!;
      times.set(id, (times.get(id) ?? 0) + 1);
    }
    for (const [id, count] of times) out[id]! -= Math.min(count, MOST_TIMES) * REPETITION_COST;
  }

  /** Where in a character the context ends; bytes that are no UTF-8 count as an end. */
  private utf8State(context: readonly number[]): Utf8State {
    let state: Utf8State = 0;
    for (let i = Math.max(0, context.length - 4); i < context.length; i++) {
      for (const byte of this.tokenizer.bytes(context[i]!)) state = nextUtf8State(state, byte) ?? 0;
    }
    return state;
  }
}

/** The last `length` tokens before `end` as one number: ids have ten bits, and four of them fit into a safe integer. */
function contextKey(tokens: readonly number[], end: number, length: number): number {
  let key = 0;
  for (let i = end - length; i < end; i++) key = key * 1024 + tokens[i]!;
  return key;
}

function countContinuations(tokens: readonly number[], length: number): Map<number, Continuations> {
  const table = new Map<number, Continuations>();
  for (let place = Math.max(1, length); place < tokens.length; place++) {
    const key = contextKey(tokens, place, length);
    let entry = table.get(key);
    if (!entry) {
      entry = { counts: new Map(), total: 0 };
      table.set(key, entry);
    }
    entry.counts.set(tokens[place]!, (entry.counts.get(tokens[place]!) ?? 0) + 1);
    entry.total++;
  }
  return table;
}

function unlawfulTokens(tokenizer: Tokenizer): number[][] {
  const states: Utf8State[] = [0, 1, 2, 3, 4, 5, 6, 7];
  return states.map((start) => {
    const unlawful: number[] = [];
    for (let id = 0; id < tokenizer.size; id++) {
      if (id === tokenizer.special.end_of_text && start === 0) continue;
      let state: Utf8State | undefined = tokenizer.isSpecial(id) ? undefined : start;
      for (const byte of tokenizer.bytes(id))
        state = state === undefined ? undefined : nextUtf8State(state, byte);
      if (state === undefined) unlawful.push(id);
    }
    return unlawful;
  });
}
