import { describe, expect, test } from 'vitest';
import { faults } from '../../reference/faults/index.js';
import { loadModel } from '../../reference/model/model.js';
import { startReference } from '../../reference/server.js';
import { type Answer, type Any, finishReasons, MODEL, textOf, useReference } from './client.js';
import { shownShapes } from './shown-shapes.js';

const reference = useReference({ contextWindow: 256 });
const tools = [
  {
    type: 'function',
    function: {
      name: 'get_weather',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
];

/** A chat request to the endpoint with the faults. */
const chat = (fault: string, content: string, options: object = {}, dialect = 'openai'): Promise<Answer> =>
  reference.chat(content, options, `/dialect/${dialect}/fault/${fault}`);
const complete = (fault: string, prompt: string, options: object = {}): Promise<Answer> =>
  reference.complete(prompt, options, `/fault/${fault}`);

describe('the table', () => {
  test('names each fault once, with a report and what it announces', () => {
    expect(new Set(faults.map((fault) => fault.id)).size).toBe(faults.length);
    for (const fault of faults) {
      expect(fault.id).toMatch(/^[a-z0-9-]+$/);
      expect(fault.source).toMatch(/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/(issues|pull)\/\d+$/);
      expect(fault.says).toMatch(/\.$/);
      expect(Object.keys(fault.hooks), fault.id).not.toHaveLength(0);
      expect(Object.keys(fault.announces), fault.id).not.toHaveLength(0);
    }
  });
});

/** The shortest request that shows a fault, for those whose mechanics deserve a test; `touchstone prove` shows all. */
const SHOWN: Record<string, () => Promise<void>> = {
  'wrong-key-accepted': async () => {
    const endpoint = await startReference({ apiKey: 'right', faults: ['wrong-key-accepted'] });
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${endpoint.baseURL}/models`, { headers })).status;
    expect(await status({ authorization: 'Bearer wrong' })).toBe(200);
    expect(await status({})).toBe(401);
    await endpoint.close();
  },
  'unknown-model-accepted': async () => {
    const { status, json } = await chat('unknown-model-accepted', 'hi', { model: 'invented' });
    expect([status, json.model]).toEqual([200, 'invented']);
  },
  'error-flat': async () =>
    expect((await chat('error-flat', 'hi', { n: 0 })).json).toEqual({ detail: expect.any(String) }),
  'malformed-json-500': async () => {
    expect((await reference.post('/fault/malformed-json-500/v1/completions', '{')).status).toBe(500);
  },
  'unknown-parameter-500': async () => {
    for (const dialect of ['openai', 'fireworks']) {
      expect((await chat('unknown-parameter-500', 'hi', { x_unknown: 1 }, dialect)).status).toBe(500);
    }
  },
  'prompt-templated': async () => {
    const { json } = await complete('prompt-templated', 'The old', { echo: true });
    const plain = await reference.complete('The old');
    expect(json.choices[0].text.startsWith('The old')).toBe(false);
    expect(json.usage.prompt_tokens).toBeGreaterThan(plain.json.usage.prompt_tokens);
  },
  'max-tokens-ignored': async () => {
    expect(
      (await chat('max-tokens-ignored', 'Count from 1 to 20', { max_tokens: 3 })).json.usage
        .completion_tokens,
    ).toBeGreaterThan(3);
  },
  'max-completion-tokens-ignored': async () => {
    const count = async (options: object) =>
      (await chat('max-completion-tokens-ignored', 'Count from 1 to 20', options)).json.usage
        .completion_tokens;
    expect(await count({ max_completion_tokens: 3 })).toBeGreaterThan(3);
    expect(await count({ max_tokens: 3 })).toBe(3);
  },
  'overflow-500': async () =>
    expect((await chat('overflow-500', 'hi', { max_tokens: 9999 })).status).toBe(500),
  'overflow-hangs': async () => {
    const signal = AbortSignal.timeout(100);
    const body = JSON.stringify({ model: MODEL, prompt: 'a', max_tokens: 9999 });
    const url = `${reference.endpoint.url}/fault/overflow-hangs/v1/completions`;
    await expect(fetch(url, { method: 'POST', body, signal })).rejects.toThrow();
    expect((await complete('overflow-hangs', 'a')).status).toBe(200);
  },
  'overflow-behavior-ignored': async () => {
    const options = { max_tokens: 9999, context_length_exceeded_behavior: 'error' };
    expect((await chat('overflow-behavior-ignored', 'hi', options, 'fireworks')).status).toBe(200);
  },
  'stop-ignored': async () =>
    expect(textOf(await chat('stop-ignored', 'Count from 1 to 9', { stop: '5' }))).toContain('5'),
  'stop-ignored-in-streams': async () => {
    const ask = (stream: boolean) =>
      chat('stop-ignored-in-streams', 'Count from 1 to 9', { stop: '5', stream }).then(textOf);
    expect(await ask(false)).not.toContain('5');
    expect(await ask(true)).toContain('5');
  },
  'stop-text-included': async () => {
    expect(textOf(await chat('stop-text-included', 'Count from 1 to 9', { stop: '5' }))).toMatch(/4, 5$/);
  },
  'stop-prefix-leaks': async () => {
    const ask = (stream: boolean) =>
      chat('stop-prefix-leaks', 'Count from 1 to 9', { stop: '4, 5', stream }).then(textOf);
    expect(await ask(false)).toMatch(/3, $/);
    expect(await ask(true)).toMatch(/3, 4, ?$/);
  },
  'presence-penalty-ignored': async () => {
    const ask = (presence_penalty: number) =>
      complete('presence-penalty-ignored', 'The water', { presence_penalty, max_tokens: 64 });
    expect(textOf(await ask(2))).toBe(textOf(await ask(0)));
  },
  'frequency-penalty-ignored': async () => {
    const ask = (frequency_penalty: number) =>
      chat('frequency-penalty-ignored', 'Repeat the word ha 30 times', { frequency_penalty });
    expect(textOf(await ask(2))).toBe(textOf(await ask(0)));
  },
  'penalties-count-prompt': async () => {
    const ask = (presence_penalty: number) =>
      complete('penalties-count-prompt', 'the the the the the', {
        presence_penalty,
        max_tokens: 1,
        logit_bias: biasTo(' the'),
      });
    expect(textOf(await ask(2))).not.toBe(textOf(await ask(-2)));
  },
  'logit-bias-ignored': async () => {
    const ask = (logit_bias?: object) => complete('logit-bias-ignored', 'The water', { logit_bias });
    expect(textOf(await ask({ 40: 100 }))).toBe(textOf(await ask()));
  },
  'temperature-zero-becomes-one': async () => {
    const ask = () => complete('temperature-zero-becomes-one', 'The water').then(textOf);
    expect(await ask()).not.toBe(await ask());
  },
  'n-ignored': async () => expect((await chat('n-ignored', 'hi', { n: 3 })).json.choices).toHaveLength(1),
  'best-of-ignored': async () => {
    expect(
      (await complete('best-of-ignored', 'The', { best_of: 3, max_tokens: 4 })).json.usage.completion_tokens,
    ).toBe(4);
  },
  'logprobs-null': async () => {
    expect((await chat('logprobs-null', 'hi', { logprobs: true })).json.choices[0].logprobs).toBeNull();
  },
  'logprobs-missing-in-streams': async () => {
    const ask = (stream: boolean) => complete('logprobs-missing-in-streams', 'The', { logprobs: 1, stream });
    expect((await ask(false)).json.choices[0].logprobs).not.toBeNull();
    expect((await ask(true)).chunks.every((chunk) => chunk.choices[0].logprobs === null)).toBe(true);
  },
  'length-told-as-stop': async () => {
    expect(finishReasons(await chat('length-told-as-stop', 'Count from 1 to 9', { max_tokens: 3 }))).toEqual([
      'stop',
    ]);
  },
  'finish-reason-missing-in-streams': async () => {
    expect(finishReasons(await chat('finish-reason-missing-in-streams', 'hi', { stream: true }))).toEqual([]);
  },
  'finish-reason-eos-token': async () => {
    expect(finishReasons(await chat('finish-reason-eos-token', 'Say hello'))).toEqual(['eos_token']);
  },
  'stream-usage-missing': async () => {
    for (const dialect of ['openai', 'fireworks']) {
      const options = { stream: true, stream_options: { include_usage: true } };
      expect((await chat('stream-usage-missing', 'hi', options, dialect)).text).not.toContain('usage');
    }
  },
  'usage-on-every-chunk': async () => {
    const { chunks } = await chat('usage-on-every-chunk', 'Count from 1 to 9', { stream: true });
    const counts = chunks.map((chunk) => chunk.usage.completion_tokens);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts.at(-1)).toBeGreaterThan(counts[0]!);
  },
  'usage-total-wrong': async () => {
    const { usage } = (await chat('usage-total-wrong', 'hi')).json;
    expect(usage.total_tokens).not.toBe(usage.prompt_tokens + usage.completion_tokens);
  },
  'usage-zero': async () =>
    expect((await chat('usage-zero', 'hi')).json.usage).toMatchObject({ prompt_tokens: 0, total_tokens: 0 }),
  'done-missing': async () =>
    expect((await chat('done-missing', 'hi', { stream: true })).text).not.toContain('[DONE]'),
  'role-missing-in-streams': async () => {
    expect((await chat('role-missing-in-streams', 'hi', { stream: true })).text).not.toContain('"role"');
  },
  'role-in-every-chunk': async () => {
    const { chunks } = await chat('role-in-every-chunk', 'hi', { stream: true });
    expect(chunks.every((chunk) => chunk.choices[0].delta.role === 'assistant')).toBe(true);
  },
  'chunk-id-changes': async () => {
    const { chunks } = await complete('chunk-id-changes', 'The', { stream: true });
    expect(new Set(chunks.map((chunk) => chunk.id)).size).toBe(chunks.length);
  },
  'stream-buffered': async () => {
    const slow = await startReference({ tokensPerSecond: 100, faults: ['stream-buffered'] });
    const body = JSON.stringify({ model: MODEL, prompt: 'The', stream: true, max_tokens: 5 });
    const response = await fetch(`${slow.baseURL}/completions`, { method: 'POST', body });
    await response.body!.getReader().read();
    expect(slow.stats.running).toBe(0);
    await slow.close();
  },
  'reset-mid-stream': async () => {
    await expect(chat('reset-mid-stream', 'Count from 1 to 9', { stream: true })).rejects.toThrow();
    expect((await chat('reset-mid-stream', 'Count from 1 to 9')).status).toBe(200);
  },
  'characters-split': async () => {
    const question = 'Repeat this text exactly: 🙂🌍';
    expect(textOf(await chat('characters-split', question))).toBe('🙂🌍');
    expect(textOf(await chat('characters-split', question, { stream: true }))).toContain('\uFFFD');
  },
  'tool-index-missing': async () => {
    const { chunks } = await chat('tool-index-missing', 'weather in Paris?', { tools, stream: true });
    expect(callParts(chunks).every((part) => part.index === undefined)).toBe(true);
  },
  'tool-index-always-zero': async () => {
    const { chunks } = await chat('tool-index-always-zero', 'weather in Paris and in Rome?', {
      tools,
      stream: true,
    });
    expect(new Set(callParts(chunks).map((part) => part.index))).toEqual(new Set([0]));
    expect(callParts(chunks).filter((part) => part.id)).toHaveLength(2);
  },
  'tool-choice-required-ignored': async () => {
    const { json } = await chat('tool-choice-required-ignored', 'Say hello', {
      tools,
      tool_choice: 'required',
    });
    expect(json.choices[0].message.content).toBe('Hello.');
  },
  'json-as-text-plain': async () => {
    const answer = await chat('json-as-text-plain', 'hi');
    expect(answer.headers.get('content-type')).toBe('text/plain');
    expect(JSON.parse(answer.text).object).toBe('chat.completion');
  },
  ...shownShapes(chat, (path) => reference.send(path)),
};

function callParts(chunks: Any[]): Any[] {
  return chunks.flatMap((chunk) => chunk.choices[0].delta.tool_calls ?? []);
}

/** A bias that puts the token about as high as its rivals, so that a penalty decides. */
function biasTo(text: string): Record<string, number> {
  const { tokenizer, language } = loadModel();
  const logits = new Float64Array(tokenizer.size);
  language.logits(tokenizer.encode('the the the the the'), logits);
  const [id] = tokenizer.encode(text);
  const rival = Math.max(...logits.filter((_, other) => other !== id));
  return { [id!]: rival - logits[id!]! };
}

describe('a fault shows', () => {
  test.each(Object.entries(SHOWN))('%s', async (id, shows) => {
    expect(faults.map((fault) => fault.id)).toContain(id);
    await shows();
  });
});

describe('choosing faults', () => {
  test('several act together', async () => {
    const answer = await chat('done-missing+length-told-as-stop', 'Count from 1 to 9', {
      stream: true,
      max_tokens: 2,
    });
    expect(answer.text).not.toContain('[DONE]');
    expect(finishReasons(answer)).toEqual(['stop']);
  });

  test('the selectors come in any order, and the rest of the server stays well', async () => {
    const broken = await reference.chat(
      'hi',
      { stream: true },
      '/fault/done-missing/persona/babbler/dialect/openai',
    );
    expect(broken.text).not.toContain('[DONE]');
    expect((await reference.chat('hi', { stream: true })).text).toContain('[DONE]');
  });

  test('a fault that a dialect cannot have is told so', async () => {
    const { status, json } = await reference.send(
      '/dialect/openai/fault/overflow-behavior-ignored/v1/models',
    );
    expect(status).toBe(404);
    expect(json.error.message).toContain('fireworks');
    await expect(startReference({ faults: ['overflow-behavior-ignored'] })).rejects.toThrow('cannot be had');
  });
});
