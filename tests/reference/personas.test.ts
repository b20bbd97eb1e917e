import { describe, expect, test } from 'vitest';
import { finishReasons, textOf, useReference } from './client.js';

const reference = useReference();

describe('the obedient persona', () => {
  test.each([
    ['Say this is a test', 'This is a test.'],
    ['Please say "hello there"', 'hello there'],
    ['Reply with the single word yes.', 'yes'],
    ['Answer with only the word OK', 'OK'],
    ['Repeat this text exactly: Grüße aus 東京 🙂!', 'Grüße aus 東京 🙂!'],
    ['Copy the following text verbatim:\nline one\nline two', 'line one\nline two'],
    ['Count from 1 to 8', '1, 2, 3, 4, 5, 6, 7, 8'],
    ['Count to 3, one number per line.', '1\n2\n3'],
    ['Count from 5 down to 2', '5, 4, 3, 2'],
    ['Repeat the word ha 4 times', 'ha ha ha ha'],
    ['What is 17 + 25?', '42'],
    ['Reply in JSON: {"a": [1, 2]}', '{"a": [1, 2]}'],
  ])('%s', async (question, reply) => {
    const answer = await reference.chat(question);
    expect(textOf(answer)).toBe(reply);
    expect(finishReasons(answer)).toEqual(['stop']);
  });

  test('answers anything else in a few sentences and ends', async () => {
    const answer = await reference.chat('How do I write a good letter?');
    expect(textOf(answer).match(/[.!?]/g)!.length).toBeGreaterThanOrEqual(3);
    expect(finishReasons(answer)).toEqual(['stop']);
  });

  test('reads content in parts, and messages of every role', async () => {
    const parts = [
      { type: 'text', text: 'Say this ' },
      { type: 'text', text: 'is a test' },
    ];
    const messages = [
      { role: 'developer', content: 'Be brief.' },
      { role: 'system', content: [{ type: 'text', text: 'Be kind.' }] },
      { role: 'user', content: 'hello', name: 'bob' },
      { role: 'assistant', content: 'Hi.' },
      { role: 'user', content: parts },
    ];
    const answer = await reference.chat('', { messages });
    expect(textOf(answer)).toBe('This is a test.');
    const asString = [...messages.slice(0, -1), { role: 'user', content: 'Say this is a test' }];
    const { usage } = (await reference.chat('', { messages: asString })).json;
    expect(answer.json.usage.prompt_tokens).toBe(usage.prompt_tokens);
  });
});

describe('the babbler', () => {
  test('does not obey, and what it says depends on the prompt', async () => {
    const first = textOf(await reference.chat('Say this is a test', {}, '/persona/babbler'));
    const second = textOf(await reference.chat('The quick brown fox', {}, '/persona/babbler'));
    expect(first).not.toContain('is a test');
    expect(second).not.toBe(first);
    expect(second.length).toBeGreaterThan(20);
  });
});

describe('the reasoner', () => {
  const REASONER = '/persona/reasoner';

  test('thinks before it answers, and counts its thoughts', async () => {
    const { json } = await reference.chat('Say this is a test', {}, REASONER);
    const { content, reasoning_content } = json.choices[0].message;
    expect(content).toBe('This is a test.');
    expect(reasoning_content.length).toBeGreaterThan(100);
    const { completion_tokens, completion_tokens_details } = json.usage;
    expect(completion_tokens_details.reasoning_tokens).toBeGreaterThanOrEqual(40);
    expect(completion_tokens_details.reasoning_tokens).toBeLessThan(completion_tokens);
  });

  test('shows its thoughts in a stream before the text', async () => {
    const { chunks } = await reference.chat('Say this is a test', { stream: true }, REASONER);
    const deltas = chunks.map((chunk) => chunk.choices[0].delta);
    const lastThought = deltas.findLastIndex((delta) => delta.reasoning_content !== undefined);
    const firstText = deltas.findIndex((delta) => delta.content !== undefined && delta.content !== '');
    expect(lastThought).toBeGreaterThan(10);
    expect(firstText).toBeGreaterThan(lastThought);
  });

  test('thinks less if less effort is asked for', async () => {
    const thoughts = async (reasoning_effort: string) =>
      (await reference.chat('hello', { reasoning_effort }, REASONER)).json.usage.completion_tokens_details
        .reasoning_tokens;
    expect(await thoughts('low')).toBeLessThan(await thoughts('high'));
    expect(await thoughts('none')).toBe(0);
  });

  test('may use up its limit before it says anything', async () => {
    const answer = await reference.chat('hello', { max_completion_tokens: 16 }, REASONER);
    expect(textOf(answer)).toBe('');
    expect(finishReasons(answer)).toEqual(['length']);
    expect(answer.json.usage.completion_tokens).toBe(16);
  });

  test('does not stop at a stop sequence in its thoughts', async () => {
    const answer = await reference.chat('Say this is a test', { stop: ['e'] }, REASONER);
    expect(answer.json.choices[0].message.reasoning_content).toContain('e');
    expect(textOf(answer)).toBe('This is a t');
  });

  test.each([
    [{ temperature: 0 }, 'temperature', 'unsupported_value'],
    [{ max_tokens: 100 }, 'max_tokens', 'unsupported_parameter'],
  ])('refuses %j', async (options, param, code) => {
    const { status, json } = await reference.chat('hello', options, REASONER);
    expect(status).toBe(400);
    expect(json.error).toMatchObject({ param, code });
  });

  test('accepts temperature at its default', async () => {
    expect((await reference.chat('hello', { temperature: 1 }, REASONER)).status).toBe(200);
  });
});
