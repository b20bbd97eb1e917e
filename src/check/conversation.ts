/** Conversations, and whether a part of one reaches the model: the prompt must then be longer by it. */
import { at, isObject, type JsonObject } from './json.js';
import type { How, Lab } from './lab.js';
import { MESSAGES } from './prompts.js';
import type { Refusal } from './reply.js';

export type Message = JsonObject;

/** The first of our ordinary questions, as a message: asked alone, it is the request that every check shares. */
export const QUESTION: Message = { role: 'user', content: MESSAGES[0] };

export interface Reached {
  readonly outcome: 'read' | 'dropped';
  /** Prompt tokens, as counted by the endpoint. */
  readonly details: { readonly with: number; readonly without: number };
}

/**
 * Compares the prompt tokens of a conversation with those of the same conversation without something. One token is
 * generated for each. The part in question should be long: ten words, so that no other difference weighs as much.
 */
export async function reach(
  lab: Lab,
  messages: readonly Message[],
  without: readonly Message[],
  how: How = {},
  parameters: JsonObject = {},
): Promise<Reached | { readonly rejected: Refusal }> {
  const more = await lab.short('chat', { ...parameters, messages }, how);
  if (more.rejected) return { rejected: more.rejected };
  const less = await lab.short('chat', { ...parameters, messages: without });
  if (less.rejected) return lab.inconclusive('the conversation without it is refused, too');
  const [longer, shorter] = [more.usage?.prompt_tokens, less.usage?.prompt_tokens];
  if (longer === undefined || shorter === undefined) return lab.inconclusive('no prompt tokens are counted');
  if (longer < shorter) {
    return lab.inconclusive('a longer conversation has fewer prompt tokens: they are not counted whole');
  }
  return { outcome: longer > shorter ? 'read' : 'dropped', details: { with: longer, without: shorter } };
}

/** The message of an answer, as it came. */
export function messageOf(json: unknown): Message {
  const message = at(json, 'choices', 0, 'message');
  return isObject(message) ? message : {};
}
