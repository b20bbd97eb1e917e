import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { useReference } from '../reference/client.js';
import { filesIn, reportIn, touchstone, useFolders } from './cli.js';

const newFolder = useFolders();
const reference = useReference();
const page = readFileSync('docs/library.md', 'utf8');
const [suite = ''] = /^```js\n(import \{ check,[\s\S]*?)^```/m.exec(page)?.slice(1) ?? [];
const [profile = ''] = /^```yaml\n([\s\S]*?)^```/m.exec(page)?.slice(1) ?? [];

/** A project that has installed touchstone, with one module in its suites folder. */
function project(code: string, name = 'greeting.js'): string {
  const folder = newFolder();
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(resolve('.'), join(folder, 'node_modules', 'touchstone'));
  mkdirSync(join(folder, 'suites'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'suites', name), code);
  writeFileSync(join(folder, 'acme.yaml'), profile);
  return folder;
}

function check(folder: string, ...more: string[]) {
  return touchstone(folder, [
    'check',
    '--base-url',
    reference.endpoint.baseURL,
    '--suites',
    'suites',
    ...more,
  ]);
}

describe('--suites', () => {
  test('the suite and the profile of docs/library.md are observed, judged and told beside ours', async () => {
    const folder = project(suite);
    const only = ['--only', 'acme.*', 'chat.stop.text'];
    const { code, stderr } = await check(folder, '--profile', 'acme.yaml', ...only);
    expect([code, stderr]).toEqual([0, '']);
    const results = reportIn(folder).targets[0]?.results.map(({ check, outcome, verdict }) => [
      check,
      outcome,
      verdict,
    ]);
    expect(results).toEqual([
      ['chat.stop.text', 'omitted', 'pass'],
      ['acme.chat.greeting', 'answered', 'pass'],
      ['acme.http.server', 'silent', 'pass'],
    ]);
    const replayed = await touchstone(folder, [
      'replay',
      'touchstone-report',
      '--profile',
      'acme.yaml',
      '--format',
      'json',
    ]);
    expect(replayed.stdout).toBe(readFileSync(join(folder, 'touchstone-report', 'report.json'), 'utf8'));
  });

  test('a check that no profile speaks of is observed and not judged', async () => {
    const folder = project(suite);
    await check(folder, '--only', 'acme.chat.*');
    expect(reportIn(folder).targets[0]?.results[0]).toMatchObject({
      outcome: 'answered',
      verdict: 'skipped',
    });
  });

  test.each([
    ['a module that throws', 'throw new Error("broken");', 'a.js', /a\.js cannot be loaded: broken/],
    ['a module without a check', 'export const a = 1;', 'a.js', /a\.js exports no check/],
    [
      'an id that is taken',
      suite.replace('acme.chat.greeting', 'chat.stop.text'),
      'a.js',
      /already a check chat\.stop\.text/,
    ],
    ['TypeScript', suite, 'a.ts', /no file in it ends in \.js or \.mjs/],
  ])('%s exits with 2 and touches nothing', async (_name, code, name, message) => {
    const folder = project(code, name);
    const before = [...filesIn(folder).keys()];
    const outcome = await check(folder);
    expect(outcome.stderr).toMatch(message);
    expect([outcome.code, [...filesIn(folder).keys()]]).toEqual([2, before]);
  });

  test('a folder that is not there, and one where touchstone is not installed', async () => {
    const folder = newFolder();
    expect((await check(folder)).stderr).toMatch(/--suites suites: there is no such folder/);
    mkdirSync(join(folder, 'suites'));
    writeFileSync(join(folder, 'suites', 'a.mjs'), suite);
    expect((await check(folder)).stderr).toMatch(/npm install --save-dev touchstone/);
  });
});
