/** Tools, their choice, and the older functions: checked, then reduced to one form. */

import { type ApiError, refusal } from '../api-error.js';
import { UNSUPPORTED } from '../constraint/json-grammar.js';
import { isObject, type Json, type JsonObject } from '../json.js';
import type { ResponseFormat, Tool, ToolChoice } from './generation-request.js';
import { type Check, first, list, object, oneOf, string, wrongType, wrongValue } from './parameters.js';

const NAME = /^[A-Za-z0-9_-]{1,64}$/;

const functionDefinition = object((definition, name) =>
  first([
    () => checkName(definition.name, `${name}.name`),
    () =>
      present(definition.description) ? string()(definition.description!, `${name}.description`) : undefined,
    () =>
      present(definition.parameters) ? object()(definition.parameters!, `${name}.parameters`) : undefined,
    () => (definition.strict === true ? checkSchema(definition.parameters, `${name}.parameters`) : undefined),
  ]),
);

export const tools: Check = list(
  0,
  128,
  object((tool, name) =>
    first([
      () => oneOf(['function', 'custom'])(tool.type ?? null, `${name}.type`),
      () => (tool.type === 'custom' ? notHad(`${name}.type`, 'custom tools') : undefined),
      () => functionDefinition(tool.function ?? null, `${name}.function`),
    ]),
  ),
);

export const functions: Check = list(0, 128, functionDefinition);

export const toolChoice: Check = (value, name) => {
  if (typeof value === 'string') return oneOf(['none', 'auto', 'required'])(value, name);
  if (!isObject(value)) return wrongType(name, 'a string or an object', value);
  if (value.type === 'custom') return notHad(`${name}.type`, 'custom tools');
  if (value.type === 'allowed_tools') return object()(value.allowed_tools ?? null, `${name}.allowed_tools`);
  return (
    oneOf(['function', 'allowed_tools'])(value.type ?? null, `${name}.type`) ??
    (isObject(value.function)
      ? checkName(value.function.name, `${name}.function.name`)
      : wrongType(`${name}.function`, 'an object', value.function))
  );
};

export const functionCall: Check = (value, name) =>
  isObject(value) ? checkName(value.name, `${name}.name`) : oneOf(['none', 'auto'])(value, name);

export const responseFormat: Check = object((format, name) => {
  const problem = oneOf(['text', 'json_object', 'json_schema'])(format.type ?? null, `${name}.type`);
  if (problem || format.type !== 'json_schema') return problem;
  const definition = format.json_schema;
  if (!isObject(definition)) return wrongType(`${name}.json_schema`, 'an object', definition);
  return (
    checkName(definition.name, `${name}.json_schema.name`) ??
    checkSchema(definition.schema, `${name}.json_schema.schema`)
  );
});

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

function checkName(value: Json | undefined, name: string): ApiError | undefined {
  if (value === undefined)
    return refusal('missing', name, 'missing_required_parameter', `'${name}' is missing.`);
  if (typeof value !== 'string') return wrongType(name, 'a string', value);
  return NAME.test(value)
    ? undefined
    : wrongValue(name, `'${name}' may have 1 to 64 letters, digits, underscores and hyphens.`);
}

/** A schema that is to be enforced must not use what cannot be enforced. */
function checkSchema(schema: Json | undefined, name: string): ApiError | undefined {
  if (schema === undefined || schema === null) return undefined;
  if (!isObject(schema)) return wrongType(name, 'an object', schema);
  const keyword = UNSUPPORTED.find((unsupported) => unsupported in schema);
  if (keyword)
    return wrongValue(name, `'${name}' uses the keyword '${keyword}', which this endpoint cannot enforce.`);
  const members: [string, Json | undefined][] = isObject(schema.properties)
    ? Object.entries(schema.properties)
    : [];
  return first([
    ...members.map(
      ([key, member]) =>
        () =>
          checkSchema(member, `${name}.properties.${key}`),
    ),
    () => checkSchema(schema.items, `${name}.items`),
  ]);
}

function notHad(name: string, what: string): ApiError {
  return refusal('unsupported', name, 'unsupported_value', `This endpoint has no ${what}.`);
}

function present(value: Json | undefined): boolean {
  return value !== undefined && value !== null;
}
