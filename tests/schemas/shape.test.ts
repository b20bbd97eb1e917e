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
      expect.objectContaining({ path: '/results/0/categories/hate~1threatening', expected: 'boolean' }),
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
