/** Faults of HTTP itself. */

import type { Fault } from './fault.js';

export const httpFaults: readonly Fault[] = [
  {
    id: 'json-as-text-plain',
    area: 'http',
    says: 'JSON is labelled text/plain: the official JavaScript SDK gives its caller a string.',
    severity: 'must',
    source: 'https://github.com/Harry-zklcdc/go-proxy-bingai/issues/448',
    announces: {
      'http.content_type.json': 'other',
      'sdk.chat.create': 'threw',
      'sdk.completions.create': 'threw',
      'sdk.models.list': 'empty',
    },
    hooks: {
      head: (head) =>
        head.headers['content-type'] === 'application/json'
          ? { ...head, headers: { ...head.headers, 'content-type': 'text/plain' } }
          : head,
    },
  },
  {
    id: 'stream-as-text-plain',
    area: 'http',
    says: 'A stream is labelled text/plain.',
    severity: 'should',
    source: 'https://github.com/sigoden/aichat/issues/651',
    announces: { 'http.content_type.stream': 'other' },
    hooks: {
      head: (head) =>
        head.headers['content-type'] === 'text/event-stream'
          ? { ...head, headers: { ...head.headers, 'content-type': 'text/plain' } }
          : head,
    },
  },
];
