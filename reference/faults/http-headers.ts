/** Faults of the headers of answers, and of methods that the API does not have. */

import { gzipSync } from 'node:zlib';
import { acceptsGzip, gzipHead, gzipping } from '../http/gzip.js';
import type { SocketAct } from '../points.js';
import type { Fault } from './fault.js';

export const httpHeaderFaults: readonly Fault[] = [
  {
    id: 'gzip-always',
    area: 'http',
    says: 'Answers are compressed, whatever the client accepts.',
    severity: 'should',
    source: 'https://github.com/Anionex/agent-vision-toolkit/pull/36',
    announces: { 'http.accept_encoding': 'ignored' },
    hooks: gzipping(() => true),
  },
  {
    id: 'gzip-without-gzip',
    area: 'embeddings',
    says: 'Embeddings are labelled as compressed, and are not.',
    severity: 'must',
    source: 'https://github.com/agentgateway/agentgateway/issues/1620',
    announces: { 'embeddings.reply': 'crashed' },
    hooks: {
      head: (head, { endpoint }) =>
        endpoint === 'embeddings'
          ? { ...head, headers: { ...head.headers, 'content-encoding': 'gzip' } }
          : head,
    },
  },
  {
    id: 'gzip-buffers-streams',
    area: 'stream',
    says: 'A stream is compressed as a whole, and arrives when it is complete.',
    severity: 'should',
    source: 'https://github.com/Portkey-AI/gateway/issues/1261',
    announces: { 'chat.stream.incremental': 'buffered', 'completions.stream.incremental': 'buffered' },
    hooks: {
      head: (head, exchange) => (exchange.streamed && acceptsGzip(exchange) ? gzipHead(head) : head),
      acts: (acts, exchange) => {
        if (!exchange.streamed || !acceptsGzip(exchange)) return acts;
        const { memory } = exchange;
        const kept = [...((memory.get('gzip-buffers-streams') as SocketAct[] | undefined) ?? []), ...acts];
        memory.set('gzip-buffers-streams', kept);
        if (kept.at(-1)?.act !== 'end') return [];
        const bytes = Buffer.concat(kept.flatMap((act) => (act.act === 'write' ? [act.bytes] : [])));
        return [{ act: 'write', bytes: gzipSync(bytes) }, { act: 'end' }];
      },
    },
  },
  {
    id: 'request-id-repeated',
    area: 'http',
    says: 'Answers to different requests have the same request id.',
    severity: 'may',
    source: 'https://github.com/knocklabs/one_and_done/pull/2',
    announces: { 'http.request_id': 'repeated' },
    hooks: {
      head: (head) => ({ ...head, headers: { ...head.headers, 'x-request-id': 'req_of_the_session' } }),
    },
  },
  {
    id: 'other-methods-500',
    area: 'http',
    says: 'A method that a path does not have makes its handler fail.',
    severity: 'should',
    source: 'https://github.com/RedHatInsights/tangerine-backend/pull/159',
    announces: { 'http.method.head': 'server-error', 'http.method.get': 'server-error' },
    hooks: {
      head: (head, { request }) =>
        request.method === 'HEAD' || head.status === 405 ? { ...head, status: 500 } : head,
    },
  },
  {
    id: 'other-methods-200',
    area: 'http',
    says: 'A method that a path does not have is answered with status 200 and an error.',
    severity: 'may',
    source: 'https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/1323',
    announces: { 'http.method.get': 'answered', 'errors.status': 'inside-success' },
    hooks: {
      failure: (failure, { request }) =>
        failure.status === 405
          ? {
              ...failure,
              status: 200,
              body: { error: `Unexpected endpoint or method. (${request.method} ${request.url})` },
            }
          : failure,
    },
  },
];
