import { describe, expect, test } from 'vitest';
import { finishReasons, MODEL, textOf, useReference } from './client.js';

const WINDOW = 256;
const reference = useReference({ contextWindow: WINDOW });
const LONG_PROMPT = 'and then '.repeat(WINDOW);

describe('usage in streams', () => {
  const ask = (endpoint: string, prefix: string, stream_options?: object) => {
    const options = { stream: true, max_tokens: 4, ...(stream_options && { stream_options }) };
    return endpoint === 'chat'
      ? reference.chat('hello', options, prefix)
      : reference.complete('hello', options, prefix);
  };

  describe.each(['chat', 'completions'])('%s', (endpoint) => {
    test('openai: absent unless asked for', async () => {
      const { chunks } = await ask(endpoint, '/dialect/openai');
      expect(chunks.every((chunk) => !('usage' in chunk) && chunk.choices.length === 1)).toBe(true);
    });

    test('openai: if asked for, in an extra chunk without choices, and null before', async () => {
      const { chunks } = await ask(endpoint, '/dialect/openai', { include_usage: true });
      expect(chunks.slice(0, -1).every((chunk) => chunk.usage === null && chunk.choices.length === 1)).toBe(
        true,
      );
      expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 4 } });
    });

    test.each([undefined, { include_usage: true }, { include_usage: false }])(
      'fireworks: in the chunk with the finish_reason, null before; with stream_options %j',
      async (stream_options) => {
        const { chunks } = await ask(endpoint, '/dialect/fireworks', stream_options);
        expect(chunks.slice(0, -1).every((chunk) => chunk.usage === null)).toBe(true);
        expect(chunks.at(-1)).toMatchObject({
          choices: [{ finish_reason: 'length' }],
          usage: { completion_tokens: 4 },
        });
      },
    );
  });

  test('fireworks: with several choices only the chunk that ends the last one has it, and it counts all', async () => {
    const { chunks } = await reference.chat(
      'hello',
      { stream: true, n: 3, max_tokens: 4 },
      '/dialect/fireworks',
    );
    expect(chunks.filter((chunk) => chunk.usage !== null)).toEqual([chunks.at(-1)]);
    expect(chunks.at(-1).usage.completion_tokens).toBe(12);
  });

  test('is the sum, and equal to the unstreamed usage', async () => {
    const { usage } = (await reference.complete('hello', { max_tokens: 9 }, '/dialect/fireworks')).json;
    const { chunks } = await reference.complete(
      'hello',
      { max_tokens: 9, stream: true },
      '/dialect/fireworks',
    );
    expect(chunks.at(-1).usage).toEqual(usage);
    expect(usage.total_tokens).toBe(usage.prompt_tokens + usage.completion_tokens);
  });
});

describe('prompt and limit over the context window', () => {
  const ENDPOINTS: [string, (options: object, prefix: string) => ReturnType<typeof reference.chat>][] = [
    ['chat', (options, prefix) => reference.chat('Tell me a story', options, prefix)],
    ['completions', (options, prefix) => reference.complete('The', options, prefix)],
  ];

  describe.each(ENDPOINTS)('%s', (_, ask) => {
    test('openai refuses, streamed or not', async () => {
      for (const stream of [false, true]) {
        const { status, json } = await ask({ max_tokens: WINDOW, stream }, '/dialect/openai');
        expect(status).toBe(400);
        expect(json.error).toMatchObject({ code: 'context_length_exceeded', type: 'invalid_request_error' });
        expect(json.error.message).toContain('context length');
      }
    });

    test.each(['fireworks', 'fireworks-2024'])('%s lowers max_tokens to what fits', async (dialect) => {
      // A bias on one token keeps the text from ending by itself.
      const { json, status } = await ask(
        { max_tokens: 10_000_000, logit_bias: undefined, temperature: 2 },
        `/dialect/${dialect}`,
      );
      expect(status).toBe(200);
      expect(json.usage.total_tokens).toBeLessThanOrEqual(WINDOW);
    });

    test('fireworks fills the window exactly', async () => {
      const { json } = await ask({ max_tokens: 100_000, logit_bias: { 40: 100 } }, '/dialect/fireworks');
      expect(json.usage.total_tokens).toBe(WINDOW);
      expect(json.choices[0].finish_reason).toBe('length');
    });

    test('fireworks refuses if context_length_exceeded_behavior says so, and not if it says truncate', async () => {
      const withBehavior = (context_length_exceeded_behavior: string) =>
        ask({ max_tokens: WINDOW, context_length_exceeded_behavior }, '/dialect/fireworks');
      expect((await withBehavior('error')).json.error.code).toBe('context_length_exceeded');
      expect((await withBehavior('truncate')).status).toBe(200);
      expect((await withBehavior('whatever')).json.error.param).toBe('context_length_exceeded_behavior');
    });

    test('openai does not know context_length_exceeded_behavior', async () => {
      const { json } = await ask({ context_length_exceeded_behavior: 'truncate' }, '/dialect/openai');
      expect(json.error).toMatchObject({
        code: 'unknown_parameter',
        param: 'context_length_exceeded_behavior',
      });
    });
  });

  test.each(['openai', 'fireworks', 'fireworks-2024'])(
    '%s refuses a prompt that is too long by itself',
    async (dialect) => {
      for (const answer of [
        await reference.complete(LONG_PROMPT, { max_tokens: 1 }, `/dialect/${dialect}`),
        await reference.chat(LONG_PROMPT, {}, `/dialect/${dialect}`),
      ]) {
        expect(answer.status).toBe(400);
        expect(answer.json.error.code).toBe('context_length_exceeded');
      }
    },
  );
});

