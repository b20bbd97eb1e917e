import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../schemas/types/report.js';
import { MODEL, useReference } from '../reference/client.js';
import { filesIn, reportIn, start, touchstone, useFolders } from './cli.js';

const folder = useFolders();

/** As HTTP allows it in a header, and everything that some encoding would write in another way. */
const KEY = 'sk-t"est\\k<ey>&\'+/=%20~one';

const open = useReference();
const guarded = useReference({ apiKey: KEY });
const slow = useReference({ tokensPerSecond: 40 });

/** Few and quick: what the tests here need is the way of a run, not its checks. */
const FEW = ['--only', 'chat.stop.text', 'chat.stream.usage.*', 'models.*'];

function outcomes(report: Report): Record<string, string | undefined> {
  return Object.fromEntries(
    report.targets.flatMap(({ results }) => results.map((r) => [r.check, r.outcome ?? r.verdict])),
  );
}

describe('nobody there, or nobody who lets us in', () => {
  test('nothing listens: exit 3, and the message says where', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));

    const here = folder();
    const { code, stderr } = await touchstone(here, ['check', '--base-url', `http://127.0.0.1:${port}/v1`]);
    expect(code).toBe(3);
    expect(stderr.split('\n')[0]).toContain(`http://127.0.0.1:${port}/v1`);
    expect(readdirSync(here)).toEqual([]);
  });

  test.each([
    ['a wrong key', { OPENAI_API_KEY: 'sk-some-other-key' }],
    ['no key', {}],
  ])('%s: exit 3, the first line says so, and the run stops', async (_name, env) => {
    const before = guarded.endpoint.stats.requests;
    const here = folder();
    const { code, stderr, stdout } = await touchstone(
      here,
      ['check', '--base-url', guarded.endpoint.baseURL, '--model', MODEL],
      env,
    );
    expect(code).toBe(3);
    expect(stderr.split('\n')[0]).toMatch(/key/);
    expect(stderr.split('\n')[0]).toMatch(/401/);
    expect(stderr).toContain('OPENAI_API_KEY');
    expect(stdout).toBe('');
    expect(guarded.endpoint.stats.requests - before).toBeLessThanOrEqual(3);
    expect(readdirSync(here)).toEqual([]);
  });

  test('a model that does not exist: exit 2, and which do', async () => {
    const here = folder();
    const args = ['check', '--base-url', open.endpoint.baseURL, '--model', 'no-such-model'];
    const { code, stderr } = await touchstone(here, args);
    expect(code).toBe(2);
    expect(stderr).toContain('no-such-model');
    expect(stderr).toContain(`--model ${MODEL}`);
    expect(readdirSync(here)).toEqual([]);
  });
});

