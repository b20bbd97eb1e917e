import { describe, expect, test } from 'vitest';
import type { FramingAnomaly } from '../../schemas/types/report.js';
import { envelope, errorStatus, framing, jsonMediaType, streamMediaType } from '../../suites/invariants.js';
import { answer, type Recorded, stream } from './recorded.js';

const ERROR = { message: 'no', type: 'invalid_request_error', param: null, code: null };
const ANSWER = { id: 'a', choices: [{ index: 0 }] };
const refusal = (error: unknown, more: Recorded = {}) => answer({ error }, { status: 400, ...more });

describe('errors.envelope', () => {
  test.each([
    ['as documented', ERROR, 'documented', []],
    ['with a word as code and param', { ...ERROR, code: 'bad', param: 'stop' }, 'documented', []],
    ['without code and param', { message: 'no', type: 'x' }, 'documented', []],
    ['with a number as code', { ...ERROR, code: 400 }, 'incomplete', ['/error/code']],
    ['with a list as param', { ...ERROR, param: [] }, 'incomplete', ['/error/param']],
    ['without a type', { message: 'no' }, 'incomplete', ['/error/type']],
    ['with an empty type', { ...ERROR, type: '' }, 'incomplete', ['/error/type']],
    ['without a message', { type: 'x' }, 'illegible', ['/error/message']],
    ['with an empty message', { ...ERROR, message: '' }, 'illegible', ['/error/message']],
    ['with a list as message', { ...ERROR, message: ['no'] }, 'illegible', ['/error/message']],
    ['that is a text', 'no', 'illegible', ['/error']],
    ['that is null', null, 'illegible', ['/error']],
    [
      'with nothing right',
      { message: 1, type: 1, code: 1, param: 1 },
      'illegible',
      ['/error/message', '/error/type', '/error/code', '/error/param'],
    ],
  ] as const)('an error %s', (_, error, outcome, paths) => {
    const seen = envelope.examine([answer(ANSWER), refusal(error)]);
    expect(seen?.outcome).toBe(outcome);
    expect(seen?.findings?.map(({ path }) => path)).toEqual(paths);
  });

  test('one error that cannot be read outweighs those that can', () => {
    const [bad, odd, good] = [refusal('no'), refusal({ ...ERROR, code: 1 }), refusal(ERROR)];
    const seen = envelope.examine([good, odd, bad, good]);
    expect(seen).toMatchObject({ outcome: 'illegible', details: { errors: 4 } });
    expect(seen?.exchanges).toEqual([odd.id, bad.id]);
    expect(envelope.examine([good, odd])?.outcome).toBe('incomplete');
  });

  test('what stood there is told, shortly', () => {
    expect(envelope.examine([refusal({ ...ERROR, message: ['x'.repeat(100)] })])?.findings).toMatchObject([
      { got: `["${'x'.repeat(78)}` },
    ]);
    expect(envelope.examine([refusal({ type: 'x' })])?.findings).toMatchObject([{ got: 'nothing' }]);
    expect(envelope.examine([refusal('no')])?.findings).toMatchObject([{ got: '"no"' }]);
    expect(envelope.examine([answer(`<p>${'x'.repeat(100)}`, { status: 500 })])?.findings).toMatchObject([
      { got: `"<p>${'x'.repeat(57)}"` },
    ]);
  });

  const present = answer(ANSWER);
  test.each([
    ['an answer that is no error', answer(ANSWER, { status: 399 })],
    ['a body too long to be kept', refusal('no', { cut: true })],
    ['a path that the API does not have', refusal('no', { path: '/chat/completions/more' })],
    ['a path before that of the API', refusal('no', { path: '/x/chat/completions' })],
    ['a method that the API does not have', refusal('no', { method: 'GET' })],
    ['what a proxy finds too large', refusal('no', { status: 413 })],
  ])('says nothing of %s', (_, exchange) => {
    expect(envelope.examine([present, exchange])).toBeUndefined();
  });

  test('says nothing of other media than JSON in the request, for the API has none', () => {
    const exchange = refusal('no');
    const headers = { 'content-type': 'text/plain' };
    expect(envelope.examine([{ ...exchange, request: { ...exchange.request, headers } }])).toBeUndefined();
    const bare = { ...exchange, request: { ...exchange.request, headers: {} } };
    expect(envelope.examine([bare])?.outcome).toBe('illegible');
  });

  test.each([
    ['POST', '/chat/completions'],
    ['POST', '/completions'],
    ['POST', '/embeddings'],
    ['POST', '/responses'],
    ['GET', '/models'],
    ['GET', '/models/a/b'],
    ['GET', '/models?limit=1'],
  ] as const)('speaks of %s %s', (method, path) => {
    expect(envelope.examine([refusal('no', { method, path })])?.outcome).toBe('illegible');
  });

  test.each([404, 405, 501])('status %i alone means that there is nothing', (status) => {
    const gone = refusal('no', { status });
    expect(envelope.examine([gone])).toBeUndefined();
    expect(envelope.examine([gone, refusal(ERROR)])).toMatchObject({
      outcome: 'illegible',
      details: { errors: 2 },
    });
  });

  test('a model by any id, and an address with a query, are the same place', () => {
    const model = (id: string, status: number) =>
      answer({ error: 'no' }, { method: 'GET', path: `/models/${id}?a=1`, status });
    expect(envelope.examine([model('none', 404), model('one', 200)])?.details).toEqual({ errors: 1 });
    const list = answer({}, { method: 'GET', path: '/models' });
    expect(envelope.examine([model('none', 404), list])).toBeUndefined();
  });

  test('a request that was never answered tells nothing', () => {
    const { response: _, ...unanswered } = refusal('no');
    expect(envelope.examine([unanswered])).toBeUndefined();
  });
});

