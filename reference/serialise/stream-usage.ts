/** The chunks of a stream, with `usage` where the dialect puts it. */

import type { Exchange } from '../exchange.js';
import type { GenerationEvent } from '../generation/events.js';
import type { JsonObject } from '../json.js';
import type { GenerationRequest } from '../request/generation-request.js';
import { usageOf } from './usage.js';

/** @param choiceOf the choice object of an event, or undefined if the event has no chunk */
export async function* withUsage(
  exchange: Exchange,
  request: GenerationRequest,
  events: AsyncIterable<GenerationEvent>,
  head: JsonObject,
  choiceOf: (event: GenerationEvent) => JsonObject | undefined,
): AsyncGenerator<JsonObject> {
  const { streamUsage } = exchange.site.dialect;
  const inFinishChunk = streamUsage === 'finish-chunk';
  const asked = streamUsage === 'extra-chunk-if-asked' && request.include_usage;
  let open = choicesOf(request);
  for await (const event of events) {
    if (event.kind === 'finish') open--;
    const choice = choiceOf(event);
    if (!choice) continue;
    const last = inFinishChunk && event.kind === 'finish' && open === 0;
    yield {
      ...head,
      choices: [choice],
      ...((inFinishChunk || asked) && { usage: last ? usageOf(exchange) : null }),
    };
  }
  if (asked) yield { ...head, choices: [], usage: usageOf(exchange) };
}

function choicesOf(request: GenerationRequest): number {
  return request.endpoint === 'chat' ? request.n : request.n * request.prompts.length;
}
