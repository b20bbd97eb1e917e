import { describe, expect, test, vi } from 'vitest';
import { startReference } from '../../reference/server.js';
import { type Any, finishReasons, MODEL, textOf, useReference } from './client.js';

const reference = useReference();
const tools = [
  {
    type: 'function',
    function: {
      name: 'get_weather',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
];

describe('framing', () => {
  test.each(['chat', 'completions'])(
    '%s: every event is one data line with JSON, the last one is [DONE]',
    async (endpoint) => {
      const answer =
        endpoint === 'chat'
          ? await reference.chat('hello', { stream: true })
          : await reference.complete('hello', { stream: true });
      expect(answer.headers.get('content-type')).toBe('text/event-stream');
      expect(answer.text).toMatch(/^(data: \{[^\n]*\}\n\n)+data: \[DONE\]\n\n$/);
    },
  );

  test('a stream is sent although the client accepts JSON only', async () => {
    const answer = await reference.send('/v1/completions', {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: JSON.stringify({ model: MODEL, prompt: 'a', stream: true, max_tokens: 1 }),
    });
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
  });

  test('a refused streaming request gets a plain JSON error', async () => {
    const answer = await reference.chat('hello', { stream: true, max_tokens: 10_000_000 });
    expect(answer.status).toBe(400);
    expect(answer.json.error.code).toBe('context_length_exceeded');
  });
});

describe('chunks', () => {
  test('of a chat: one id, the role first and once, one finish_reason at the end', async () => {
    const { chunks } = await reference.chat('Count from 1 to 5', { stream: true });
    expect(new Set(chunks.map((chunk) => chunk.id)).size).toBe(1);
    expect(chunks.every((chunk) => chunk.object === 'chat.completion.chunk')).toBe(true);
    expect(chunks.map((chunk) => chunk.choices[0].delta.role).filter(Boolean)).toEqual(['assistant']);
    expect(chunks[0].choices[0].delta.role).toBe('assistant');
    expect(chunks.slice(0, -1).every((chunk) => chunk.choices[0].finish_reason === null)).toBe(true);
    expect(chunks.at(-1).choices[0]).toMatchObject({ delta: {}, finish_reason: 'stop' });
  });

  test('of completions have the shape of the unstreamed answer', async () => {
    const { chunks } = await reference.complete('hello', { stream: true, max_tokens: 4 });
    expect(
      chunks.every(
        (chunk) => chunk.object === 'text_completion' && typeof chunk.choices[0].text === 'string',
      ),
    ).toBe(true);
    expect(chunks.at(-1).choices[0].finish_reason).toBe('length');
  });

  test.each([
    'Say this is a test',
    'Count from 1 to 20',
    'Repeat this text exactly: Ærøskøbing 漢字 🙂🌍',
    'Tell me a story',
  ])('joined give the unstreamed text: %s', async (question) => {
    const whole = await reference.chat(question);
    const streamed = await reference.chat(question, {
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(textOf(streamed)).toBe(textOf(whole));
    expect(textOf(streamed)).not.toContain('\uFFFD');
    expect(finishReasons(streamed)).toEqual(finishReasons(whole));
    expect(streamed.chunks.at(-1).usage).toEqual(whole.json.usage);
  });

  test('of several choices come side by side, each with its role and its end', async () => {
    const { chunks } = await reference.chat('Tell me a story', {
      stream: true,
      n: 3,
      max_tokens: 8,
      temperature: 1,
    });
    const order = chunks.map((chunk) => chunk.choices[0].index);
    expect(order.slice(0, 6).toSorted()).not.toEqual(order.slice(0, 6).map(() => 0));
    for (const index of [0, 1, 2]) {
      const own = chunks.map((chunk) => chunk.choices[0]).filter((choice) => choice.index === index);
      expect(own[0].delta.role).toBe('assistant');
      expect(own.filter((choice) => choice.finish_reason !== null)).toHaveLength(1);
    }
  });

  test.each([
    ['chat', { logprobs: true, top_logprobs: 2 }],
    ['completions', { logprobs: 2 }],
  ])('%s: carry the logprobs of the unstreamed answer', async (endpoint, options) => {
    const ask = (stream: boolean) =>
      endpoint === 'chat'
        ? reference.chat('Count from 1 to 9', { ...options, stream })
        : reference.complete('The café at', { ...options, stream });
    const whole = (await ask(false)).json.choices[0].logprobs;
    const parts = (await ask(true)).chunks.map((chunk) => chunk.choices[0].logprobs).filter(Boolean);
    for (const list of endpoint === 'chat'
      ? ['content']
      : ['tokens', 'token_logprobs', 'top_logprobs', 'text_offset']) {
      expect(parts.flatMap((part) => part[list])).toEqual(whole[list]);
    }
  });

  test('of tool calls: id, type and name once, the index always, arguments in pieces', async () => {
    const question = 'What is the weather in Paris and in Rome?';
    const whole = (await reference.chat(question, { tools })).json.choices[0].message.tool_calls;
    const { chunks } = await reference.chat(question, { tools, stream: true });
    const parts = chunks.flatMap((chunk) => chunk.choices[0].delta.tool_calls ?? []);
    const joined = [0, 1].map((index) => {
      const own = parts.filter((part: Any) => part.index === index);
      expect(own.filter((part: Any) => part.id !== undefined)).toHaveLength(1);
      return {
        name: own[0].function.name,
        arguments: own.map((part: Any) => part.function.arguments).join(''),
      };
    });
    expect(joined).toEqual(
      whole.map((call: Any) => ({ name: call.function.name, arguments: call.function.arguments })),
    );
    expect(parts.every((part: Any) => Number.isInteger(part.index))).toBe(true);
    expect(parts.length).toBeGreaterThan(4);
  });
});

test('a client that leaves ends the generation', async () => {
  const slow = await startReference({ tokensPerSecond: 200 });
  const leaving = new AbortController();
  const body = JSON.stringify({
    model: MODEL,
    prompt: 'The',
    max_tokens: 1000,
    stream: true,
    temperature: 1,
  });
  const response = await fetch(`${slow.baseURL}/completions`, {
    method: 'POST',
    body,
    signal: leaving.signal,
  });
  await response.body!.getReader().read();
  leaving.abort();
  await vi.waitFor(() => expect(slow.stats).toMatchObject({ running: 0, abandoned: 1 }), 20_000);
  expect(slow.stats.tokens).toBeLessThan(1000);
  await slow.close();
});
