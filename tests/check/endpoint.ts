/** A small endpoint whose answers a test writes, and a wire to it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import type { Exchange, TargetFacts } from '../../schemas/types/report.js';
import { openWire, type WireOptions } from '../../src/transport/wire.js';

// biome-ignore lint/suspicious/noExplicitAny: the tests look into requests of every shape
export type Body = any;

export type Handler = (body: Body, response: ServerResponse, request: IncomingMessage) => void;

const open: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

export const FACTS: TargetFacts = {
  chat: { state: 'present', limitParameter: 'max_tokens', temperature: true, repeatable: true },
  completions: { state: 'absent', reason: 'status 404' },
  models: ['m'],
};

export function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

export function completion(text: string, more: object = {}): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [
      { index: 0, message: { role: 'assistant', content: text, refusal: null }, finish_reason: 'stop' },
    ],
    usage: { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 },
    ...more,
  };
}

export function refusal(message: string, param: string | null = null): object {
  return { error: { message, type: 'invalid_request_error', param, code: null } };
}

/** Starts it; everything is closed after the test. */
export async function endpoint(handler: Handler, options: Partial<WireOptions> = {}) {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      paths.push(`${request.method} ${request.url}`);
      const text = Buffer.concat(pieces).toString();
      let body: Body;
      try {
        body = JSON.parse(text);
      } catch {
        body = text;
      }
      handler(body, response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const exchanges: Exchange[] = [];
  const stop = new AbortController();
  const wire = openWire({
    target: 'test',
    baseURL,
    concurrency: 4,
    deadlines: { firstByteMs: 500, silenceMs: 500, totalMs: 2_000 },
    runStartMs: performance.now(),
    signal: stop.signal,
    retries: 0,
    record: (exchange) => exchanges.push(exchange),
    ...options,
  });
  open.push(async () => {
    stop.abort();
    await wire.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    baseURL,
    wire,
    exchanges,
    paths,
    stop,
    target: { name: 'test', baseURL, model: 'm', keyGiven: false },
  };
}
