import { describe, expect, test } from 'vitest';
import { extras, misfits } from '../../schemas/shape.js';

const ANSWER = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'Hello', refusal: null },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
};

const [CHOICE] = ANSWER.choices as [(typeof ANSWER.choices)[number]];

function withMessage(message: object) {
  return { ...ANSWER, choices: [{ ...CHOICE, message: { ...CHOICE.message, ...message } }] };
}

describe('an object held against its documented shape', () => {
  test('an answer as documented fits', () => {
    expect(misfits('chat-completion', ANSWER)).toEqual([]);
  });

  test('a missing property is named, with the clients that notice', () => {
    const { choices: _, ...rest } = ANSWER;
    expect(misfits('chat-completion', rest)).toEqual([
      {
        path: '/choices',
        expected: 'array',
        got: 'nothing',
        severity: 'must',
        layer: 'published',
        notices: ['langchain, openai-agents-python: TypeError on null'],
      },
    ]);
  });

  test('a wrong type is worse than a missing property', () => {
    const [wrong] = misfits('chat-completion', { ...ANSWER, created: '1' });
    expect(wrong).toMatchObject({ path: '/created', got: 'string "1"', severity: 'must' });
    const { created: _, ...rest } = ANSWER;
    expect(misfits('chat-completion', rest)).toMatchObject([{ path: '/created', severity: 'should' }]);
  });

  test.each([
    ['a message without refusal', 'chat-completion', withMessage({ refusal: undefined })],
    ['an empty list of calls that is null', 'chat-completion', withMessage({ tool_calls: null })],
    ['a tier of its own', 'chat-completion', { ...ANSWER, service_tier: 'on_demand' }],
    ['no fingerprint', 'chat-completion', { ...ANSWER, system_fingerprint: null }],
    [
      'a vector in base64',
      'embedding-list',
      {
        object: 'list',
        model: 'm',
        data: [{ object: 'embedding', index: 0, embedding: 'AAAAAA==' }],
        usage: { prompt_tokens: 1, total_tokens: 1 },
      },
    ],
  ] as const)('%s fits: the document is corrected', (_, shape, value) => {
    expect(misfits(shape, JSON.parse(JSON.stringify(value)))).toEqual([]);
  });

  test('what breaks a correction is told as such', () => {
    expect(misfits('chat-completion', { ...ANSWER, service_tier: 3 })).toMatchObject([
      { path: '/service_tier', layer: 'correction K6', severity: 'may' },
    ]);
  });

  test('of a union, only the branch that the value chose is spoken of', () => {
    const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: {} } };
    expect(misfits('chat-completion', withMessage({ tool_calls: [call] }))).toMatchObject([
      { path: '/choices/0/message/tool_calls/0/function/arguments', expected: 'string', got: 'object' },
    ]);
    expect(misfits('response-event', { type: 'response.made_up' })).toMatchObject([
      { path: '/type', expected: 'one of 58 documented words' },
    ]);
  });

  test('an item or event of a kind that the document does not know is only noted; one without a kind is not', () => {
    const kind = (item: object) =>
      misfits('response-event', { type: 'response.output_item.added', output_index: 0, item });
    expect(kind({ type: 'vendor_call' })).toMatchObject([{ path: '/item/type', severity: 'may' }]);
    expect(kind({})).toMatchObject([{ path: '/item/type', severity: 'must' }]);
  });

  test('what is no object at all is one finding', () => {
    expect(misfits('model-list', [])).toMatchObject([{ path: '', expected: 'object', severity: 'must' }]);
  });

  test('names with a slash are escaped in pointers', () => {
    const categories = { 'hate/threatening': 'no' };
    const found = misfits('moderation', { id: 'x', model: 'm', results: [{ categories }] });
    expect(found).toContainEqual(
      expect.objectContaining({
        path: '/results/0/categories/hate~1threatening',
        expected: 'boolean',
      }),
    );
  });
});

