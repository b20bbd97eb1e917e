/** The messages of a request's body, as they come over the wire: for faults and variations that act before any check. */

import { isObject, type Json, type JsonObject } from '../json.js';

export type BodyMessage = JsonObject;

/** Those that are objects; none where there is no list. */
export function messagesOf(body: JsonObject): BodyMessage[] {
  return Array.isArray(body.messages) ? body.messages.filter(isObject) : [];
}

/** Changes each message of a body; a body without messages stays as it is. */
export function changeMessages(change: (message: BodyMessage) => BodyMessage) {
  return (body: JsonObject): JsonObject =>
    Array.isArray(body.messages)
      ? {
          ...body,
          messages: body.messages.map((message: Json) => (isObject(message) ? change(message) : message)),
        }
      : body;
}

/**
 * What a strict chat template says of a conversation: it knows no instructions, the user and the assistant take turns, and
 * the user has the last word. Undefined where it can be rendered. Tools are left to others.
 */
export function templateProblem(body: JsonObject): string | undefined {
  const spoken = messagesOf(body).filter(({ role }) => role !== 'tool' && role !== 'function');
  const unknown = spoken.find(({ role }) => role !== 'user' && role !== 'assistant');
  if (unknown) return `role not supported: ${String(unknown.role)}`;
  const wrongTurn = spoken.some(({ role }, i) => role !== (i % 2 === 0 ? 'user' : 'assistant'));
  if (wrongTurn) return 'conversation roles must alternate user/assistant/user/assistant/...';
  const last = messagesOf(body).at(-1);
  return last?.role === 'assistant' ? 'the last message must be of the user' : undefined;
}