describe('where to ask and as whom', () => {
  const rows: readonly [string, string[], () => Record<string, string>][] = [
    ['--base-url', ['--base-url', 'URL'], () => ({})],
    ['--base-url with a trailing slash', ['--base-url', 'URL/'], () => ({})],
    ['OPENAI_BASE_URL', [], () => ({ OPENAI_BASE_URL: guarded.endpoint.baseURL })],
    [
      'OPENAI_BASE_URL with a trailing slash',
      [],
      () => ({ OPENAI_BASE_URL: `${guarded.endpoint.baseURL}/` }),
    ],
    ['the older OPENAI_API_BASE', [], () => ({ OPENAI_API_BASE: guarded.endpoint.baseURL })],
    [
      'OPENAI_BASE_URL before OPENAI_API_BASE',
      [],
      () => ({ OPENAI_BASE_URL: guarded.endpoint.baseURL, OPENAI_API_BASE: 'http://127.0.0.1:9/v1' }),
    ],
    [
      'a flag before the environment',
      ['--base-url', 'URL'],
      () => ({ OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }),
    ],
  ];
  test.concurrent.each(rows)('%s', async (_name, args, env) => {
    const here = folder();
    const { code, stderr } = await touchstone(
      here,
      ['check', ...args.map((arg) => arg.replace('URL', guarded.endpoint.baseURL)), '--only', 'models.list'],
      { OPENAI_API_KEY: KEY, ...env() },
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(reportIn(here).targets[0]?.baseURL).toBe(guarded.endpoint.baseURL);
  });

  test('the key by the name of another variable', async () => {
    const here = folder();
    const { code } = await touchstone(
      here,
      [
        'check',
        '--base-url',
        guarded.endpoint.baseURL,
        '--api-key-env',
        'VENDOR_KEY',
        '--only',
        'models.list',
      ],
      { VENDOR_KEY: KEY, OPENAI_API_KEY: 'sk-not-this-one' },
    );
    expect(code).toBe(0);
  });
});

test('a key is found nowhere: not in the report folder, not in any output', async () => {
  const here = folder();
  const { code, stdout, stderr } = await touchstone(
    here,
    ['check', '--base-url', guarded.endpoint.baseURL, '--hostile', '--format', 'json'],
    { OPENAI_API_KEY: KEY },
  );
  expect(code).toBe(0);
  const texts = new Map([...filesIn(here), ['standard output', stdout], ['standard error', stderr]]);
  expect(texts.size).toBeGreaterThan(3);
  const forms = [
    KEY,
    JSON.stringify(KEY).slice(1, -1),
    encodeURIComponent(KEY),
    Buffer.from(KEY).toString('base64').replace(/=+$/, ''),
    Buffer.from(KEY).toString('hex'),
    KEY.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  ];
  for (const [where, text] of texts) {
    for (const form of forms) expect(text.includes(form), `${where} has ${form}`).toBe(false);
  }
});

test('Ctrl-C half-way: exit 130, and what was observed is a valid partial report', async () => {
  const here = folder();
  const { process: child, ended } = start(here, ['check', '--base-url', slow.endpoint.baseURL]);
  const journal = join(here, 'touchstone-report', '.partial');
  await expect
    .poll(() => existsSync(journal) && [...filesIn(journal).values()].join('').includes('"observation"'), {
      timeout: 200_000,
    })
    .toBe(true);
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toMatch(/interrupted/);
  const report = reportIn(here);
  expect(report.partial).toBe(true);
  const results = report.targets[0]?.results ?? [];
  expect(results.some(({ outcome }) => outcome !== undefined)).toBe(true);
  expect(results.some(({ reason }) => reason?.startsWith('stopped'))).toBe(true);
  expect(existsSync(journal)).toBe(false);
});

test('--max-seconds ends a run in the same way, with what was observed', async () => {
  const here = folder();
  const { code } = await touchstone(here, [
    'check',
    '--base-url',
    slow.endpoint.baseURL,
    '--max-seconds',
    '3',
  ]);
  expect(code).toBe(3);
  expect(reportIn(here).partial).toBe(true);
});

test('two runs on the same endpoint give the same outcomes', async () => {
  const [one, two] = [folder(), folder()];
  for (const here of [one, two]) {
    const { code } = await touchstone(here, ['check', '--base-url', open.endpoint.baseURL, ...FEW]);
    expect(code).toBe(0);
  }
  expect(outcomes(reportIn(one))).toEqual(outcomes(reportIn(two)));
});

test('--against judges once more without one more request', async () => {
  const baseURL = `${open.endpoint.url}/dialect/fireworks/v1`;
  const args = ['check', '--base-url', baseURL, '--profile', 'fireworks', ...FEW];
  const [alone, compared] = [folder(), folder()];
  await touchstone(alone, args);
  const { stdout } = await touchstone(compared, [...args, '--against', 'openai']);
  expect(reportIn(compared).exchanges.length).toBe(reportIn(alone).exchanges.length);
  const usage = reportIn(compared).targets[0]?.results.find(
    ({ check }) => check === 'chat.stream.usage.default',
  );
  expect(usage?.verdict).toBe('pass');
  expect(usage?.documented).toContain(usage?.outcome);
  expect(usage?.against?.openai?.documented).not.toContain(usage?.outcome);
  expect(stdout).toMatch(/Differs from openai as documented/i);
  expect(stdout).toContain('chat.stream.usage.default');
});

test('a deviation: exit 1, the claim, what was seen and a curl line without the key', async () => {
  const here = folder();
  const { code, stdout } = await touchstone(
    here,
    [
      'check',
      '--base-url',
      `${guarded.endpoint.url}/fault/stop-text-included/v1`,
      '--only',
      'chat.stop.text',
    ],
    { OPENAI_API_KEY: KEY },
  );
  expect(code).toBe(1);
  expect(stdout).toContain('chat.stop.text');
  expect(stdout).toContain('the text ends with the stop sequence');
  expect(stdout).toMatch(/curl .*Bearer \$KEY/);
});

test('--fail-on never reports it and exits with 0', async () => {
  const { code, stdout } = await touchstone(folder(), [
    'check',
    '--base-url',
    `${open.endpoint.url}/fault/stop-text-included/v1`,
    '--only',
    'chat.stop.text',
    '--fail-on',
    'never',
  ]);
  expect(code).toBe(0);
  expect(stdout).toContain('chat.stop.text');
});
