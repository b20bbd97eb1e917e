import { describe, expect, test } from 'vitest';
import { preflight } from '../../src/check/preflight.js';
import { openWire } from '../../src/transport/wire.js';
import { type Body, completion, endpoint, type Handler, json, refusal } from './endpoint.js';

const list = (...entries: object[]) => ({ object: 'list', data: entries });

/** Models are listed; completions do not exist; chat is up to the test. */
function chatOnly(chat: Handler, models: object = list({ id: 'm', object: 'model' })): Handler {
  return (body, response, request) => {
    if (request.url?.endsWith('/models')) return json(response, 200, models);
    if (request.url?.endsWith('/chat/completions')) return chat(body, response, request);
    return json(response, 404, refusal('no such route'));
  };
}

const talks: Handler = (_body, response) => json(response, 200, completion('once upon a time'));

async function contact(handler: Handler, more: object = {}) {
  const { baseURL, wire, exchanges, paths } = await endpoint(handler);
  return {
    ...(await preflight({ name: 'test', baseURL, keyGiven: false, ...more }, wire)),
    exchanges,
    paths,
  };
}

describe('who is there', () => {
  test('nobody: one refused connection, and no more', async () => {
    const { baseURL, wire, stop } = await endpoint(talks);
    stop.abort();
    await wire.close();
    const closed = baseURL.replace(/:\d+/, ':9');
    const exchanges: unknown[] = [];
    const other = openWire({
      target: 'test',
      baseURL: closed,
      concurrency: 4,
      deadlines: { firstByteMs: 500, silenceMs: 500, totalMs: 2_000 },
      runStartMs: performance.now(),
      signal: new AbortController().signal,
      record: (exchange) => exchanges.push(exchange),
    });
    const met = await preflight({ name: 'test', baseURL: closed, keyGiven: false }, other);
    await other.close();
    expect(met.kind).toBe('unreachable');
    expect('message' in met && met.message).toContain(closed);
    expect(exchanges).toHaveLength(1);
  });

  test('the only model is taken', async () => {
    expect(await contact(chatOnly(talks))).toMatchObject({ kind: 'ready', model: 'm' });
  });

  test('of several models one must be named', async () => {
    const met = await contact(chatOnly(talks, list({ id: 'a' }, { id: 'b' })));
    expect(met).toMatchObject({ kind: 'model', models: ['a', 'b'] });
    expect(met.paths).toEqual(['GET /v1/models']);
  });

  test('a model that the list does not name but that answers is taken, with a note', async () => {
    const met = await contact(chatOnly(talks, list({ id: 'other' })), { model: 'm' });
    expect(met.kind === 'ready' && met.notes).toEqual([expect.stringContaining('does not list m')]);
  });

  test('no list of models is no obstacle where the model is named', async () => {
    const handler = chatOnly(talks);
    const met = await contact(
      (body, response, request) =>
        request.url?.endsWith('/models') ? json(response, 404, {}) : handler(body, response, request),
      { model: 'm' },
    );
    expect(met.kind).toBe('ready');
  });

  test('a page instead of an API, without /v1: the hint says what most servers want', async () => {
    const { wire } = await endpoint((_body, response) =>
      response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>not found</h1>'),
    );
    const met = await preflight({ name: 'test', baseURL: 'http://host', keyGiven: false, model: 'm' }, wire);
    expect(met.kind).toBe('unreachable');
    expect('message' in met && met.message).toContain('http://host/v1');
  });
});

describe('somebody else', () => {
  test('a page instead of a list of models', async () => {
    const met = await contact((_body, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>app</title>'),
    );
    expect('message' in met && met.message).toContain('a page, not with JSON');
  });

  test('an address that sends us on', async () => {
    const met = await contact((_body, response) =>
      response.writeHead(308, { location: 'https://elsewhere.example/v1/models' }).end(),
    );
    expect('message' in met && met.message).toContain('https://elsewhere.example/v1/models');
  });

  test('a server that limits the rate is asked again, and lacks nothing', async () => {
    let turnedAway = 0;
    const handler = chatOnly(talks);
    const { baseURL, wire } = await endpoint(
      (body, response, request) => {
        if (request.method === 'POST' && turnedAway++ % 2 === 0) {
          response.setHeader('retry-after', '0');
          json(response, 429, refusal('slow down'));
        } else handler(body, response, request);
      },
      { retries: 2 },
    );
    const met = await preflight({ name: 'test', baseURL, keyGiven: false }, wire);
    expect(met.kind === 'ready' && met.facts.chat.state).toBe('present');
  });
});

describe('how this endpoint wants to be asked', () => {
  const facts = async (chat: Handler, models?: object) => {
    const met = await contact(chatOnly(chat, models));
    if (met.kind !== 'ready') throw new Error(`not ready: ${JSON.stringify(met)}`);
    return met.facts;
  };
  const refusing =
    (...parameters: string[]): Handler =>
    (body: Body, response, request) => {
      const refused = parameters.find((parameter) => parameter in body);
      if (refused) json(response, 400, refusal(`Unsupported parameter: ${refused}`, refused));
      else talks(body, response, request);
    };

  test.each([
    [[], { limitParameter: 'max_tokens', temperature: true }],
    [['max_tokens'], { limitParameter: 'max_completion_tokens', temperature: true }],
    [['max_tokens', 'temperature'], { limitParameter: 'max_completion_tokens', temperature: false }],
    [['max_completion_tokens', 'temperature'], { limitParameter: 'max_tokens', temperature: false }],
  ])('where it refuses %j', async (refused, expected) => {
    expect((await facts(refusing(...refused))).chat).toMatchObject(expected);
  });

  test('a model that thinks first gets room until a word is visible', async () => {
    const { chat } = await facts((body: Body, response) => {
      const choice = { index: 0, message: { role: 'assistant', content: '' }, finish_reason: 'length' };
      if (body.max_tokens < 400) json(response, 200, completion('', { choices: [choice] }));
      else json(response, 200, completion('at last'));
    });
    expect(chat.thinkingTokens).toBe(512);
  });

  test('a model that never says the same twice is known for it', async () => {
    let said = 0;
    const { chat } = await facts((_body, response) => json(response, 200, completion(`word ${said++}`)));
    expect(chat.repeatable).toBe(false);
    expect((await facts(talks)).chat.repeatable).toBe(true);
  });

  test.each(['context_length', 'max_model_len', 'context_window'])(
    'the window as %s of the model list',
    async (field) => {
      const { contextWindow, contextWindowFrom } = await facts(talks, list({ id: 'm', [field]: 4096 }));
      expect(contextWindow).toBe(4096);
      expect(contextWindowFrom).toContain(field);
    },
  );

  test('an endpoint that does not exist is absent, one that breaks is broken', async () => {
    const learned = await facts(talks);
    expect(learned.completions.state).toBe('absent');
    const met = await contact((body, response, request) =>
      request.url?.endsWith('/v1/completions')
        ? json(response, 500, { error: { message: 'boom' } })
        : chatOnly(talks)(body, response, request),
    );
    expect(met.kind === 'ready' && met.facts.completions).toMatchObject({ state: 'broken' });
  });
});
