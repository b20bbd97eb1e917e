/** How the chat model behaves: a persona says what it would like to write, by changing the logits and never the text. */

import type { Model } from '../model/model.js';
import type { ChatRequest } from '../request/generation-request.js';

export const PERSONA_NAMES = ['obedient', 'babbler', 'reasoner'] as const;
export type PersonaName = (typeof PERSONA_NAMES)[number];

export interface Persona {
  readonly name: PersonaName;
  /** What it wants for one answer; asked once, before the first token. */
  intend(task: Task): Intent;
  /** Parameters of chat requests that this kind of model does not take: name, and the values that ask for nothing. */
  readonly refuses: Readonly<
    Record<string, { readonly harmless: readonly unknown[]; readonly hint: string }>
  >;
}

export interface Task {
  readonly model: Model;
  readonly request: ChatRequest;
  /** The whole prompt as tokens. */
  readonly prompt: readonly number[];
  /** Whether the answer is bound to a grammar that these tokens would satisfy; true if there is none. */
  accepts(tokens: readonly number[]): boolean;
  readonly constrained: boolean;
}

export interface Intent {
  /** What the language model is to go on from. */
  readonly context: readonly number[];
  /** Whether the answer was planned: then a grammar may be wide, since the plan comes to an end. */
  readonly planned: boolean;
  /** How many tokens to think before the answer, and what the thought begins with. */
  readonly thinking?: { readonly tokens: number; readonly opening: readonly number[] };
  /** Changes the logits of the next token of the answer. */
  shape(logits: Float64Array, answer: readonly number[]): void;
}

/** How far a wanted token is put above all others: far enough to be said, near enough that penalties can talk it out of it. */
const MARGIN = 8;

/** Makes the token the likeliest one by a fixed margin. */
export function want(logits: Float64Array, id: number): void {
  let max = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (logit > max) max = logit;
  logits[id] = max + MARGIN;
}
