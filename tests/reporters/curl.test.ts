import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toCurl } from '../../reporters/curl.js';
import type { Exchange } from '../../schemas/types/report.js';
import { deceiving, exchange, HOSTILE } from './report.js';

const folder = mkdtempSync(join(tmpdir(), 'touchstone-curl-'));

/** A program of the name that only tells what the shell gave it. */
beforeAll(() => {
  const told = `#!${process.execPath}\nprocess.stdout.write(JSON.stringify(process.argv.slice(2)));\n`;
  writeFileSync(join(folder, 'curl'), told);
  chmodSync(join(folder, 'curl'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a shell makes of the line; nothing else may have been run or written. */
async function pasted(line: string): Promise<string[]> {
  const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-c', line], {
    cwd: folder,
    env: {
      PATH: `${folder}${delimiter}${process.env.PATH}`,
      BASE_URL: 'http://x.example/v1',
      KEY: 'the-key',
      LC_ALL: 'C.UTF-8',
    },
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

function withRequest(request: Partial<Exchange['request']>): Exchange {
  const one = exchange('x1');
  return { ...one, request: { ...one.request, ...request } };
}

function body(text: string): { body: { text: string; bytes: number } } {
  return { body: { text, bytes: Buffer.byteLength(text) } };
}

function given(args: readonly string[], option: string): string[] {
  return args.flatMap((arg, i) => (arg === option ? [args[i + 1] as string] : []));
}

test('a request as it was sent, with the reader’s own base URL and key', async () => {
  const args = await pasted(toCurl(withRequest(body('{"model":"m","stream": true}')), '$BASE_URL'));
  expect(args).toContain('http://x.example/v1/chat/completions');
  expect(given(args, '-H')).toEqual(['content-type: application/json']);
  expect(given(args, '-d')).toEqual(['{"model":"m","stream": true}']);
  expect(args[0]).toBe('-sSN');
});

test.each([
  ['own', ['Authorization: Bearer the-key']],
  ['wrong', ['Authorization: Bearer wrong']],
  ['none', []],
] as const)('credentials: %s', async (credentials, expected) => {
  const line = toCurl(
    withRequest({ credentials, headers: { authorization: 'Bearer [redacted]' } }),
    '$BASE_URL',
  );
  expect(given(await pasted(line), '-H')).toEqual(expected);
});

test.each([
  ['GET', [], undefined],
  ['DELETE', ['DELETE'], undefined],
  ['GET', ['GET'], '{}'],
] as const)('%s is asked for where curl would not take it by itself', async (method, expected, text) => {
  const { body: _, ...plain } = exchange('x1').request;
  const one = { ...exchange('x1'), request: { ...plain, method, ...(text !== undefined && body(text)) } };
  expect(given(await pasted(toCurl(one, '$BASE_URL')), '-X')).toEqual(expected);
});

describe('hostile texts', () => {
  const texts: readonly [string, string][] = [
    ['everything', HOSTILE],
    ['quotes', `it's "so" \`id\` $(id) \${HOME} \\ !`],
    ['a file name', '@/etc/passwd'],
    ['line breaks', 'one\ntwo\r\nthree\ttab'],
    ['a line that ends itself', "'; touch harmed; echo '"],
    ['beyond 16 bits', '🦊 \u{1d11e} e\u0301'],
  ];
  test.each(texts)('%s: as a body that is no JSON, arrives byte by byte', async (_name, text) => {
    const line = toCurl(withRequest(body(text)), '$BASE_URL');
    expect(line.split('\n')).toHaveLength(1);
    expect(deceiving(line)).toEqual([]);
    const args = await pasted(line);
    expect([...given(args, '-d'), ...given(args, '--data-raw')].filter(Boolean)).toEqual([text]);
  });

  test.each(texts)('%s: within JSON, arrives as the same value', async (_name, text) => {
    const line = toCurl(withRequest(body(JSON.stringify({ stop: text }))), '$BASE_URL');
    expect(line.split('\n')).toHaveLength(1);
    expect(deceiving(line)).toEqual([]);
    const [sent = ''] = given(await pasted(line), '-d');
    expect(JSON.parse(sent)).toEqual({ stop: text });
  });

  test.each(texts)('%s: in a header and in the path, runs nothing', async (_name, text) => {
    const line = toCurl(withRequest({ path: `/models/${text}`, headers: { 'x-more': text } }), '$BASE_URL');
    expect(line.split('\n')).toHaveLength(1);
    const args = await pasted(line);
    expect(given(args, '-H')).toContain(`x-more: ${text}`);
    expect(args.filter((arg) => arg.startsWith('http://x.example/v1/models/'))).toHaveLength(1);
  });
});
