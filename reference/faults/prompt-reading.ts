/** Faults of what is read of a prompt or a conversation, and of what comes back for it. */

import type { JsonObject } from '../json.js';
import { eachChoice, failing } from './change.js';
import type { Fault } from './fault.js';

function hasSystem({ messages }: JsonObject): boolean {
  return Array.isArray(messages) && (messages as JsonObject[]).some(({ role }) => role === 'system');
}

export const promptReadingFaults: readonly Fault[] = [
  {
    id: 'echo-ignored',
    area: 'prompt',
    says: 'echo is accepted, and the prompt does not come back.',
    severity: 'should',
    source: 'https://github.com/raullenchai/Rapid-MLX/pull/733',
    announces: { 'completions.option.echo': 'ignored' },
    hooks: {
      request: (request) => (request.endpoint === 'completions' ? { ...request, echo: false } : request),
    },
  },
  {
    id: 'echo-500',
    area: 'prompt',
    says: 'echo is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/2813',
    announces: { 'completions.option.echo': 'crashed', 'completions.prompt.echo': 'crashed' },
    hooks: failing(({ echo }) => echo === true, "'NoneType' object is not subscriptable"),
  },
  {
    id: 'prompt-list-first-only',
    area: 'prompt',
    says: 'Of a list of prompts, the first alone is answered.',
    severity: 'must',
    source: 'https://github.com/InternLM/lmdeploy/pull/4419',
    announces: { 'completions.prompt.list': 'first' },
    hooks: {
      request: (request) =>
        request.endpoint === 'completions' ? { ...request, prompts: request.prompts.slice(0, 1) } : request,
    },
  },
  {
    id: 'token-ids-read-as-text',
    area: 'prompt',
    says: 'A prompt of token ids is read as the text of these numbers.',
    severity: 'should',
    source: 'https://github.com/llm-d/llm-d-inference-sim/pull/510',
    announces: { 'completions.prompt.token_ids': 'miscounted' },
    hooks: {
      request: (request) =>
        request.endpoint === 'completions'
          ? {
              ...request,
              prompts: request.prompts.map((prompt) =>
                typeof prompt === 'string' ? prompt : prompt.join(', '),
              ),
            }
          : request,
    },
  },
  {
    id: 'content-parts-dropped',
    area: 'prompt',
    says: 'Content that comes in parts is dropped: the model reads an empty message.',
    severity: 'must',
    source: 'https://github.com/CommandCodeAI/command-code/issues/820',
    announces: { 'chat.messages.content_parts': 'different' },
    hooks: {
      request: (request, { body }) => {
        if (request.endpoint !== 'chat') return request;
        const asked = body.messages as JsonObject[];
        const messages = request.messages.map((message, i) =>
          Array.isArray(asked[i]?.content) ? { ...message, text: '' } : message,
        );
        return { ...request, messages };
      },
    },
  },
  {
    id: 'system-message-500',
    area: 'prompt',
    says: 'A conversation with a system message is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/arcee-ai/fastmlx/issues/22',
    announces: { 'chat.messages.roles': 'crashed' },
    hooks: failing(hasSystem, 'System role not supported'),
  },
  {
    id: 'few-tokens-unanswered',
    area: 'prompt',
    says: 'A request for a handful of tokens gets an answer without choices, and no error.',
    severity: 'must',
    source: 'https://github.com/michelle-avery/custom-conversation/issues/24',
    announces: { 'sdk.chat.create': 'empty' },
    hooks: {
      response: (response, { body }) =>
        Number(body.max_tokens) > 1 && Number(body.max_tokens) < 10 ? { ...response, choices: [] } : response,
    },
  },
  {
    id: 'chat-500',
    area: 'prompt',
    says: 'Any conversation is answered with status 500; only completions work.',
    severity: 'must',
    source: 'https://github.com/nomic-ai/gpt4all/issues/1317',
    announces: { 'chat.reply': 'crashed' },
    hooks: failing(({ messages }) => messages !== undefined, '1 validation error for ChatCompletionChoice'),
  },
  {
    id: 'chat-answers-nothing',
    area: 'prompt',
    says: 'A conversation is answered with status 200 and an empty body.',
    severity: 'must',
    source: 'https://github.com/janhq/jan/issues/4264',
    announces: { 'chat.reply': 'malformed' },
    hooks: {
      responseText: (text, { endpoint }) => (endpoint === 'chat' && !text.startsWith('{"error"') ? '' : text),
    },
  },
  {
    id: 'message-without-role',
    area: 'prompt',
    says: 'The message of an answer has no role.',
    severity: 'must',
    source: 'https://github.com/xpert-ai/xpert/pull/861',
    announces: { 'chat.reply': 'malformed' },
    hooks: {
      response: (response) =>
        eachChoice(response, ({ message, ...choice }) => {
          const { role: _, ...rest } = (message ?? {}) as JsonObject;
          return message ? { ...choice, message: rest } : choice;
        }),
    },
  },
  {
    id: 'completion-text-null',
    area: 'prompt',
    says: 'The text of a completion is null.',
    severity: 'must',
    source: 'https://github.com/chatchat-space/Langchain-Chatchat/issues/4826',
    announces: { 'completions.reply': 'malformed', 'sdk.completions.create': 'empty' },
    hooks: {
      response: (response) =>
        eachChoice(response, (choice) => ('text' in choice ? { ...choice, text: null } : choice)),
    },
  },
];
