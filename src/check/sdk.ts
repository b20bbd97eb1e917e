/** The official client, sending over our wire: its requests are recorded, limited and redacted like all others. */
import OpenAI from 'openai';
import type { WireRequest } from '../transport/request.js';
import type { Follower, Received } from '../transport/wire.js';

export type Follow = (request: WireRequest, follower: Follower) => Promise<Received>;

/** Headers that the wire sets itself, or that must never come from the user's environment. */
const OURS = new Set(['authorization', 'content-length', 'host', 'openai-organization', 'openai-project']);

/** The client retries twice and waits ten minutes by default, and reads a dozen variables: all of that is switched off. */
export function openSdk(baseURL: string, follow: Follow): OpenAI {
  return new OpenAI({
    baseURL,
    // The wire puts in the real key; the client refuses to start without one.
    apiKey: 'touchstone',
    organization: null,
    project: null,
    webhookSecret: null,
    adminAPIKey: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch: (url, init) => fetchOver(baseURL, follow, url, init),
  });
}

type FetchInit = Parameters<NonNullable<ConstructorParameters<typeof OpenAI>[0]>['fetch'] & {}>[1];

async function fetchOver(
  baseURL: string,
  follow: Follow,
  url: string | URL | Request,
  init: FetchInit,
): Promise<Response> {
  const address = String(url instanceof Request ? url.url : url);
  const headers = Object.fromEntries(
    [...new Headers(init?.headers as Record<string, string>).entries()].filter(([name]) => !OURS.has(name)),
  );
  const request: WireRequest = {
    method: (init?.method ?? 'GET').toUpperCase() as WireRequest['method'],
    path: address.slice(baseURL.length),
    ...(typeof init?.body === 'string' && { text: init.body }),
    headers,
    // What the client gets for its one request is what the server said to it.
    once: true,
  };

  return new Promise<Response>((resolve, reject) => {
    const left = new AbortController();
    const signal = init?.signal ? AbortSignal.any([left.signal, init.signal as AbortSignal]) : left.signal;
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (started) => {
        controller = started;
      },
      cancel: () => left.abort(),
    });
    follow(request, {
      signal,
      onHead: (status, responseHeaders) => {
        const empty = status === 204 || status === 304;
        resolve(new Response(empty ? null : body, { status, headers: withoutEncoding(responseHeaders) }));
      },
      onBytes: (bytes) => controller?.enqueue(bytes),
    }).then((received) => {
      if (received.failure === undefined) return closeQuietly(controller);
      const error = new Error(received.failure.message);
      if (received.status === undefined) reject(error);
      else errorQuietly(controller, error);
    }, reject);
  });
}

/** The wire has decompressed the body. */
function withoutEncoding(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { 'content-encoding': _encoding, 'content-length': _length, ...rest } = headers;
  return rest;
}

/** A reader that has left has already closed the stream. */
function closeQuietly(controller: ReadableStreamDefaultController | undefined): void {
  try {
    controller?.close();
  } catch {}
}

function errorQuietly(controller: ReadableStreamDefaultController | undefined, error: Error): void {
  try {
    controller?.error(error);
  } catch {}
}
