import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { touchstone, useFolders } from '../cli/cli.js';
import { useReference } from '../reference/client.js';

const readme = readFileSync('README.md', 'utf8');
const reference = useReference({ faults: ['stop-text-included'] });
const folder = useFolders();

/** Without what differs from run to run: the time of day, how long it took, how fast it was, and the port. */
function steady(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/, 'TIME')
    .replace(/in [\d.]+ s\n/, 'in DURATION\n')
    .replace(/first token after .*/, 'SPEED')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'ADDRESS')
    .trim();
}

test('the example is what the command prints', async () => {
  const [, block = ''] = /<!-- example -->\n```\n([\s\S]*?)```/.exec(readme) ?? [];
  const [command = '', ...printed] = block.split('\n');
  const args = command
    .replace('$ npx touchstone ', '')
    .replace('http://127.0.0.1:8765/v1', reference.endpoint.baseURL)
    .split(' ')
    .map((arg) => arg.replaceAll("'", ''));
  const { code, stdout } = await touchstone(folder(), args);
  expect(steady(stdout)).toBe(steady(printed.join('\n')));
  expect(code).toBe(1);
});

test('each dependency is listed with what it is for', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object };
  const listed = [...(readme.split('## Dependencies')[1]?.matchAll(/^\| ([\w@/-]+) \| \S/gm) ?? [])].map(
    (row) => row[1],
  );
  expect(listed.slice(2)).toEqual(Object.keys(dependencies).sort());
});

test('what it links to is there', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((link) => link[1] ?? '');
  expect(links.length).toBeGreaterThan(4);
  expect(links.filter((link) => !existsSync(link))).toEqual([]);
});

test('each command that it names exists', async () => {
  const { stdout } = await touchstone(folder(), ['--help']);
  const named = [...readme.matchAll(/^\| `touchstone (\w+)/gm)].map((row) => row[1] ?? '');
  expect(named.length).toBeGreaterThan(5);
  for (const command of named) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
});
