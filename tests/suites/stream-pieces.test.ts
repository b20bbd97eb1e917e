import { describe, expect, test } from 'vitest';
import type { Invariant } from '../../src/check/check.js';
import { end, id, index, message } from '../../suites/stream-pieces.js';
import { answer, type Recorded, stream } from './recorded.js';

const HEAD = { id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'm' };
const USAGE = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };

const chunk = (choice: object, more: object = {}) => ({
  ...HEAD,
  choices: [{ index: 0, ...choice }],
  ...more,
});
const piece = (delta: object, more: object = {}) => chunk({ delta, finish_reason: null }, more);
const last = (reason: unknown = 'stop', more: object = {}) =>
  chunk({ delta: {}, finish_reason: reason }, more);
const usage = (more: object = {}) => ({ ...HEAD, choices: [], usage: USAGE, ...more });

const FIRST = piece({ role: 'assistant', content: 'Hel' });
const SECOND = piece({ content: 'lo' });
const LAST = last();

const COMPLETIONS: Recorded = { path: '/completions' };
const text = (written: string, more: object = {}) => ({
  ...HEAD,
  choices: [{ index: 0, text: written, finish_reason: null, ...more }],
});

function ruleOf(rules: readonly Invariant[], endpoint: 'chat' | 'completions'): Invariant {
  return rules[endpoint === 'chat' ? 0 : 1] as Invariant;
}

const [idOfChat, indexOfChat, endOfChat] = [id, index, end].map((rules) => ruleOf(rules, 'chat')) as [
  Invariant,
  Invariant,
  Invariant,
];
const [idOfText, indexOfText, endOfText] = [id, index, end].map((rules) => ruleOf(rules, 'completions')) as [
  Invariant,
  Invariant,
  Invariant,
];

describe('stream.id', () => {
  const other = { id: 'c2' };

  test.each([
    ['all have one', [FIRST, SECOND, LAST, usage()], 'same'],
    ['all have none', [{ choices: [{ index: 0 }] }, { choices: [{ index: 0 }] }], 'same'],
    ['one has another', [FIRST, { ...SECOND, ...other }, LAST], 'changing'],
    ['the usage has another', [FIRST, LAST, usage(other)], 'changing'],
    ['the usage has none', [FIRST, LAST, usage({ id: '' })], 'empty-in-usage'],
    ['the first usage has none, the last has one', [FIRST, usage({ id: '' }), usage()], 'changing'],
    ['all are empty', [{ ...FIRST, id: '' }, { ...LAST, id: '' }, usage({ id: '' })], 'same'],
    ['what is neither a piece nor usage has none', [{ id: '', choices: [] }, FIRST, LAST], 'same'],
  ] as const)('%s: %3$s', (_, chunks, outcome) => {
    expect(idOfChat.examine([stream(chunks)])?.outcome).toBe(outcome);
    expect(idOfText.examine([stream(chunks, COMPLETIONS)])?.outcome).toBe(outcome);
  });

  test('a model or a time that changes is noted, once', () => {
    const changing = stream([FIRST, { ...LAST, model: 'n', created: 2 }]);
    expect(idOfChat.examine([changing, changing])?.notes).toEqual([
      'Within a stream, model and created changes.',
    ]);
    expect(idOfChat.examine([stream([FIRST, { ...LAST, created: 2 }])])?.notes).toEqual([
      'Within a stream, created changes.',
    ]);
    expect(idOfChat.examine([stream([FIRST, LAST])])?.notes).toEqual([]);
  });
});

describe('stream.index', () => {
  const at = (number: unknown) => ({ ...HEAD, choices: [{ index: number, delta: {} }] });

  test.each([
    ['one choice', {}, [at(0)], undefined],
    ['a second that nobody asked for', {}, [at(0), at(1)], '0 to 0'],
    ['one before the first', {}, [at(0), at(-1)], '0 to 0'],
    ['two that were asked for', { n: 2 }, [at(0), at(1)], undefined],
    ['a third', { n: 2 }, [at(0), at(1), at(2)], '0 to 1'],
    ['none at all', {}, [at(undefined)], undefined],
    ['several that nobody asked for', {}, [at(1), at(2)], '0 to 0'],
  ] as const)('%s', (_, sent, chunks, expected) => {
    const exchange = stream(chunks, { sent });
    expect(indexOfChat.examine([exchange])).toMatchObject(
      expected === undefined
        ? { outcome: 'within', findings: [] }
        : { outcome: 'beyond', findings: [{ expected }], exchanges: [exchange.id] },
    );
  });

  test('the first that nobody asked for is told', () => {
    expect(indexOfChat.examine([stream([at(0), at(1), at(2)])])?.findings).toMatchObject([{ got: '1' }]);
  });

  test.each([
    ['two prompts', { prompt: ['a', 'b'] }, 1, 'within'],
    ['two prompts, two each', { prompt: ['a', 'b'], n: 2 }, 3, 'within'],
    ['two prompts, two each, and one more', { prompt: ['a', 'b'], n: 2 }, 4, 'beyond'],
    ['one prompt of two tokens', { prompt: [5, 6] }, 1, 'beyond'],
    ['two prompts of tokens', { prompt: [[5], [6]] }, 1, 'within'],
    ['an empty list', { prompt: [] }, 0, 'within'],
    ['a text', { prompt: 'ab' }, 1, 'beyond'],
  ] as const)('%s: a choice with the number %3$i', (_, sent, number, outcome) => {
    const chunks = [{ ...HEAD, choices: [{ index: number, text: '' }] }];
    expect(indexOfText.examine([stream(chunks, { ...COMPLETIONS, sent })])?.outcome).toBe(outcome);
  });
});