describe('options that the older fireworks page says are missing', () => {
  const OLD = '/dialect/fireworks-2024';

  test.each([
    ['presence_penalty', 1],
    ['frequency_penalty', -1],
    ['logit_bias', { 1: 1 }],
    ['functions', [{ name: 'f' }]],
  ])('%s is refused in chat, and works in the current dialect', async (param, value) => {
    const { status, json } = await reference.chat('hello', { [param]: value }, OLD);
    expect(status).toBe(400);
    expect(json.error).toMatchObject({ param, code: 'unsupported_parameter' });
    expect((await reference.chat('hello', { [param]: value }, '/dialect/fireworks')).status).toBe(200);
  });

  test('best_of is refused in completions', async () => {
    expect((await reference.complete('a', { best_of: 2 }, OLD)).json.error.param).toBe('best_of');
    expect((await reference.complete('a', { best_of: 2 }, '/dialect/fireworks')).status).toBe(200);
  });

  test('values that ask for nothing are taken', async () => {
    const nothing = { presence_penalty: 0, frequency_penalty: 0, logit_bias: {}, n: 1 };
    expect((await reference.chat('hello', nothing, OLD)).status).toBe(200);
    expect((await reference.complete('hello', { ...nothing, best_of: 1 }, OLD)).status).toBe(200);
  });
});

describe('models', () => {
  test('openai states no window, fireworks does', async () => {
    const { json } = await reference.send('/v1/models');
    expect(json).toMatchObject({ object: 'list', data: [{ id: MODEL, object: 'model' }] });
    expect(json.data[0]).not.toHaveProperty('context_length');
    const { data } = (await reference.send('/dialect/fireworks/v1/models')).json;
    expect(data[0].context_length).toBe(WINDOW);
  });

  test('an id with slashes is found, percent-encoded or not', async () => {
    const [{ id }] = (await reference.send('/dialect/fireworks/v1/models')).json.data;
    for (const path of [id, encodeURIComponent(id)]) {
      expect((await reference.send(`/dialect/fireworks/v1/models/${path}`)).json.id).toBe(id);
    }
  });

  test('an unknown id is a 404', async () => {
    const { status, json } = await reference.send('/v1/models/nothing');
    expect(status).toBe(404);
    expect(json.error.code).toBe('model_not_found');
  });
});

test('an unknown parameter is refused by openai and ignored by fireworks', async () => {
  const answer = await reference.chat('hello', { x_unknown: 1 });
  expect(answer.status).toBe(400);
  expect(answer.json.error).toMatchObject({ param: 'x_unknown', code: 'unknown_parameter' });
  const plain = await reference.chat('hello', {}, '/dialect/fireworks');
  expect(textOf(await reference.chat('hello', { x_unknown: 1 }, '/dialect/fireworks'))).toBe(textOf(plain));
});

test('a forced call by name ends with "stop" in openai and with "tool_calls" in fireworks', async () => {
  const options = {
    tools: [{ type: 'function', function: { name: 'f' } }],
    tool_choice: { type: 'function', function: { name: 'f' } },
  };
  expect(finishReasons(await reference.chat('hello', options))).toEqual(['stop']);
  expect(finishReasons(await reference.chat('hello', options, '/dialect/fireworks'))).toEqual(['tool_calls']);
});
