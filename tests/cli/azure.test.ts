import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toCurl } from '../../reporters/curl.js';
import { MODEL, useReference } from '../reference/client.js';
import { filesIn, reportIn, touchstone, useFolders } from './cli.js';

const folder = useFolders();
const reference = useReference();

const KEY = 'azure-key-0123456789abcdef';
const VERSION = '2024-10-21';

/** A deployment of one model for each endpoint, as on Azure: the path says nothing, the model says all. */
const DEPLOYMENTS: Readonly<Record<string, string>> = {
  '/chat/completions': 'my-chat',
  '/completions': 'my-instruct',
  '/embeddings': 'my-vectors',
};

/** What each request brought. */
const seen: { path: string; model?: string; version: string | null; status: number }[] = [];
let gateway: Server;
let baseURL: string;

/** The reference endpoint behind a gateway with Azure's manners: the key in `api-key`, and `api-version` in every query. */
async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://gateway');
  const path = url.pathname.replace(/^\/openai\/v1/, '');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const body = parsed(text);
  const entry = {
    path,
    ...(body?.model && { model: body.model }),
    version: url.searchParams.get('api-version'),
  };
  const refuse = (status: number, code: string) => {
    seen.push({ ...entry, status });
    response.writeHead(status, { 'content-type': 'application/json' });
    const error = { message: `The gateway says ${code}.`, type: 'invalid_request_error', param: null, code };
    response.end(JSON.stringify({ error }));
  };
  if (entry.version !== VERSION) return refuse(404, 'no_version');
  if (request.headers['api-key'] !== KEY || request.headers.authorization) return refuse(401, 'no_key');
  const deployment = DEPLOYMENTS[path];
  if (deployment !== undefined && body?.model !== undefined && body.model !== deployment)
    return refuse(404, 'DeploymentNotFound');

  const answer = await fetch(reference.endpoint.baseURL + path, {
    method: request.method ?? 'GET',
    headers: { 'content-type': request.headers['content-type'] ?? 'application/json' },
    ...(text !== '' && { body: body?.model ? JSON.stringify({ ...body, model: MODEL }) : text }),
  });
  seen.push({ ...entry, status: answer.status });
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
  for await (const part of answer.body ?? []) response.write(part);
  response.end();
}

function parsed(text: string): { model?: string } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

beforeAll(async () => {
  gateway = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  baseURL = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/openai/v1?api-version=${VERSION}`;
});
afterAll(() => {
  gateway.closeAllConnections();
  gateway.close();
});

const azure = (...more: string[]) => [
  'check',
  '--base-url',
  baseURL,
  '--profile',
  'azure',
  '--header',
  'api-key: $AZURE_KEY',
  '--model',
  'my-chat',
  '--completions-model',
  'my-instruct',
  '--embeddings-model',
  'my-vectors',
  '--context-window',
  '2048',
  ...more,
];

describe('Azure’s way', () => {
  test('key in a header, version in the query, a model for each endpoint: every check works', async () => {
    const here = folder();
    seen.length = 0;
    const { code, stderr, stdout } = await touchstone(here, azure(), {
      AZURE_KEY: KEY,
      OPENAI_API_KEY: 'sk-this-one-must-stay-at-home',
    });
    expect(stderr).toBe('');
    const [target] = reportIn(here).targets;
    expect(target?.results.filter(({ verdict }) => verdict === 'fail' || verdict === 'error')).toEqual([]);
    expect(code, stdout).toBe(0);
    expect(target?.totals.pass).toBeGreaterThan(100);

    const outcome = (id: string) => target?.results.find(({ check }) => check === id)?.outcome;
    expect(outcome('errors.key.wrong')).toBe('refused');
    expect(outcome('errors.key.missing')).toBe('refused');
    expect(outcome('sdk.chat.stream')).toBe('works');
    expect(outcome('sdk.completions.create')).toBe('works');

    expect(seen.filter(({ version }) => version !== VERSION)).toEqual([]);
    const strangers = seen.filter(
      ({ path, model, status }) =>
        status < 300 && DEPLOYMENTS[path] !== undefined && model !== DEPLOYMENTS[path],
    );
    expect(strangers).toEqual([]);
    for (const [path, text] of [...filesIn(here), ['standard output', stdout]] as const) {
      expect(text.includes(KEY), path).toBe(false);
    }
  });

  test('the line to paste asks the same again', async () => {
    const here = folder();
    await touchstone(here, azure('--only', 'chat.reply'), { AZURE_KEY: KEY });
    const { exchanges } = reportIn(here);
    const chat = exchanges.find(({ request }) => request.path.startsWith('/chat/completions'));
    const line = toCurl(chat!, '$BASE_URL');
    const env = { PATH: process.env.PATH, API_KEY: KEY, BASE_URL: baseURL.replace(/\?.*/, '') };
    const { stdout } = await promisify(execFile)('sh', ['-c', line], { env });
    expect(JSON.parse(stdout)).toHaveProperty('choices');
  });

  test('without the version, or without the key, the message says what was refused', async () => {
    const withoutVersion = azure('--only', 'models.list').map((arg) => arg.replace(/\?api-version=.*/, ''));
    expect((await touchstone(folder(), withoutVersion, { AZURE_KEY: KEY })).stderr).toContain('no_version');

    const wrong = await touchstone(folder(), azure('--only', 'models.list'), {
      AZURE_KEY: 'another-key-of-mine',
    });
    expect(wrong.code).toBe(3);
    expect(wrong.stderr).toContain('refuses the key');
  });
});