describe('properties that the document does not know', () => {
  test('are named once, wherever they stand', () => {
    const choices = [0, 1].map((index) => ({
      ...CHOICE,
      index,
      message: { ...CHOICE.message, reasoning: 'a' },
    }));
    expect(extras('chat-completion', { ...ANSWER, choices, timings: { ms: 1 } })).toEqual([
      '/choices/*/message/reasoning',
      '/timings',
    ]);
  });

  test('are counted no further than asked for', () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`p${i}`, i]));
    expect(extras('chat-completion', { ...ANSWER, ...many })).toHaveLength(50);
  });

  test('__proto__ is a property like any other, and changes nobody’s prototype', () => {
    const value = JSON.parse(
      '{"__proto__": {"id": "x", "polluted": true}, "constructor": {"prototype": {}}}',
    );
    expect(extras('chat-completion', value)).toEqual(['/__proto__', '/constructor']);
    expect(misfits('chat-completion', value).map(({ path }) => path)).toContain('/id');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

function withChoice(choice: object) {
  return { ...ANSWER, choices: [{ ...CHOICE, ...choice }] };
}

function withCall(call: object) {
  return withMessage({ tool_calls: [{ id: 'a', type: 'function', ...call }] });
}

/** One that the tests below change in one place. */
const VECTORS = {
  object: 'list',
  model: 'm',
  data: [{ object: 'embedding', index: 0, embedding: [1] as unknown }],
  usage: { prompt_tokens: 1, total_tokens: 1 },
};
const vectors = (embedding: unknown) => ({ ...VECTORS, data: [{ ...VECTORS.data[0], embedding }] });

describe('how much a misfit matters', () => {
  const FUNCTION = { name: 'f', arguments: '{}' };

  test.each([
    ['another word than the only one', 'chat-completion', { ...ANSWER, object: 'chat' }, '/object', 'should'],
    [
      'a word that is in no list',
      'chat-completion',
      withChoice({ finish_reason: 'done' }),
      '/choices/0/finish_reason',
      'must',
    ],
    [
      'another type where nobody looks',
      'chat-completion',
      withMessage({ refusal: 5 }),
      '/choices/0/message/refusal',
      'should',
    ],
    [
      'another type where it may be left out',
      'chat-completion',
      withChoice({ logprobs: 'no' }),
      '/choices/0/logprobs',
      'must',
    ],
    [
      'a part of what may be left out',
      'chat-completion',
      withMessage({ annotations: [{ type: 'url_citation' }] }),
      '/choices/0/message/annotations/0/url_citation',
      'may',
    ],
    [
      'a part without a weight of its own',
      'chat-completion',
      { ...ANSWER, usage: { ...ANSWER.usage, prompt_tokens_details: { cached_tokens: 'x' } } },
      '/usage/prompt_tokens_details/cached_tokens',
      'should',
    ],
    ['an entry of a list that matters', 'embedding-list', vectors([1, 'x']), '/data/0/embedding/1', 'must'],
    [
      'a union without its tag',
      'chat-completion',
      withCall({ type: undefined, function: FUNCTION }),
      '/choices/0/message/tool_calls/0/type',
      'must',
    ],
    [
      'a union with a tag that is no text',
      'response-event',
      { type: 'response.output_item.added', output_index: 0, item: { type: 5 } },
      '/item/type',
      'must',
    ],
    [
      'a part of the branch that the tag chose',
      'response-event',
      { type: 'error', code: null, param: null },
      '/message',
      'must',
    ],
    ['nothing where an object is expected', 'chat-completion', null, '', 'must'],
  ] as const)('%s', (_, shape, value, path, severity) => {
    expect(misfits(shape, JSON.parse(JSON.stringify(value)))).toMatchObject([{ path, severity }]);
  });
});

describe('how a misfit is told', () => {
  test.each([
    [{ ...ANSWER, object: 'chat' }, '"chat.completion"', 'string "chat"'],
    [withMessage({ refusal: 5 }), 'string or null', 'number 5'],
    [withChoice({ logprobs: true }), 'object or null', 'boolean true'],
    [{ ...ANSWER, choices: null }, 'array', 'null'],
    [withChoice({ message: [] }), 'object', 'array'],
    [{ ...ANSWER, created: {} }, 'integer', 'object'],
    [withChoice({ message: 'x'.repeat(40) }), 'object', `string "${'x'.repeat(40)}"`],
    [withChoice({ message: `a${'x'.repeat(40)}` }), 'object', `string "a${'x'.repeat(39)}…"`],
    [withCall({ type: 'made_up', function: {} }), '"function" or "custom"', 'string "made_up"'],
    [withCall({ type: undefined, function: {} }), '"function" or "custom"', 'nothing'],
    [withCall({ type: 5, function: {} }), '"function" or "custom"', 'number 5'],
    [
      withChoice({ finish_reason: 'done' }),
      '"stop" or "length" or "tool_calls" or "content_filter" or "function_call"',
      'string "done"',
    ],
  ])('%#: what is documented, and what is there', (value, expected, got) => {
    expect(misfits('chat-completion', JSON.parse(JSON.stringify(value)))).toMatchObject([{ expected, got }]);
  });

  test.each([
    ['chat-completion', { ...ANSWER, usage: 7 }, 'correction null-usage'],
    ['embedding-list', vectors(7), 'correction K3'],
    ['chat-completion', withMessage({ tool_calls: 7 }), 'correction K22'],
    ['chat-completion', withMessage({ refusal: 7 }), 'published'],
  ] as const)('whose rule is broken, %s', (shape, value, layer) => {
    expect(misfits(shape, value)).toMatchObject([{ layer }]);
  });

  test('an entry of a list that is one branch of a union is told by what it should be', () => {
    const found = misfits('response', { instructions: [5] });
    expect(found).toContainEqual(
      expect.objectContaining({ path: '/instructions/0', expected: 'object', got: 'number 5' }),
    );
  });

  test('of a value that is wrong further inside only the inner place is told', () => {
    const found = misfits('chat-completion', withChoice({ logprobs: { content: 'x', refusal: null } }));
    expect(found.map(({ path }) => path)).toEqual(['/choices/0/logprobs/content']);
  });
});

test('what the document does not know is found inside unions, references and lists', () => {
  const token = { token: 'a', logprob: 0, bytes: null, top_logprobs: [], more: 1 };
  const call = { id: 'a', type: 'function', function: { name: 'f', arguments: '', inner: 1 }, outer: 2 };
  const value = withChoice({
    logprobs: { content: [token], refusal: null, beside: 1 },
    message: { ...CHOICE.message, tool_calls: [call] },
    'a/b': 1,
    'c~d': 2,
  });
  expect(extras('chat-completion', value).sort()).toEqual([
    '/choices/*/a~1b',
    '/choices/*/c~0d',
    '/choices/*/logprobs/beside',
    '/choices/*/logprobs/content/*/more',
    '/choices/*/message/tool_calls/*/function/inner',
    '/choices/*/message/tool_calls/*/outer',
  ]);
  expect(extras('chat-completion', withChoice({ message: null, logprobs: 'x' }))).toEqual([]);
  expect(extras('response-event', { type: 'error', message: '', more: 1 })).toEqual(['/more']);
});
