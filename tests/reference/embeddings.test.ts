import { expect, test } from 'vitest';
import { loadModel } from '../../reference/model/model.js';
import { type Any, MODEL, useReference } from './client.js';

const reference = useReference();
const embed = (input: unknown, options: object = {}) =>
  reference.post('/v1/embeddings', { model: MODEL, input, ...options });
const vectors = ({ json }: { json: Any }): number[][] => json.data.map((entry: Any) => entry.embedding);
const cosine = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

test('one string gives one vector of length 1', async () => {
  const { json } = await embed('The old miller');
  expect(json).toMatchObject({ object: 'list', model: MODEL, data: [{ object: 'embedding', index: 0 }] });
  const [vector] = vectors({ json });
  expect(cosine(vector!, vector!)).toBeCloseTo(1);
  expect(json.usage.prompt_tokens).toBe(loadModel().tokenizer.encode('The old miller').length);
  expect(json.usage.total_tokens).toBe(json.usage.prompt_tokens);
});

test('a list gives a vector for each, in order; equal texts equal ones, and like texts like ones', async () => {
  const [a, b, c, again] = vectors(
    await embed(['bread and salt', 'bread and water', 'the moon is far', 'bread and salt']),
  );
  expect(again).toEqual(a);
  expect(cosine(a!, b!)).toBeGreaterThan(cosine(a!, c!));
});

test('base64 holds the same numbers as little-endian 32-bit floats', async () => {
  const [floats] = vectors(await embed('a'));
  const { json } = await embed('a', { encoding_format: 'base64' });
  const bytes = Buffer.from(json.data[0].embedding, 'base64');
  expect(Array.from(floats!, (_, i) => bytes.readFloatLE(i * 4))).toEqual(floats);
  expect(bytes).toHaveLength(floats!.length * 4);
});

test('dimensions shortens the vector and keeps its length at 1', async () => {
  const [vector] = vectors(await embed('The old miller', { dimensions: 8 }));
  expect(vector).toHaveLength(8);
  expect(cosine(vector!, vector!)).toBeCloseTo(1);
});

test('token ids, and lists of them, mean what their text means', async () => {
  const ids = loadModel().tokenizer.encode('The old miller');
  const [text] = vectors(await embed('The old miller'));
  expect(vectors(await embed(ids))).toEqual([text]);
  expect(vectors(await embed([ids, ids]))).toEqual([text, text]);
});

test.each([
  ['', {}, 'input'],
  [[], {}, 'input'],
  [['a', ''], {}, 'input'],
  ['a', { encoding_format: 'hex' }, 'encoding_format'],
  ['a', { dimensions: 0 }, 'dimensions'],
  ['a', { dimensions: 100_000 }, 'dimensions'],
  ['a', { temperature: 1 }, 'temperature'],
  ['word '.repeat(3000), {}, 'input'],
])('%j with %j is refused', async (input, options, param) => {
  const { status, json } = await embed(input, options);
  expect(status).toBe(400);
  expect(json.error.param).toBe(param);
});
