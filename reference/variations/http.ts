/** Lawful oddities of HTTP. */

import { ApiError } from '../api-error.js';
import { acceptsGzip, gzipping } from '../http/gzip.js';
import type { Head } from '../points.js';
import type { Variation } from './variation.js';

function withHeaders(change: (headers: Readonly<Record<string, string>>) => Record<string, string>) {
  return (head: Head): Head => ({ ...head, headers: change(head.headers) });
}

/** Whether what is sent is one document and not a stream. */
function isDocument(headers: Readonly<Record<string, string | number | string[] | undefined>>): boolean {
  return headers['content-type'] === 'application/json';
}

/** As long as a small model on a slow machine takes for its first token, shortened. */
const SLOW_START_MS = 150;

export const httpVariations: readonly Variation[] = [
  {
    id: 'gzip',
    area: 'http',
    says: 'Documents are compressed for a client that accepts it.',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1',
    hooks: gzipping((head, exchange) => acceptsGzip(exchange) && isDocument(head.headers)),
  },
  {
    id: 'gzip-in-streams',
    area: 'http',
    says: 'Streams are compressed, too, each event by itself.',
    source: 'https://github.com/amule-org/amule/pull/314',
    hooks: gzipping((head, exchange) => acceptsGzip(exchange) && 'content-type' in head.headers),
  },
  {
    id: 'more-headers',
    area: 'http',
    says: 'Answers bring rate limits, the name of a server, a cookie and the like.',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-16.3.1',
    hooks: {
      head: withHeaders((headers) => ({
        ...headers,
        server: 'uvicorn',
        'openai-processing-ms': '12',
        'x-ratelimit-limit-requests': '1000',
        'x-ratelimit-remaining-requests': '999',
        'set-cookie': '__cf_bm=1; path=/; HttpOnly; Secure',
        'strict-transport-security': 'max-age=31536000',
        'alt-svc': 'h3=":443"; ma=86400',
      })),
    },
  },
  {
    id: 'without-request-id',
    area: 'http',
    says: 'Answers have no x-request-id.',
    source: 'https://github.com/vllm-project/vllm/issues/9593',
    produces: { 'http.request_id': 'absent' },
    hooks: { head: withHeaders(({ 'x-request-id': _, ...headers }) => headers) },
  },
  {
    id: 'other-methods',
    area: 'http',
    says: 'HEAD is refused, and GET lists the chat completions that are stored.',
    source: 'https://github.com/openai/openai-openapi/blob/master/openapi.yaml',
    produces: { 'http.method.head': 'rejected', 'http.method.get': 'listed' },
    hooks: {
      head: (head, { request }) => (request.method === 'HEAD' ? { status: 405, headers: {} } : head),
      failure: (failure, { endpoint, request }) =>
        endpoint === 'chat' && request.method === 'GET' && failure.status === 405
          ? {
              ...failure,
              status: 200,
              body: { object: 'list', data: [], first_id: null, last_id: null, has_more: false },
            }
          : failure,
    },
  },
  {
    id: 'header-names-in-capitals',
    area: 'http',
    says: 'The names of header fields are written in capitals.',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-5.1',
    hooks: {
      head: withHeaders((headers) =>
        Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [
            name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()),
            value,
          ]),
        ),
      ),
    },
  },
  {
    id: 'media-type-with-charset',
    area: 'http',
    says: 'Media types name their character set.',
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1',
    hooks: {
      head: withHeaders((headers) => ({
        ...headers,
        ...(headers['content-type'] && { 'content-type': `${headers['content-type']}; charset=utf-8` }),
      })),
    },
  },
  {
    id: 'without-content-length',
    area: 'http',
    says: 'Documents come in chunks of HTTP, without content-length.',
    source: 'https://www.rfc-editor.org/rfc/rfc9112#section-7.1',
    hooks: { head: withHeaders(({ 'content-length': _, ...headers }) => headers) },
  },
  {
    id: 'connection-closes',
    area: 'http',
    says: 'The connection is closed after each answer.',
    source: 'https://www.rfc-editor.org/rfc/rfc9112#section-9.6',
    hooks: { head: withHeaders((headers) => ({ ...headers, connection: 'close' })) },
  },
  {
    id: 'slow-start',
    area: 'http',
    says: 'Some time passes before an answer begins.',
    source: 'https://www.rfc-editor.org/rfc/rfc9112#section-9.5',
    hooks: {
      acts: (acts, { memory }) => {
        if (memory.get('slow-start')) return acts;
        memory.set('slow-start', true);
        return [{ act: 'wait', ms: SLOW_START_MS }, ...acts];
      },
    },
  },
  {
    id: 'jitter',
    area: 'http',
    says: 'The pieces of a stream come at uneven intervals.',
    source: 'https://github.com/eugr/llama-benchy/pull/11',
    trap: 'vllm-with-speculative-decoding-11-chunks-are-not-tokens',
    hooks: {
      acts: (acts, { streamed, memory }) => {
        const turn = Number(memory.get('jitter') ?? 0);
        memory.set('jitter', turn + 1);
        return streamed && turn % 4 === 1 ? [{ act: 'wait', ms: (turn * 7) % 11 }, ...acts] : acts;
      },
    },
  },
  {
    id: 'json-with-white-space',
    area: 'http',
    says: 'Documents are indented, and begin and end with line breaks.',
    source: 'https://www.rfc-editor.org/rfc/rfc8259#section-2',
    hooks: { responseText: (text) => `\n${JSON.stringify(JSON.parse(text), undefined, 2)}\n` },
  },
  {
    id: 'json-with-escapes',
    area: 'http',
    says: 'Everything but ASCII is escaped in JSON.',
    source: 'https://www.rfc-editor.org/rfc/rfc8259#section-7',
    hooks: {
      responseText: escaped,
      frames: (frames) => frames.map(escaped),
    },
  },
  {
    id: 'members-in-another-order',
    area: 'http',
    says: 'The members of objects stand in another order.',
    source: 'https://github.com/open-webui/open-webui/issues/7726',
    trap: 'open-webui-client-7726-stream-field-order-not-bug',
    hooks: {
      response: (response) => Object.fromEntries(Object.entries(response).reverse()),
      chunks: (chunks) => chunks.map((chunk) => Object.fromEntries(Object.entries(chunk).reverse())),
    },
  },
  {
    id: 'plain-404',
    area: 'http',
    says: 'A path or a method that does not exist is answered with a line of plain text.',
    source: 'https://github.com/ollama/ollama/issues/5830',
    hooks: {
      responseText: (text, { endpoint }) => (endpoint === 'none' ? '404 page not found' : text),
      head: (head, { endpoint }) =>
        endpoint === 'none' && isDocument(head.headers)
          ? { ...head, headers: { ...head.headers, 'content-type': 'text/plain' } }
          : head,
    },
  },
  {
    id: 'slash-redirected-whole',
    area: 'http',
    says: 'A path with a slash at its end is redirected to the one without by 307, which keeps method and body.',
    source: 'https://github.com/rommapp/romm/pull/1059',
    produces: { 'http.trailing_slash': 'redirected' },
    hooks: {
      head: (head, { request }) =>
        request.url?.endsWith('/')
          ? { status: 307, headers: { ...head.headers, location: request.url.slice(0, -1) } }
          : head,
    },
  },
  {
    id: 'strict-http',
    area: 'http',
    says: 'No browsers, no other media type than JSON, no slash at the end, no large bodies: all clearly refused.',
    source: 'https://github.com/diegosouzapw/OmniRoute/pull/6434',
    produces: {
      'http.cors.preflight': 'absent',
      'http.media_type.text': 'rejected',
      'http.trailing_slash': 'rejected',
      'http.body.large': 'rejected',
    },
    hooks: {
      head: (head, { request }) => (request.method === 'OPTIONS' ? { status: 405, headers: {} } : head),
      bodyText: (text, { request }) => {
        const refuse = (status: number, message: string): never => {
          throw new ApiError({ reason: 'method', status, message });
        };
        if (request.url?.endsWith('/')) refuse(404, 'There is nothing at this path.');
        if (!request.headers['content-type']?.includes('json')) refuse(415, 'Unsupported media type.');
        if (text.length > 2 ** 20) refuse(413, 'The body is too large.');
        return text;
      },
    },
  },
];

function escaped(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
