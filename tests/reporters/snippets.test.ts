import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toPython, toTypeScript } from '../../reporters/snippets.js';
import type { Exchange } from '../../schemas/types/report.js';
import { deceiving, exchange, HOSTILE } from './report.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Below the package, so that a program finds the official client. */
const folder = mkdtempSync(join(root, 'node_modules', '.touchstone-snippets-'));

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly apiKey?: string;
  readonly body: unknown;
}

let server: Server;
let received: Received[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { method, url, headers } = request;
    received.push({
      method,
      url,
      authorization: headers.authorization,
      ...(headers['api-key'] !== undefined && { apiKey: String(headers['api-key']) }),
      body: text ? JSON.parse(text) : undefined,
    });
    const streams = text.includes('"stream":true');
    response.setHeader('content-type', streams ? 'text/event-stream' : 'application/json');
    response.end(streams ? 'data: {"n":1}\n\ndata: [DONE]\n\n' : '{"n":1,"data":[],"object":"list"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function sending(request: Partial<Exchange['request']>, value?: unknown): Exchange {
  const one = exchange('x1');
  const { body: _, ...bare } = one.request;
  const text = JSON.stringify(value);
  return {
    ...one,
    request: { ...bare, ...(value !== undefined && { body: { text, bytes: text.length } }), ...request },
  };
}

async function run(program: string): Promise<Received[]> {
  received = [];
  const file = join(folder, 'program.mts');
  writeFileSync(file, program);
  const { port } = server.address() as AddressInfo;
  await promisify(execFile)(process.execPath, ['--import', 'tsx', file], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      BASE_URL: `http://127.0.0.1:${port}/v1`,
      KEY: 'the-key',
      API_KEY: 'in-a-header',
    },
  });
  return received;
}

const messages = [{ role: 'user', content: HOSTILE }];

describe('the TypeScript program sends the same request', () => {
  test.each([
    ['a chat request', '/chat/completions', { model: 'm', messages, stop: [HOSTILE] }],
    [
      'a stream',
      '/completions',
      { model: 'm', prompt: 'a', stream: true, stream_options: { include_usage: true } },
    ],
    ['an option the client does not know', '/chat/completions', { model: 'm', messages, top_k: 5 }],
    ['an endpoint the client does not know', '/tokenize', { model: 'm', prompt: HOSTILE }],
    ['a streamed one', '/generate', { prompt: 'a', stream: true }],
  ])('%s', async (_name, path, value) => {
    const program = toTypeScript(sending({ path }, value)) ?? '';
    expect(deceiving(program)).toEqual([]);
    const expected = { method: 'POST', url: `/v1${path}`, authorization: 'Bearer the-key', body: value };
    expect(await run(program)).toEqual([expected]);
  });

  test('a mistake made on purpose, which its types would not let through', async () => {
    const program = toTypeScript(sending({ lawful: false }, { model: 'm', messages: 'none' })) ?? '';
    expect(await run(program)).toMatchObject([{ body: { model: 'm', messages: 'none' } }]);
  });

  test('a model by its name, and the list of models', async () => {
    const program = toTypeScript(sending({ method: 'GET', path: '/models/a%2Fb' })) ?? '';
    expect(await run(program)).toMatchObject([{ method: 'GET', url: '/v1/models/a%2Fb' }]);
    const list = toTypeScript(sending({ method: 'GET', path: '/models' })) ?? '';
    expect(await run(list)).toMatchObject([{ method: 'GET', url: '/v1/models' }]);
  });
});

test('a key in a header comes from a variable, and a query is kept', async () => {
  const request = { path: '/chat/completions?api-version=2024-10-21', headers: { 'api-key': '[redacted]' } };
  const program = toTypeScript(sending(request, { model: 'm', messages })) ?? '';
  expect(program).toContain('client.chat.completions.create(');
  expect(await run(program)).toMatchObject([
    { url: '/v1/chat/completions?api-version=2024-10-21', apiKey: 'in-a-header' },
  ]);
  const python = toPython(sending(request, { model: 'm', messages })) ?? '';
  expect(python).toContain('default_headers={"api-key": os.environ["API_KEY"]}');
  expect(python).toContain('"api-version": "2024-10-21"');
});

describe('the Python program', () => {
  test('passes known options by name and others in extra_body', () => {
    const value = { model: 'm', messages: [], stream: true, top_k: 5, seed: null };
    expect(toPython(sending({}, value))).toBe(`import os

from openai import OpenAI

client = OpenAI(base_url=os.environ["BASE_URL"], api_key=os.environ["KEY"])
for chunk in client.chat.completions.create(
    model="m",
    messages=[],
    stream=True,
    seed=None,
    extra_body={
        "top_k": 5,
    },
):
    print(chunk)
`);
  });

  test('has no text of an endpoint but in quotes, on its line', () => {
    const program = toPython(sending({}, { model: HOSTILE, messages })) ?? '';
    expect(deceiving(program)).toEqual([]);
    const [line = ''] = program.split('\n').filter((each) => each.startsWith('    model='));
    expect(line).toMatch(/^ {4}model="(?:[^"\\]|\\.)*",$/);
  });
});

test.each([
  ['is sent without a key', { credentials: 'none' as const }],
  ['is no JSON', { body: { text: '{"a":', bytes: 5 } }],
  ['was not kept whole', { body: { text: '{"a":1', tail: '}', bytes: 90_000 } }],
  [
    'is nested more deeply than a program should be',
    { body: { text: `{"a":${'['.repeat(40)}${']'.repeat(40)}}`, bytes: 86 } },
  ],
])('there is no program for what %s', (_name, request) => {
  expect(toTypeScript(sending(request))).toBeUndefined();
  expect(toPython(sending(request))).toBeUndefined();
});
