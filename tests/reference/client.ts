/** A plain client for the tests of the reference endpoint: fetch, and nothing that repairs what it gets. */
import { afterAll, beforeAll, expect } from 'vitest';
import { type ReferenceEndpoint, type ReferenceOptions, startReference } from '../../reference/server.js';
import { shapeProblems } from './shapes.js';

// biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of every shape
export type Any = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body of a JSON answer. */
  readonly json: Any;
  /** The parsed events of a stream, without `[DONE]`. */
  readonly chunks: Any[];
}

export const MODEL = 'touchstone-mini';
export const FIREWORKS_MODEL = 'accounts/reference/models/touchstone-mini';

/** Starts an endpoint before the tests of a file and closes it after them. */
export function useReference(options?: ReferenceOptions) {
  let endpoint: ReferenceEndpoint;
  beforeAll(async () => {
    endpoint = await startReference(options);
  });
  const misshapen: string[] = [];
  afterAll(async () => {
    await endpoint.close();
    expect(misshapen, 'every message fits the schemas of the API').toEqual([]);
  });

  const send = async (path: string, init?: RequestInit): Promise<Answer> => {
    const response = await fetch(endpoint.url + path, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    const isStream = response.headers.get('content-type') === 'text/event-stream';
    const json = isJson ? JSON.parse(text) : undefined;
    const chunks = isStream
      ? events(text)
          .filter((data) => data !== '[DONE]')
          .map((data) => JSON.parse(data))
      : [];
    misshapen.push(...shapeProblems(path, response.status, json, chunks));
    return { status: response.status, headers: response.headers, text, json, chunks };
  };
  const post = (path: string, body: unknown): Promise<Answer> =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const modelAt = (prefix: string): string => (prefix.includes('fireworks') ? FIREWORKS_MODEL : MODEL);
  return {
    send,
    post,
    get endpoint() {
      return endpoint;
    },
    /** A greedy chat request with one user message; `prefix` is what stands before `/v1`. */
    chat: (content: string, options: object = {}, prefix = '') =>
      post(`${prefix}/v1/chat/completions`, {
        model: modelAt(prefix),
        messages: [{ role: 'user', content }],
        ...(prefix.includes('reasoner') ? {} : { temperature: 0 }),
        ...options,
      }),
    /** A greedy completion. */
    complete: (prompt: unknown, options: object = {}, prefix = '') =>
      post(`${prefix}/v1/completions`, {
        model: modelAt(prefix),
        prompt,
        temperature: 0,
        max_tokens: 48,
        ...options,
      }),
  };
}

/** The data of the events of a stream. */
export function events(stream: string): string[] {
  return stream
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => event.replace(/^(event: .*\n)?data: /, ''));
}

/** The text of a chat answer or of a completion, streamed or not, of one choice. */
export function textOf({ json, chunks }: Answer, index = 0): string {
  const whole = json?.choices.find((choice: Any) => choice.index === index);
  if (whole) return whole.message?.content ?? whole.text;
  const choices = chunks.flatMap((chunk) => chunk.choices).filter((choice) => choice.index === index);
  return choices.map((choice) => choice.delta?.content ?? choice.text ?? '').join('');
}

/** All finish reasons of one choice that are not null. */
export function finishReasons({ json, chunks }: Answer, index = 0): string[] {
  const choices = [...(json?.choices ?? []), ...chunks.flatMap((chunk) => chunk.choices)];
  return choices
    .filter((choice) => choice.index === index && choice.finish_reason !== null)
    .map((choice) => choice.finish_reason);
}
