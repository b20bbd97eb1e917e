import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { Exchange } from '../../schemas/types/report.js';
import type { WireRequest } from '../../src/transport/request.js';
import { openWire, type Wire, type WireOptions } from '../../src/transport/wire.js';

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const open: { close(): unknown }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** A server and a wire to it. */
async function connect(handler: Handler, options: Partial<WireOptions> = {}) {
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString();
      requests.push(`${request.method} ${request.url} ${body}`);
      handler(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const exchanges: Exchange[] = [];
  const stop = new AbortController();
  const wire: Wire = openWire({
    target: 'test',
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    concurrency: 4,
    deadlines: { firstByteMs: 400, silenceMs: 400, totalMs: 2_000 },
    runStartMs: performance.now(),
    signal: stop.signal,
    record: (exchange) => exchanges.push(exchange),
    ...options,
  });
  open.push(wire, {
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
  return { wire, exchanges, requests, stop, server };
}

const json = (response: ServerResponse, value: unknown, status = 200) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
};

const POST = { method: 'POST', path: '/chat/completions' } as const;

describe('equal requests', () => {
  test('are sent once, whatever the order of their keys', async () => {
    const { wire, requests } = await connect((_request, response) => json(response, { ok: true }));
    const [first, second] = await Promise.all([
      wire.send({ ...POST, json: { a: 1, b: { c: 2, d: 3 } } }),
      wire.send({ ...POST, json: { b: { d: 3, c: 2 }, a: 1 } }),
    ]);
    expect(requests).toHaveLength(1);
    expect(second.id).toBe(first.id);
  });

  test('are sent again when asked for afresh, under another id', async () => {
    const { wire, requests, exchanges } = await connect((_request, response) => json(response, {}));
    const first = await wire.send({ ...POST, json: { a: 1 } });
    const again = await wire.send({ ...POST, json: { a: 1 }, fresh: true });
    expect(requests).toHaveLength(2);
    expect(again.id).not.toBe(first.id);
    expect(exchanges.map(({ sample }) => sample)).toEqual([0, 1]);
  });

  test('have the same id in another run', async () => {
    const one = await connect((_request, response) => json(response, {}));
    const other = await connect((_request, response) => json(response, { different: true }));
    const ids = await Promise.all(
      [one, other].map(async ({ wire }) => (await wire.send({ ...POST, json: { a: 1 } })).id),
    );
    expect(ids[0]).toBe(ids[1]);
  });

  test('are asked again where the answer did not arrive', async () => {
    let times = 0;
    const { wire } = await connect((request, response) => {
      times += 1;
      // The first and its one repetition on a fresh connection are cut off.
      if (times <= 2) request.socket.destroy();
      else json(response, { ok: true });
    });
    expect((await wire.send({ ...POST, json: {} })).failure?.kind).toBe('reset');
    expect((await wire.send({ ...POST, json: {} })).status).toBe(200);
  });
});

describe('retries', () => {
  test('503 is asked again, each attempt is an exchange, and it is counted', async () => {
    let times = 0;
    const { wire, exchanges } = await connect((_request, response) => {
      times += 1;
      if (times < 3) {
        response.writeHead(503, { 'retry-after': '0' });
        response.end();
      } else json(response, { ok: true });
    });
    expect((await wire.send({ ...POST, json: {} })).status).toBe(200);
    expect(exchanges.map(({ attempt, response }) => [attempt, response?.status])).toEqual([
      [0, 503],
      [1, 503],
      [2, 200],
    ]);
    expect(wire.notes.healed).toBe(1);
  });

  test('500 is not asked again', async () => {
    const { wire, requests } = await connect((_request, response) => json(response, {}, 500));
    expect((await wire.send({ ...POST, json: {} })).status).toBe(500);
    expect(requests).toHaveLength(1);
  });

  test('429 slows us down to half as many requests at a time', async () => {
    let running = 0;
    let most = 0;
    let refused = false;
    const { wire } = await connect((_request, response) => {
      if (!refused) {
        refused = true;
        response.writeHead(429, { 'retry-after': '0' });
        response.end();
        return;
      }
      running += 1;
      most = Math.max(most, running);
      setTimeout(() => {
        running -= 1;
        json(response, {});
      }, 10);
    });
    await wire.send({ ...POST, json: { first: true } });
    most = 0;
    await Promise.all(Array.from({ length: 12 }, (_, i) => wire.send({ ...POST, json: { i } })));
    expect(most).toBe(2);
  });

  test('a request that must go once goes once', async () => {
    const { wire, requests } = await connect((_request, response) => json(response, {}, 503));
    await wire.send({ ...POST, json: {}, once: true });
    expect(requests).toHaveLength(1);
  });
});

describe('failures are told apart', () => {
  test('nothing listens', async () => {
    const { wire } = await connect(() => {}, { baseURL: 'http://127.0.0.1:1/v1', retries: 0 });
    expect((await wire.send({ method: 'GET', path: '/models' })).failure?.kind).toBe('refused');
  });

  test('nothing listens any more, and then again', async () => {
    const { wire, server } = await connect((_request, response) => json(response, {}), { retries: 0 });
    const { port } = server.address() as AddressInfo;
    await wire.send({ ...POST, json: {} });
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    await wire.send({ ...POST, json: { gone: true }, once: true });
    expect(wire.notes.goneSinceMs).toBeGreaterThanOrEqual(0);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    await wire.send({ ...POST, json: { back: true }, once: true });
    expect(wire.notes.goneSinceMs).toBeUndefined();
  });

  test('no such host', async () => {
    const { wire } = await connect(() => {}, { baseURL: 'http://no-such-host.invalid/v1', retries: 0 });
    expect((await wire.send({ method: 'GET', path: '/models' })).failure?.kind).toBe('unresolved');
  });

  test('no byte comes', async () => {
    const { wire } = await connect(() => {});
    expect((await wire.send({ ...POST, json: {} })).failure).toMatchObject({
      kind: 'timeout',
      message: /no byte/,
    });
  });

  test('the answer falls silent', async () => {
    const { wire, exchanges } = await connect((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {"a":1}\n\n');
    });
    const received = await wire.send({ ...POST, json: {} });
    expect(received.failure).toMatchObject({ kind: 'timeout', message: /silent/ });
    expect(exchanges[0]?.response?.body.text).toBe('data: {"a":1}\n\n');
  });

  test('what answers is no HTTP', async () => {
    const { wire } = await connect((request) => {
      (request.socket as Socket).end('hello, this is not HTTP\r\n\r\n');
    });
    expect((await wire.send({ ...POST, json: {} })).failure?.kind).toBe('malformed');
  });

  test('the connection breaks in the middle of the body', async () => {
    const { wire } = await connect((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"a":');
      setTimeout(() => request.socket.destroy(), 20);
    });
    const received = await wire.send({ ...POST, json: {} });
    expect(received.failure?.kind).toBe('reset');
    expect(received.text).toBe('{"a":');
  });

  test('the run is stopped', async () => {
    const { wire, stop } = await connect(() => {}, {
      deadlines: { firstByteMs: 10_000, silenceMs: 10_000, totalMs: 10_000 },
    });
    const pending = wire.send({ ...POST, json: {} });
    setTimeout(() => stop.abort(), 20);
    expect((await pending).failure?.kind).toBe('stopped');
  });

  test('a body of more than 16 MiB is cut, and said to be', async () => {
    const { wire, exchanges } = await connect((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const piece = Buffer.alloc(1024 * 1024, 'x');
      for (let i = 0; i < 24; i += 1) response.write(piece);
      response.end();
    });
    const received = await wire.send({ ...POST, json: {} });
    expect(received.failure?.kind).toBe('too-large');
    expect(JSON.stringify(exchanges).length).toBeLessThan(200_000);
  });
});

describe('a stream', () => {
  test('is read as events, with the time of each', async () => {
    const { wire, exchanges } = await connect((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {"a":1}\n\n');
      setTimeout(() => response.end('data: [DONE]\n\n'), 60);
    });
    const { events = [] } = await wire.send({ ...POST, json: {} });
    expect(events.map(({ data }) => data)).toEqual(['{"a":1}', '[DONE]']);
    expect((events[1]?.atMs ?? 0) - (events[0]?.atMs ?? 0)).toBeGreaterThan(20);
    expect(exchanges[0]?.stream).toMatchObject({ events: 1, done: true, anomalies: [] });
  });

  test('is seen as one under another media type', async () => {
    const { wire } = await connect((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('data: {"a":1}\n\ndata: [DONE]\n\n');
    });
    expect((await wire.send({ ...POST, json: {} })).events).toHaveLength(2);
  });

  test('can be left after some events, and the server notices', async () => {
    let left: () => void = () => {};
    const gone = new Promise<void>((resolve) => {
      left = resolve;
    });
    const { wire } = await connect((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const timer = setInterval(() => response.write('data: {"a":1}\n\n'), 5);
      response.on('close', () => {
        clearInterval(timer);
        left();
      });
    });
    const received = await wire.send({ ...POST, json: {}, cutAfterEvents: 3 });
    await gone;
    expect(received.failure?.kind).toBe('cut');
    expect(received.events?.length).toBeGreaterThanOrEqual(3);
  });

  test('is decompressed', async () => {
    const { wire } = await connect((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' });
      response.end(gzipSync('data: {"a":1}\n\ndata: [DONE]\n\n'));
    });
    expect((await wire.send({ ...POST, json: {} })).events?.map(({ data }) => data)).toEqual([
      '{"a":1}',
      '[DONE]',
    ]);
  });
});

test('a stream that an error ends is not remembered', async () => {
  let sent = 0;
  const { wire } = await connect((_request, response) => {
    sent += 1;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const end = sent === 1 ? '{"error":{"message":"out of memory"}}' : '[DONE]';
    response.end(`data: {"choices":[]}\n\ndata: ${end}\n\n`);
  });
  const answers = [];
  for (let i = 0; i < 3; i += 1) answers.push(await wire.send({ ...POST, json: {} }));
  expect(answers.map(({ stream }) => stream?.done)).toEqual([false, true, true]);
  expect(sent).toBe(2);
});

test('an answer to HEAD has no body to decompress, whatever its head says', async () => {
  const { wire } = await connect((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end();
  });
  const received = await wire.send({ method: 'HEAD', path: '/models' });
  expect([received.status, received.failure]).toEqual([200, undefined]);
});

describe('what is recorded', () => {
  const KEY = 'sk-"very\\secret&key';

  test('never has the key, wherever the server puts it', async () => {
    const { wire, exchanges } = await connect(
      (request, response) => {
        const key = (request.headers.authorization ?? '').slice('Bearer '.length);
        response.writeHead(401, { 'content-type': 'application/json', 'x-echo': encodeURIComponent(key) });
        response.end(
          JSON.stringify({
            error: { message: `Incorrect API key: ${key}`, again: Buffer.from(key).toString('base64') },
          }),
        );
      },
      { apiKey: KEY },
    );
    const received = await wire.send({ ...POST, json: { note: `my key is ${KEY}` } });
    expect(received.text).toContain(JSON.stringify(KEY).slice(1, -1));
    const recorded = JSON.stringify(exchanges);
    expect(recorded).toContain('[redacted]');
    for (const form of [
      KEY,
      JSON.stringify(KEY).slice(1, -1),
      encodeURIComponent(KEY),
      Buffer.from(KEY).toString('base64'),
    ]) {
      expect(recorded).not.toContain(form);
    }
    expect(JSON.parse(exchanges[0]?.response?.body.text ?? '')).toHaveProperty('error.message');
  });

  test('never has the value of a header of the user', async () => {
    const { wire, exchanges } = await connect((_request, response) => json(response, {}), {
      headers: { 'Api-Key': 'a-secret-of-azure', Authorization: 'Basic dXNlcjpwYXNzd29yZA==' },
    });
    await wire.send({ ...POST, json: {} });
    const recorded = JSON.stringify(exchanges);
    expect(recorded).toContain('api-key');
    expect(recorded).not.toContain('a-secret-of-azure');
    expect(recorded).not.toContain('dXNlcjpwYXNzd29yZA');
  });

  test('keeps the beginning and the end of a long body, and its length and hash', async () => {
    const long = `${'a'.repeat(100_000)}${'z'.repeat(100_000)}`;
    const { wire, exchanges } = await connect((_request, response) => response.end(long));
    await wire.send({ ...POST, json: {} });
    const body = exchanges[0]?.response?.body;
    expect(body?.bytes).toBe(200_000);
    expect(body?.text).toBe('a'.repeat(32 * 1024));
    expect(body?.tail).toBe('z'.repeat(32 * 1024));
    expect(body?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

test('another key, or none, goes out when a check wants that', async () => {
  const seen: (string | undefined)[] = [];
  const { wire } = await connect(
    (request, response) => {
      seen.push(request.headers.authorization);
      json(response, {});
    },
    { apiKey: 'sk-the-users-own-key' },
  );
  await wire.send({ ...POST, json: {} });
  await wire.send({ ...POST, json: {}, credentials: 'none' });
  await wire.send({ ...POST, json: {}, credentials: 'wrong' });
  expect(seen[0]).toBe('Bearer sk-the-users-own-key');
  expect(seen[1]).toBeUndefined();
  expect(seen[2]).toMatch(/^Bearer sk-touchstone-wrong/);
});

describe('a key in a header of the user’s', () => {
  const headers = { 'Api-Key': 'the-key-0123456789' };

  test.each([
    ['own', 'the-key-0123456789'],
    ['none', undefined],
    ['wrong', expect.stringMatching(/^sk-/)],
  ] as const)('credentials %s: only that header tells', async (credentials, expected) => {
    let seen: IncomingMessage['headers'] = {};
    const { wire } = await connect(
      (request, response) => {
        seen = request.headers;
        json(response, {});
      },
      { headers },
    );
    await wire.send({ ...POST, json: {}, credentials });
    expect(seen['api-key']).toEqual(expected);
    expect(seen.authorization).toBeUndefined();
  });
});

describe('headers of the user’s beside the key', () => {
  const route = { 'X-Portkey-Provider': 'openai', 'X-Route': 'to-the-east' };
  const secret = {
    'X-Session-Token': 'the-session-0123456789',
    'X-Portkey-Api-Key': 'the-key-0123456789',
    'Helicone-Auth': 'Bearer 0123456789',
    'Ocp-Apim-Subscription-Key': 'the-subscription-0123456789',
    XApiKey: 'the-other-key-0123456789',
    Cookie: 'session=0123456789',
  };

  async function sent(request: Partial<WireRequest>): Promise<string[]> {
    let seen: string[] = [];
    const { wire } = await connect(
      (request, response) => {
        seen = Object.keys(request.headers);
        response.end('{}');
      },
      { headers: { ...route, ...secret }, apiKey: 'sk-the-users-own-key' },
    );
    await wire.send({ ...POST, ...request });
    const ours = Object.keys({ ...route, ...secret, Authorization: '' }).map((name) => name.toLowerCase());
    return ours.filter((name) => seen.includes(name));
  }

  const routing = ['x-portkey-provider', 'x-route'];

  test('go with the key', async () => {
    expect(await sent({ credentials: 'own' })).toHaveLength(9);
  });

  test.each([
    ['none', routing],
    ['wrong', [...routing, 'authorization']],
  ] as const)(
    'credentials %s: what may hold a key stays away, the rest tells where to',
    async (credentials, names) => {
      expect(await sent({ credentials })).toEqual(names);
    },
  );

  test('stay away where a browser asks before the request', async () => {
    expect(await sent({ method: 'OPTIONS', credentials: 'none' })).toEqual([]);
  });
});

test('the query of the base URL goes with each request and is recorded, but not what may be a key in it', async () => {
  const { wire, exchanges, requests } = await connect(
    (request, response) => json(response, { asked: request.url }),
    { query: { 'api-version': '2024-10-21', key: 'query-key-0123456789' } },
  );
  await wire.send({ method: 'GET', path: '/models' });
  expect(requests).toEqual(['GET /v1/models?api-version=2024-10-21&key=query-key-0123456789 ']);
  expect(exchanges[0]?.request.path).toBe('/models?api-version=2024-10-21&key=[redacted]');
  expect(JSON.stringify(exchanges)).not.toContain('query-key');
});