describe('errors.status', () => {
  const hidden = answer({ error: ERROR });

  test.each([
    ['an answer', answer(ANSWER), 'telling'],
    ['an answer whose error is null', answer({ ...ANSWER, error: null }), 'telling'],
    ['an object without choices whose error is null', answer({ object: 'response', error: null }), 'telling'],
    ['an answer with choices and a warning', answer({ ...ANSWER, error: 'slow' }), 'telling'],
    ['what is no JSON', answer('error'), 'telling'],
    ['an error under 200', hidden, 'inside-success'],
    ['an error under 299', answer({ error: 'no' }, { status: 299 }), 'inside-success'],
    ['an error with an empty list of choices', answer({ error: 'no', choices: [] }), 'inside-success'],
    ['an error under 300', answer({ error: ERROR }, { status: 300 }), undefined],
    ['an error under 400', refusal(ERROR), undefined],
    ['an error in a stream', stream([{ error: ERROR }]), undefined],
    ['a body too long to be kept', answer({ error: ERROR }, { cut: true }), undefined],
  ])('%s', (_, exchange, outcome) => {
    expect(errorStatus.examine([exchange])?.outcome).toBe(outcome);
  });

  test('the evidence is the one that tells', () => {
    expect(errorStatus.examine([answer(ANSWER), hidden, answer(ANSWER)])?.exchanges).toEqual([hidden.id]);
  });

  test('a request that was never answered tells nothing', () => {
    const { response: _, ...unanswered } = hidden;
    expect(errorStatus.examine([unanswered])).toBeUndefined();
  });
});

describe('http.content_type.json', () => {
  test.each([
    ['application/json', 'json'],
    ['application/json; charset=utf-8', 'json'],
    [' Application/JSON ; charset=utf-8', 'json'],
    ['application/problem+json', 'json'],
    ['text/plain', 'other'],
    ['text/json', 'other'],
    ['x-application/json', 'other'],
    ['application/json-seq', 'other'],
    ['', 'other'],
  ])('an answer labelled "%s" is %s', (type, outcome) => {
    expect(jsonMediaType.examine([answer(ANSWER, { type })])?.outcome).toBe(outcome);
  });

  test('tells the label that it met, and where', () => {
    const [first, second] = [answer(ANSWER, { type: 'text/plain; a=b' }), answer(ANSWER, { type: '' })];
    expect(jsonMediaType.examine([answer(ANSWER), first, second])).toMatchObject({
      details: { mediaType: 'text/plain' },
      exchanges: [first.id, second.id],
    });
    expect(jsonMediaType.examine([second])?.details).toEqual({ mediaType: 'none' });
    expect(jsonMediaType.examine([answer(ANSWER)])?.details).toBeUndefined();
  });

  test.each([
    ['an error', answer(ANSWER, { status: 300, type: 'x/y' })],
    ['a stream', stream([ANSWER], { type: 'x/y' })],
    ['a body too long to be kept', answer(ANSWER, { cut: true, type: 'x/y' })],
    ['what is no JSON', answer('hello', { type: 'text/plain' })],
  ])('says nothing of %s', (_, exchange) => {
    expect(jsonMediaType.examine([exchange])).toBeUndefined();
  });
});

