/** Faults of `response_format`. */

import { ApiError, refusal } from '../api-error.js';
import type { Exchange } from '../exchange.js';
import { isObject, type Json, type JsonObject } from '../json.js';
import type { Hooks } from '../points.js';
import type { ChatRequest, ResponseFormat } from '../request/generation-request.js';
import type { Fault } from './fault.js';
import { messagesOf } from './message-list.js';
import { choicesOf } from './tool-answers.js';

/** Changes what is demanded of the shape. */
function demand(change: (format: ResponseFormat, request: ChatRequest) => ResponseFormat): Hooks {
  return {
    request: (request) =>
      request.endpoint === 'chat'
        ? { ...request, response_format: change(request.response_format, request) }
        : request,
  };
}

const hasShape = ({ body }: Exchange): boolean =>
  isObject(body.response_format) && body.response_format.type !== 'text';

/** Changes the message, or each delta, of answers that were to have a shape. */
function eachPart(
  change: (part: JsonObject, exchange: Exchange, finish: Json | undefined) => JsonObject,
): Hooks {
  const changed = (answer: JsonObject, key: 'message' | 'delta', exchange: Exchange): JsonObject => ({
    ...answer,
    choices: choicesOf(answer).map((choice) =>
      isObject(choice[key])
        ? { ...choice, [key]: change(choice[key], exchange, choice.finish_reason) }
        : choice,
    ),
  });
  return {
    response: (response, exchange) =>
      hasShape(exchange) ? changed(response, 'message', exchange) : response,
    chunks: (chunks, exchange) =>
      hasShape(exchange) ? chunks.map((chunk) => changed(chunk, 'delta', exchange)) : chunks,
  };
}

/** A schema in which what is inside of lists may be any text. */
function flattened(schema: Json | undefined): Json {
  if (!isObject(schema)) return schema ?? {};
  if (schema.type === 'array') return { ...schema, items: { type: 'string' } };
  const properties = isObject(schema.properties) ? Object.entries(schema.properties) : [];
  return {
    ...schema,
    ...(properties.length > 0 && {
      properties: Object.fromEntries(properties.map(([key, member]) => [key, flattened(member)])),
    }),
  };
}

function schemaText({ response_format: format }: JsonObject): string {
  return JSON.stringify(format ?? null);
}

const SCHEMA = 'chat.response_format.json_schema';
const OBJECT = 'chat.response_format.json_object';

