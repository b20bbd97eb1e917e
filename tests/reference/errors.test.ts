import { describe, expect, test } from 'vitest';
import { startReference } from '../../reference/server.js';
import { MODEL, useReference } from './client.js';

const reference = useReference();
const LAWFUL = { model: MODEL, messages: [{ role: 'user', content: 'hello' }], max_tokens: 1 };

describe('chat parameters', () => {
  test.each([
    ['temperature', [2.1, -0.1, 'hot', true]],
    ['top_p', [1.1, -0.1]],
    ['presence_penalty', [2.1, -2.1]],
    ['frequency_penalty', [2.1, -2.1]],
    ['n', [0, 129, 1.5]],
    ['max_tokens', [0, -1, 1.5, '5']],
    ['top_logprobs', [21, -1]],
    ['logprobs', [1, 'yes']],
    ['stop', [['a', 'b', 'c', 'd', 'e'], '', [1], 7]],
    ['logit_bias', [{ x: 1 }, { 999999: 1 }, { 1: 101 }, [1]]],
    ['seed', ['x', 1.5]],
    ['stream', ['yes']],
    ['user', [7]],
    ['response_format', ['json']],
    ['tools', ['f', [{}]]],
    ['service_tier', ['gold']],
    ['reasoning_effort', ['huge']],
    ['modalities', [['audio']]],
  ])('%s out of its range or of another type is refused by name', async (param, values) => {
    for (const value of values) {
      const { status, json } = await reference.post('/v1/chat/completions', {
        ...LAWFUL,
        logprobs: param === 'top_logprobs' || undefined,
        [param]: value,
      });
      expect(status, JSON.stringify(value)).toBe(400);
      expect(json.error.param.startsWith(param), json.error.param).toBe(true);
    }
  });

  test('the ends of the ranges are accepted', async () => {
    for (const options of [
      { temperature: 0 },
      { temperature: 2 },
      { top_p: 0 },
      { top_p: 1 },
      { presence_penalty: -2, frequency_penalty: 2 },
      { stop: ['a', 'b', 'c', 'd'] },
      { stop: [] },
      { logprobs: true, top_logprobs: 20 },
      { logit_bias: { 0: -100, 1: 100 } },
    ]) {
      expect(
        (await reference.post('/v1/chat/completions', { ...LAWFUL, ...options })).status,
        JSON.stringify(options),
      ).toBe(200);
    }
  });

  test('an explicit null is as if absent', async () => {
    const nullable = [
      'temperature',
      'top_p',
      'n',
      'stop',
      'seed',
      'logit_bias',
      'stream',
      'stream_options',
      'metadata',
      'logprobs',
      'top_logprobs',
      'store',
      'service_tier',
      'max_completion_tokens',
      'tools',
      'tool_choice',
      'response_format',
    ];
    const nulls = Object.fromEntries(nullable.map((name) => [name, null]));
    expect((await reference.post('/v1/chat/completions', { ...LAWFUL, ...nulls })).status).toBe(200);
  });

  test('hints are accepted', async () => {
    const hints = {
      user: 'u',
      metadata: { a: 'b' },
      store: false,
      service_tier: 'auto',
      safety_identifier: 's',
      prompt_cache_key: 'p',
      parallel_tool_calls: true,
      reasoning_effort: 'low',
      verbosity: 'low',
    };
    expect((await reference.post('/v1/chat/completions', { ...LAWFUL, ...hints })).status).toBe(200);
  });

  test.each([
    [{ top_logprobs: 2 }, 'top_logprobs'],
    [{ stream_options: { include_usage: true } }, 'stream_options'],
    [{ max_completion_tokens: 2 }, 'max_tokens'],
  ])('%j contradicts the rest and is refused', async (options, param) => {
    expect((await reference.post('/v1/chat/completions', { ...LAWFUL, ...options })).json.error.param).toBe(
      param,
    );
  });
});

