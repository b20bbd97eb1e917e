/** `POST /responses` */

import type { Exchange } from '../exchange.js';
import { namedFrameOf } from '../framing.js';
import { generate } from '../generation/generate.js';
import { sendJson, sendStream } from '../http/send.js';
import type { JsonObject } from '../json.js';
import { readBody } from '../request/body.js';
import type { ChatRequest } from '../request/generation-request.js';
import { readResponseRequest, responseParameters } from '../request/response-request.js';
import { validate } from '../request/validate.js';
import { response, responseEvents } from '../serialise/response.js';

export async function responses(exchange: Exchange): Promise<void> {
  const body = await readBody(exchange);
  validate(exchange, responseParameters, () => []);
  const request = exchange.through(
    'request',
    readResponseRequest(body, exchange.site.dialect),
  ) as ChatRequest;
  const generation = generate(exchange, request);
  if (request.stream) {
    const events = numbered(responseEvents(exchange, request, generation));
    // This stream ends with its last event: no mark follows.
    return await sendStream(exchange, events, { point: 'responseEvents', frameOf: namedFrameOf, end: '' });
  }
  const whole = await response(exchange, request, generation);
  if (!exchange.gone) await sendJson(exchange, exchange.through('responseObject', whole));
}

async function* numbered(events: AsyncIterable<JsonObject>): AsyncGenerator<JsonObject> {
  let sequence_number = 0;
  for await (const event of events) yield { ...event, sequence_number: sequence_number++ };
}
