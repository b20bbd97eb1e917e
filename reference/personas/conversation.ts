/** What the personas read out of a conversation. */

import type { ChatRequest, Message } from '../request/generation-request.js';

/** The last message of the user; empty if there is none. */
export function lastQuestion(request: ChatRequest): string {
  return request.messages.findLast((message) => message.role === 'user')?.text ?? '';
}

/** The results that the conversation ends with, if the last word is a tool's. */
export function toolResults(request: ChatRequest): readonly string[] {
  const isResult = ({ role }: Message): boolean => role === 'tool' || role === 'function';
  const lastOther = request.messages.findLastIndex((message) => !isResult(message));
  return request.messages.slice(lastOther + 1).map((message) => message.text);
}

/** The words of a text that say what it is about, in lower case. */
export function topics(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).filter((word) => !COMMON.has(word));
}

const COMMON = new Set(
  'the and for you your are was what which how who why when where this that with from tell say please can could would about some any get has have not use give its into one'.split(
    ' ',
  ),
);
