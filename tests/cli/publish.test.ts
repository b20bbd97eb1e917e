import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { useReference } from '../reference/client.js';
import { filesIn, touchstone, useFolders } from './cli.js';

const folder = useFolders();
const reference = useReference();

const args = () => [
  'check',
  '--base-url',
  `${reference.endpoint.url}/fault/stop-text-included/v1`,
  '--only',
  'chat.stop.text',
];

test('a run leaves its report in four forms, and nothing else', async () => {
  const here = folder();
  await touchstone(here, args());
  const written = [...filesIn(here).keys()].map((path) => relative(here, path)).sort();
  expect(written).toEqual(
    ['junit.xml', 'report.html', 'report.json', 'report.md'].map((name) => join('touchstone-report', name)),
  );
});

test('on GitHub, deviations are annotations, and the job has a summary', async () => {
  const here = folder();
  const summary = join(here, 'summary.md');
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
  const { code, stdout, stderr } = await touchstone(here, [...args(), '--format', 'json'], env);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^::error title=[^\n]*chat\.stop\.text::/m);
  expect(readFileSync(summary, 'utf8')).toContain('`chat.stop.text`');
  // What goes to a program stays JSON.
  expect(JSON.parse(stdout).schemaVersion).toBe(1);
});

test('elsewhere there is nothing of it, and a summary that cannot be written costs nothing', async () => {
  const here = folder();
  const env = { GITHUB_STEP_SUMMARY: join(here, 'summary.md') };
  expect((await touchstone(here, args(), env)).stderr).not.toContain('::error');
  expect(existsSync(env.GITHUB_STEP_SUMMARY)).toBe(false);

  const nowhere = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(here, 'no', 'such', 'folder') };
  const { code, stderr } = await touchstone(here, args(), nowhere);
  expect(code).toBe(1);
  expect(stderr).toContain('the job summary cannot be written');
});
