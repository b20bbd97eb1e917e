import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { report, result, streamed, target } from '../reporters/report.js';
import { touchstone, useFolders } from './cli.js';

const folder = useFolders();

/** A folder with the report of one or two targets in `one` and `two`. */
function recorded(): string {
  const here = folder();
  const of = (name: string) => target(name, [result('models.list', 'pass', { exchanges: ['x1'] })]);
  const runs = { one: [of('one')], two: [of('one'), of('two')] };
  for (const [name, targets] of Object.entries(runs)) {
    mkdirSync(join(here, name));
    const text = JSON.stringify(report(targets, { exchanges: [streamed('x1', ['data: 1\n\n'])] }));
    writeFileSync(join(here, name, 'report.json'), text);
  }
  return here;
}

test('badge prints a picture, or what shields.io takes', async () => {
  const here = recorded();
  const svg = await touchstone(here, ['badge', 'one']);
  expect(svg).toMatchObject({ code: 0, stderr: '' });
  expect(svg.stdout).toMatch(/^<svg .*as documented, 1 check/);
  const json = await touchstone(here, ['badge', 'two', '--target', 'two', '--format', 'shields']);
  expect(JSON.parse(json.stdout)).toMatchObject({ schemaVersion: 1, message: 'as documented, 1 check' });
});

test.each([
  [['badge', 'two'], '--target one, --target two'],
  [['badge', 'one', '--target', 'three'], 'no target three'],
  [['badge', 'nowhere'], 'no report at nowhere'],
  [['har', 'nowhere'], 'no report at nowhere'],
])('%j: exit 2, and what to do', async (args, told) => {
  const { code, stderr, stdout } = await touchstone(recorded(), args);
  expect(code).toBe(2);
  expect(stderr).toContain(told);
  expect(stdout).toBe('');
});

test('har prints the exchanges', async () => {
  const { code, stdout } = await touchstone(recorded(), ['har', 'one']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).log.entries).toHaveLength(1);
});
