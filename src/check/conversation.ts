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
 * generated for each. The part in question should be long: ten words, so that no other difference weighs as much. Sends
 * four requests at most.
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
  const details = { with: longer, without: shorter };
  if (longer > shorter) return { outcome: 'read', details };
  if (!(await countsFollowThePrompt(lab)))
    return lab.inconclusive(
      'a longer question has no more prompt tokens either: the count does not follow the prompt',
    );
  return { outcome: 'dropped', details };
}

/** Whether the count of prompt tokens means anything: some count one message, or what is not in their cache. */
async function countsFollowThePrompt(lab: Lab): Promise<boolean> {
  const counts = [MESSAGES[0], `${MESSAGES[0]} ${MESSAGES[1]}`].map(async (content) => {
    const { usage } = await lab.short('chat', { messages: [{ role: 'user', content }] });
    return usage?.prompt_tokens ?? 0;
  });
  const [short = 0, long = 0] = await Promise.all(counts);
  return long > short;
}

/** The message of an answer, as it came. */
export function messageOf(json: unknown): Message {
  const message = at(json, 'choices', 0, 'message');
  return isObject(message) ? message : {};
}
