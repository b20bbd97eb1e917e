/** Answers of `POST /responses`: one object, or the events by which it grows. */

import type { Exchange } from '../exchange.js';
import { type Choice, collect } from '../generation/collect.js';
import type { GenerationEvent } from '../generation/events.js';
import type { Generation } from '../generation/generate.js';
import type { JsonObject } from '../json.js';
import type { ChatRequest } from '../request/generation-request.js';

/** The whole answer. */
export async function response(
  exchange: Exchange,
  request: ChatRequest,
  generation: Generation,
): Promise<JsonObject> {
  const [choice] = await collect(generation, request);
  const items = choice ? itemsOf(exchange, choice) : [];
  return finished(exchange, head(exchange, request), items, choice?.reason ?? 'stop');
}

/** The events of a streamed answer; each has the name of its type. */
export async function* responseEvents(
  exchange: Exchange,
  request: ChatRequest,
  generation: Generation,
): AsyncGenerator<JsonObject> {
  const object = head(exchange, request);
  const started = { ...object, status: 'in_progress', incomplete_details: null, output: [], usage: null };
  yield { type: 'response.created', response: started };
  yield { type: 'response.in_progress', response: started };
  const items: JsonObject[] = [];
  let open: OpenItem | undefined;
  let reason = 'stop';
  for await (const event of generation.events) {
    if (event.kind === 'finish') reason = event.reason;
    const next = openedBy(exchange, event);
    if (next && !(open?.kind === 'message' && next.kind === 'message')) {
      if (open) yield* close(open, items);
      open = next;
      yield { type: 'response.output_item.added', output_index: items.length, item: open.item };
      if (open.kind === 'message') yield part(open, items, 'response.content_part.added');
    }
    const delta = deltaOf(event);
    if (open && delta !== '') {
      open.text += delta;
      yield { ...place(open, items), type: `${DELTAS[open.kind]}.delta`, delta };
    }
  }
  if (open) yield* close(open, items);
  const whole = finished(exchange, object, items, reason);
  yield { type: `response.${whole.status}`, response: whole };
}

/** An item that is being written. */
interface OpenItem {
  readonly kind: 'message' | 'call';
  readonly item: JsonObject;
  text: string;
}

const DELTAS = { message: 'response.output_text', call: 'response.function_call_arguments' } as const;

function openedBy(exchange: Exchange, event: GenerationEvent): OpenItem | undefined {
  if (event.kind === 'text' && event.channel === 'content') {
    return { kind: 'message', item: messageItem(exchange, 'in_progress', []), text: '' };
  }
  if (event.kind !== 'call') return undefined;
  return { kind: 'call', item: callItem(exchange, { ...event, arguments: '' }, 'in_progress'), text: '' };
}

function deltaOf(event: GenerationEvent): string {
  if (event.kind === 'arguments') return event.text;
  return event.kind === 'text' && event.channel === 'content' ? event.text : '';
}

function* close(open: OpenItem, items: JsonObject[]): Generator<JsonObject> {
  const at = place(open, items);
  const { text } = open;
  const content = open.kind === 'message' ? { text } : { arguments: text };
  yield { ...at, type: `${DELTAS[open.kind]}.done`, ...content };
  if (open.kind === 'message') yield part(open, items, 'response.content_part.done');
  const item: JsonObject =
    open.kind === 'message'
      ? { ...open.item, status: 'completed', content: [textPart(text)] }
      : { ...open.item, status: 'completed', arguments: text };
  yield { type: 'response.output_item.done', output_index: items.length, item };
  items.push(item);
}

function place({ kind, item }: OpenItem, items: readonly JsonObject[]): JsonObject {
  return { item_id: item.id, output_index: items.length, ...(kind === 'message' && { content_index: 0 }) };
}

function part(open: OpenItem, items: readonly JsonObject[], type: string): JsonObject {
  return { ...place(open, items), type, part: textPart(open.text) };
}

function itemsOf(exchange: Exchange, { content, reasoning, calls }: Choice): JsonObject[] {
  return [
    ...(reasoning === '' ? [] : [{ id: exchange.newId('rs_'), type: 'reasoning', summary: [] }]),
    ...(calls.length > 0 ? [] : [messageItem(exchange, 'completed', [textPart(content)])]),
    ...calls.map((call) => callItem(exchange, call, 'completed')),
  ];
}

function messageItem(exchange: Exchange, status: string, content: JsonObject[]): JsonObject {
  return { id: exchange.newId('msg_'), type: 'message', status, role: 'assistant', content };
}

function callItem(
  exchange: Exchange,
  call: { readonly id: string; readonly name: string; readonly arguments: string },
  status: string,
): JsonObject {
  const { id, name } = call;
  return {
    id: exchange.newId(`fc_${id}`),
    type: 'function_call',
    status,
    call_id: id,
    name,
    arguments: call.arguments,
  };
}

function textPart(text: string): JsonObject {
  return { type: 'output_text', text, annotations: [], logprobs: [] };
}

function head(exchange: Exchange, request: ChatRequest): JsonObject {
  const { body } = exchange;
  return {
    id: exchange.newId('resp_'),
    object: 'response',
    created_at: exchange.created,
    error: null,
    instructions: body.instructions ?? null,
    max_output_tokens: body.max_output_tokens ?? null,
    metadata: body.metadata ?? {},
    model: request.model,
    parallel_tool_calls: request.parallel_tool_calls,
    previous_response_id: body.previous_response_id ?? null,
    temperature: request.temperature,
    tool_choice: body.tool_choice ?? 'auto',
    tools: body.tools ?? [],
    top_p: request.top_p,
  };
}

function finished(exchange: Exchange, object: JsonObject, output: JsonObject[], reason: string): JsonObject {
  const cut = reason === 'length';
  const { prompt, completion, reasoning } = exchange.counts();
  return {
    ...object,
    status: cut ? 'incomplete' : 'completed',
    incomplete_details: cut ? { reason: 'max_output_tokens' } : null,
    output,
    usage: {
      input_tokens: prompt,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens: completion,
      output_tokens_details: { reasoning_tokens: reasoning },
      total_tokens: prompt + completion,
    },
  };
}
