import { expect, test } from 'vitest';
import { openTokenCounter } from '../../src/dataset/index.js';
import { assistant, call, calls, checkText, GOOD, sample, told, user, WEATHER } from './data.js';

const counter = await openTokenCounter();

test('a sample has the tokens of its texts, three for each message, and three', () => {
  // "user", "assistant" and each of the words are one token of o200k_base.
  expect(counter.count({ messages: [user('hello'), assistant('hello world')] })).toBe(
    3 + (3 + 1 + 1) + (3 + 1 + 2),
  );
});

test('whatever is said counts: names, reasoning, calls, declarations, parts, both outputs', () => {
  const plain = counter.count({ messages: [user('hello')] });
  const richer = [
    { messages: [{ ...user('hello'), name: 'ann' }] },
    { messages: [{ ...user('hello'), reasoning_content: 'well' }] },
    { messages: [{ ...user('hello'), ...calls(call('a')) }] },
    { messages: [user('hello')], tools: [WEATHER] },
    { messages: [user([{ type: 'text', text: 'hello there' }])] },
    { input: { messages: [user('hello')] }, preferred_output: [assistant('hi')] },
  ];
  for (const sample of richer) expect(counter.count(sample), JSON.stringify(sample)).toBeGreaterThan(plain);
});

test('text that looks like a control token is text', () => {
  expect(counter.count({ messages: [user('<|endoftext|>')] })).toBeGreaterThan(7);
});

test('long texts without a space are counted too, and soon', () => {
  const tokens = counter.count({ messages: [user('\u4f60\u597d'.repeat(20_000))] });
  expect(tokens).toBeGreaterThan(10_000);
  expect(tokens).toBeLessThan(60_000);
});

test('samples over the limit are told: of the profile, or the one that is asked for', async () => {
  const long = sample([user('moon '.repeat(70_000)), assistant()]);
  const text = [...GOOD, long].join('\n');
  const byProfile = await checkText(text, 'openai', { tokens: counter });
  expect(told(byProfile)).toEqual(['sample.tokens:beyond']);
  expect(byProfile.tokens).toMatchObject({ tokenizer: 'o200k_base', counted: 51, limit: 65_536, over: 1 });
  expect(byProfile.tokens?.largest).toBeGreaterThan(70_000);
  expect(byProfile.sizes.unit).toBe('tokens');

  const wider = await checkText(text, 'openai', { tokens: counter, maxSampleTokens: 100_000 });
  expect(told(wider)).toEqual([]);
  const fireworks = await checkText(text, 'fireworks', { tokens: counter });
  expect(told(fireworks)).toEqual([]);
  expect(fireworks.tokens).not.toHaveProperty('limit');
  const narrower = await checkText(text, 'fireworks', { tokens: counter, maxSampleTokens: 1000 });
  expect(told(narrower)).toEqual(['sample.tokens:beyond']);
});
