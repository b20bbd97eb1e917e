/** A conversation as the model reads it: each message between a mark for its role and a mark for its end. */

import type { ChatRequest, Message, Role } from '../request/generation-request.js';
import type { SpecialName, Tokenizer } from './tokenizer.js';

const MARK: Readonly<Record<Role, SpecialName>> = {
  developer: 'system',
  system: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
};

/** The prompt of a chat request; it ends where the assistant's answer begins. */
export function chatPrompt({ messages, tools }: ChatRequest, tokenizer: Tokenizer): number[] {
  const { special } = tokenizer;
  const definitions =
    tools.length > 0
      ? [special.system, ...tokenizer.encode(JSON.stringify(tools)), special.end_of_message]
      : [];
  return [
    ...definitions,
    ...messages.flatMap((message) => messageTokens(message, tokenizer)),
    special.assistant,
  ];
}

function messageTokens({ role, name, text, calls }: Message, tokenizer: Tokenizer): number[] {
  const { special } = tokenizer;
  const said = tokenizer.encode(name === undefined ? text : `${name}: ${text}`);
  const called = calls.flatMap((call) => [
    special.tool_call,
    ...tokenizer.encode(call.name),
    special.tool_arguments,
    ...tokenizer.encode(call.arguments),
  ]);
  return [special[MARK[role]], ...said, ...called, special.end_of_message];
}
