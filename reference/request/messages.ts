/** The messages of a chat request: checked, then reduced to what the model reads. */

import { refusal } from '../api-error.js';
import { isObject, type Json, type JsonObject } from '../json.js';
import { type Message, ROLES, type Role } from './generation-request.js';
import {
  type Check,
  list,
  object,
  oneOf,
  type ParameterTable,
  shape,
  string,
  wrongType,
  wrongValue,
} from './parameters.js';

/** Parts that the API has and this model cannot read. */
const FOREIGN_PARTS = new Set(['image_url', 'input_audio', 'file']);

/** Content as a string or as parts of these types. */
function contentOf(...types: readonly string[]): Check {
  const part = object((value, name) => {
    if (FOREIGN_PARTS.has(String(value.type))) {
      const message = `This model reads text only; '${name}' is of type '${value.type}'.`;
      return refusal('unsupported', `${name}.type`, 'unsupported_value', message);
    }
    const type = oneOf(types)(value.type ?? null, `${name}.type`);
    return type ?? string()(value[String(value.type)] ?? null, `${name}.${value.type}`);
  });
  return (value, name) => {
    if (typeof value === 'string') return undefined;
    return Array.isArray(value)
      ? list(1, Number.POSITIVE_INFINITY, part)(value, name)
      : wrongType(name, 'a string or an array of parts', value);
  };
}

const text: ParameterTable = {
  content: { check: contentOf('text'), required: true },
  name: { check: string() },
};
const calledFunction = shape({
  name: { check: string(), required: true },
  arguments: { check: string(), required: true },
});
const toolCall = shape({
  id: { check: string(), required: true },
  function: { check: calledFunction, required: true },
});

const MEMBERS: Readonly<Record<Role, ParameterTable>> = {
  developer: text,
  system: text,
  user: text,
  assistant: {
    content: { check: contentOf('text', 'refusal') },
    tool_calls: { check: list(0, 128, toolCall) },
    function_call: { check: calledFunction },
    name: { check: string() },
  },
  tool: { ...text, tool_call_id: { check: string(), required: true } },
  function: { ...text, name: { check: string(), required: true } },
};

const message = object((value, name) => {
  const role = shape({ role: { check: oneOf(ROLES), required: true } })(value, name);
  if (role) return role;
  const silent = value.role === 'assistant' && !value.tool_calls && !value.function_call && !value.refusal;
  return shape({ ...MEMBERS[value.role as Role], ...(silent && { content: MEMBERS.user.content! }) })(
    value,
    name,
  );
});

const listOfMessages = list(1, Number.POSITIVE_INFINITY, message);

export const messages: Check = (value, name) => listOfMessages(value, name) ?? strayResult(value, name);

/** A result whose call nobody made. */
function strayResult(value: Json, name: string) {
  const made = new Set<Json | undefined>();
  for (const [place, entry] of (value as JsonObject[]).entries()) {
    for (const { id } of callsOf(entry)) made.add(id);
    if (entry.role === 'tool' && !made.has(entry.tool_call_id)) {
      const message = `'${name}[${place}].tool_call_id' is no id of a call before it.`;
      return wrongValue(`${name}[${place}].tool_call_id`, message);
    }
  }
  return undefined;
}

function callsOf({ tool_calls: calls }: JsonObject): JsonObject[] {
  return Array.isArray(calls) ? calls.filter(isObject) : [];
}

export function readMessages(value: Json | undefined): Message[] {
  return Array.isArray(value) ? inOrderOfCalls(value.filter(isObject)).map(readMessage) : [];
}

/** The model reads results by their places: they are put into the order of the calls that they belong to. */
function inOrderOfCalls(entries: readonly JsonObject[]): JsonObject[] {
  const rank = new Map<Json | undefined, number>();
  for (const { id } of entries.flatMap(callsOf)) rank.set(id, rank.get(id) ?? rank.size);
  const ordered = [...entries];
  for (let from = 0; from < ordered.length; from++) {
    if (ordered[from]!.role !== 'tool') continue;
    let to = from;
    while (ordered[to]?.role === 'tool') to++;
    const byCall = ordered
      .slice(from, to)
      .sort((a, b) => (rank.get(a.tool_call_id) ?? 0) - (rank.get(b.tool_call_id) ?? 0));
    ordered.splice(from, to - from, ...byCall);
    from = to;
  }
  return ordered;
}

function readMessage(message: JsonObject): Message {
  const role = ROLES.find((known) => known === message.role) ?? 'user';
  const calls = callsOf(message)
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
