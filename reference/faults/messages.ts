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
      'chat.messages.role.unknown': 'server-error',
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
    announces: {
      'chat.messages.name': 'refused',
      'chat.messages.system.name': 'refused',
      'chat.messages.assistant.name': 'refused',
    },
    hooks: {
      body: refuseMessages(
        'has a member that is not permitted: name.',
        ({ role, name }) => role !== 'function' && name !== undefined,
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
      'chat.messages.content_parts.tool': 'different',
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
    says: 'Images, recordings, files, and parts of unknown types, are left out without a word.',
    severity: 'should',
    source: 'https://github.com/raullenchai/Rapid-MLX/pull/416',
    announces: {
      'chat.messages.image': 'dropped',
      'chat.messages.audio': 'dropped',
      'chat.messages.file': 'dropped',
      'chat.messages.part.unknown': 'accepted',
    },
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
  {
    id: 'null-content-refused',
    area: 'messages',
    says: 'A message with calls is refused where its content is null.',
    severity: 'must',
    source: 'https://github.com/SAIL-Research-Lab/cheetahclaws/pull/72',
    announces: { 'chat.messages.tool_calls.null': 'refused', 'chat.messages.tool_calls.echo': 'refused' },
    hooks: { body: refuseMessages('has content of the type nil.', ({ content }) => content === null) },
  },
  {
    id: 'empty-content-with-calls-refused',
    area: 'messages',
    says: 'A message with calls is refused where its content is an empty string.',
    severity: 'should',
    source: 'https://github.com/MoonshotAI/kimi-cli/issues/2621',
    announces: { 'chat.messages.tool_calls.empty': 'refused' },
    hooks: {
      body: refuseMessages(
        'has no text.',
        ({ content, tool_calls }) => content === '' && tool_calls !== undefined,
      ),
    },
  },
  {
    id: 'content-key-demanded',
    area: 'messages',
    says: 'A message with calls is refused where it has no content at all.',
    severity: 'should',
    source: 'https://github.com/langchain4j/langchain4j/issues/1958',
    announces: { 'chat.messages.tool_calls.absent': 'refused' },
    hooks: { body: refuseMessages("lacks 'content'.", (message) => !('content' in message)) },
  },
  {
    id: 'tool-turn-refused',
    area: 'messages',
    says: 'A history with a call and its result is refused, though it has all that is documented.',
    severity: 'must',
    source: 'https://github.com/mlflow/mlflow/issues/24127',
    announces: {
      'chat.messages.tool': 'refused',
      'chat.messages.tool_calls.null': 'refused',
      'chat.messages.tool_calls.empty': 'refused',
      'chat.messages.tool_calls.absent': 'refused',
      'chat.messages.tool_calls.echo': 'refused',
    },
    hooks: {
      body: refuseMessages(
        'has the unknown field function_call.id.',
        ({ tool_calls }) => tool_calls !== undefined,
      ),
    },
  },
  {
    id: 'tool-result-dropped',
    area: 'messages',
    says: 'The results of tools are taken, and left out of the prompt.',
    severity: 'must',
    source: 'https://github.com/qualcomm/GenieX/pull/1407',
    announces: { 'chat.messages.tool': 'dropped' },
    hooks: {
      request: (request) =>
        request.endpoint === 'chat'
          ? { ...request, messages: request.messages.filter(({ role }) => role !== 'tool') }
          : request,
    },
  },
];
