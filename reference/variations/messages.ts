/** Lawful ways to read the messages of a conversation, and to refuse some. */

import { refusal } from '../api-error.js';
import { changeMessages, messagesOf, templateProblem } from '../faults/message-list.js';
import { isObject } from '../json.js';
import type { Variation } from './variation.js';

const ROLES = ['developer', 'system', 'user', 'assistant', 'tool', 'function'];

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
    says: 'The model reads images: each has its share of the prompt.',
    source: 'https://github.com/openai/openai-openapi/blob/master/openapi.yaml',
    produces: { 'chat.messages.image': 'read' },
    hooks: {
      body: changeMessages((message) =>
        Array.isArray(message.content)
          ? {
              ...message,
              content: message.content.map((part) =>
                isObject(part) && part.type === 'image_url'
                  ? { type: 'text', text: '[image]'.repeat(12) }
                  : part,
              ),
            }
          : message,
      ),
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
