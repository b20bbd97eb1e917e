/** Faults of how the messages of a conversation are read. */

import { ApiError, refusal } from '../api-error.js';
import type { Fault } from './fault.js';
import { type BodyMessage, changeMessages, messagesOf, templateProblem } from './message-list.js';

const isInstruction = ({ role }: { readonly role: string }): boolean =>
  role === 'system' || role === 'developer';

function refuseMessages(what: string, wrong: (message: BodyMessage) => boolean) {
  return (body: Parameters<typeof messagesOf>[0]) => {
    const place = messagesOf(body).findIndex(wrong);
    if (place < 0) return body;
    throw refusal('value', `messages[${place}]`, 'invalid_value', `'messages[${place}]' ${what}`);
  };
}

/** The text parts, where the content is made of parts. */
function partsOf({ content }: BodyMessage): { type?: unknown; text?: unknown }[] {
  return Array.isArray(content) ? (content as { type?: unknown; text?: unknown }[]) : [];
}

export const messageFaults: readonly Fault[] = [
  {
    id: 'system-message-dropped',
    area: 'messages',
    says: 'Messages of the roles system and developer are taken, and left out of the prompt.',
    severity: 'must',
    source: 'https://github.com/InternLM/lmdeploy/issues/464',
    announces: {
      'chat.messages.system': 'dropped',
      'chat.messages.system.two': 'dropped',
      'chat.messages.system.late': 'dropped',
      'chat.messages.developer': 'dropped',
    },
    hooks: {
      request: (request) =>
        request.endpoint === 'chat'
          ? { ...request, messages: request.messages.filter((message) => !isInstruction(message)) }
          : request,
    },
  },
  {
    id: 'only-last-message-read',
    area: 'messages',
    says: 'Of a conversation, the prompt has the instructions and the last question only.',
    severity: 'must',
    source: 'https://github.com/InternLM/lmdeploy/issues/464',
    announces: { 'chat.messages.user.two': 'dropped', 'chat.messages.assistant.last': 'dropped' },
    hooks: {
      request: (request) =>
        request.endpoint === 'chat'
          ? {
              ...request,
              messages: request.messages.filter(
                (message, i, all) =>
                  isInstruction(message) || i === all.findLastIndex(({ role }) => role === 'user'),
              ),
            }
          : request,
    },
  },
  {
    id: 'template-error-500',
    area: 'messages',
    says: 'A conversation that the chat template cannot render is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/sgl-project/sglang/pull/14748',
    announces: {
      'chat.messages.system': 'crashed',
      'chat.messages.system.two': 'crashed',
      'chat.messages.system.late': 'crashed',
      'chat.messages.user.two': 'crashed',
      'chat.messages.assistant.last': 'crashed',
      'chat.messages.developer': 'crashed',
      'chat.messages.role.unknown': 'crashed',
    },
    hooks: {
      body: (body) => {
        const message = templateProblem(body);
        if (message === undefined) return body;
        throw new ApiError({ reason: 'internal', status: 500, message: `Internal server error: ${message}` });
      },
    },
  },
  {
    id: 'message-name-refused',
    area: 'messages',
    says: 'The name of a message is refused.',
    severity: 'may',
    source: 'https://github.com/vllm-project/vllm/issues/12864',
    announces: { 'chat.messages.name': 'refused' },
    hooks: {
      body: refuseMessages(
        'has a member that is not permitted: name.',
        ({ role, name }) => role === 'user' && name !== undefined,
      ),
    },
  },
  {
    id: 'null-members-refused',
    area: 'messages',
    says: 'Members of a message that are null are refused, though the endpoint itself sends them.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/10015',
    announces: { 'chat.messages.echo': 'refused', 'chat.messages.null': 'refused' },
    hooks: {
      body: refuseMessages('has a member that is null.', ({ content: _, ...others }) =>
        Object.values(others).includes(null),
      ),
    },
  },
  {
    id: 'empty-content-refused',
    area: 'messages',
    says: 'A message whose content is an empty string is refused.',
    severity: 'should',
    source: 'https://github.com/tashfeenahmed/freellmapi/issues/165',
    announces: {
      'chat.messages.system.empty': 'refused',
      'chat.messages.user.empty': 'refused',
      'chat.messages.assistant.empty': 'refused',
    },
    hooks: { body: refuseMessages('must have content that is not empty.', ({ content }) => content === '') },
  },
  {
    id: 'only-last-part-read',
    area: 'messages',
    says: 'Of several text parts, the model reads the last.',
    severity: 'must',
    source: 'https://github.com/Blaizzy/mlx-vlm/pull/1137',
    announces: { 'chat.messages.content_parts.several': 'dropped' },
    hooks: {
      body: changeMessages((message) =>
        Array.isArray(message.content) ? { ...message, content: message.content.slice(-1) } : message,
      ),
    },
  },
  {
    id: 'parts-blanked',
    area: 'messages',
    says: 'Content in parts is taken, and left blank in the prompt.',
    severity: 'must',
    source: 'https://github.com/CommandCodeAI/command-code/issues/820',
    announces: {
      'chat.messages.content_parts': 'different',
      'chat.messages.content_parts.system': 'different',
      'chat.messages.content_parts.assistant': 'different',
    },
    hooks: {
      body: changeMessages((message) =>
        Array.isArray(message.content) ? { ...message, content: '' } : message,
      ),
    },
  },
  {
    id: 'foreign-parts-dropped',
    area: 'messages',
    says: 'Images, and parts of unknown types, are left out without a word.',
    severity: 'should',
    source: 'https://github.com/raullenchai/Rapid-MLX/pull/416',
    announces: { 'chat.messages.image': 'dropped', 'chat.messages.part.unknown': 'accepted' },
    hooks: {
      body: changeMessages((message) =>
        Array.isArray(message.content)
          ? { ...message, content: partsOf(message).filter(({ type }) => type === 'text') as never }
          : message,
      ),
    },
  },
  {
    id: 'surrogate-pairs-split',
    area: 'messages',
    says: 'Two escapes that are one character in JSON are read as two broken ones.',
    severity: 'must',
    source: 'https://github.com/agent0ai/agent-zero/issues/1773',
    announces: { 'chat.messages.unicode': 'different' },
    hooks: { bodyText: (text) => text.replace(/\\ud[89ab]..\\ud[c-f]../gi, '\\ufffd\\ufffd') },
  },
];
