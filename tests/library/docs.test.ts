import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { touchstone, useFolders } from '../cli/cli.js';
import { useReference } from '../reference/client.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const page = readFileSync(join(root, 'docs', 'library.md'), 'utf8');
const examples = [...page.matchAll(/^```js\n([\s\S]*?)^```/gm)].map((match) => match[1] as string);

const newFolder = useFolders();
const reference = useReference();

/** A project that has installed touchstone, and made the reports that the examples read. */
let project: string;

beforeAll(async () => {
  project = newFolder();
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(root, join(project, 'node_modules', 'touchstone'));
  const { url } = reference.endpoint;
  const few = ['--only', 'chat.stop.*', 'errors.*'];
  for (const [name, path] of [
    ['touchstone-report', ''],
    ['monday', ''],
    ['tuesday', '/fault/stop-ignored'],
    ['vendor', '/dialect/fireworks'],
  ] as const)
    await touchstone(project, ['check', '--base-url', `${url}${path}/v1`, '--report', name, ...few]);
});

async function carryOut(example: string, i: number): Promise<string> {
  const path = join(project, `example-${i}.mjs`);
  writeFileSync(path, example.replaceAll('http://localhost:8080/v1', reference.endpoint.baseURL));
  const { stdout } = await promisify(execFile)(process.execPath, [path], { cwd: project });
  return stdout;
}

describe('docs/library.md', () => {
  test.each(
    examples.map((example, i) => [i + 1, /import \{(.*?)\}/.exec(example)?.[1]?.trim(), example] as const),
  )('example %i (%s) runs as it stands', async (number, _names, example) => {
    const stdout = await carryOut(example, number);
    expect(stdout).not.toContain('undefined');
  });

  test('names everything that the library exports', async () => {
    const library = await import('touchstone');
    const unnamed = Object.keys(library).filter((name) => !page.includes(name));
    expect(unnamed).toEqual([]);
  });
});
