/** From a checked request to running choices: prompt, window, sampler, grammar, chance. */

import { answerGrammar } from '../constraint/answer-grammar.js';
import { Constraint } from '../constraint/constraint.js';
import { TIGHT, WIDE } from '../constraint/json-grammar.js';
import type { Exchange } from '../exchange.js';
import { canonical } from '../json.js';
import { loadModel, type Model } from '../model/model.js';
import { chatPrompt } from '../model/template.js';
import type { Intent } from '../personas/persona.js';
import type { ChatRequest, CompletionRequest, GenerationRequest } from '../request/generation-request.js';
import { tokenRecord } from '../sampling/logprobs.js';
import { hashText, randomFrom } from '../sampling/random.js';
import { Candidate } from './candidate.js';
import type { GenerationEvent, TokenRecord } from './events.js';
import { schedule } from './scheduler.js';
import { fitIntoWindow, overflowError } from './window.js';

export interface Generation {
  readonly prompts: readonly (readonly number[])[];
  readonly candidates: readonly Candidate[];
  readonly events: AsyncGenerator<GenerationEvent>;
}

/**
 * Prepares the choices; nothing is generated before `events` is read. Choice numbers run over prompts × `best_of`.
 *
 * @throws ApiError if a prompt does not fit into the window
 */
export function generate(exchange: Exchange, request: GenerationRequest): Generation {
  const model = loadModel();
  const prompts = promptsOf(request, model).map((prompt) => exchange.through('prompt', prompt));
  const limits = prompts.map((prompt) => {
    const found = exchange.through(
      'fit',
      fitIntoWindow(request, prompt.length, exchange.site.options.contextWindow),
    );
    if (found.verdict === 'refused') throw overflowError(request, found);
    return found.maxTokens;
  });
  const chance = chanceOf(exchange, request);
  const candidates = prompts.flatMap((prompt, place) =>
    Array.from({ length: request.best_of }, (_, i) => {
      const choice = place * request.best_of + i;
      const key = exchange.through('randomness', `${chance} ${prompt.join(' ')} ${choice}`);
      return candidate(exchange, request, { model, prompt, choice, maxTokens: limits[place]!, key });
    }),
  );
  exchange.counts = () => ({
    prompt: sum(prompts.map((prompt) => prompt.length)),
    completion: sum(candidates.map((one) => one.generated.length)),
    reasoning: sum(candidates.map((one) => one.reasoningTokens)),
  });
  return { prompts, candidates, events: schedule(exchange, candidates) };
}

function promptsOf(request: GenerationRequest, { tokenizer }: Model): (readonly number[])[] {
  if (request.endpoint === 'chat') return [chatPrompt(request, tokenizer)];
  return request.prompts.map((prompt) => {
    const tokens = typeof prompt === 'string' ? tokenizer.encode(prompt) : prompt;
    return tokens.length > 0 ? tokens : [tokenizer.special.end_of_text];
  });
}

/** With a seed, chance depends on seed and prompt alone; without, on the server's seed, the request, and how often it was seen. */
function chanceOf({ site, body }: Exchange, { seed }: GenerationRequest): string {
  if (seed !== undefined) return `seed ${seed}`;
  const asked = canonical(body);
  const key = `${hashText(asked, 1)} ${hashText(asked, 2)}`;
  return `run ${site.options.seed} ${key} ${site.countSeen(key)}`;
}

interface Place {
  readonly model: Model;
  readonly prompt: readonly number[];
  readonly choice: number;
  readonly maxTokens: number;
  readonly key: string;
}

function candidate(
  exchange: Exchange,
  request: GenerationRequest,
  { model, prompt, choice, maxTokens, key }: Place,
): Candidate {
  const { dialect } = exchange.site;
  const { intent, constraint } =
    request.endpoint === 'chat'
      ? answerPlan(exchange, request, model, prompt)
      : { intent: continuation(prompt), constraint: undefined };
  const rules = {
    stop: request.stop,
    stopText: dialect.stopText,
    holdBack: true,
    maxTokens,
    characters: 'whole',
  } as const;
  // The best of several is found by log-probability, also if nobody asked to see it.
  const alternatives = request.logprobs ?? (request.best_of > request.n ? 0 : undefined);
  let calls = 0;
  return new Candidate({
    choice,
    model,
    prompt,
    intent,
    constraint,
    sampling: exchange.through('sampling', request),
    random: randomFrom(key),
    alternatives,
    rules: exchange.through('rules', rules),
    newCallId: () => exchange.newId('call_', choice * 100 + calls++),
    before: request.endpoint === 'completions' && request.echo ? [echo(request, model, prompt, choice)] : [],
    callsReason: request.endpoint === 'chat' ? callsReason(request, dialect.namedFinishReason) : 'stop',
    touch: (logits) => exchange.through('logits', logits),
  });
}

function continuation(prompt: readonly number[]): Intent {
  return { context: prompt, planned: false, shape: () => {} };
}

function answerPlan(
  { site }: Exchange,
  request: ChatRequest,
  model: Model,
  prompt: readonly number[],
): { intent: Intent; constraint: Constraint | undefined } {
  const wide = answerGrammar(request, model.tokenizer, WIDE);
  const intent = site.persona.intend({
    model,
    request,
    prompt,
    constrained: wide !== undefined,
    accepts: (tokens) => !wide || new Constraint(model.tokenizer, wide).accepts(tokens),
  });
  const grammar = intent.planned ? wide : answerGrammar(request, model.tokenizer, TIGHT);
  return { intent, constraint: grammar && new Constraint(model.tokenizer, grammar) };
}

function callsReason(request: ChatRequest, namedFinishReason: string): string {
  if (request.legacyFunctions) return request.tool_choice.mode === 'named' ? 'stop' : 'function_call';
  return request.tool_choice.mode === 'named' ? namedFinishReason : 'tool_calls';
}

function echo(
  request: CompletionRequest,
  model: Model,
  prompt: readonly number[],
  choice: number,
): GenerationEvent {
  const tokens = request.logprobs === undefined ? [] : promptRecords(model, prompt, request.logprobs);
  return { kind: 'text', choice, channel: 'prompt', text: model.tokenizer.decode(prompt), tokens };
}

/** The prompt's own tokens as records; the first has no log-probability, since nothing stands before it. */
function promptRecords(
  { language, tokenizer }: Model,
  prompt: readonly number[],
  alternatives: number,
): TokenRecord[] {
  const logits = new Float64Array(tokenizer.size);
  return prompt.map((id, place) => {
    if (place === 0) return { id, logprob: null, alternatives: [] };
    language.logits(prompt.slice(0, place), logits);
    return tokenRecord(logits, id, alternatives);
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