export const structuredFaults: readonly Fault[] = [
  {
    id: 'response-format-ignored',
    area: 'structured',
    says: 'response_format is accepted, and the model writes what it likes.',
    severity: 'must',
    source: 'https://github.com/pydantic/pydantic-ai/pull/4160',
    announces: {
      [SCHEMA]: 'not-json',
      [`${SCHEMA}.nested`]: 'not-json',
      [`${SCHEMA}.array`]: 'not-json',
      [`${SCHEMA}.stream`]: 'not-json',
      [`${SCHEMA}.additional_properties`]: 'misfits',
    },
    hooks: demand(() => ({ type: 'text' })),
  },
  {
    id: 'json-schema-as-json-object',
    area: 'structured',
    says: 'A schema is accepted, and any JSON object may come.',
    severity: 'must',
    source: 'https://github.com/raullenchai/Rapid-MLX/pull/803',
    announces: {
      [SCHEMA]: 'misfits',
      [`${SCHEMA}.nested`]: 'misfits',
      [`${SCHEMA}.array`]: 'misfits',
      [`${SCHEMA}.stream`]: 'misfits',
      [`${SCHEMA}.additional_properties`]: 'misfits',
    },
    hooks: demand((format) => (format.type === 'json_schema' ? { type: 'json_object' } : format)),
  },
  {
    id: 'schema-lists-flattened',
    area: 'structured',
    says: 'Objects inside of lists become texts.',
    severity: 'must',
    source: 'https://github.com/raullenchai/Rapid-MLX/pull/416',
    announces: { [`${SCHEMA}.array`]: 'misfits' },
    hooks: demand((format) =>
      format.type === 'json_schema' ? { ...format, schema: flattened(format.schema) } : format,
    ),
  },
  {
    id: 'json-fenced',
    area: 'structured',
    says: 'JSON comes in a Markdown fence.',
    severity: 'must',
    source: 'https://github.com/microsoft/essex-toolkit/issues/437',
    announces: {
      [SCHEMA]: 'fenced',
      [`${SCHEMA}.nested`]: 'fenced',
      [`${SCHEMA}.array`]: 'fenced',
      [`${SCHEMA}.stream`]: 'fenced',
      [`${SCHEMA}.additional_properties`]: 'fenced',
      [OBJECT]: 'fenced',
      [`${OBJECT}.stream`]: 'fenced',
      'sdk.chat.parse': 'threw',
    },
    hooks: eachPart((part, { memory, streamed }, finish) => {
      if (!streamed) return { ...part, content: `\`\`\`json\n${part.content}\n\`\`\`` };
      if (finish !== null) return { ...part, content: '\n```' };
      if (typeof part.content !== 'string' || part.content === '' || memory.has('json-fenced')) return part;
      memory.set('json-fenced', true);
      return { ...part, content: `\`\`\`json\n${part.content}` };
    }),
  },
  {
    id: 'json-in-reasoning',
    area: 'structured',
    says: 'JSON stands where a model thinks, and the content is empty.',
    severity: 'must',
    source: 'https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/1773',
    announces: {
      [SCHEMA]: 'in-reasoning',
      [`${SCHEMA}.nested`]: 'in-reasoning',
      [`${SCHEMA}.array`]: 'in-reasoning',
      [`${SCHEMA}.stream`]: 'in-reasoning',
      [`${SCHEMA}.additional_properties`]: 'in-reasoning',
      [OBJECT]: 'in-reasoning',
      [`${OBJECT}.stream`]: 'in-reasoning',
      'sdk.chat.parse': 'empty',
    },
    hooks: eachPart(({ content, ...part }) => ({
      ...part,
      ...(content !== undefined && { content: '', reasoning_content: content }),
    })),
  },
  {
    id: 'json-broken-off',
    area: 'structured',
    says: 'JSON ends in the middle, and finish_reason says that it is complete.',
    severity: 'must',
    source: 'https://github.com/ggml-org/llama.cpp/issues/27279',
    announces: { [SCHEMA]: 'not-json', [OBJECT]: 'not-json', [`${OBJECT}.stream`]: 'not-json' },
    hooks: eachPart((part) =>
      typeof part.content === 'string' ? { ...part, content: part.content.replaceAll('}', '') } : part,
    ),
  },
  {
    id: 'tools-lost-with-schema',
    area: 'structured',
    says: 'With a schema for the text, no tool is called, whatever tool_choice says.',
    severity: 'must',
    source: 'https://github.com/ollama/ollama/issues/8095',
    announces: { [`${SCHEMA}.tools`]: 'lost' },
    hooks: {
      request: (request) =>
        request.endpoint === 'chat' && request.response_format.type === 'json_schema'
          ? { ...request, tool_choice: { mode: 'none', tools: [] } }
          : request,
    },
  },
  {
    id: 'schema-stays',
    area: 'structured',
    says: 'The request after one with a schema is bound to the schema, too.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/4070',
    announces: { 'chat.response_format.next_request': 'changed' },
    hooks: {
      request: (request, { site }) => {
        if (request.endpoint !== 'chat') return request;
        const kept = site.memory.get('schema-stays') as ResponseFormat | undefined;
        site.memory.delete('schema-stays');
        if (request.response_format.type === 'json_schema')
          site.memory.set('schema-stays', request.response_format);
        return kept === undefined ? request : { ...request, response_format: kept };
      },
    },
  },
  {
    id: 'response-format-unchecked',
    area: 'structured',
    says: 'A response_format that makes no sense is accepted, and demands nothing.',
    severity: 'may',
    source: 'https://github.com/ggml-org/llama.cpp/issues/19051',
    announces: {
      'chat.response_format.type.unknown': 'accepted',
      [`${SCHEMA}.name.missing`]: 'accepted',
      [`${SCHEMA}.invalid`]: 'accepted',
    },
    hooks: {
      body: (body) => {
        const { response_format: _, ...rest } = body;
        const text = schemaText(body);
        return /"type":"touchstone"/.test(text) || (text.includes('json_schema') && !text.includes('"name"'))
          ? rest
          : body;
      },
    },
  },
  {
    id: 'schema-500',
    area: 'structured',
    says: 'A schema that cannot be made into a grammar is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/17248',
    announces: { [`${SCHEMA}.impossible`]: 'crashed', [`${SCHEMA}.invalid`]: 'server-error' },
    hooks: {
      body: (body) => {
        if (!/"minimum":5,"maximum":1|"type":"touchstone"/.test(schemaText(body))) return body;
        throw new ApiError({ reason: 'internal', status: 500, message: 'EngineCore died' });
      },
    },
  },
  {
    id: 'text-format-refused',
    area: 'structured',
    says: 'response_format is refused, also where it asks for the default.',
    severity: 'should',
    source: 'https://github.com/miaoxworld/NativeTavern/issues/83',
    announces: { 'chat.response_format.text': 'refused' },
    hooks: {
      body: (body) => {
        if (body.response_format === undefined) return body;
        throw new ApiError({
          reason: 'unsupported',
          status: 400,
          param: 'response_format',
          message: 'This response_format type is unavailable now.',
        });
      },
    },
  },
  {
    id: 'json-word-of-user-only',
    area: 'structured',
    says: 'JSON mode is refused where the word JSON stands in the system message alone.',
    severity: 'should',
    source: 'https://github.com/vectorize-io/hindsight/pull/1368',
    announces: { 'chat.response_format.json_object.system': 'refused' },
    hooks: {
      body: (body) => {
        const format = body.response_format;
        if (!isObject(format) || format.type !== 'json_object') return body;
        const said = messagesOf(body).filter(({ role }) => role === 'user');
        if (/json/i.test(JSON.stringify(said))) return body;
        throw refusal('value', 'messages', null, "'messages' must contain the word 'json' in some form.");
      },
    },
  },
];
