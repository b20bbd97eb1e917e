import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Exchange, Observation } from '../../schemas/types/report.js';
import { observeInvariants } from '../../src/check/invariants.js';
import type { WireRequest } from '../../src/transport/request.js';
import { openWire } from '../../src/transport/wire.js';
import { invariants } from '../../suites/index.js';
import { shapes } from '../../suites/shape.js';
import { answer, type Recorded, stream as streamOf } from './recorded.js';

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

const ENTRY = { id: 'm', object: 'model', created: 1, owned_by: 'o' };
const TEXT = {
  ...HEAD,
  object: 'text_completion',
  choices: [{ text: 'a', index: 0, finish_reason: 'stop', logprobs: null }],
};
const VECTORS = {
  object: 'list',
  model: 'm',
  data: [{ object: 'embedding', index: 0, embedding: [0.5] }],
  usage: { prompt_tokens: 1, total_tokens: 1 },
};
const RESPONSE = {
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  status: 'completed',
  error: null,
  incomplete_details: null,
  instructions: null,
  metadata: {},
  model: 'm',
  output: [],
  parallel_tool_calls: true,
  temperature: 1,
  tool_choice: 'auto',
  tools: [],
  top_p: 1,
  usage: null,
};
const EVENT = { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'a' };

/** For each rule: where its object comes from, one as documented, one that clients survive, and one that they do not. */
const SPOKEN: readonly (readonly [string, Recorded & { streamed?: true }, object, object, object])[] = [
  [
    'models.shape.list',
    { method: 'GET', path: '/models' },
    { object: 'list', data: [ENTRY] },
    { data: [ENTRY] },
    {},
  ],
  [
    'models.shape.entry',
    { method: 'GET', path: '/models/m' },
    ENTRY,
    { ...ENTRY, owned_by: undefined },
    { ...ENTRY, id: undefined },
  ],
  [
    'chat.shape.response',
    { path: '/chat/completions' },
    { ...HEAD, choices: [CHOICE] },
    { ...HEAD, id: undefined, choices: [CHOICE] },
    HEAD,
  ],
  [
    'chat.shape.chunk',
    { path: '/chat/completions', streamed: true },
    chunk({ delta: {}, finish_reason: null }),
    chunk({ delta: {}, finish_reason: null }, { created: undefined }),
    chunk({ delta: 'a', finish_reason: null }),
  ],
  ['completions.shape.response', { path: '/completions' }, TEXT, { ...TEXT, id: undefined }, HEAD],
  [
    'completions.shape.chunk',
    { path: '/completions', streamed: true },
    TEXT,
    { ...TEXT, id: undefined },
    HEAD,
  ],
  ['embeddings.shape.response', { path: '/embeddings' }, VECTORS, { ...VECTORS, object: undefined }, {}],
  ['responses.shape.response', { path: '/responses' }, RESPONSE, { ...RESPONSE, created_at: undefined }, {}],
  [
    'responses.shape.event',
    { path: '/responses', streamed: true },
    { ...EVENT, item_id: 'i', sequence_number: 1, logprobs: [] },
    { ...EVENT, sequence_number: 1, logprobs: [] },
    { type: 7 },
  ],
];

describe.each(SPOKEN)('%s', (id, { streamed, ...place }, documented, deviating, breaking) => {
  const rule = shapes.find(({ facts }) => facts.id === id);
  const sent = (value: object, more: Recorded = {}) =>
    streamed ? streamOf([value], { ...place, ...more }) : answer(value, { ...place, ...more });

  test.each([
    ['documented', documented],
    ['deviating', deviating],
    ['breaking', breaking],
  ])('an object can be %s', (outcome, value) => {
    expect(rule?.examine([sent(value)])?.outcome).toBe(outcome);
  });

  test('what clients do not survive is a must', () => {
    const { deviating: lesser, breaking: graver } = rule?.facts.outcomes ?? {};
    expect([lesser?.severity, graver?.severity]).toEqual(['should', 'must']);
  });

  test('each object is counted, and the evidence is the one that tells', () => {
    const [good, bad] = [sent(documented), sent(breaking)];
    expect(rule?.examine([good, bad, good])).toMatchObject({
      outcome: 'breaking',
      details: { objects: 3 },
      exchanges: [bad.id],
    });
  });

  test.each([
    ['an error', sent(breaking, { status: 400 })],
    ['a path before its own', sent(breaking, { path: `/x${place.path}` })],
    ['another method', sent(breaking, { method: place.method === 'GET' ? 'POST' : 'GET' })],
    ['the same in another form', (streamed ? answer : (value: object) => streamOf([value]))(breaking)],
  ])('says nothing of %s', (_, exchange) => {
    expect(rule?.examine([exchange])).toBeUndefined();
  });

  test('says nothing of a path behind its own, but of an address with a query', () => {
    const behind = rule?.examine([sent(breaking, { path: `${place.path}/more` })]);
    expect(behind?.outcome).toBe(id === 'models.shape.entry' ? 'breaking' : undefined);
    expect(rule?.examine([sent(breaking, { path: `${place.path}?a=1` })])?.outcome).toBe('breaking');
  });
});

