/** How the starting pages tell a client where to ask and as whom: each way, with the official client, over a real socket. */
import { spawn } from 'node:child_process';
import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { FIREWORKS_MODEL, MODEL, useReference } from './reference/client.js';

const KEY = 'fw-a-key-of-the-first';
const OTHER_KEY = 'sk-a-key-of-the-second';
const first = useReference({ dialect: 'fireworks', apiKey: KEY });
const second = useReference({ dialect: 'openai', apiKey: OTHER_KEY });

const QUESTION = {
  messages: [
    { role: 'system', content: 'You are a helpful assistant.' },
    { role: 'user', content: 'Say this is a test' },
  ],
} satisfies Pick<OpenAI.ChatCompletionCreateParams, 'messages'>;

/** Runs a program in a process of its own, so that what is set for the process is set for no test. */
async function program(source: string, env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
  }
  await new Promise((resolve) => child.on('close', resolve));
  return text;
}

describe('the client with base URL and key', () => {
  test.each(['', '/'])('completions and chat, base URL ending in "/v1%s"', async (slash) => {
    const client = new OpenAI({ baseURL: first.endpoint.baseURL + slash, apiKey: KEY });
    const completion = await client.completions.create({
      model: FIREWORKS_MODEL,
      prompt: 'The quick brown fox',
    });
    expect(completion.choices[0]?.text).toMatch(/\S/);
    const chat = await client.chat.completions.create({ model: FIREWORKS_MODEL, ...QUESTION });
    expect(chat.choices[0]?.message.content).toMatch(/\S/);
  });

  test('another key is refused, with the client’s own class', async () => {
    const client = new OpenAI({ baseURL: first.endpoint.baseURL, apiKey: OTHER_KEY, maxRetries: 0 });
    const asking = client.chat.completions.create({ model: FIREWORKS_MODEL, ...QUESTION });
    await expect(asking).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
  });
});

describe('variables', () => {
  const asks = `
    const chat = await client.chat.completions.create({ model: ${JSON.stringify(FIREWORKS_MODEL)}, messages: [{ role: 'user', content: 'Say this is a test' }] });
    console.log(/\\S/.test(chat.choices[0].message.content) ? 'answered' : 'empty');`;

  test('OPENAI_API_BASE and OPENAI_API_KEY, read by the program as the page does', async () => {
    const said = await program(
      `import OpenAI from 'openai';
       const client = new OpenAI({ baseURL: process.env.OPENAI_API_BASE ?? 'http://127.0.0.1:9/v1', apiKey: process.env.OPENAI_API_KEY });${asks}`,
      { OPENAI_API_BASE: first.endpoint.baseURL, OPENAI_API_KEY: KEY },
    );
    expect(said.trim()).toBe('answered');
  });

  test('OPENAI_BASE_URL and OPENAI_API_KEY, read by the client, for the whole process', async () => {
    const said = await program(`import OpenAI from 'openai';\nconst client = new OpenAI();${asks}`, {
      OPENAI_BASE_URL: first.endpoint.baseURL,
      OPENAI_API_KEY: KEY,
    });
    expect(said.trim()).toBe('answered');
  });

  test('set by the program itself before the first client: a process-wide effect', async () => {
    const said = await program(
      `import OpenAI from 'openai';
       process.env.OPENAI_BASE_URL = ${JSON.stringify(first.endpoint.baseURL)};
       process.env.OPENAI_API_KEY = ${JSON.stringify(KEY)};
       const client = new OpenAI();${asks}`,
      {},
    );
    expect(said.trim()).toBe('answered');
  });
});

describe('one request to another place', () => {
  test('address and key of a single request leave the client as it was', async () => {
    const client = new OpenAI({ baseURL: second.endpoint.baseURL, apiKey: OTHER_KEY });
    const there = client.withOptions({ baseURL: first.endpoint.baseURL, apiKey: KEY });
    const [before, elsewhere, after] = [
      await client.chat.completions.create({ model: MODEL, ...QUESTION }),
      await there.chat.completions.create({ model: FIREWORKS_MODEL, ...QUESTION }),
      await client.chat.completions.create({ model: MODEL, ...QUESTION }),
    ];
    expect([before.model, elsewhere.model, after.model]).toEqual([MODEL, FIREWORKS_MODEL, MODEL]);
  });

  test('calls to both at once in one process do not mix', async () => {
    const clients = [
      { client: new OpenAI({ baseURL: first.endpoint.baseURL, apiKey: KEY }), model: FIREWORKS_MODEL },
      { client: new OpenAI({ baseURL: second.endpoint.baseURL, apiKey: OTHER_KEY }), model: MODEL },
    ];
    const asked = Array.from({ length: 8 }, (_, i) => clients[i % 2] as (typeof clients)[number]);
    const answers = await Promise.all(
      asked.map(({ client, model }) => client.chat.completions.create({ model, ...QUESTION })),
    );
    expect(answers.map(({ model }) => model)).toEqual(asked.map(({ model }) => model));
  });
});

describe('usage in a stream, through the client', () => {
  test('chunk.usage is in the chunk that has the finish reason', async () => {
    const client = new OpenAI({ baseURL: first.endpoint.baseURL, apiKey: KEY });
    const stream = await client.chat.completions.create({
      model: FIREWORKS_MODEL,
      ...QUESTION,
      stream: true,
    });
    const seen: [string | null | undefined, number | undefined][] = [];
    for await (const chunk of stream) seen.push([chunk.choices[0]?.finish_reason, chunk.usage?.total_tokens]);
    const last = seen.pop();
    expect(last?.[0]).not.toBeNull();
    expect(last?.[1]).toBeGreaterThan(0);
    expect(seen.every(([reason, usage]) => reason === null && usage === undefined)).toBe(true);
  });

  test('completions: as the page shows', async () => {
    const client = new OpenAI({ baseURL: first.endpoint.baseURL, apiKey: KEY });
    const stream = await client.completions.create({
      model: FIREWORKS_MODEL,
      prompt: 'def say_hello_world():',
      max_tokens: 100,
      stream: true,
    });
    const chunks: OpenAI.Completion[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    const usage = chunks.at(-1)?.usage;
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toMatch(/stop|length/);
    expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0));
    expect(chunks.slice(0, -1).every((chunk) => !chunk.usage)).toBe(true);
  });
});
