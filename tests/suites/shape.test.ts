import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Exchange, Observation } from '../../schemas/types/report.js';
import { observeInvariants } from '../../src/check/invariants.js';
import type { WireRequest } from '../../src/transport/request.js';
import { openWire } from '../../src/transport/wire.js';
import { invariants } from '../../suites/index.js';

const open: { close(): unknown }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** What the invariants say of the answers of a server, by id. */
async function examined(
  answer: (response: ServerResponse) => void,
  requests: readonly WireRequest[],
): Promise<Map<string, Observation>> {
  const server: Server = createServer((request, response) => {
    request.resume();
    request.on('end', () => answer(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const exchanges: Exchange[] = [];
  const wire = openWire({
    target: 'test',
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    concurrency: 2,
    deadlines: { firstByteMs: 10_000, silenceMs: 10_000, totalMs: 60_000 },
    runStartMs: performance.now(),
    signal: new AbortController().signal,
    retries: 0,
    record: (exchange) => exchanges.push(exchange),
  });
  open.push(wire, {
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
  for (const request of requests) await wire.send(request);
  return observeInvariants(invariants, exchanges);
}

const CHAT: WireRequest = { method: 'POST', path: '/chat/completions', json: { model: 'm' } };
const HEAD = { id: 'c1', object: 'chat.completion', created: 1, model: 'm' };
const CHOICE = { index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' };

function json(text: string) {
  return (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);
  };
}

function stream(chunks: readonly object[]) {
  const frames = [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map(
    (data) => `data: ${data}\n\n`,
  );
  return (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(frames.join(''));
  };
}

function chunk(choice: object, more: object = {}) {
  return { ...HEAD, object: 'chat.completion.chunk', choices: [{ index: 0, ...choice }], ...more };
}

describe('the shape of every object of a run', () => {
  test('an answer as documented is so, and what it has besides is noted', async () => {
    const answer = { ...HEAD, choices: [CHOICE], timings: { ms: 1 } };
    const found = await examined(json(JSON.stringify(answer)), [CHAT]);
    expect(found.get('chat.shape.response')).toMatchObject({
      outcome: 'documented',
      notes: ["Not in OpenAI's document: /timings"],
    });
  });

  test('one place is told once, with how often and the first exchange', async () => {
    const call = { id: 'a', type: 'function', function: { name: 'f', arguments: {} } };
    const message = { ...CHOICE.message, tool_calls: [call, call] };
    const answer = JSON.stringify({ ...HEAD, choices: [{ ...CHOICE, message }] });
    const found = await examined(json(answer), [CHAT, { ...CHAT, fresh: true }]);
    expect(found.get('chat.shape.response')).toMatchObject({
      outcome: 'breaking',
      findings: [
        {
          path: '/choices/0/message/tool_calls/0/function/arguments',
          expected: 'string',
          got: 'object',
          severity: 'must',
          layer: 'published',
          count: 4,
          exchange: expect.any(String),
        },
      ],
      notes: [expect.stringContaining('JSON.parse')],
    });
  });

  test('an error under status 200 is no misshapen answer: another rule speaks of it', async () => {
    const found = await examined(json('{"error": {"message": "no"}}'), [CHAT]);
    expect(found.get('chat.shape.response')).toMatchObject({ skipped: expect.any(String) });
    expect(found.get('errors.status')).toMatchObject({ outcome: 'inside-success' });
  });
});

describe('bodies that nobody expects', () => {
  test('one of 50 MB is not examined, and that is said', async () => {
    const big = `{"id": "${'x'.repeat(50 * 1024 * 1024)}"}`;
    const small = JSON.stringify({ ...HEAD, choices: [CHOICE] });
    let sent = 0;
    const found = await examined(
      (response) => json(sent++ === 0 ? big : small)(response),
      [CHAT, { ...CHAT, fresh: true }],
    );
    expect(found.get('chat.shape.response')).toMatchObject({
      outcome: 'documented',
      notes: ['Too long to be kept whole, so examined only in part or not at all: 1 exchange'],
    });
  });

  test('one nested 10,000 deep is a finding of its own', async () => {
    const deep = `{"choices": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
    const found = await examined(json(deep), [CHAT]);
    expect(found.get('chat.shape.response')).toMatchObject({
      outcome: 'breaking',
      findings: [{ path: '', expected: 'nesting of at most 512 levels', got: '10001 levels' }],
    });
  });

  test('an event with 100,000 properties is too long to be kept, and nothing is said of it', async () => {
    const many = Array.from({ length: 100_000 }, (_, i) => `"p${i}":1`).join(',');
    const chunks = `data: {${many}}\n\ndata: [DONE]\n\n`;
    const found = await examined(
      (response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).end(chunks),
      [CHAT],
    );
    expect(found.get('chat.shape.chunk')).toMatchObject({ skipped: expect.any(String) });
  });

  test('keys that change prototypes elsewhere are noted like others', async () => {
    const body = JSON.stringify({ ...HEAD, choices: [CHOICE] }).replace(
      '{',
      '{"__proto__": {"polluted": true},',
    );
    const found = await examined(json(body), [CHAT]);
    expect(found.get('chat.shape.response')).toMatchObject({
      outcome: 'documented',
      notes: ["Not in OpenAI's document: /__proto__"],
    });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('the pieces of streams', () => {
  const FIRST = chunk({ delta: { role: 'assistant', content: 'Hel' }, finish_reason: null });
  const SECOND = chunk({ delta: { content: 'lo' }, finish_reason: null });
  const LAST = chunk({ delta: {}, finish_reason: 'stop' });

  test.each([
    ['chat.stream.end', 'once', [FIRST, SECOND, LAST]],
    ['chat.stream.end', 'missing', [FIRST, SECOND]],
    ['chat.stream.end', 'followed', [FIRST, LAST, SECOND]],
    ['chat.stream.end', 'repeated', [FIRST, LAST, LAST]],
    ['chat.stream.id', 'changing', [FIRST, { ...LAST, id: 'other' }]],
    ['chat.stream.message', 'whole', [FIRST, SECOND, LAST]],
    ['chat.stream.message', 'broken', [SECOND, LAST]],
    ['chat.stream.index', 'within', [FIRST, LAST]],
    ['chat.stream.index', 'beyond', [FIRST, LAST, chunk({ index: 1, delta: {}, finish_reason: 'stop' })]],
  ] as const)('%s is %s', async (id, outcome, chunks) => {
    const found = await examined(stream(chunks), [{ ...CHAT, json: { model: 'm', stream: true } }]);
    expect(found.get(id)).toMatchObject({ outcome });
  });

  test('two choices that were asked for are two', async () => {
    const second = chunk({ index: 1, delta: { role: 'assistant', content: 'a' }, finish_reason: 'stop' });
    const found = await examined(stream([FIRST, second, LAST]), [
      { ...CHAT, json: { model: 'm', stream: true, n: 2 } },
    ]);
    expect(found.get('chat.stream.index')).toMatchObject({ outcome: 'within' });
    expect(found.get('chat.stream.end')).toMatchObject({ outcome: 'once' });
  });

  test('a call in pieces makes a call, and one that is no JSON is noted', async () => {
    const call = (more: object) =>
      chunk({ delta: { tool_calls: [{ index: 0, ...more }] }, finish_reason: null });
    const chunks = [
      chunk({ delta: { role: 'assistant', content: null }, finish_reason: null }),
      call({ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{"a"' } }),
      call({ function: { arguments: ': 1' } }),
      chunk({ delta: {}, finish_reason: 'tool_calls' }),
    ];
    const found = await examined(stream(chunks), [{ ...CHAT, json: { model: 'm', stream: true } }]);
    expect(found.get('chat.stream.message')).toMatchObject({
      outcome: 'whole',
      notes: ['Joined, the arguments of a streamed tool call are not a JSON object.'],
    });
  });
});
