/** Checks single parameters against a table: type, range, known or not. */

import { type ApiError, refusal } from '../api-error.js';
import type { Dialect } from '../dialects/dialect.js';
import { isObject, type Json, type JsonObject } from '../json.js';

/** What is wrong with the value, or undefined. `name` is the path as the error shall name it: `messages[0].role`. */
export type Check = (value: Json, name: string) => ApiError | undefined;

export interface Parameter {
  readonly check: Check;
  readonly required?: boolean;
}

export type ParameterTable = Readonly<Record<string, Parameter>>;

/** Holds the body against the table and the dialect. */
export function checkParameters(
  body: JsonObject,
  table: ParameterTable,
  dialect: Dialect,
): { refusals: ApiError[]; unknown: string[] } {
  const refusals = memberProblems(body, table, '');
  const unknown = Object.keys(body).filter((name) => !(name in table));
  if (dialect.unknownParameters === 'refused') {
    refusals.push(
      ...unknown.map((name) =>
        refusal('unknown-parameter', name, 'unknown_parameter', `There is no parameter '${name}'.`),
      ),
    );
  }
  return { refusals: [...refusals, ...unsupported(body, dialect.unsupported)], unknown };
}

/** What is wrong with the members of the table; others are not looked at. An explicit null is as if absent, if it may be. */
function memberProblems(value: JsonObject, table: ParameterTable, prefix: string): ApiError[] {
  return Object.entries(table).flatMap(([key, { check, required }]) => {
    const [member, name] = [value[key], prefix + key];
    if (member === undefined && required) return missing(name);
    if (member === undefined || (member === null && !required)) return [];
    return check(member, name) ?? [];
  });
}

/** Refuses the parameters named, unless their value asks for nothing. */
export function unsupported(
  body: JsonObject,
  lacking: Readonly<Record<string, { readonly harmless: readonly unknown[]; readonly hint?: string }>>,
): ApiError[] {
  return Object.entries(lacking).flatMap(([name, { harmless, hint }]) => {
    const value = body[name];
    if (value === undefined || value === null) return [];
    if (harmless.some((allowed) => JSON.stringify(allowed) === JSON.stringify(value))) return [];
    const code = harmless.length > 0 && hint !== undefined ? 'unsupported_value' : 'unsupported_parameter';
    const message = `The parameter '${name}' is not supported${hint ? ` with this model. ${hint}` : ' by this endpoint.'}`;
    return [refusal('unsupported', name, code, message)];
  });
}

export function number(minimum: number, maximum: number): Check {
  return (value, name) => {
    if (typeof value !== 'number') return wrongType(name, 'a number', value);
    return outside(value, minimum, maximum, name, 'decimal');
  };
}

export function integer(minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY): Check {
  return (value, name) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return wrongType(name, 'an integer', value);
    return outside(value, minimum, maximum, name, 'integer');
  };
}

export const boolean: Check = (value, name) =>
  typeof value === 'boolean' ? undefined : wrongType(name, 'a boolean', value);

export function string(maxLength = Number.POSITIVE_INFINITY): Check {
  return (value, name) => {
    if (typeof value !== 'string') return wrongType(name, 'a string', value);
    if (value.length <= maxLength) return undefined;
    return refusal(
      'range',
      name,
      'string_above_max_length',
      `'${name}' has ${value.length} characters; ${maxLength} are the limit.`,
    );
  };
}

export function oneOf(values: readonly string[]): Check {
  return (value, name) => {
    if (typeof value !== 'string') return wrongType(name, 'a string', value);
    return values.includes(value)
      ? undefined
      : wrongValue(name, `'${name}' must be one of: ${values.join(', ')}.`);
  };
}

/** An object, and the problem of its members that `check` finds. */
export function object(
  check: (value: JsonObject, name: string) => ApiError | undefined = () => undefined,
): Check {
  return (value, name) => (isObject(value) ? check(value, name) : wrongType(name, 'an object', value));
}

/** An object with these members, and perhaps others. */
export function shape(table: ParameterTable): Check {
  return object((value, name) => memberProblems(value, table, `${name}.`)[0]);
}

export function list(minimum: number, maximum: number, item: Check): Check {
  return (value, name) => {
    if (!Array.isArray(value)) return wrongType(name, 'an array', value);
    if (value.length < minimum) return refusal('range', name, 'empty_array', `'${name}' must not be empty.`);
    if (value.length > maximum) {
      return refusal(
        'range',
        name,
        'array_above_max_length',
        `'${name}' has ${value.length} entries; ${maximum} are the limit.`,
      );
    }
    for (const [i, entry] of value.entries()) {
      const problem = item(entry, `${name}[${i}]`);
      if (problem) return problem;
    }
    return undefined;
  };
}

function missing(name: string): ApiError {
  return refusal('missing', name, 'missing_required_parameter', `'${name}' is missing.`);
}

export function wrongType(name: string, expected: string, value: Json | undefined): ApiError {
  return refusal('type', name, 'invalid_type', `'${name}' must be ${expected}, not ${kindOf(value)}.`);
}

export function wrongValue(name: string, message: string): ApiError {
  return refusal('value', name, 'invalid_value', message);
}

function outside(
  value: number,
  minimum: number,
  maximum: number,
  name: string,
  kind: string,
): ApiError | undefined {
  if (value < minimum)
    return refusal(
      'range',
      name,
      `${kind}_below_min_value`,
      `'${name}' is ${value}; it must be at least ${minimum}.`,
    );
  if (value > maximum)
    return refusal(
      'range',
      name,
      `${kind}_above_max_value`,
      `'${name}' is ${value}; it must be at most ${maximum}.`,
    );
  return undefined;
}

function kindOf(value: Json | undefined): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a number with a fraction';
  return value === undefined ? 'absent' : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
}
