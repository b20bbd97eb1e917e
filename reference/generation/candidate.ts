/** One choice in the making: model, sampler and grammar, one token at a time. */

import type { Constraint } from '../constraint/constraint.js';
import type { Model } from '../model/model.js';
import type { Intent } from '../personas/persona.js';
import { want } from '../personas/persona.js';
import type { Logits, OutputRules } from '../points.js';
import type { SamplingOptions } from '../request/generation-request.js';
import { tokenRecord } from '../sampling/logprobs.js';
import { sample } from '../sampling/sampler.js';
import type { GenerationEvent, TokenRecord } from './events.js';
import { Output } from './output.js';

export interface CandidatePlan {
  readonly choice: number;
  readonly model: Model;
  readonly prompt: readonly number[];
  readonly intent: Intent;
  readonly constraint: Constraint | undefined;
  readonly sampling: SamplingOptions;
  readonly random: () => number;
  /** How many alternatives to record for each token; undefined: no log-probabilities are computed. */
  readonly alternatives: number | undefined;
  readonly rules: OutputRules;
  readonly newCallId: () => string;
  /** What is shown before the first token: the prompt, if it is to be echoed. */
  readonly before: readonly GenerationEvent[];
  /** The `finish_reason` of an answer that consists of calls. */
  readonly callsReason: string;
  /** Where a fault may change the logits. */
  readonly touch: (logits: Logits) => Logits;
}

export class Candidate {
  readonly generated: number[] = [];
  readonly records: TokenRecord[] = [];
  reasoningTokens = 0;
  done = false;
  private thinking: boolean;
  private readonly answer: number[] = [];
  private readonly answerContext: number[];
  private readonly thoughtContext: number[];
  private readonly counts = new Map<number, number>();
  private readonly output: Output;
  private readonly plain: Uint8Array;
  private shownBefore = false;

  constructor(private readonly plan: CandidatePlan) {
    const { model, intent, sampling } = plan;
    this.thinking = (intent.thinking?.tokens ?? 0) > 0;
    this.answerContext = [...intent.context];
    this.thoughtContext = [model.tokenizer.special.end_of_text];
    this.output = new Output(plan.choice, model.tokenizer, plan.rules, this.thinking, plan.newCallId);
    this.plain = new Uint8Array(model.tokenizer.size).fill(1);
    for (const id of Object.values(model.tokenizer.special)) this.plain[id] = 0;
    if (sampling.penalised === 'prompt-and-generated') for (const id of plan.prompt) this.count(id);
  }

  /** Makes the next token; returns what it lets a client see. */
  advance(): GenerationEvent[] {
    const events: GenerationEvent[] = this.shownBefore ? [] : [...this.plan.before];
    this.shownBefore = true;
    if (this.generated.length >= this.plan.rules.maxTokens) return [...events, ...this.finish('length')];
    const record = this.next();
    if (record.id === this.plan.model.tokenizer.special.end_of_text) {
      return [...events, ...this.finish(this.output.calls > 0 ? this.plan.callsReason : 'stop')];
    }
    this.take(record);
    events.push(...this.output.push(record));
    if (this.output.stopped) return [...events, ...this.finish('stop')];
    if (this.generated.length >= this.plan.rules.maxTokens) return [...events, ...this.finish('length')];
    return events;
  }

  private next(): TokenRecord {
    const { model, sampling, random, alternatives, touch, choice } = this.plan;
    const values = new Float64Array(model.tokenizer.size);
    const allowed = this.thinking ? this.shapeThought(values) : this.shapeAnswer(values);
    const logits = touch({ values, choice, generated: this.generated }).values;
    const id = sample({ logits, options: sampling, counts: this.counts, allowed, random });
    return alternatives === undefined
      ? { id, logprob: null, alternatives: [] }
      : tokenRecord(logits, id, alternatives);
  }

  private shapeThought(values: Float64Array): Uint8Array {
    const { model, intent } = this.plan;
    const { tokens, opening } = intent.thinking!;
    const thought = this.thoughtContext.length - 1;
    model.language.logits(this.thoughtContext, values);
    if (thought < opening.length) want(values, opening[thought]!);
    const allowed = this.plain.slice();
    // One token of the thought is the mark that ends it.
    if (thought >= tokens - 1) {
      allowed.fill(0);
      allowed[model.tokenizer.special.end_of_thinking] = 1;
    }
    return allowed;
  }

  private shapeAnswer(values: Float64Array): Uint8Array {
    const { model, intent, constraint } = this.plan;
    model.language.logits(this.answerContext, values);
    intent.shape(values, this.answer);
    const allowed = constraint?.allowed() ?? this.plain;
    const { end_of_text } = model.tokenizer.special;
    // An answer has at least one token; a grammar knows itself where it may end, but free text beside tools does not.
    const mayEnd = this.answer.length > 0 && (!constraint || allowed[end_of_text] === 1);
    if (allowed[end_of_text] === (mayEnd ? 1 : 0)) return allowed;
    const adapted = allowed.slice();
    adapted[end_of_text] = mayEnd ? 1 : 0;
    return adapted;
  }

  private take(record: TokenRecord): void {
    const { constraint, model } = this.plan;
    this.generated.push(record.id);
    this.records.push(record);
    this.count(record.id);
    if (this.thinking) {
      this.reasoningTokens++;
      this.thoughtContext.push(record.id);
      if (record.id === model.tokenizer.special.end_of_thinking) this.thinking = false;
      return;
    }
    this.answer.push(record.id);
    this.answerContext.push(record.id);
    constraint?.accept(record.id);
  }

  private finish(reason: string): GenerationEvent[] {
    this.done = true;
    return this.output.finish(reason);
  }

  private count(id: number): void {
    this.counts.set(id, (this.counts.get(id) ?? 0) + 1);
  }
}
