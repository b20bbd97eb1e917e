/** Completions as objects: whole, or in chunks of the same shape. */

import type { Exchange } from '../exchange.js';
import type { Choice } from '../generation/collect.js';
import type { GenerationEvent } from '../generation/events.js';
import type { Generation } from '../generation/generate.js';
import type { JsonObject } from '../json.js';
import type { CompletionRequest } from '../request/generation-request.js';
import { charactersIn, completionLogprobs } from './logprobs.js';
import { withUsage } from './stream-usage.js';
import { usageOf } from './usage.js';

export function completion(
  exchange: Exchange,
  request: CompletionRequest,
  { prompts }: Generation,
  choices: readonly Choice[],
): JsonObject {
  const offset = (choice: Choice): number => startOf(request, prompts[Math.floor(choice.index / request.n)]!);
  return {
    ...head(exchange, request),
    choices: choices.map((choice) => ({
      text: choice.prompt + choice.content,
      index: choice.index,
      logprobs: request.logprobs === undefined ? null : completionLogprobs(choice.tokens, offset(choice)),
      finish_reason: choice.reason,
    })),
    usage: usageOf(exchange),
  };
}

export function completionChunks(
  exchange: Exchange,
  request: CompletionRequest,
  generation: Generation,
): AsyncGenerator<JsonObject> {
  const offsets = new Map<number, number>();
  const choiceOf = (event: GenerationEvent): JsonObject | undefined => {
    if (event.kind !== 'text' && event.kind !== 'finish') return undefined;
    const prompt = generation.prompts[Math.floor(event.choice / request.n)]!;
    const offset = offsets.get(event.choice) ?? startOf(request, prompt);
    const tokens = event.kind === 'text' ? event.tokens : [];
    offsets.set(event.choice, offset + charactersIn(tokens.map(({ id }) => id)));
    return {
      text: event.kind === 'text' ? event.text : '',
      index: event.choice,
      logprobs:
        request.logprobs === undefined || tokens.length === 0 ? null : completionLogprobs(tokens, offset),
      finish_reason: event.kind === 'finish' ? event.reason : null,
    };
  };
  return withUsage(exchange, request, generation.events, head(exchange, request), choiceOf);
}

/** `text_offset` counts from the beginning of the prompt, echoed or not. */
function startOf(request: CompletionRequest, prompt: readonly number[]): number {
  return request.echo ? 0 : charactersIn(prompt);
}

function head(exchange: Exchange, request: CompletionRequest): JsonObject {
  return {
    id: exchange.newId('cmpl-'),
    object: 'text_completion',
    created: exchange.created,
    model: request.model,
    system_fingerprint: 'fp_reference',
  };
}
