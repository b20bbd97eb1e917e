import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { useReference } from '../reference/client.js';
import { touchstone, useFolders } from './cli.js';

const folder = useFolders();
const reference = useReference();

describe('what cannot be understood exits with 2, says what to type, and touches nothing', () => {
  const cases: readonly [string, string[], Record<string, string>, RegExp[]][] = [
    [
      'no target',
      ['check'],
      {},
      [/no target/, /touchstone check --base-url http:\/\/localhost/, /touchstone demo/],
    ],
    ['an unknown flag', ['check', '--base-urll', 'http://localhost/v1'], {}, [/--base-urll/, /--base-url\b/]],
    ['an unknown command', ['chek'], {}, [/chek/, /check/]],
    ['an unknown fault', ['serve', '--fault', 'stop-ignord'], {}, [/Did you mean stop-ignored\?/, /--list/]],
    ['an unknown dialect', ['serve', '--dialect', 'firework'], {}, [/There are: openai, fireworks/]],
    [
      'a base URL without a scheme',
      ['check', '--base-url', 'localhost:8080/v1'],
      {},
      [/http:\/\/localhost:8080\/v1/],
    ],
    [
      'a base URL with a password',
      ['check', '--base-url', 'http://me:hunter2@localhost/v1'],
      {},
      [/--api-key-env/, /^(?![\s\S]*hunter2)/],
    ],
    [
      'a key where a name belongs',
      ['check', '--base-url', 'http://localhost/v1', '--api-key-env', 'sk-1'],
      {},
      [/NAME/],
    ],
    [
      'a variable that is not set',
      ['check', '--base-url', 'http://localhost/v1', '--api-key-env', 'MY_KEY'],
      {},
      [/MY_KEY/, /not set/],
    ],
    [
      'a header with its value in it',
      ['check', '--base-url', 'http://localhost/v1', '--header', 'api-key: 12345678'],
      {},
      [/\$MY_VARIABLE/, /^(?![\s\S]*12345678)/],
    ],
    [
      'an unknown profile',
      ['check', '--base-url', 'http://localhost/v1', '--profile', 'firework'],
      {},
      [/firework/, /Did you mean "fireworks"/],
    ],
    [
      'a glob that matches nothing',
      ['check', '--base-url', 'http://localhost/v1', '--only', 'chat.stopp.text'],
      {},
      [/chat\.stopp\.text/, /chat\.stop\.text/],
    ],
    [
      'a number that is none',
      ['check', '--base-url', 'http://localhost/v1', '--concurrency', 'many'],
      {},
      [/many/, /whole number/],
    ],
    [
      'an unknown severity',
      ['check', '--base-url', 'http://localhost/v1', '--fail-on', 'bad'],
      {},
      [/must, should, may, never/],
    ],
    ['an impossible shard', ['check', '--base-url', 'http://localhost/v1', '--shard', '4/3'], {}, [/1\/3/]],
  ];
  test.each(cases)('%s', async (_name, args, env, said) => {
    const here = folder();
    const { code, stdout, stderr } = await touchstone(here, args, env);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    for (const pattern of said) expect(stderr).toMatch(pattern);
    expect(readdirSync(here)).toEqual([]);
  });
});

describe('help teaches', () => {
  test.each(['check', 'demo', 'serve', 'list', 'explain', 'prove'])('%s --help', async (command) => {
    const { code, stdout } = await touchstone(folder(), [command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`touchstone ${command}`);
  });

  test('of the whole: examples, commands and exit codes', async () => {
    const { code, stdout } = await touchstone(folder(), ['--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples:[\s\S]*touchstone check --base-url/);
    expect(stdout).toMatch(/Exit codes:[\s\S]*130/);
  });
});

test('--plan says what would be asked and sends nothing', async () => {
  const here = folder();
  const before = reference.endpoint.stats.requests;
  const { code, stdout } = await touchstone(here, [
    'check',
    '--base-url',
    reference.endpoint.baseURL,
    '--only',
    'chat.stop.text',
    '--plan',
  ]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/chat\.stop\.text\s+\d+ requests/);
  expect(reference.endpoint.stats.requests).toBe(before);
  expect(readdirSync(here)).toEqual([]);
});

test('list and explain tell the catalogue without a target', async () => {
  const list = await touchstone(folder(), ['list', '--format', 'json']);
  const ids = (JSON.parse(list.stdout) as { id: string }[]).map(({ id }) => id);
  expect(ids).toContain('chat.stop.text');
  expect(new Set(ids).size).toBe(ids.length);

  const explained = await touchstone(folder(), ['explain', 'chat.stop.text']);
  expect(explained.code).toBe(0);
  expect(explained.stdout).toMatch(/openai\s+omitted\n/);
  expect(explained.stdout).toMatch(/fireworks-2024\s+included\n/);
  expect(explained.stdout).toMatch(/curl/);

  const unknown = await touchstone(folder(), ['explain', 'chat.stop.txt']);
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('chat.stop.text');
});

test('a port that is taken exits with 2, and another is to be named', async () => {
  const { port } = new URL(reference.endpoint.url);
  const { code, stderr } = await touchstone(folder(), ['serve', '--port', port]);
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/port \d+ cannot be listened at \(EADDRINUSE\).*--port/),
  ]);
});
