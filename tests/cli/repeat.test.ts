import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useReference } from '../reference/client.js';
import { reportIn, touchstone, useFolders } from './cli.js';

const reference = useReference();
const folder = useFolders();

/** Each run begins with the list of models: every second run meets an endpoint that ignores stop sequences. */
let runs = 0;
const fickle = createServer(async (request, response) => {
  if (request.url === '/v1/models') runs += 1;
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const fault = runs % 2 === 0 ? '/fault/stop-ignored' : '';
  const answer = await fetch(`${reference.endpoint.url}${fault}${request.url}`, {
    method: request.method ?? 'GET',
    headers: { 'content-type': 'application/json' },
    ...(pieces.length > 0 && { body: Buffer.concat(pieces) }),
  });
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
  response.end(Buffer.from(await answer.arrayBuffer()));
});
beforeAll(() => new Promise<void>((resolve) => fickle.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => fickle.close(resolve)));

const ONLY = ['--only', 'chat.stop.text', 'chat.reply'];

test('--repeat tells which checks do not come to the same each time', async () => {
  const here = folder();
  const baseURL = `http://127.0.0.1:${(fickle.address() as AddressInfo).port}/v1`;
  const { code, stdout } = await touchstone(here, ['check', '--base-url', baseURL, '--repeat', '3', ...ONLY]);
  expect(code).toBe(0);
  expect(stdout).toContain('1 of 2 checks came to the same in every run');
  expect(stdout).toMatch(/chat\.stop\.text: omitted 2×, ignored 1×/);
  const results = reportIn(here).targets[0]?.results ?? [];
  const agreement = Object.fromEntries(results.map((result) => [result.check, result.agreement]));
  expect(agreement).toEqual({
    'chat.reply': { runs: 3, seen: { message: 3 } },
    'chat.stop.text': { runs: 3, seen: { omitted: 2, ignored: 1 } },
  });
});

test('without it nothing is said of agreement', async () => {
  const here = folder();
  const { stdout } = await touchstone(here, ['check', '--base-url', reference.endpoint.baseURL, ...ONLY]);
  expect(stdout).not.toContain('Agreement');
  expect(reportIn(here).targets[0]?.results.every(({ agreement }) => agreement === undefined)).toBe(true);
});
