/** The body of `POST /responses`: its parameters, and the chat request that it comes to. */

import type { Dialect } from '../dialects/dialect.js';
import { isObject, type Json, type JsonObject } from '../json.js';
import { readChatRequest } from './chat-request.js';
import type { ChatRequest } from './generation-request.js';
import {
  boolean,
  type Check,
  integer,
  list,
  number,
  object,
  oneOf,
  type ParameterTable,
  shape,
  string,
  wrongType,
} from './parameters.js';
import { itemsOf } from './response-history.js';

const message = shape({ role: { check: string(), required: true } });

const input: Check = (value, name) => {
  if (typeof value === 'string') return undefined;
  return Array.isArray(value)
    ? list(1, 1024, message)(value, name)
    : wrongType(name, 'a string or an array of items', value);
};

const tool = shape({
  type: { check: oneOf(['function']), required: true },
  name: { check: string(), required: true },
  parameters: { check: object() },
});

export const responseParameters: ParameterTable = {
  model: { check: string(), required: true },
  input: { check: input, required: true },
  instructions: { check: string() },
  previous_response_id: { check: string() },
  max_output_tokens: { check: integer(16) },
  temperature: { check: number(0, 2) },
  top_p: { check: number(0, 1) },
  stream: { check: boolean },
  tools: { check: list(0, 128, tool) },
  tool_choice: {
    check: (value, name) => (isObject(value) ? undefined : oneOf(['none', 'auto', 'required'])(value, name)),
  },
  parallel_tool_calls: { check: boolean },
  reasoning: { check: shape({ effort: { check: string() } }) },
  // Hints: taken, and without effect here.
  store: { check: boolean },
  metadata: { check: object() },
  text: { check: object() },
  truncation: { check: oneOf(['auto', 'disabled']) },
  include: { check: list(0, 16, string()) },
  service_tier: { check: string() },
  safety_identifier: { check: string(64) },
  prompt_cache_key: { check: string() },
  user: { check: string() },
};

/**
 * Reads a checked body as the chat request that asks the same.
 *
 * @param before what was said up to the answer that it goes on from
 */
export function readResponseRequest(
  body: JsonObject,
  dialect: Dialect,
  before: readonly JsonObject[] = [],
): ChatRequest {
  const { instructions, max_output_tokens, tools, tool_choice, reasoning } = body;
  const messages = [
    ...(typeof instructions === 'string' ? [{ role: 'system', content: instructions }] : []),
    ...[...before, ...itemsOf(body.input)].map(asMessage),
  ];
  const chat: JsonObject = {
    model: body.model,
    messages,
    temperature: body.temperature,
    top_p: body.top_p,
    stream: body.stream,
    max_completion_tokens: max_output_tokens,
    parallel_tool_calls: body.parallel_tool_calls,
    ...(Array.isArray(tools) &&
      tools.length > 0 && {
        tools: (tools as JsonObject[]).map(({ type, ...definition }) => ({ type, function: definition })),
        tool_choice: isObject(tool_choice)
          ? { type: 'function', function: { name: tool_choice.name } }
          : tool_choice,
      }),
    ...(isObject(reasoning) && { reasoning_effort: reasoning.effort }),
  };
  return readChatRequest(chat, dialect);
}

/** Parts of an item are `input_text` and `output_text` where those of a message are `text`. */
function asMessage({ role, content }: JsonObject): JsonObject {
  const parts = Array.isArray(content) ? (content as JsonObject[]) : undefined;
  return { role, content: parts ? parts.map(textPart) : (content as Json) };
}

function textPart({ text }: JsonObject): JsonObject {
  return { type: 'text', text: String(text ?? '') };
}
