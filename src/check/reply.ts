/** What a model answered, read the same way whether it was streamed or not. */
import type { Received } from '../transport/wire.js';
import { arrayAt, at, isObject, type JsonObject, numberAt, parseJson, stringAt } from './json.js';

/** The endpoints that answer with text, and have most parameters in common. */
export const TEXT_ENDPOINTS = ['chat', 'completions'] as const;

export type TextEndpoint = (typeof TEXT_ENDPOINTS)[number];

export interface Usage {
  readonly prompt_tokens: number | undefined;
  readonly completion_tokens: number | undefined;
  readonly total_tokens: number | undefined;
}

export interface ToolCall {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly arguments: string | undefined;
}

export interface Choice {
  readonly index: number | undefined;
  /** What a person would see. */
  readonly text: string;
  /** What a model thinks before it answers, where the endpoint shows it. */
  readonly reasoning: string;
  readonly finish_reason: string | null | undefined;
  /** Unstreamed: the object as sent. Streamed: one object per chunk that has one. */
  readonly logprobs: readonly unknown[];
  readonly tool_calls: readonly ToolCall[];
}

/** A lawful way to say no: a 4xx status, or 501; or an error object under a status of success. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly code: string | undefined;
  readonly param: string | undefined;
}

/** The outcome `rejected`, with what the endpoint said. */
export function refused({ status, message }: Refusal) {
  return { outcome: 'rejected', details: { status, message: message.slice(0, 300) } } as const;
}

export interface Reply extends Choice {
  readonly endpoint: TextEndpoint;
  /** Id of the exchange. */
  readonly id: string;
  readonly received: Received;
  /** Set where the request was refused; everything else is then empty. */
  readonly rejected?: Refusal;
  /** What an error says that ends a stream after it began: the rest of the answer is missing. */
  readonly brokenBy?: Refusal;
  /** The body, where it is one JSON document. */
  readonly json: unknown;
  /** The parsed events of a stream, `[DONE]` left out. Those that are not JSON objects are left out too. */
  readonly chunks: readonly JsonObject[];
  readonly streamed: boolean;
  /** By index; the first is also spread over the reply itself. */
  readonly choices: readonly Choice[];
  readonly usage: Usage | undefined;
  /** Thinking and text together: all that was generated, where the endpoint shows it. */
  readonly generated: string;
}

export function toReply(endpoint: TextEndpoint, received: Received): Reply {
  const json = received.events === undefined ? parseJson(received.text) : undefined;
  const chunks = (received.events ?? [])
    .filter(({ data }) => data.trim() !== '[DONE]')
    .map(({ data }) => parseJson(data))
    .filter(isObject);
  const streamed = received.events !== undefined;
  const rejected = refusal(received, json, chunks);
  const failed = rejected === undefined ? chunks.find(hasError) : undefined;
  const choices = rejected
    ? []
    : streamed
      ? joinedChoices(chunks)
      : arrayAt(json, 'choices').map(wholeChoice);
  const first = choices.find(({ index }) => index === 0) ?? choices[0] ?? NO_CHOICE;
  return {
    ...first,
    endpoint,
    id: received.id,
    received,
    ...(rejected && { rejected }),
    ...(failed && { brokenBy: wordsOf(at(failed, 'error'), received) }),
    json,
    chunks,
    streamed,
    choices,
    usage: streamed ? streamedUsage(chunks) : usageOf(at(json, 'usage')),
    generated: first.reasoning + first.text,
  };
}

const NO_CHOICE: Choice = {
  index: undefined,
  text: '',
  reasoning: '',
  finish_reason: undefined,
  logprobs: [],
  tool_calls: [],
};

function refusal(received: Received, json: unknown, chunks: readonly JsonObject[]): Refusal | undefined {
  const { status = 0 } = received;
  const refused = (status >= 400 && status < 500) || status === 501;
  const body = json ?? chunks.find((chunk) => 'error' in chunk);
  const error = at(body, 'error');
  const errorInside = error !== undefined && error !== null && arrayAt(json, 'choices').length === 0;
  const brokeOff =
    chunks.length > 0 && errorInside && !chunks.some((chunk) => arrayAt(chunk, 'choices').length > 0);
  if (!refused && !(json !== undefined && errorInside) && !brokeOff) return undefined;
  return wordsOf(error, received);
}