describe('http.content_type.stream', () => {
  test.each([
    ['text/event-stream', 'event-stream'],
    ['Text/Event-Stream; charset=utf-8', 'event-stream'],
    ['application/x-ndjson', 'other'],
    ['', 'other'],
  ])('a stream labelled "%s": %s', (type, outcome) => {
    expect(streamMediaType.examine([stream([ANSWER], { type })])?.outcome).toBe(outcome);
  });

  test('tells the label that it met, and where', () => {
    const odd = stream([ANSWER], { type: 'text/plain' });
    expect(streamMediaType.examine([stream([ANSWER]), odd])).toMatchObject({
      details: { mediaType: 'text/plain' },
      exchanges: [odd.id],
    });
    expect(streamMediaType.examine([stream([ANSWER], { type: '' })])?.details).toEqual({ mediaType: 'none' });
    expect(streamMediaType.examine([stream([ANSWER])])?.details).toBeUndefined();
  });

  test.each([
    ['an answer in one piece', answer(ANSWER)],
    ['a stream without an event', stream([], { stream: { events: 0 }, type: 'x/y' })],
    ['an error', stream([ANSWER], { status: 300, type: 'x/y' })],
  ])('says nothing of %s', (_, exchange) => {
    expect(streamMediaType.examine([exchange])).toBeUndefined();
  });

  test('one event is enough', () => {
    expect(streamMediaType.examine([stream([], { stream: { events: 1 } })])?.outcome).toBe('event-stream');
  });
});

describe('http.stream.framing', () => {
  const odd = (...kinds: readonly FramingAnomaly['kind'][]) =>
    stream([ANSWER], { stream: { anomalies: kinds.map((kind) => ({ kind, count: 1, first: 'seen' })) } });

  test.each([
    [[], 'clean'],
    [['unframed-json'], 'broken'],
    [['no-blank-line'], 'broken'],
    [['not-json'], 'broken'],
    [['empty-data'], 'broken'],
    [['unfinished-event'], 'broken'],
    [['invalid-utf8'], 'broken'],
    [['done-spelling'], 'broken'],
    [['retry-field'], 'unusual'],
    [['id-field'], 'unusual'],
    [['named-event'], 'unusual'],
    [['unknown-field'], 'unusual'],
    [['after-done'], 'unusual'],
    [['retry-field', 'not-json'], 'broken'],
  ] as const)('%j: %s', (kinds, outcome) => {
    const seen = framing.examine([odd(...kinds)]);
    expect(seen?.outcome).toBe(outcome);
    expect(seen?.findings?.map(({ path }) => path)).toEqual(kinds);
  });

  test('the evidence is what breaks, where something does', () => {
    const [unusual, broken] = [odd('id-field'), odd('not-json')];
    expect(framing.examine([odd(), unusual, broken])?.exchanges).toEqual([broken.id]);
    expect(framing.examine([odd(), unusual])?.exchanges).toEqual([unusual.id]);
  });

  test.each([
    ['an answer in one piece', answer(ANSWER)],
    ['a stream that broke off', { ...odd('not-json'), failure: { kind: 'cut', message: '' } as const }],
    ['an error', { ...odd('not-json'), response: stream([], { status: 300 }).response }],
    [
      'events that have names',
      { ...odd('named-event'), request: stream([], { path: '/responses' }).request },
    ],
    [
      'the same with a query',
      { ...odd('id-field'), request: stream([], { path: '/responses?a=1' }).request },
    ],
  ])('says nothing of %s', (_, exchange) => {
    expect(framing.examine([exchange as ReturnType<typeof odd>])).toBeUndefined();
  });

  test('events have names nowhere else', () => {
    for (const path of ['/x/responses', '/responses-of-others']) {
      const exchange = { ...odd('named-event'), request: stream([], { path }).request };
      expect(framing.examine([exchange])?.outcome, path).toBe('unusual');
    }
  });
});

test.each([
  [envelope, { incomplete: 'should', illegible: 'must' }],
  [errorStatus, { 'inside-success': 'must' }],
  [jsonMediaType, { other: 'must' }],
  [streamMediaType, { other: 'should' }],
  [framing, { unusual: 'may', broken: 'must' }],
])('what breaks a client is a must, what clients survive is less (%#)', ({ facts }, severities) => {
  const told = Object.entries(facts.outcomes).flatMap(([word, { severity }]) =>
    word in severities ? [[word, severity]] : [],
  );
  expect(Object.fromEntries(told)).toEqual(severities);
});