describe('what is told of an object', () => {
  const rule = shapes.find(({ facts }) => facts.id === 'chat.shape.response');
  const chunks = shapes.find(({ facts }) => facts.id === 'chat.shape.chunk');
  const good = { ...HEAD, choices: [CHOICE] };

  test('what nobody misses is noted, with how often, and deviates from nothing', () => {
    const seen = rule?.examine([answer({ ...good, service_tier: 3 }), answer({ ...good, service_tier: 4 })]);
    expect(seen).toMatchObject({
      outcome: 'documented',
      findings: [],
      notes: ['/service_tier: string or null documented, number 3 seen (2 times)'],
    });
  });

  test('of two misfits at one place the worse is told', () => {
    const missing = { ...good, created: undefined };
    const wrong = { ...good, created: 'now' };
    for (const order of [
      [missing, wrong],
      [wrong, missing],
    ]) {
      expect(rule?.examine(order.map((value) => answer(value)))).toMatchObject({
        outcome: 'breaking',
        findings: [{ path: '/created', got: 'string "now"', severity: 'must', count: 2 }],
      });
    }
    const citing = (url_citation: unknown) => ({
      ...good,
      choices: [
        { ...CHOICE, message: { ...CHOICE.message, annotations: [{ type: 'url_citation', url_citation }] } },
      ],
    });
    expect(rule?.examine([answer(citing(undefined)), answer(citing('x'))])).toMatchObject({
      outcome: 'deviating',
      findings: [{ got: 'string "x"', severity: 'should' }],
    });
    const equal = [
      { ...good, created: '1' },
      { ...good, created: '2' },
    ].map((value) => answer(value));
    expect(rule?.examine(equal)?.findings).toMatchObject([{ got: 'string "1"' }]);
  });

  test('numbers in lists are one place', () => {
    const values = [0, 1].map((index) => ({ ...CHOICE, index, message: { content: 'a', refusal: null } }));
    expect(rule?.examine([answer({ ...good, choices: values })])?.findings).toMatchObject([
      { path: '/choices/0/message/role', count: 2 },
    ]);
  });

  test('an error is another rule’s matter, unless there are choices', () => {
    expect(rule?.examine([answer({ error: {} })])).toBeUndefined();
    expect(rule?.examine([answer({ error: {}, choices: [CHOICE] })])?.outcome).toBe('deviating');
    expect(chunks?.examine([streamOf([{ error: { message: 'no' } }])])).toBeUndefined();
  });

  test('what is no JSON is no object', () => {
    expect(rule?.examine([answer('hello')])).toBeUndefined();
  });

  test('a chunk that brings neither a piece nor usage may lack what it likes', () => {
    const lone = { choices: [], prompt_filter_results: [] };
    expect(chunks?.examine([streamOf([lone])])?.outcome).toBe('documented');
    expect(chunks?.examine([streamOf([{ ...lone, usage: {} }])])?.outcome).toBe('breaking');
    expect(chunks?.examine([streamOf([{ choices: [{}] }])])?.outcome).toBe('breaking');
    expect(chunks?.examine([streamOf([{}])])?.outcome).toBe('breaking');
  });

  test('as deep as may be is not too deep, and brackets in texts are no levels', () => {
    const nested = (levels: number) => ({
      ...good,
      deep: JSON.parse('['.repeat(levels) + ']'.repeat(levels)),
    });
    expect(rule?.examine([answer(nested(511))])?.outcome).toBe('documented');
    expect(rule?.examine([answer(nested(512))])).toMatchObject({
      outcome: 'breaking',
      findings: [{ got: '513 levels', layer: 'published' }],
      notes: [': openai-python: RecursionError'],
    });
    expect(rule?.examine([answer({ ...good, text: `\\"${'[{'.repeat(600)}` })])?.outcome).toBe('documented');
    expect(rule?.examine([answer({ ...good, flat: Array.from({ length: 600 }, () => []) })])?.outcome).toBe(
      'documented',
    );
  });

  test('names that the document does not know are told in order', () => {
    expect(rule?.examine([answer({ ...good, z: 1, a: 1 })])?.notes).toEqual([
      "Not in OpenAI's document: /a, /z",
    ]);
  });

  test('what is too long is counted', () => {
    const long = answer(good, { cut: true });
    expect(rule?.examine([answer(good), long, long])).toMatchObject({
      details: { objects: 1 },
      notes: ['Too long to be kept whole, so examined only in part or not at all: 2 exchanges'],
    });
    expect(rule?.examine([long])).toBeUndefined();
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
