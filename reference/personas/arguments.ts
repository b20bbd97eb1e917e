/** Values for a tool's parameters, read out of the question. */

import { isObject, type Json, type JsonObject } from '../json.js';

/** What the question is about: the quoted parts, or the places it names. */
export function subjectsOf(question: string): string[] {
  const quoted = [...question.matchAll(/["“]([^"”]+)["”]|(?<![\p{L}\p{N}])'([^']+)'/gu)].map(
    (match) => (match[1] ?? match[2])!,
  );
  if (quoted.length > 0) return quoted;
  const places = question.matchAll(
    /\b(?:in|for|of|at|to|and|from)\s+(\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*(?:,\s+\p{Lu}[\p{L}-]+)*)/gu,
  );
  return [...places].flatMap((match) => match[1]!.split(/,\s+/));
}

/** An object for the schema, with `subject` in its first string; properties that are not required are left out. */
export function argumentsFor(schema: JsonObject, question: string, subject: string | undefined): JsonObject {
  const numbers = (question.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  const strings = subject === undefined ? [] : [subject];
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : Object.keys(properties);
  const value = (property: Json | undefined): Json => {
    if (!isObject(property)) return null;
    if (property.const !== undefined) return property.const;
    if (Array.isArray(property.enum)) return mentioned(property.enum, question);
    const type = Array.isArray(property.type) ? property.type[0] : property.type;
    switch (type) {
      case 'integer':
        return Math.trunc(numbers.shift() ?? 1);
      case 'number':
        return numbers.shift() ?? 1;
      case 'boolean':
        return true;
      case 'array':
        return strings.length + numbers.length > 0 ? [value(property.items)] : [];
      case 'object':
        return argumentsFor(property, question, subject);
      case 'null':
        return null;
      default:
        return strings.shift() ?? expression(question) ?? lastWord(question);
    }
  };
  return Object.fromEntries(required.map((name) => [String(name), value(properties[String(name)])]));
}

function mentioned(values: readonly Json[], question: string): Json {
  const lower = question.toLowerCase();
  return values.find((value) => lower.includes(String(value).toLowerCase())) ?? values[0] ?? null;
}

function expression(question: string): string | undefined {
  return /\d[\d\s.]*(?:[-+*/×][\s\d.()]*\d)+/.exec(question)?.[0];
}

function lastWord(question: string): string {
  return question.match(/[\p{L}\p{N}]+/gu)?.at(-1) ?? 'nothing';
}
