/** Changes to requests and answers that several faults and variations make. */

import { ApiError, refusal } from '../api-error.js';
import type { Exchange } from '../exchange.js';
import type { Json, JsonObject } from '../json.js';
import type { Hooks, Validation } from '../points.js';

/** Changes each choice of an answer or of a chunk. */
export function eachChoice(answer: JsonObject, change: (choice: JsonObject) => JsonObject): JsonObject {
  return Array.isArray(answer.choices)
    ? { ...answer, choices: (answer.choices as JsonObject[]).map(change) }
    : answer;
}

/** Changes the delta of each choice of a chat chunk. */
export function eachDelta(chunk: JsonObject, change: (delta: JsonObject) => JsonObject): JsonObject {
  return eachChoice(chunk, (choice) =>
    choice.delta ? { ...choice, delta: change(choice.delta as JsonObject) } : choice,
  );
}

/** Whether the chunk ends a choice. */
export function isFinish(chunk: JsonObject): boolean {
  return (chunk.choices as JsonObject[]).some(({ finish_reason }) => typeof finish_reason === 'string');
}

/** Whether the chunk is the one that brings nothing but usage. */
export function isUsageOnly(chunk: JsonObject): boolean {
  return (chunk.choices as Json[]).length === 0;
}

/** The text of a choice or of a delta, under the name that its endpoint has for it. */
export function textOf(choice: JsonObject): string {
  const { delta, message, text } = choice as Record<string, JsonObject & string>;
  return String(text ?? delta?.content ?? message?.content ?? '');
}

/** How often the exchange or the endpoint came by here before. */
export function timesBefore(memory: Map<string, unknown>, key: string): number {
  const times = Number(memory.get(key) ?? 0);
  memory.set(key, times + 1);
  return times;
}

/** Refuses a parameter clearly, where the request has it and `when` holds of its value. */
export function refusing(parameter: string, when: (value: Json) => boolean = () => true) {
  return (found: Validation, { body }: Exchange): Validation => {
    const value = body[parameter];
    if (value === undefined || value === null || !when(value)) return found;
    const message = `The parameter '${parameter}' is not supported by this endpoint.`;
    const refused = refusal('unsupported', parameter, 'unsupported_parameter', message);
    return { ...found, refusals: [refused, ...found.refusals] };
  };
}

/** Lets pass what would be refused for this reason. */
export function letting(pass: (error: ApiError) => boolean) {
  return (found: Validation): Validation => ({
    ...found,
    refusals: found.refusals.filter((error) => !pass(error)),
  });
}

/** Answers a request with status 500 where `when` holds of its body. */
export function failing(when: (body: JsonObject) => boolean, message: string): Hooks {
  return {
    validation: (found, { body }) => {
      if (when(body)) throw new ApiError({ reason: 'internal', status: 500, message });
      return found;
    },
  };
}
