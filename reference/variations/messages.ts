/** Lawful ways to read the messages of a conversation, and to refuse some. */

import { refusal } from '../api-error.js';
import type { Exchange } from '../exchange.js';
import { eachChoice, eachDelta, refusing } from '../faults/change.js';
import { type BodyMessage, changeMessages, messagesOf, templateProblem } from '../faults/message-list.js';
import { isObject, type Json, type JsonObject } from '../json.js';
import type { Hooks } from '../points.js';
import type { Variation } from './variation.js';

const ROLES = ['developer', 'system', 'user', 'assistant', 'tool', 'function'];

const THOUGHT = 'The user asks me something.';

/** Shows a thought before each answer, under these names. */
function thinkingUnder(...names: readonly string[]): Hooks {
  const under = (thought: Json) => Object.fromEntries(names.map((name) => [name, thought]));
  // A model that thinks has thoughts of its own, under the name that the reference gives them.
  const renamed = ({ reasoning_content, ...rest }: JsonObject, first: boolean): JsonObject =>
    reasoning_content !== undefined
      ? { ...rest, ...under(reasoning_content) }
      : first
        ? { ...rest, ...under(THOUGHT) }
        : rest;
  const thinks = ({ site }: Exchange) => site.persona.name === 'reasoner';
  return {
    response: (response, exchange) =>
      eachChoice(response, (choice) =>
        choice.message
          ? { ...choice, message: renamed(choice.message as JsonObject, !thinks(exchange)) }
          : choice,
      ),
    chunks: (chunks, exchange) =>
      chunks.map((chunk) =>
        eachDelta(chunk, (delta) => renamed(delta, Boolean(delta.role) && !thinks(exchange))),
      ),
  };
}

const MEMBERS = [
  'role',
  'content',
  'name',
  'refusal',
  'audio',
  'tool_calls',
  'tool_call_id',
  'function_call',
];

function isInstruction({ role, content }: BodyMessage): boolean {
  return (role === 'system' || role === 'developer') && typeof content === 'string';
}

export const messageVariations: readonly Variation[] = [
  {
    id: 'strict-template',
    area: 'messages',
    says: 'The chat template of the model knows no instructions and wants turns; what it cannot render is refused.',
    source: 'https://github.com/tidyverse/ellmer/pull/359',
    // The vendor pages of the other dialects show a system message.
    dialects: ['openai'],
    produces: {
      'chat.messages.roles': 'rejected',
      'chat.messages.system': 'rejected',
      'chat.messages.system.two': 'rejected',
      'chat.messages.system.late': 'rejected',
      'chat.messages.user.two': 'rejected',
      'chat.messages.assistant.last': 'rejected',
      'chat.messages.developer': 'rejected',
    },
    hooks: {
      body: (body) => {
        const problem = templateProblem(body);
        if (problem === undefined) return body;
        throw refusal('unsupported', 'messages', null, `The chat template cannot render it: ${problem}.`);
      },
    },
  },
  {
    id: 'any-role',
    area: 'messages',
    says: 'Any role is taken; one that is unknown is read as the user.',
    source: 'https://github.com/peonist-ai/halogen-server/issues/3',
    produces: { 'chat.messages.developer': 'as-any-role', 'chat.messages.role.unknown': 'accepted' },
    hooks: {
      body: changeMessages((message) =>
        ROLES.includes(String(message.role)) ? message : { ...message, role: 'user' },
      ),
    },
  },
  {
    id: 'images-read',
    area: 'messages',
    says: 'The model reads images, hears recordings and reads files: each has its share of the prompt.',
    source: 'https://github.com/openai/openai-openapi/blob/master/openapi.yaml',
    produces: {
      'chat.messages.image': 'read',
      'chat.messages.audio': 'read',
      'chat.messages.file': 'read',
    },
    hooks: {
      body: changeMessages((message) =>
        Array.isArray(message.content)
          ? {
              ...message,
              content: message.content.map((part) =>
                isObject(part) && ['image_url', 'input_audio', 'file'].includes(String(part.type))
                  ? { type: 'text', text: '[seen]'.repeat(12) }
                  : part,
              ),
            }
          : message,
      ),
    },
  },
  {
    id: 'thinking-under-reasoning',
    area: 'messages',
    says: 'What the model thinks is in the member reasoning.',
    source: 'https://github.com/AnswerDotAI/fastllm/issues/61',
    produces: { 'chat.reasoning.member': 'reasoning', 'chat.stream.reasoning': 'shown' },
    hooks: thinkingUnder('reasoning'),
  },
  {
    id: 'thinking-under-both',
    area: 'messages',
    says: 'What the model thinks is in the members reasoning and reasoning_content.',
    source: 'https://github.com/run-llama/llama_index/issues/21806',
    produces: { 'chat.reasoning.member': 'both', 'chat.stream.reasoning': 'shown' },
    hooks: thinkingUnder('reasoning', 'reasoning_content'),
  },
  {
    id: 'thinking-without-stop',
    area: 'messages',
    says: 'A model that shows its thinking takes no stop sequences, as the thinking models of OpenAI do.',
    source: 'https://github.com/langchain-ai/langchain/issues/38335',
    dialects: ['openai'],
    produces: { 'chat.stop.reasoning': 'rejected' },
    hooks: { ...thinkingUnder('reasoning_content'), validation: refusing('stop') },
  },
  {
    id: 'unknown-members-refused',
    area: 'messages',
    says: 'A message with a member that the API does not know is refused.',
    source: 'https://github.com/odysseus-dev/odysseus/issues/103',
    trap: 'vllm-103-metadata-in-message',
    hooks: {
      body: (body) => {
        const unknown = messagesOf(body)
          .flatMap((message) => Object.keys(message))
          .find((member) => !MEMBERS.includes(member));
        if (unknown === undefined) return body;
        throw refusal('unsupported', 'messages', null, `Extra inputs are not permitted: ${unknown}.`);
      },
    },
  },
  {
    id: 'instructions-first',
    area: 'messages',
    says: 'All instructions are moved in front of the conversation and joined, as one vendor documents.',
    source: 'https://docs.anthropic.com/es/api/openai-sdk',
    trap: 'anthropic-docs-system-hoisted',
    hooks: {
      body: (body) => {
        const messages = messagesOf(body);
        const told = messages.filter(isInstruction);
        if (told.length === 0) return body;
        const content = told.map((message) => message.content).join('\n');
        const rest = messages.filter((message) => !isInstruction(message));
        return { ...body, messages: [{ role: 'system', content }, ...rest] };
      },
    },
  },
  {
    id: 'parts-refused',
    area: 'messages',
    says: 'Content is a string here; parts are refused.',
    source: 'https://github.com/ggml-org/llama.cpp/issues/8367',
    produces: {
      'chat.messages.content_parts': 'rejected',
      'chat.messages.content_parts.system': 'rejected',
      'chat.messages.content_parts.assistant': 'rejected',
      'chat.messages.content_parts.several': 'rejected',
      'chat.messages.content_parts.tool': 'rejected',
    },
    hooks: {
      body: (body) => {
        if (!messagesOf(body).some(({ content }) => Array.isArray(content))) return body;
        throw refusal('type', 'messages', 'invalid_type', 'The content of a message must be a string.');
      },
    },
  },
];
