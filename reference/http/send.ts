/** Sends answers: JSON at once, a stream event by event, a failure in its envelope. */

import { ApiError } from '../api-error.js';
import type { Exchange } from '../exchange.js';
import { doneFrame, frameOf } from '../framing.js';
import type { Json, JsonObject } from '../json.js';
import { envelope } from '../serialise/error.js';
import { perform } from './socket.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const STREAM_HEADERS = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' };

export async function sendJson(
  exchange: Exchange,
  body: Json,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const bytes = Buffer.from(exchange.through('responseText', JSON.stringify(body)), 'utf8');
  sendHead(exchange, status, { ...JSON_TYPE, 'content-length': String(bytes.length), ...headers });
  await perform(exchange, bytes.length > 0 ? [{ act: 'write', bytes }, { act: 'end' }] : [{ act: 'end' }]);
}

export interface StreamFraming {
  /** Where faults may act on a chunk. */
  readonly point: 'chunks' | 'responseEvents';
  readonly frameOf: (chunk: JsonObject) => string;
  /** What follows the last event; empty for nothing. */
  readonly end: string;
}

/**
 * Sends each chunk as an event, and the end mark after the last one.
 *
 * The head waits for the first chunk, so that a request that fails before it gets a plain JSON error; a failure after it becomes
 * an event with `error`, after which the stream ends without the mark.
 */
export async function sendStream(
  exchange: Exchange,
  chunks: AsyncIterable<JsonObject>,
  framing: StreamFraming = { point: 'chunks', frameOf, end: doneFrame },
): Promise<void> {
  let begun = false;
  const begin = (): void => {
    if (!begun) sendHead(exchange, 200, STREAM_HEADERS);
    begun = true;
  };
  try {
    for await (const chunk of chunks) {
      if (exchange.gone) return;
      begin();
      for (const passed of exchange.through(framing.point, [chunk]))
        await sendFrame(exchange, framing.frameOf(passed));
    }
  } catch (error) {
    if (!begun || !(error instanceof ApiError)) throw error;
    await sendFrame(exchange, frameOf(envelope(error)));
    return await perform(exchange, [{ act: 'end' }]);
  }
  begin();
  const ending = exchange.through('ending', framing.end);
  if (ending !== '') await perform(exchange, [{ act: 'write', bytes: Buffer.from(ending, 'utf8') }]);
  await perform(exchange, [{ act: 'end' }]);
}

export async function sendFailure(exchange: Exchange, thrown: ApiError): Promise<void> {
  const error = exchange.through('refusal', thrown);
  const failure = exchange.through('failure', {
    status: error.status,
    headers: error.headers,
    body: envelope(error),
    error,
  });
  await sendJson(exchange, failure.body, failure.status, failure.headers);
}

/** Answers a browser that asks whether its page may call: every origin may, with every header. */
export async function sendPreflight(exchange: Exchange): Promise<void> {
  const asked = exchange.request.headers['access-control-request-headers'];
  sendHead(exchange, 204, {
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': Array.isArray(asked)
      ? asked.join(', ')
      : (asked ?? 'authorization, content-type'),
  });
  await perform(exchange, [{ act: 'end' }]);
}

async function sendFrame(exchange: Exchange, frame: string): Promise<void> {
  for (const passed of exchange.through('frames', [frame])) {
    await perform(exchange, [{ act: 'write', bytes: Buffer.from(passed, 'utf8') }]);
  }
}

function sendHead(exchange: Exchange, status: number, headers: Readonly<Record<string, string>>): void {
  const common = { 'x-request-id': exchange.newId('req_'), 'access-control-allow-origin': '*' };
  const head = exchange.through('head', { status, headers: { ...common, ...headers } });
  exchange.response.writeHead(head.status, head.headers);
}
