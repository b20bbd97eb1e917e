import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { useReference } from '../reference/client.js';
import { filesIn, reportIn, touchstone, useFolders } from './cli.js';

const newFolder = useFolders();
const reference = useReference({ contextWindow: 2048, apiKey: 'reference-compare-key' });
const KEYS = { REFERENCE_KEY: 'reference-compare-key', ACCOUNT: 'account-12345678' };
const ONLY = ['--only', 'chat.stop.*', 'chat.option.*', 'models.*'];

function target(name: string, path: string, more: object = {}) {
  return { name, baseURL: `${reference.endpoint.url}${path}/v1`, apiKeyEnv: 'REFERENCE_KEY', ...more };
}

function config(targets: readonly object[], name = 'targets.yaml'): string {
  const folder = newFolder();
  writeFileSync(
    join(folder, name),
    name.endsWith('.json') ? JSON.stringify({ targets }) : stringify({ targets }),
  );
  return folder;
}

describe('compare', () => {
  test('puts targets into one report, each judged by its own profile, and tells what would break', async () => {
    const folder = config([
      target('here', '/dialect/openai'),
      target('there', '/dialect/fireworks-2024', {
        profile: 'fireworks-2024',
        headers: { 'x-account': '$ACCOUNT' },
      }),
    ]);
    const { code, stdout } = await touchstone(folder, ['compare', 'targets.yaml', ...ONLY], KEYS);
    const report = reportIn(folder);
    expect(report.targets.map(({ name, profile, totals }) => [name, profile, totals.fail])).toEqual([
      ['here', 'openai', 0],
      ['there', 'fireworks-2024', 0],
    ]);
    expect(code).toBe(0);
    // Both are as their pages say; a client notices all the same.
    expect(stdout).toMatch(
      /If you moved from here to there: clients would notice \d+ \([^)]*should[^)]*\) of \d+ checks/,
    );
    expect(stdout).toMatch(/should +chat\.stop\.text\n.*\(omitted\)\n.*→ .*\(included\)/);
    const shown = filesIn(join(folder, 'touchstone-report'));
    const textOf = (name: string) => shown.get(join(folder, 'touchstone-report', name));
    expect(textOf('report.html')).toMatch(
      /If you moved from <strong>here<\/strong> to <strong>there<\/strong>: clients would notice/,
    );
    expect(textOf('report.html')).toMatch(/<a href="#1-chat\.stop\.text">.*→ .*\(included\)/);
    expect(textOf('report.md')).toMatch(/^## If you moved from here to there\n\nClients would notice/m);
    for (const text of filesIn(folder).values()) {
      expect(text).not.toContain('reference-compare-key');
      expect(text).not.toContain('account-12345678');
    }
  });

  test('--from turns the question round', async () => {
    const folder = config([target('a', ''), target('b', '/fault/stop-ignored')], 'targets.json');
    const args = ['compare', 'targets.json', '--only', 'chat.stop.text', '--from', 'b'];
    const { code, stdout } = await touchstone(folder, args, KEYS);
    expect(stdout).toMatch(/If you moved from b to a: nothing would break, of 1 check seen at both/);
    expect(code).toBe(1);
  });

  test('one target that cannot be reached does not hide the others, and the exit code tells', async () => {
    const gone = { name: 'gone', baseURL: 'http://127.0.0.1:9/v1', model: 'any' };
    const folder = config([target('here', ''), gone]);
    const { code, stdout } = await touchstone(
      folder,
      ['compare', 'targets.yaml', '--only', 'chat.stop.text'],
      KEYS,
    );
    const [here, there] = reportIn(folder).targets.map(({ results }) => results[0]);
    expect(here?.outcome).toBe('omitted');
    expect(there).toMatchObject({ verdict: 'error', reason: expect.stringContaining('127.0.0.1:9') });
    expect(code).toBe(3);
    // What was not seen must not look like a safe place to move to.
    expect(stdout).toMatch(/If you moved from here to gone: nobody knows/);
    expect(stdout).toMatch(/Nothing was observed at gone: it is left out below/);
  });

  test('limits are those of the target alone', async () => {
    const folder = config([
      target('free', ''),
      target('poor', '/dialect/fireworks', { limits: { maxRequests: 1 } }),
    ]);
    await touchstone(folder, ['compare', 'targets.yaml', '--only', 'chat.stop.*'], KEYS);
    const cutShort = reportIn(folder).targets.map(
      ({ results }) => results.filter(({ reason = '' }) => reason.startsWith('budget')).length,
    );
    expect(cutShort[0]).toBe(0);
    expect(cutShort[1]).toBeGreaterThan(0);
  });

  test('a key of the environment that no target names goes nowhere', async () => {
    const { apiKeyEnv: _none, ...unkeyed } = target('here', '');
    const folder = config([unkeyed]);
    const { code, stderr } = await touchstone(folder, ['compare', 'targets.yaml'], {
      OPENAI_API_KEY: 'reference-compare-key',
    });
    expect([code, stderr]).toEqual([3, expect.stringContaining('wants a key, and none was given')]);
  });

  test.each([
    [
      'a word the schema lacks',
      { name: 'a', baseURL: 'http://localhost/v1', apiKey: 'secret' },
      /targets\/0 .*"apiKey"/,
    ],
    ['no address', { name: 'a' }, /targets\[0\] \(a\): it has no baseURL/],
    [
      'an address that is none',
      { name: 'a', baseURL: 'localhost:80' },
      /targets\[0\] \(a\): .*Did you mean http:\/\/localhost:80/,
    ],
    [
      'a variable that is not set',
      { name: 'a', baseURL: 'http://localhost/v1', apiKeyEnv: 'NO_SUCH' },
      /NO_SUCH.*not set/,
    ],
    [
      'a header with its value in it',
      { name: 'a', baseURL: 'http://localhost/v1', headers: { k: 'v' } },
      /\$MY_VARIABLE/,
    ],
    [
      'an unknown profile',
      { name: 'a', baseURL: 'http://localhost/v1', profile: 'firework' },
      /Did you mean "fireworks"/,
    ],
  ])('%s exits with 2, and nothing is written', async (_name, wrong, message) => {
    const folder = config([wrong]);
    const before = filesIn(folder);
    const { code, stderr } = await touchstone(folder, ['compare', 'targets.yaml']);
    expect(stderr).toMatch(message);
    expect([code, filesIn(folder)]).toEqual([2, before]);
  });

  test('two targets of one name, and a --from that is none of them', async () => {
    const folder = config([target('a', ''), target('a', '/dialect/fireworks')]);
    expect((await touchstone(folder, ['compare', 'targets.yaml'], KEYS)).stderr).toMatch(/both called a/);
    const other = config([target('a', '')]);
    const { code, stderr } = await touchstone(other, ['compare', 'targets.yaml', '--from', 'c'], KEYS);
    expect([code, stderr]).toEqual([2, expect.stringContaining('There are: a')]);
  });
});
