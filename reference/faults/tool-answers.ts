/** Ways to change calls: in a request, in a whole answer, and in its pieces. */

import type { Exchange } from '../exchange.js';
import type { JsonObject } from '../json.js';
import type { Hooks } from '../points.js';
import type { ChatRequest } from '../request/generation-request.js';

/** Changes each tool call of a chunk. */
export function eachCall(chunk: JsonObject, change: (call: JsonObject) => JsonObject): JsonObject {
  const choices = chunk.choices as (JsonObject & { delta: JsonObject & { tool_calls?: JsonObject[] } })[];
  return {
    ...chunk,
    choices: choices.map((choice) =>
      choice.delta?.tool_calls
        ? { ...choice, delta: { ...choice.delta, tool_calls: choice.delta.tool_calls.map(change) } }
        : choice,
    ),
  };
}

/** Changes the calls of an answer that is not streamed. */
export function wholeCalls(response: JsonObject, change: (calls: JsonObject[]) => JsonObject[]): JsonObject {
  const choices = (response.choices ?? []) as (JsonObject & { message?: { tool_calls?: JsonObject[] } })[];
  return {
    ...response,
    choices: choices.map((choice) =>
      choice.message?.tool_calls
        ? { ...choice, message: { ...choice.message, tool_calls: change(choice.message.tool_calls) } }
        : choice,
    ),
  };
}

/** None where the answer is of another endpoint. */
export function choicesOf(answer: JsonObject): JsonObject[] {
  return (answer.choices ?? []) as JsonObject[];
}

export function functionOf(call: JsonObject): JsonObject {
  return (call.function ?? {}) as JsonObject;
}

/** Changes what a call, or a piece of one, says of its function. */
export function withFunction(change: (called: JsonObject) => JsonObject) {
  return (call: JsonObject): JsonObject => ({ ...call, function: change(functionOf(call)) });
}

export function isForced({ body: { tool_choice: choice } }: Exchange): boolean {
  return choice === 'required' || (typeof choice === 'object' && choice !== null);
}

/** Changes the reason of answers that a condition fits. */
export function finishWith(fits: (exchange: Exchange, reason: string) => boolean, reason: string): Hooks {
  return {
    events: (events, exchange) =>
      events.map((event) =>
        event.kind === 'finish' && fits(exchange, event.reason) ? { ...event, reason } : event,
      ),
  };
}

/** Takes the tools of a request away, or changes how they are chosen. */
export function chooseTools(
  change: (request: ChatRequest, exchange: Exchange) => Partial<ChatRequest>,
): Hooks {
  return {
    request: (request, exchange) =>
      request.endpoint === 'chat' ? { ...request, ...change(request, exchange) } : request,
  };
}
