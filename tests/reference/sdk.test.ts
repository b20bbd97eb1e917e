import OpenAI from 'openai';
import { beforeAll, describe, expect, test } from 'vitest';
import { MODEL, useReference } from './client.js';

const reference = useReference();
let client: OpenAI;
beforeAll(() => {
  client = new OpenAI({ baseURL: reference.endpoint.baseURL, apiKey: 'none', maxRetries: 0 });
});
const tools: OpenAI.ChatCompletionTool[] = [
  {
    type: 'function',
    function: {
      name: 'get_weather',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
];

describe('the official client', () => {
  test('lists the models', async () => {
    const ids = [];
    for await (const model of client.models.list()) ids.push(model.id);
    expect(ids).toEqual([MODEL]);
  });

  test('chats', async () => {
    const answer = await client.chat.completions.create({
      model: MODEL,
      messages: [{ role: 'user', content: 'Say this is a test' }],
      temperature: 0,
    });
    expect(answer.choices[0]!.message.content).toBe('This is a test.');
    expect(answer._request_id).toMatch(/^req_/);
  });

  test('rebuilds a streamed answer with two tool calls', async () => {
    const stream = client.chat.completions.stream({
      model: MODEL,
      messages: [{ role: 'user', content: 'What is the weather in Paris and in Rome?' }],
      temperature: 0,
      tools,
      stream_options: { include_usage: true },
    });
    const answer = await stream.finalChatCompletion();
    expect(
      answer.choices[0]!.message.tool_calls!.map(
        (call) => call.type === 'function' && call.function.arguments,
      ),
    ).toEqual(['{"city":"Paris"}', '{"city":"Rome"}']);
    expect(answer.usage!.total_tokens).toBe(answer.usage!.prompt_tokens + answer.usage!.completion_tokens);
  });

  test('decodes embeddings, which it asks for as base64', async () => {
    const [plain, decoded] = [
      await client.embeddings.create({ model: MODEL, input: 'a', encoding_format: 'float' }),
      await client.embeddings.create({ model: MODEL, input: 'a' }),
    ];
    expect(decoded.data[0]!.embedding).toEqual(plain.data[0]!.embedding);
  });

  test('completes', async () => {
    const completion = await client.completions.create({ model: MODEL, prompt: 'The quick brown fox' });
    expect(completion.choices[0]!.text).not.toBe('');
  });

  test('throws the class that belongs to the status', async () => {
    const messages = [{ role: 'user' as const, content: 'x' }];
    await expect(client.chat.completions.create({ model: 'nothing', messages })).rejects.toBeInstanceOf(
      OpenAI.NotFoundError,
    );
    await expect(client.chat.completions.create({ model: MODEL, messages, n: 0 })).rejects.toMatchObject({
      status: 400,
      param: 'n',
      code: 'integer_below_min_value',
    });
  });
});