describe('stream.end', () => {
  const call = piece({ tool_calls: [{ index: 0 }] });

  test.each([
    ['the last piece ends it', [FIRST, SECOND, LAST], 'once'],
    [
      'the last piece brings text as well',
      [FIRST, chunk({ delta: { content: 'lo' }, finish_reason: 'stop' })],
      'once',
    ],
    ['an empty piece comes after', [FIRST, LAST, piece({ content: '' })], 'once'],
    ['the usage comes after', [FIRST, LAST, usage()], 'once'],
    ['no piece ends it', [FIRST, SECOND], 'missing'],
    ['an empty reason ends nothing', [FIRST, last('')], 'missing'],
    ['a number ends nothing', [FIRST, last(1)], 'missing'],
    ['it ends twice', [FIRST, LAST, LAST], 'repeated'],
    ['text comes after', [FIRST, LAST, SECOND], 'followed'],
    ['text and another end come after', [FIRST, LAST, SECOND, LAST], 'followed'],
    ['thoughts come after', [FIRST, LAST, piece({ reasoning_content: 'so' })], 'followed'],
    ['thoughts of another name come after', [FIRST, LAST, piece({ reasoning: 'so' })], 'followed'],
    ['a call comes after', [FIRST, LAST, call], 'followed'],
  ] as const)('%s: %3$s', (_, chunks, outcome) => {
    expect(endOfChat.examine([stream(chunks)])?.outcome).toBe(outcome);
  });

  test('choices end each for itself', () => {
    const second = (choice: object) => chunk({ index: 1, ...choice });
    const ended = second({ delta: {}, finish_reason: 'stop' });
    const outcome = (...chunks: readonly object[]) => endOfChat.examine([stream(chunks)])?.outcome;
    expect(outcome(FIRST, LAST, second({ delta: { content: 'x' } }), ended)).toBe('once');
    expect(outcome(FIRST, LAST, second({ delta: { content: 'x' } }))).toBe('missing');
    expect(outcome(FIRST, ended)).toBe('missing');
  });

  test('completions bring text without a delta', () => {
    const outcome = (...chunks: readonly object[]) =>
      endOfText.examine([stream(chunks, COMPLETIONS)])?.outcome;
    const ended = text('', { finish_reason: 'length' });
    expect(outcome(text('a'), ended)).toBe('once');
    expect(outcome(text('a'), ended, text('b'))).toBe('followed');
    expect(outcome(text('a'), ended, text(''))).toBe('once');
  });
});

describe('chat.stream.message', () => {
  const fragment = (more: object) => piece({ tool_calls: [{ index: 0, ...more }] });
  const role = piece({ role: 'assistant' });
  const named = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '' } };
  const told = last('tool_calls');

  test.each([
    ['a text', [FIRST, SECOND, LAST], []],
    ['a text without a role', [SECOND, LAST], ['/role']],
    ['a role that is no text, then one that is', [piece({ role: null }), FIRST, LAST], []],
    ['neither text nor call', [role, LAST], []],
    ['a call in one piece', [role, fragment(named), told], []],
    ['a call in pieces', [role, fragment(named), fragment({ function: { arguments: '{}' } }), told], []],
    [
      'a call whose name comes later',
      [role, fragment({ id: 'a', type: 'function' }), fragment({ function: { name: 'f' } }), told],
      [],
    ],
    ['a call without an id', [role, fragment({ ...named, id: undefined }), told], ['/tool_calls/*/id']],
    ['a call without a type', [role, fragment({ ...named, type: undefined }), told], ['/tool_calls/*/type']],
    [
      'a call without a name',
      [role, fragment({ ...named, function: {} }), told],
      ['/tool_calls/*/function/name'],
    ],
    [
      'two calls, the second without a name',
      [role, fragment(named), fragment({ ...named, index: 1, id: 'b', function: {} }), told],
      ['/tool_calls/*/function/name'],
    ],
  ] as const)('%s', (_, chunks, paths) => {
    const seen = message.examine([stream(chunks)]);
    expect(seen?.findings?.map(({ path }) => path)).toEqual(paths);
    expect(seen?.outcome).toBe(paths.length > 0 ? 'broken' : 'whole');
  });

  test.each([
    ['none', '', 1],
    ['half an object', '{"a"', 1],
    ['a list', '[]', 1],
    ['an object', '{"a": 1}', 0],
  ])('arguments that are %s', (_, written, notes) => {
    const call = fragment({ ...named, function: { name: 'f', arguments: written } });
    expect(message.examine([stream([role, call, told])])?.notes).toHaveLength(notes);
    // Where the model was cut off, half an object is no wonder.
    expect(message.examine([stream([role, call, last('length')])])?.notes).toEqual([]);
  });

  test('one call of several, or of one choice of several, is enough to be noted', () => {
    const calling = (index: number, written: string) =>
      piece({ tool_calls: [{ ...named, index, function: { name: 'f', arguments: written } }] });
    const notes = (...chunks: readonly object[]) => message.examine([stream([role, ...chunks])])?.notes;
    expect(notes(calling(0, '{}'), calling(1, '{'), told)).toHaveLength(1);
    const second = {
      choices: [{ index: 1, delta: { role: 'assistant', content: 'x' }, finish_reason: 'stop' }],
    };
    expect(notes(calling(0, '{'), told, { ...HEAD, ...second })).toHaveLength(1);
    expect(notes(calling(0, '{}'), calling(1, '{}'), told, { ...HEAD, ...second })).toEqual([]);
  });

  test('the first role counts', () => {
    const as = (name: string) => piece({ role: name, content: 'x' });
    expect(message.examine([stream([as('assistant'), as('user'), LAST])])?.outcome).toBe('whole');
    expect(message.examine([stream([as('user'), as('assistant'), LAST])])?.outcome).toBe('broken');
  });

  test('pieces of two choices make two messages', () => {
    const other = (choice: object) => chunk({ index: 1, ...choice });
    const whole = [FIRST, other({ delta: { role: 'assistant', content: 'x' } }), LAST];
    expect(message.examine([stream(whole)])?.outcome).toBe('whole');
    expect(message.examine([stream([FIRST, other({ delta: { content: 'x' } }), LAST])])?.outcome).toBe(
      'broken',
    );
  });
});

