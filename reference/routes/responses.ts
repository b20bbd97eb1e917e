/** `POST /responses` */

import type { Exchange } from '../exchange.js';
import { namedFrameOf } from '../framing.js';
import { generate } from '../generation/generate.js';
import { sendJson, sendStream } from '../http/send.js';
import type { JsonObject } from '../json.js';
import { readBody } from '../request/body.js';
import type { ChatRequest } from '../request/generation-request.js';
import { keep, saidBefore } from '../request/response-history.js';
import { readResponseRequest, responseParameters } from '../request/response-request.js';
import { validate } from '../request/validate.js';
import { response, responseEvents } from '../serialise/response.js';

export async function responses(exchange: Exchange): Promise<void> {
  const body = await readBody(exchange);
  validate(exchange, responseParameters, () => []);
  const { site } = exchange;
  const before = saidBefore(site, body);
  const request = exchange.through('request', readResponseRequest(body, site.dialect, before)) as ChatRequest;
  const generation = generate(exchange, request);
  if (request.stream) {
    const events = kept(numbered(responseEvents(exchange, request, generation)), (answer) =>
      keep(site, body, before, answer),
    );
    // This stream ends with its last event: no mark follows.
    return await sendStream(exchange, events, { point: 'responseEvents', frameOf: namedFrameOf, end: '' });
  }
  const whole = await response(exchange, request, generation);
  keep(site, body, before, whole);
  if (!exchange.gone) await sendJson(exchange, exchange.through('responseObject', whole));
}

async function* numbered(events: AsyncIterable<JsonObject>): AsyncGenerator<JsonObject> {
  let sequence_number = 0;
  for await (const event of events) yield { ...event, sequence_number: sequence_number++ };
}

/** Hands the answer of the last event on before the event is sent: whoever reads it may go on from it. */
async function* kept(
  events: AsyncIterable<JsonObject>,
  keepAnswer: (answer: JsonObject) => void,
): AsyncGenerator<JsonObject> {
  for await (const event of events) {
    const answer = event.response as JsonObject | undefined;
    if (answer && answer.status !== 'in_progress') keepAnswer(answer);
    yield event;
  }
}
