import { describe, expect, test } from 'vitest';
import { loadModel } from '../../reference/model/model.js';
import { type Any, finishReasons, textOf, useReference } from './client.js';

const reference = useReference();
const { tokenizer } = loadModel();

test('max_tokens is 16 if nothing is said', async () => {
  const { json } = await reference.complete('The old miller', { max_tokens: undefined, temperature: 0 });
  expect(json.usage.completion_tokens).toBe(16);
  expect(json.choices[0].finish_reason).toBe('length');
});

test('max_tokens is a limit, and the text is the beginning of the longer one', async () => {
  const long = textOf(await reference.complete('The old miller', { max_tokens: 20 }));
  const answer = await reference.complete('The old miller', { max_tokens: 5 });
  expect(answer.json.usage.completion_tokens).toBe(5);
  expect(long.startsWith(textOf(answer))).toBe(true);
});

describe('prompts', () => {
  test('a list of strings gives a choice for each, in order, also with n', async () => {
    const prompts = ['The old', 'A little', 'Once'];
    const { json } = await reference.complete(prompts, { max_tokens: 4, n: 2, echo: true });
    expect(json.choices.map((choice: Any) => choice.index)).toEqual([0, 1, 2, 3, 4, 5]);
    for (const [i, choice] of json.choices.entries())
      expect(choice.text.startsWith(prompts[Math.floor(i / 2)]!)).toBe(true);
    expect(json.usage.completion_tokens).toBe(24);
  });

  test('token ids, and lists of them, mean what their text means', async () => {
    const ids = tokenizer.encode('The old miller');
    const text = textOf(await reference.complete('The old miller'));
    const single = await reference.complete(ids);
    expect(textOf(single)).toBe(text);
    expect(single.json.usage.prompt_tokens).toBe(ids.length);
    const several = await reference.complete([ids, [1, 2]]);
    expect(textOf(several)).toBe(text);
    expect(several.json.usage.prompt_tokens).toBe(ids.length + 2);
  });

  test('are streamed side by side', async () => {
    const answer = await reference.complete(['The old', 'A little'], { stream: true });
    expect(textOf(answer, 0)).toBe(textOf(await reference.complete('The old')));
    expect(textOf(answer, 1)).toBe(textOf(await reference.complete('A little')));
    expect([...finishReasons(answer, 0), ...finishReasons(answer, 1)]).toHaveLength(2);
  });

  test.each([[[]], [[[]]], [[-1]], [[1.5]], [['a', 1]], [{}], [7], [[100_000]]])(
    '%j is refused',
    async (prompt) => {
      const { status, json } = await reference.complete(prompt);
      expect(status).toBe(400);
      expect(json.error.param).toMatch(/^prompt/);
    },
  );

  test('the model sees the prompt as it is', async () => {
    const prompt = '  Héllo\n\n\tworld 🙂 ';
    expect(textOf(await reference.complete(prompt, { echo: true, max_tokens: 0 }))).toBe(prompt);
  });
});

describe('echo', () => {
  test('puts the prompt before the text, streamed or not', async () => {
    const text = textOf(await reference.complete('The old miller'));
    for (const stream of [false, true]) {
      expect(textOf(await reference.complete('The old miller', { echo: true, stream }))).toBe(
        `The old miller${text}`,
      );
    }
  });

  test('with logprobs reports the tokens of the prompt too, the first one without', async () => {
    const { json } = await reference.complete('The old miller', { echo: true, logprobs: 1, max_tokens: 0 });
    const { tokens, token_logprobs, top_logprobs, text_offset } = json.choices[0].logprobs;
    expect(tokens.join('')).toBe('The old miller');
    expect([token_logprobs[0], top_logprobs[0], text_offset[0]]).toEqual([null, null, 0]);
    expect(token_logprobs.slice(1).every((logprob: number) => logprob < 0)).toBe(true);
    expect(json.usage.completion_tokens).toBe(0);
  });
});

test.each([
  [{ best_of: 1, n: 2 }, 'best_of'],
  [{ best_of: 3, stream: true }, 'best_of'],
  [{ best_of: 21 }, 'best_of'],
  [{ logprobs: 6 }, 'logprobs'],
  [{ logprobs: true }, 'logprobs'],
  [{ suffix: ' end' }, 'suffix'],
  [{ max_tokens: -1 }, 'max_tokens'],
  [{ messages: [] }, 'messages'],
])('%j is refused', async (options, param) => {
  const { status, json } = await reference.complete('a', options);
  expect(status).toBe(400);
  expect(json.error.param).toBe(param);
});
