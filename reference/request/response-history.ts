/** Answers of `/responses` that are kept, so that a later request may go on from one of them. */

import { ApiError } from '../api-error.js';
import { isObject, type Json, type JsonObject } from '../json.js';
import type { Site } from '../site.js';

/**
 * What was said up to the answer that the request goes on from; nothing where it goes on from none.
 *
 * @throws ApiError with status 400 for an id that is not kept
 */
export function saidBefore({ conversations }: Site, { previous_response_id: id }: JsonObject): JsonObject[] {
  if (typeof id !== 'string') return [];
  const said = conversations.get(id);
  if (said) return [...said];
  throw new ApiError({
    reason: 'value',
    status: 400,
    code: 'previous_response_not_found',
    param: 'previous_response_id',
    message: `There is no response '${id}'.`,
  });
}

/** Keeps the answer under its id, unless the request says otherwise. Instructions are not kept: they hold for one answer. */
export function keep(
  { conversations }: Site,
  body: JsonObject,
  before: readonly JsonObject[],
  answer: JsonObject,
): void {
  if (body.store === false) return;
  conversations.set(String(answer.id), [...before, ...itemsOf(body.input), ...spokenIn(answer)]);
}

/** The items of an input; a string is what the user says. */
export function itemsOf(input: Json | undefined): JsonObject[] {
  return Array.isArray(input) ? input.filter(isObject) : [{ role: 'user', content: String(input ?? '') }];
}

function spokenIn({ output }: JsonObject): JsonObject[] {
  return (output as JsonObject[])
    .filter(({ type }) => type === 'message')
    .map(({ content }) => ({ role: 'assistant', content: content as Json }));
}
