/** Chat answers as objects: whole, or in chunks. */

import type { Exchange } from '../exchange.js';
import type { Choice } from '../generation/collect.js';
import type { GenerationEvent, TokenRecord } from '../generation/events.js';
import type { Generation } from '../generation/generate.js';
import type { JsonObject } from '../json.js';
import type { ChatRequest } from '../request/generation-request.js';
import { chatLogprobs } from './logprobs.js';
import { withUsage } from './stream-usage.js';
import { usageOf } from './usage.js';

export function chatCompletion(
  exchange: Exchange,
  request: ChatRequest,
  choices: readonly Choice[],
): JsonObject {
  return {
    ...head(exchange, request, 'chat.completion'),
    choices: choices.map((choice) => ({
      index: choice.index,
      message: message(choice, request),
      logprobs: logprobs(choice.tokens, request),
      finish_reason: choice.reason,
    })),
    usage: usageOf(exchange),
  };
}

/** The chunks of a streamed answer, in the order of the events. */
export function chatChunks(
  exchange: Exchange,
  request: ChatRequest,
  generation: Generation,
): AsyncGenerator<JsonObject> {
  return withUsage(
    exchange,
    request,
    generation.events,
    head(exchange, request, 'chat.completion.chunk'),
    (event) => ({
      index: event.choice,
      delta: delta(event, request),
      logprobs: event.kind === 'text' && event.tokens.length > 0 ? logprobs(event.tokens, request) : null,
      finish_reason: event.kind === 'finish' ? event.reason : null,
    }),
  );
}

function head(exchange: Exchange, request: ChatRequest, object: string): JsonObject {
  return {
    id: exchange.newId('chatcmpl-'),
    object,
    created: exchange.created,
    model: request.model,
    // Only one tier exists here; it is named to those who ask for one.
    ...(request.service_tier !== undefined && { service_tier: 'default' }),
    system_fingerprint: 'fp_reference',
  };
}

function message({ content, reasoning, calls }: Choice, request: ChatRequest): JsonObject {
  const called = calls.map(({ id, name, arguments: text }) => ({
    id,
    type: 'function',
    function: { name, arguments: text },
  }));
  return {
    role: 'assistant',
    content: calls.length > 0 ? null : content,
    refusal: null,
    ...(reasoning !== '' && { reasoning_content: reasoning }),
    ...(calls.length > 0 &&
      (request.legacyFunctions ? { function_call: called[0]!.function } : { tool_calls: called })),
  };
}

function delta(event: GenerationEvent, { legacyFunctions }: ChatRequest): JsonObject {
  switch (event.kind) {
    case 'start':
      return { role: 'assistant', content: event.calls ? null : '', refusal: null };
    case 'text':
      return event.channel === 'reasoning' ? { reasoning_content: event.text } : { content: event.text };
    case 'call': {
      const called = { name: event.name, arguments: '' };
      if (legacyFunctions) return { function_call: called };
      return { tool_calls: [{ index: event.call, id: event.id, type: 'function', function: called }] };
    }
    case 'arguments':
      if (legacyFunctions) return { function_call: { arguments: event.text } };
      return { tool_calls: [{ index: event.call, function: { arguments: event.text } }] };
    case 'finish':
      return {};
  }
}

function logprobs(tokens: readonly TokenRecord[], request: ChatRequest): JsonObject | null {
  return request.logprobs === undefined ? null : chatLogprobs(tokens);
}