describe('what the rules speak of', () => {
  const broken = [FIRST];

  test.each([
    ['an answer in one piece', answer(broken[0])],
    ['another path', stream(broken, { path: '/chat/completions/x' })],
    ['completions', stream(broken, COMPLETIONS)],
    ['an error', stream(broken, { status: 400 })],
    ['a stream that broke off', stream(broken, { failure: { kind: 'cut', message: '' } as never })],
    ['a stream too long to be kept', stream(broken, { cut: true })],
    ['a stream with an error in it', stream([FIRST, { error: { message: 'no' } }])],
    ['a stream of nothing but usage', stream([usage()])],
    ['a stream without an object', stream(['hello', 1, null])],
  ])('not %s', (_, exchange) => {
    for (const rule of [idOfChat, indexOfChat, endOfChat, message]) {
      expect(rule.examine([exchange]), rule.facts.id).toBeUndefined();
    }
  });

  test('a chunk without choices, as Azure sends one first, is passed over', () => {
    const filters = { id: '', model: '', created: 0, choices: [], prompt_filter_results: [] };
    const seen = idOfChat.examine([stream([filters, FIRST, LAST])]);
    expect(seen).toMatchObject({ outcome: 'same', notes: [] });
  });

  test('an error that is null is none', () => {
    expect(endOfChat.examine([stream([{ ...FIRST, error: null }, LAST])])?.outcome).toBe('once');
  });

  test('streams are counted, the worst of them gives the word, and its place is told once', () => {
    const [good, repeated] = [stream([FIRST, LAST]), stream([FIRST, LAST, LAST])];
    const [one, two] = [stream([FIRST]), stream([FIRST, SECOND])];
    const seen = endOfChat.examine([good, one, repeated, two, answer({})]);
    expect(seen).toMatchObject({
      outcome: 'missing',
      details: { streams: 4 },
      findings: [{ path: '/choices/*/finish_reason', got: 'none', count: 2 }],
      exchanges: [one.id, two.id],
    });
    expect(endOfChat.examine([repeated, stream([FIRST, LAST, SECOND])])?.outcome).toBe('followed');
    expect(endOfChat.examine([good])).toMatchObject({ outcome: 'once', exchanges: [good.id] });
  });

  test('an id that is lost outweighs one that changes', () => {
    const [lost, changing] = [
      stream([FIRST, LAST, usage({ id: '' })]),
      stream([FIRST, { ...LAST, id: 'c2' }]),
    ];
    expect(idOfChat.examine([lost, changing])).toMatchObject({
      outcome: 'empty-in-usage',
      exchanges: [lost.id],
    });
  });
});

test.each([
  [id, { changing: 'should', 'empty-in-usage': 'must' }],
  [index, { beyond: 'must' }],
  [end, { repeated: 'should', followed: 'must', missing: 'must' }],
  [[message], { broken: 'must' }],
])('what loses an answer is a must, what clients survive is less (%#)', (rules, severities) => {
  for (const { facts } of rules) {
    const told = Object.entries(facts.outcomes).flatMap(([word, { severity }]) =>
      word in severities ? [[word, severity]] : [],
    );
    expect(Object.fromEntries(told), facts.id).toEqual(severities);
  }
});