function hasError(chunk: JsonObject): boolean {
  const error = at(chunk, 'error');
  return error !== undefined && error !== null;
}

function wordsOf(error: unknown, received: Received): Refusal {
  return {
    status: received.status ?? 0,
    message: stringAt(error, 'message') ?? (typeof error === 'string' ? error : received.text.slice(0, 300)),
    code: stringAt(error, 'code') ?? numberAt(error, 'code')?.toString(),
    param: stringAt(error, 'param'),
  };
}

function wholeChoice(choice: unknown): Choice {
  const message = at(choice, 'message');
  const logprobs = at(choice, 'logprobs');
  return {
    index: numberAt(choice, 'index'),
    text: stringAt(choice, 'text') ?? stringAt(message, 'content') ?? '',
    reasoning: reasoningOf(message),
    finish_reason: finishReason(choice),
    logprobs: logprobs === undefined || logprobs === null ? [] : [logprobs],
    tool_calls: arrayAt(message, 'tool_calls').map((call) => ({
      id: stringAt(call, 'id'),
      name: stringAt(call, 'function', 'name'),
      arguments: stringAt(call, 'function', 'arguments'),
    })),
  };
}

/** Puts the pieces together as the official clients do: by the index of the choice and of the tool call. */
function joinedChoices(chunks: readonly JsonObject[]): Choice[] {
  const pieces = new Map<number, unknown[]>();
  for (const choice of chunks.flatMap((chunk) => arrayAt(chunk, 'choices'))) {
    const index = numberAt(choice, 'index') ?? 0;
    pieces.set(index, [...(pieces.get(index) ?? []), choice]);
  }
  return [...pieces].sort(([a], [b]) => a - b).map(([index, choices]) => joinedChoice(index, choices));
}

function joinedChoice(index: number, pieces: readonly unknown[]): Choice {
  const reasons = pieces.map(finishReason).filter((reason) => typeof reason === 'string');
  return {
    index,
    text: pieces
      .map((piece) => stringAt(piece, 'text') ?? stringAt(piece, 'delta', 'content') ?? '')
      .join(''),
    reasoning: pieces.map((piece) => reasoningOf(at(piece, 'delta'))).join(''),
    finish_reason: reasons.at(-1) ?? (pieces.length > 0 ? finishReason(pieces.at(-1)) : undefined),
    logprobs: pieces
      .map((piece) => at(piece, 'logprobs'))
      .filter((value) => value !== undefined && value !== null),
    tool_calls: joinedToolCalls(pieces.flatMap((piece) => arrayAt(piece, 'delta', 'tool_calls'))),
  };
}

function joinedToolCalls(fragments: readonly unknown[]): ToolCall[] {
  const calls = new Map<
    number,
    { id: string | undefined; name: string | undefined; arguments: string | undefined }
  >();
  for (const fragment of fragments) {
    const index = numberAt(fragment, 'index') ?? 0;
    const call = calls.get(index) ?? { id: undefined, name: undefined, arguments: undefined };
    const more = stringAt(fragment, 'function', 'arguments');
    call.id ??= stringAt(fragment, 'id');
    call.name ??= stringAt(fragment, 'function', 'name');
    if (more !== undefined) call.arguments = (call.arguments ?? '') + more;
    calls.set(index, call);
  }
  return [...calls].sort(([a], [b]) => a - b).map(([, call]) => call);
}

function finishReason(choice: unknown): string | null | undefined {
  const reason = at(choice, 'finish_reason');
  return typeof reason === 'string' || reason === null ? reason : undefined;
}

/** Thinking has two field names in the wild. */
function reasoningOf(message: unknown): string {
  return stringAt(message, 'reasoning_content') ?? stringAt(message, 'reasoning') ?? '';
}

/** The last usage of a stream: running totals, where a server sends them, end with it. */
function streamedUsage(chunks: readonly JsonObject[]): Usage | undefined {
  return usageOf(chunks.map((chunk) => at(chunk, 'usage')).findLast(isObject));
}

function usageOf(usage: unknown): Usage | undefined {
  if (!isObject(usage)) return undefined;
  return {
    prompt_tokens: numberAt(usage, 'prompt_tokens'),
    completion_tokens: numberAt(usage, 'completion_tokens'),
    total_tokens: numberAt(usage, 'total_tokens'),
  };
}
