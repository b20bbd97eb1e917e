import OpenAI from 'openai';
import { expect, test } from 'vitest';
import { type Any, MODEL, useReference } from './client.js';

const reference = useReference();
const ask = (options: object = {}) =>
  reference.post('/v1/responses', { model: MODEL, input: 'Say this is a test', temperature: 0, ...options });

const TOOL = {
  type: 'function',
  name: 'get_weather',
  parameters: { type: 'object', properties: { town: { type: 'string' } }, required: ['town'] },
};

test('an input is answered with a message, and the counts are those of the text', async () => {
  const { json } = await ask();
  expect(json).toMatchObject({ object: 'response', status: 'completed', incomplete_details: null });
  expect(json.output).toMatchObject([
    { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'This is a test.' }] },
  ]);
  expect(json.usage.total_tokens).toBe(json.usage.input_tokens + json.usage.output_tokens);
});

test('instructions and a list of messages are read as a conversation', async () => {
  const input = [{ role: 'user', content: [{ type: 'input_text', text: 'Say this is a test' }] }];
  const { json } = await ask({ instructions: 'You are a helpful assistant.', input });
  expect(json.output[0].content[0].text).toBe('This is a test.');
});

test('an answer that the limit cuts is incomplete', async () => {
  const { json } = await ask({ input: 'Count from 1 to 100', max_output_tokens: 16 });
  expect(json.status).toBe('incomplete');
  expect(json.incomplete_details).toEqual({ reason: 'max_output_tokens' });
  expect(json.usage.output_tokens).toBe(16);
});

test('a stream tells each step by an event with the name of its type, numbered, and ends without a mark', async () => {
  const { text, chunks } = await ask({ stream: true });
  expect(chunks.map(({ type }) => type).filter((type) => !type.endsWith('delta'))).toEqual([
    'response.created',
    'response.in_progress',
    'response.output_item.added',
    'response.content_part.added',
    'response.output_text.done',
    'response.content_part.done',
    'response.output_item.done',
    'response.completed',
  ]);
  expect(chunks.map(({ sequence_number }) => sequence_number)).toEqual(chunks.map((_, i) => i));
  expect(text.match(/^event: .*$/gm)).toEqual(chunks.map(({ type }) => `event: ${type}`));
  expect(text).not.toContain('[DONE]');
});

test.each([false, true])('the official client reads text and calls (streamed: %s)', async (stream) => {
  const client = new OpenAI({ baseURL: reference.endpoint.baseURL, apiKey: 'any' });
  const answer = async (options: Any): Promise<Any> =>
    stream
      ? client.responses.stream({ model: MODEL, temperature: 0, ...options }).finalResponse()
      : client.responses.create({ model: MODEL, temperature: 0, ...options });
  expect((await answer({ input: 'Say this is a test' })).output_text).toBe('This is a test.');
  const { output } = await answer({ input: 'Hello', tools: [TOOL], tool_choice: 'required' });
  expect(output).toMatchObject([{ type: 'function_call', name: 'get_weather' }]);
  expect(JSON.parse(output[0].arguments)).toHaveProperty('town');
});

test.each([false, true])(
  'an answer (stream: %s) can be gone on from, unless it shall not be kept',
  async (stream) => {
    const idOf = ({ json, chunks }: Any) => (json ?? chunks.at(-1).response).id;
    const alone = await ask();
    const first = await ask({ stream, instructions: 'You are a helpful assistant.' });
    const next = await ask({ previous_response_id: idOf(first) });
    expect(next.json.previous_response_id).toBe(idOf(first));
    // What was asked, what was answered, and no instructions: they hold for one answer.
    expect(next.json.usage.input_tokens).toBeGreaterThan(alone.json.usage.input_tokens);
    const again = await ask({ previous_response_id: idOf(await ask({ stream })) });
    expect(again.json.usage.input_tokens).toBe(next.json.usage.input_tokens);
    const forgotten = await ask({ previous_response_id: idOf(await ask({ stream, store: false })) });
    expect(forgotten.json.error).toMatchObject({ code: 'previous_response_not_found' });
  },
);

test.each([
  [{ input: undefined }, 'input'],
  [{ max_output_tokens: 1 }, 'max_output_tokens'],
  [{ previous_response_id: 'resp_none' }, 'previous_response_id'],
])('%j is refused', async (options, param) => {
  const { status, json } = await ask(options);
  expect(status).toBe(400);
  expect(json.error.param).toBe(param);
});

test('other dialects have no such path', async () => {
  const { status } = await reference.post('/dialect/fireworks/v1/responses', { model: MODEL, input: 'a' });
  expect(status).toBe(404);
});