describe('messages', () => {
  test.each([
    [[], 'messages'],
    ['hello', 'messages'],
    [['hello'], 'messages[0]'],
    [[{ role: 'wizard', content: 'x' }], 'messages[0].role'],
    [[{ content: 'x' }], 'messages[0].role'],
    [[{ role: 'user' }], 'messages[0].content'],
    [[{ role: 'user', content: null }], 'messages[0].content'],
    [[{ role: 'user', content: [] }], 'messages[0].content'],
    [
      [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:,' } }] }],
      'messages[0].content[0].type',
    ],
    [[{ role: 'user', content: [{ type: 'text' }] }], 'messages[0].content[0].text'],
    [[{ role: 'assistant' }], 'messages[0].content'],
    [[{ role: 'assistant', tool_calls: [{ id: null }] }], 'messages[0].tool_calls[0].id'],
    [[{ role: 'function', content: 'x' }], 'messages[0].name'],
  ])('%j is refused', async (messages, param) => {
    const { status, json } = await reference.post('/v1/chat/completions', { ...LAWFUL, messages });
    expect(status).toBe(400);
    expect(json.error.param).toBe(param);
  });
});

describe('bodies and paths', () => {
  test.each(['', '{', '[]', '"text"', 'null', `${'['.repeat(100_000)}${']'.repeat(100_000)}`])(
    'the body %.20s is refused with 400',
    async (body) => {
      for (const path of ['chat/completions', 'completions', 'embeddings']) {
        const { status, json } = await reference.post(`/v1/${path}`, body);
        expect(status).toBe(400);
        expect(json.error).toEqual({
          message: expect.any(String),
          type: 'invalid_request_error',
          param: null,
          code: null,
        });
      }
    },
  );

  test.each([
    ['chat/completions', 'messages'],
    ['completions', 'prompt'],
    ['embeddings', 'input'],
  ])('%s: what is required is named if it is missing', async (path, param) => {
    expect((await reference.post(`/v1/${path}`, { model: MODEL })).json.error).toMatchObject({
      param,
      code: 'missing_required_parameter',
    });
    const withoutModel = { messages: LAWFUL.messages, [param]: param === 'messages' ? LAWFUL.messages : 'x' };
    expect((await reference.post(`/v1/${path}`, withoutModel)).json.error.param).toBe('model');
  });

  test('an unknown model is a 404, streamed or not', async () => {
    for (const stream of [false, true]) {
      const { status, json } = await reference.post('/v1/chat/completions', {
        ...LAWFUL,
        model: 'no-such-model',
        stream,
      });
      expect(status).toBe(404);
      expect(json.error).toMatchObject({ type: 'invalid_request_error', code: 'model_not_found' });
    }
  });

  test('an unknown path is a 404, a wrong method a 405, both in the envelope', async () => {
    expect((await reference.send('/v1/no-such-path')).json.error.code).toBe('unknown_url');
    expect((await reference.send('/elsewhere')).json.error.code).toBe('unknown_url');
    const wrong = await reference.send('/v1/chat/completions');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await reference.post('/v1/models', {})).status).toBe(405);
  });

  test('a browser may ask first', async () => {
    const headers = {
      origin: 'http://page.example',
      'access-control-request-headers': 'authorization,x-stainless-os',
    };
    const answer = await reference.send('/v1/chat/completions', { method: 'OPTIONS', headers });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-headers')).toContain('x-stainless-os');
  });

  test('every answer has an x-request-id of its own', async () => {
    const ids = [];
    for (const answer of [
      await reference.send('/dialect/fireworks/v1/models'),
      await reference.send('/v1/models'),
      await reference.send('/v1/nothing'),
      await reference.chat('hi', { stream: true }),
    ]) {
      ids.push(answer.headers.get('x-request-id'));
    }
    expect(new Set(ids).size).toBe(4);
    expect(ids).not.toContain(null);
  });
});

test('a key is demanded if the endpoint has one', async () => {
  const endpoint = await startReference({ apiKey: 'the-right-key' });
  const status = async (authorization?: string) => {
    const response = await fetch(
      `${endpoint.baseURL}/models`,
      authorization ? { headers: { authorization } } : {},
    );
    await response.text();
    return response.status;
  };
  expect(await status('Bearer the-right-key')).toBe(200);
  expect(await status('Bearer another-key')).toBe(401);
  expect(await status()).toBe(401);
  await endpoint.close();
});

test.each([
  ['/dialect/esperanto/v1/models', 'esperanto'],
  ['/persona/poet/v1/models', 'poet'],
  ['/fault/no-such-fault/v1/models', 'no-such-fault'],
  ['/flavour/sweet/v1/models', 'flavour'],
])('%s tells what there is', async (path, name) => {
  const { status, json } = await reference.send(path);
  expect(status).toBe(404);
  expect(json.error.message).toContain(name);
});
