import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faults } from '../../reference/faults/index.js';
import { startReference } from '../../reference/server.js';
import { faultServerFile, rowOf, survival } from '../../scripts/fault-server.js';
import { proofDocument, proofFile } from '../../scripts/proof.js';

test('docs/proof.md is up to date (npm run generate)', () => {
  expect(readFileSync(proofFile, 'utf8')).toBe(proofDocument());
});

test('docs/proof.md has a fault for each check', () => {
  const rows = readFileSync(proofFile, 'utf8').match(/^\| `\w+\.[\w.]+` +\|.*$/gm) ?? [];
  expect(rows.filter((row) => !row.includes(' → `'))).toEqual([]);
});

const page = readFileSync(faultServerFile, 'utf8');

test('docs/fault-server.md has a row for each fault (npm run generate)', () => {
  expect(page.match(/^\| `[a-z0-9-]+` /gm)?.map((row) => row.slice(3, -2))).toEqual(
    faults.map(({ id }) => id),
  );
});

test.each(['stop-ignored', 'done-without-brackets', 'json-as-text-plain', 'error-flat'])(
  'what docs/fault-server.md says of the official client and %s is so',
  async (id) => {
    const server = await startReference();
    const fault = faults.find((each) => each.id === id);
    if (fault === undefined) throw new Error(`there is no fault ${id}`);
    const row = page.split('\n').find((line) => line.startsWith(`| \`${id}\` `));
    expect(row?.split(/ *\| */).slice(1, -1)).toEqual(rowOf(fault, await survival(server, fault)));
    await server.close();
  },
);

test('each base URL of docs/fault-server.md has an endpoint', async () => {
  const server = await startReference();
  const paths = [...page.matchAll(/^\| `(\/[\w/+-]*v1)` +\|/gm)].map(([, path]) => path);
  expect(paths.length).toBeGreaterThan(4);
  for (const path of paths) expect((await fetch(`${server.url}${path}/models`)).status, path).toBe(200);
  await server.close();
});
