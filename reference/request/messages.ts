/** The messages of a chat request: checked, then reduced to what the model reads. */

import { type ApiError, refusal } from '../api-error.js';
import { isObject, type Json, type JsonObject } from '../json.js';
import { type Message, ROLES, type Role } from './generation-request.js';
import { type Check, first, list, object, oneOf, string, wrongType } from './parameters.js';

export const messages: Check = list(1, Number.POSITIVE_INFINITY, object(checkMessage));

export function readMessages(value: Json | undefined): Message[] {
  return Array.isArray(value) ? value.filter(isObject).map(readMessage) : [];
}

function checkMessage(message: JsonObject, name: string): ApiError | undefined {
  const { role, content } = message;
  const required = (key: string, check: Check): ApiError | undefined => {
    const value = message[key];
    if (value !== undefined && value !== null) return check(value, `${name}.${key}`);
    return refusal('missing', `${name}.${key}`, 'missing_required_parameter', `'${name}.${key}' is missing.`);
  };
  const callsInstead =
    role === 'assistant' &&
    (present(message.tool_calls) || present(message.function_call) || present(message.refusal));
  return first([
    () => required('role', oneOf(ROLES)),
    () => (present(message.name) ? string()(message.name!, `${name}.name`) : undefined),
    () => (present(content) ? checkContent(content!, `${name}.content`, role as Role) : undefined),
    () => (present(content) || callsInstead ? undefined : required('content', string())),
    () => (role === 'tool' ? required('tool_call_id', string()) : undefined),
    () => (role === 'function' ? required('name', string()) : undefined),
    () =>
      role === 'assistant' && present(message.tool_calls)
        ? toolCalls(message.tool_calls!, `${name}.tool_calls`)
        : undefined,
  ]);
}

const toolCalls: Check = list(
  0,
  128,
  object((call, name) => {
    const called = call.function;
    return first([
      () => string()(call.id ?? null, `${name}.id`),
      () => (isObject(called) ? undefined : wrongType(`${name}.function`, 'an object', called)),
      () => string()((called as JsonObject).name ?? null, `${name}.function.name`),
      () => string()((called as JsonObject).arguments ?? null, `${name}.function.arguments`),
    ]);
  }),
);

function checkContent(content: Json, name: string, role: Role): ApiError | undefined {
  if (typeof content === 'string') return undefined;
  if (!Array.isArray(content)) return wrongType(name, 'a string or an array of parts', content);
  const types = role === 'assistant' ? ['text', 'refusal'] : ['text'];
  const part = object((value, partName) => {
    if (typeof value.type === 'string' && FOREIGN_PARTS.has(value.type)) {
      const message = `This model reads text only; '${partName}' is of type '${value.type}'.`;
      return refusal('unsupported', `${partName}.type`, 'unsupported_value', message);
    }
    return (
      oneOf(types)(value.type ?? null, `${partName}.type`) ??
      string()(value[String(value.type)] ?? null, `${partName}.${value.type}`)
    );
  });
  return list(1, Number.POSITIVE_INFINITY, part)(content, name);
}

/** Parts that the API has and this model cannot read. */
const FOREIGN_PARTS = new Set(['image_url', 'input_audio', 'file']);

function readMessage(message: JsonObject): Message {
  const role = ROLES.find((known) => known === message.role) ?? 'user';
  const calls = (Array.isArray(message.tool_calls) ? message.tool_calls : [])
    .filter(isObject)
    .map((call) => call.function)
    .concat(message.function_call)
    .filter(isObject);
  return {
    role,
    text: readContent(message.content),
    name: typeof message.name === 'string' ? message.name : undefined,
    calls: calls.map((call) => ({ name: String(call.name), arguments: String(call.arguments) })),
  };
}

function readContent(content: Json | undefined): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (isObject(part) && typeof part.text === 'string' ? part.text : '')).join('');
}

function present(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}
