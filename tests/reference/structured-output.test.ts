import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { finishReasons, textOf, useReference } from './client.js';

const reference = useReference();
const CASES: Record<string, object> = {
  'nested objects': {
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 1 },
      born: { type: 'integer', minimum: 1900, maximum: 2030 },
      address: {
        type: 'object',
        properties: { street: { type: 'string' }, number: { type: ['integer', 'null'] } },
        required: ['street', 'number'],
        additionalProperties: false,
      },
    },
    required: ['name', 'born', 'address'],
    additionalProperties: false,
  },
  'enum and const': {
    type: 'object',
    properties: {
      colour: { enum: ['red', 'green', 7, null] },
      version: { const: 'v1' },
      sure: { type: 'boolean' },
    },
    required: ['colour', 'version', 'sure'],
    additionalProperties: false,
  },
  'arrays of objects': {
    type: 'object',
    properties: {
      points: {
        type: 'array',
        minItems: 2,
        maxItems: 4,
        items: {
          type: 'object',
          properties: { x: { type: 'number' } },
          required: ['x'],
          additionalProperties: false,
        },
      },
    },
    required: ['points'],
    additionalProperties: false,
  },
  'optional properties': {
    type: 'object',
    properties: { a: { type: 'string' }, b: { type: 'integer' }, c: { type: 'boolean' } },
    required: ['b'],
    additionalProperties: false,
  },
  'anyOf and references': {
    type: 'object',
    properties: {
      tree: { $ref: '#/$defs/node' },
      either: { anyOf: [{ type: 'integer' }, { type: 'array', items: { type: 'boolean' } }] },
    },
    required: ['tree', 'either'],
    additionalProperties: false,
    $defs: {
      node: {
        type: 'object',
        properties: {
          label: { type: 'string', maxLength: 5 },
          next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] },
        },
        required: ['label', 'next'],
        additionalProperties: false,
      },
    },
  },
};

describe.each(['obedient', 'babbler'])('json_schema, written by the %s', (persona) => {
  test.each(Object.entries(CASES))('%s', async (_, schema) => {
    const valid = new Ajv({ strict: false }).compile(schema);
    for (const options of [{ temperature: 0 }, { seed: 1 }, { seed: 2 }, { seed: 3, temperature: 2 }]) {
      const response_format = { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } };
      const answer = await reference.chat(
        'Tell me something',
        { temperature: 1, ...options, response_format },
        `/persona/${persona}`,
      );
      expect(finishReasons(answer)).toEqual(['stop']);
      expect(valid(JSON.parse(textOf(answer))), textOf(answer)).toBe(true);
    }
  });

  test('json_object gives an object', async () => {
    const answer = await reference.chat(
      'Reply in JSON',
      { response_format: { type: 'json_object' } },
      `/persona/${persona}`,
    );
    expect(JSON.parse(textOf(answer))).toBeTypeOf('object');
  });
});

test('a schema wins over an instruction that contradicts it', async () => {
  const schema = {
    type: 'object',
    properties: { answer: { enum: ['no'] } },
    required: ['answer'],
    additionalProperties: false,
  };
  const response_format = { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } };
  const answer = await reference.chat('Reply in JSON: {"answer": "yes"}', { response_format });
  expect(JSON.parse(textOf(answer))).toEqual({ answer: 'no' });
});

test('an instruction that fits the schema is obeyed', async () => {
  const schema = {
    type: 'object',
    properties: { text: { type: 'string' } },
    required: ['text'],
    additionalProperties: false,
  };
  const response_format = { type: 'json_schema', json_schema: { name: 'answer', schema } };
  const wanted = '{"text": "naïve \\"quotes\\" and 🙂, longer than a babbler would write"}';
  expect(textOf(await reference.chat(`Reply in JSON: ${wanted}`, { response_format }))).toBe(wanted);
});

test('a limit cuts JSON off and says so', async () => {
  const answer = await reference.chat('Reply in JSON', {
    response_format: { type: 'json_object' },
    max_tokens: 3,
  });
  expect(finishReasons(answer)).toEqual(['length']);
});

test.each([
  [{ type: 'xml' }, 'response_format.type'],
  [{ type: 'json_schema' }, 'response_format.json_schema'],
  [{ type: 'json_schema', json_schema: { schema: {} } }, 'response_format.json_schema.name'],
  [{ type: 'json_schema', json_schema: { name: 'a b', schema: {} } }, 'response_format.json_schema.name'],
  [
    { type: 'json_schema', json_schema: { name: 'a', schema: { properties: { b: { pattern: '^x' } } } } },
    'response_format.json_schema.schema.properties.b',
  ],
])('%j is refused', async (response_format, param) => {
  const { status, json } = await reference.chat('hello', { response_format });
  expect(status).toBe(400);
  expect(json.error.param).toBe(param);
});
