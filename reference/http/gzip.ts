/** Compression of what is sent: one gzip member for each write, which together are one body (RFC 1952, 2.2). */

import { gzipSync } from 'node:zlib';
import type { Exchange } from '../exchange.js';
import type { Head, Hooks } from '../points.js';

/** The head of an answer that is compressed. */
export function gzipHead(head: Head): Head {
  const { 'content-length': _, ...headers } = head.headers;
  return { ...head, headers: { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' } };
}

export function acceptsGzip({ request }: Exchange): boolean {
  return /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
}

/** Compresses the answers for which `when` holds. */
export function gzipping(when: (head: Head, exchange: Exchange) => boolean): Hooks {
  return {
    head: (head, exchange) => {
      if (!when(head, exchange)) return head;
      exchange.memory.set('gzip', true);
      return gzipHead(head);
    },
    acts: (acts, { memory }) =>
      acts.map((act) =>
        act.act === 'write' && memory.get('gzip') ? { ...act, bytes: gzipSync(act.bytes) } : act,
      ),
  };
}
