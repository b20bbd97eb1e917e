import { describe, expect, test } from 'vitest';
import { loadModel } from '../../reference/model/model.js';
import { startReference } from '../../reference/server.js';
import { type Any, finishReasons, MODEL, textOf, useReference } from './client.js';

const { tokenizer } = loadModel();
const reference = useReference();
const PROMPT = 'In the morning the old man';

describe('sampling options over HTTP', () => {
  test('temperature 0 gives the same text twice', async () => {
    expect(textOf(await reference.complete(PROMPT))).toBe(textOf(await reference.complete(PROMPT)));
  });

  test('without a seed, two equal requests give different texts', async () => {
    const ask = () => reference.complete(PROMPT, { temperature: 1 });
    expect(textOf(await ask())).not.toBe(textOf(await ask()));
  });

  test('a seed repeats a text, streamed or not, and another seed gives another one', async () => {
    const ask = (seed: number, stream = false) =>
      reference.complete(PROMPT, { temperature: 1, seed, stream });
    const first = textOf(await ask(7));
    expect(textOf(await ask(7))).toBe(first);
    expect(textOf(await ask(7, true))).toBe(first);
    expect(textOf(await ask(8))).not.toBe(first);
  });

  test('two servers with the same seed repeat a run without seeds', async () => {
    const run = async () => {
      const server = await startReference({ seed: 5 });
      const texts = [];
      for (let i = 0; i < 3; i++) {
        const body = JSON.stringify({ model: MODEL, prompt: PROMPT, max_tokens: 24 });
        const response = await fetch(`${server.baseURL}/completions`, { method: 'POST', body });
        texts.push(((await response.json()) as Any).choices[0].text);
      }
      await server.close();
      return texts;
    };
    expect(await run()).toEqual(await run());
  });

  test('a bias of 100 fills the answer with one token', async () => {
    for (const answer of [
      await reference.complete(PROMPT, { logit_bias: { 40: 100 }, max_tokens: 5 }),
      await reference.chat('Say this is a test', { logit_bias: { 40: 100 }, max_tokens: 5 }),
    ]) {
      expect(textOf(answer)).toBe(tokenizer.decode([40]).repeat(5));
      expect(finishReasons(answer)).toEqual(['length']);
    }
  });

  test('a bias of -100 takes a token away, also one that was asked for', async () => {
    const [id] = tokenizer.encode('yes');
    const answer = await reference.chat('Reply with the single word yes.', { logit_bias: { [id!]: -100 } });
    expect(textOf(answer)).not.toBe('yes');
  });

  test('a frequency penalty breaks a repetition that was asked for, and leaves its first word', async () => {
    const ask = (frequency_penalty: number) =>
      reference.chat('Repeat the word ha 30 times', { frequency_penalty });
    const free = textOf(await ask(0));
    expect(free).toBe(Array.from({ length: 30 }, () => 'ha').join(' '));
    const penalised = textOf(await ask(2));
    expect(penalised).not.toBe(free);
    expect(penalised.startsWith('ha')).toBe(true);
  });

  test.each(['In the morning', 'The little cat', 'A good story', 'The water'])(
    'a presence penalty changes a longer text, and never its first token: %s',
    async (prompt) => {
      const ask = (presence_penalty: number, max_tokens: number) =>
        reference.complete(prompt, { presence_penalty, max_tokens }).then(textOf);
      expect(await ask(2, 1)).toBe(await ask(0, 1));
      expect(await ask(2, 64)).not.toBe(await ask(0, 64));
    },
  );

  test('n gives so many choices, and usage counts them all', async () => {
    const { json } = await reference.complete(PROMPT, { temperature: 1, n: 3, max_tokens: 6 });
    expect(json.choices.map((choice: Any) => choice.index)).toEqual([0, 1, 2]);
    expect(new Set(json.choices.map((choice: Any) => choice.text)).size).toBeGreaterThan(1);
    expect(json.usage.completion_tokens).toBe(18);
  });

  test('best_of returns the likeliest of its candidates, and usage counts them all', async () => {
    const options = { temperature: 1, max_tokens: 6, seed: 3, logprobs: 0 };
    const all = (await reference.complete(PROMPT, { ...options, n: 5 })).json;
    const best = (await reference.complete(PROMPT, { ...options, n: 1, best_of: 5 })).json;
    const total = (choice: Any): number =>
      choice.logprobs.token_logprobs.reduce((sum: number, logprob: number) => sum + logprob, 0);
    const likeliest = all.choices.toSorted((a: Any, b: Any) => total(b) - total(a))[0];
    expect(best.choices).toHaveLength(1);
    expect(best.choices[0].text).toBe(likeliest.text);
    expect(best.usage.completion_tokens).toBe(30);
  });
});

describe('logprobs', () => {
  test('chat: an entry for each token, which joined give the text', async () => {
    const answer = await reference.chat('Repeat this text exactly: naïve 🙂 café', {
      logprobs: true,
      top_logprobs: 3,
    });
    const { content } = answer.json.choices[0].logprobs;
    expect(Buffer.from(content.flatMap((entry: Any) => entry.bytes)).toString('utf8')).toBe(textOf(answer));
    expect(content).toHaveLength(answer.json.usage.completion_tokens);
    for (const { token, logprob, top_logprobs } of content) {
      expect(logprob).toBeLessThanOrEqual(0);
      expect(top_logprobs).toHaveLength(3);
      expect(top_logprobs[0].token).toBe(token);
      expect(top_logprobs[0].logprob).toBeGreaterThanOrEqual(top_logprobs[1].logprob);
    }
  });

  test('they are of the model: neither temperature nor bias nor penalties change them', async () => {
    const ask = async (options: object) =>
      (await reference.complete(PROMPT, { max_tokens: 1, logprobs: 5, ...options })).json.choices[0].logprobs
        .top_logprobs[0];
    const plain = await ask({});
    const changed = await ask({ temperature: 2, top_p: 0, presence_penalty: 2 });
    expect(changed).toEqual(plain);
    expect(await ask({ logit_bias: { 40: 100 } })).toMatchObject(plain);
  });

  test('the probabilities of the whole vocabulary sum up to 1', async () => {
    const { json } = await reference.chat('hello', { max_tokens: 1, logprobs: true, top_logprobs: 20 });
    const [entry] = json.choices[0].logprobs.content;
    const sum = entry.top_logprobs.reduce((total: number, other: Any) => total + Math.exp(other.logprob), 0);
    expect(sum).toBeGreaterThan(0.2);
    expect(sum).toBeLessThanOrEqual(1 + 1e-9);
  });

  test('completions: four lists of equal length, with an offset for each token', async () => {
    const answer = await reference.complete(PROMPT, { max_tokens: 6, logprobs: 2 });
    const { tokens, token_logprobs, top_logprobs, text_offset } = answer.json.choices[0].logprobs;
    expect(tokens.join('')).toBe(textOf(answer));
    for (const list of [token_logprobs, top_logprobs, text_offset]) expect(list).toHaveLength(6);
    expect(text_offset[0]).toBe(PROMPT.length);
    expect(text_offset[1]).toBe(PROMPT.length + tokens[0].length);
  });

  test('are null if nobody asked', async () => {
    expect((await reference.chat('hello', { max_tokens: 1 })).json.choices[0].logprobs).toBeNull();
    expect((await reference.complete('hello', { max_tokens: 1 })).json.choices[0].logprobs).toBeNull();
  });
});
