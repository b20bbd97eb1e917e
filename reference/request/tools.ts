/** Tools, their choice, and the older functions: checked, then reduced to one form. */

import type { ApiError } from '../api-error.js';
import { UNSUPPORTED } from '../constraint/json-grammar.js';
import { isObject, type Json, type JsonObject } from '../json.js';
import type { ResponseFormat, Tool, ToolChoice } from './generation-request.js';
import {
  boolean,
  type Check,
  list,
  object,
  oneOf,
  shape,
  string,
  wrongType,
  wrongValue,
} from './parameters.js';

const functionName: Check = (value, name) => {
  if (typeof value !== 'string') return wrongType(name, 'a string', value);
  if (/^[A-Za-z0-9_-]{1,64}$/.test(value)) return undefined;
  return wrongValue(name, `'${name}' may have 1 to 64 letters, digits, underscores and hyphens.`);
};

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);

/** A schema that is to be enforced must not use what cannot be enforced. */
const enforceable: Check = object((schema, name) => {
  const keyword = UNSUPPORTED.find((unsupported) => unsupported in schema);
  if (keyword) {
    return wrongValue(name, `'${name}' uses the keyword '${keyword}', which this endpoint cannot enforce.`);
  }
  const types = [schema.type ?? []].flat();
  const unknown = types.find((type) => !TYPES.has(String(type)));
  if (unknown !== undefined) return wrongValue(name, `'${name}' has the type '${unknown}', which is none.`);
  const properties = isObject(schema.properties) ? Object.entries(schema.properties) : [];
  const inside = [
    ...properties.map(([key, member]) => [`properties.${key}`, member] as const),
    ['items', schema.items] as const,
  ];
  for (const [place, member] of inside) {
    const problem = isObject(member) ? enforceable(member, `${name}.${place}`) : undefined;
    if (problem) return problem;
  }
  return undefined;
});

const functionDefinition = object((definition, name) =>
  shape({
    name: { check: functionName, required: true },
    description: { check: string() },
    parameters: { check: definition.strict === true ? enforceable : object() },
    strict: { check: boolean },
  })(definition, name),
);

export const functions: Check = list(0, 128, functionDefinition);

export const tools: Check = list(
  0,
  128,
  shape({
    type: { check: oneOf(['function']), required: true },
    function: { check: functionDefinition, required: true },
  }),
);

const named = shape({ name: { check: functionName, required: true } });
const FORCED: Readonly<Record<string, Check>> = {
  function: shape({ function: { check: named, required: true } }),
  allowed_tools: shape({ allowed_tools: { check: object(), required: true } }),
};

export const toolChoice: Check = (value, name) => {
  if (!isObject(value)) return oneOf(['none', 'auto', 'required'])(value, name);
  const type = oneOf(Object.keys(FORCED))(value.type ?? null, `${name}.type`);
  return type ?? FORCED[String(value.type)]!(value, name);
};

export const functionCall: Check = (value, name) =>
  isObject(value) ? named(value, name) : oneOf(['none', 'auto'])(value, name);

const jsonSchema = shape({
  name: { check: functionName, required: true },
  schema: { check: enforceable },
  strict: { check: boolean },
});

export const responseFormat: Check = object((format, name) =>
  shape({
    type: { check: oneOf(['text', 'json_object', 'json_schema']), required: true },
    ...(format.type === 'json_schema' && { json_schema: { check: jsonSchema, required: true } }),
  })(format, name),
);

/** A choice that the tools cannot fulfil. */
export function choiceProblem(body: JsonObject): ApiError | undefined {
  const { offered, choice, name } = choiceOf(body);
  const forced = isObject(choice) || choice === 'required';
  if (forced && offered.length === 0)
    return wrongValue(name, `'${name}' forces a call, but there are no tools.`);
  const wanted = wantedNames(choice).find((tool) => !offered.some((other) => other.name === tool));
  return wanted === undefined
    ? undefined
    : wrongValue(name, `'${name}' names '${wanted}', which is not among the tools.`);
}

export function readToolChoice(body: JsonObject): { tools: Tool[]; choice: ToolChoice; legacy: boolean } {
  const { offered, choice, legacy } = choiceOf(body);
  const names = wantedNames(choice);
  const chosen = names.length > 0 ? offered.filter((tool) => names.includes(tool.name)) : offered;
  return { tools: offered, choice: { mode: modeOf(choice, offered), tools: chosen }, legacy };
}

export function readResponseFormat(value: Json | undefined): ResponseFormat {
  if (!isObject(value)) return { type: 'text' };
  if (value.type === 'json_object') return { type: 'json_object' };
  const definition = value.json_schema;
  return value.type === 'json_schema' && isObject(definition)
    ? { type: 'json_schema', schema: definition.schema ?? {} }
    : { type: 'text' };
}

/** The tools and the choice, in whichever of the two forms they came. */
function choiceOf(body: JsonObject): {
  offered: Tool[];
  choice: Json | undefined;
  name: string;
  legacy: boolean;
} {
  const tools = Array.isArray(body.tools) ? body.tools.filter(isObject).map((tool) => tool.function) : [];
  const legacy = tools.length === 0 && Array.isArray(body.functions);
  const definitions = legacy ? (body.functions as Json[]) : tools;
  const name = legacy ? 'function_call' : 'tool_choice';
  return {
    offered: definitions.filter(isObject).map(readTool),
    choice: body[name] ?? undefined,
    name,
    legacy,
  };
}

function readTool(definition: JsonObject): Tool {
  return {
    name: String(definition.name),
    description: typeof definition.description === 'string' ? definition.description : '',
    parameters: isObject(definition.parameters) ? definition.parameters : {},
  };
}

function modeOf(choice: Json | undefined, offered: readonly Tool[]): ToolChoice['mode'] {
  if (offered.length === 0 || choice === 'none') return 'none';
  if (!isObject(choice)) return choice === 'required' ? 'required' : 'auto';
  const allowed = choice.allowed_tools;
  if (isObject(allowed)) return allowed.mode === 'required' ? 'required' : 'auto';
  return 'named';
}

/** The names in `{type: "function", function: {name}}`, `{name}` or `{type: "allowed_tools", allowed_tools: {tools}}`. */
function wantedNames(choice: Json | undefined): string[] {
  if (!isObject(choice)) return [];
  const listed =
    isObject(choice.allowed_tools) && Array.isArray(choice.allowed_tools.tools)
      ? choice.allowed_tools.tools
      : [choice];
  return listed
    .filter(isObject)
    .map((entry) => String(isObject(entry.function) ? entry.function.name : entry.name));
}
