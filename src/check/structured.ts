/** Structured output: requests that demand a shape, and whether a reply has it, also where the limit cut it off. */
import type { Parameters } from './ask.js';
import { QUESTION } from './conversation.js';
import { at, isObject } from './json.js';
import type { How, Lab } from './lab.js';
import { readSoFar } from './partial-json.js';
import type { Reply } from './reply.js';

/** The part of JSON Schema that our own schemas use; all of it is allowed in strict mode. */
export type Schema =
  | { readonly type: 'string'; readonly enum: readonly string[] }
  | { readonly type: 'boolean' }
  | { readonly type: 'array'; readonly items: Schema }
  | {
      readonly type: 'object';
      readonly properties: Readonly<Record<string, Schema>>;
      readonly required: readonly string[];
      readonly additionalProperties: false;
    };

/** An object with these members and no others. */
export function closed(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

/** Words that no story about a fox has in this place: who writes them was made to. Few, so that the reply is short. */
export const TIDE: Schema = closed({ tide: { type: 'string', enum: ['ebb', 'flow'] } });

export function jsonSchema(schema: object, name = 'answer') {
  return { type: 'json_schema', json_schema: { name, strict: true, schema } } as const;
}

/** Room for the shapes that are asked for. */
export const SHAPE_TOKENS = 48;

/** An ordinary question, to be answered in this shape. */
export function askForShape(
  lab: Lab,
  schema: object,
  parameters: Parameters = {},
  how: How = {},
): Promise<Reply> {
  return lab.greedy(
    'chat',
    { messages: [QUESTION], response_format: jsonSchema(schema), ...parameters },
    { ...how, tokens: SHAPE_TOKENS },
  );
}

/** Says that JSON is wanted: without the word, OpenAI refuses `json_object`. */
export function askForObject(lab: Lab, parameters: Parameters = {}): Promise<Reply> {
  const messages = [{ role: 'user', content: 'Reply in JSON: {"tide": "ebb"}' }];
  return lab.greedy(
    'chat',
    { messages, response_format: { type: 'json_object' }, ...parameters },
    { tokens: SHAPE_TOKENS },
  );
}

export type Shape = 'fits' | 'misfits' | 'not-json' | 'fenced' | 'in-reasoning';

/** Whether the text of a reply is JSON and fits; a text that was cut off is judged as far as it goes. */
export function shapeOf(lab: Lab, reply: Reply, fits: (value: unknown, complete: boolean) => boolean) {
  const { text, reasoning, finish_reason } = reply;
  const details = { text: text.slice(0, 80), finish_reason: finish_reason ?? null };
  if (text.trim() === '') {
    if (typeof at(reply.json, 'choices', 0, 'message', 'refusal') === 'string')
      return lab.inconclusive('the model declines to answer');
    const thought = readSoFar(reasoning);
    if (thought?.complete && isObject(thought.value)) return { outcome: 'in-reasoning', details } as const;
    if (finish_reason === 'length') return lab.inconclusive('the limit leaves no visible text');
  }
  if (/^\s*```/.test(text)) return { outcome: 'fenced', details } as const;
  const found = readSoFar(text);
  const brokenOff = found?.complete === false && finish_reason !== 'length';
  if (found === undefined || brokenOff) return { outcome: 'not-json', details } as const;
  return { outcome: fits(found.value, found.complete) ? 'fits' : 'misfits', details } as const;
}

/** Whether a value fits a schema; of one that is not complete, members may be missing. */
export function fitsSchema(value: unknown, schema: Schema, complete: boolean): boolean {
  if (value === undefined) return !complete;
  switch (schema.type) {
    case 'string':
      return schema.enum.includes(value as string);
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return Array.isArray(value) && value.every((element) => fitsSchema(element, schema.items, complete));
    case 'object': {
      if (!isObject(value)) return false;
      const { properties, required } = schema;
      const known = Object.entries(value).every(
        ([key, member]) => properties[key] !== undefined && fitsSchema(member, properties[key], complete),
      );
      return known && (!complete || required.every((key) => key in value));
    }
  }
}
