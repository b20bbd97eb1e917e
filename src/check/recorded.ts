/** Reads what recorded exchanges hold: documents, chunks of streams, the request that was sent. */
import type { Body, Exchange } from '../../schemas/types/report.js';
import { readEventStream } from '../transport/event-stream.js';
import { isObject, type JsonObject, parseJson } from './json.js';

/** Whether the body was kept whole: what is longer has only its beginning and its end in the report. */
export function isWhole({ response }: Exchange): boolean {
  return response !== undefined && response.body.tail === undefined;
}

/** Whether a stream was read to its end, and all of it kept. */
export function isWholeStream(exchange: Exchange): boolean {
  return exchange.stream !== undefined && exchange.failure === undefined && isWhole(exchange);
}

export function isSuccess({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 200 && response.status < 300;
}

/** The path below the base URL, without the query. */
export function pathOf({ request }: Exchange): string {
  return request.path.split('?', 1)[0] as string;
}

/** The body that was sent, where it is a JSON object; empty otherwise. */
export function sentParameters({ request }: Exchange): JsonObject {
  const { body } = request;
  const sent = body === undefined || body.tail !== undefined ? undefined : parseJson(body.text);
  return isObject(sent) ? sent : {};
}

/**
 * The JSON values of a stream's events, `[DONE]` and what is not JSON left out; of a stream that was too long to be kept, those of
 * its beginning and of its end.
 */
export function recordedChunks({ response, stream }: Exchange): unknown[] {
  if (response === undefined || stream === undefined) return [];
  return textsOf(response.body)
    .flatMap(eventsOf)
    .map(parseJson)
    .filter((value) => value !== undefined);
}

/** The pieces that were kept; the end begins within an event, which is left out. */
function textsOf({ text, tail }: Body): string[] {
  if (tail === undefined) return [text];
  const boundary = /\r?\n\r?\n/.exec(tail);
  return boundary === null ? [text] : [text, tail.slice(boundary.index + boundary[0].length)];
}

function eventsOf(text: string): string[] {
  const reader = readEventStream();
  reader.push(Buffer.from(text), 0);
  return reader.events.map(({ data }) => data);
}
