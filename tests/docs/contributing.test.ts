import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { expect, test } from 'vitest';
import type { Check } from '../../src/check/check.js';
import { loadProfile } from '../../src/profile/profile.js';
import { trial } from '../../src/proof/trial.js';
import { useReference } from '../reference/client.js';

const reference = useReference();

/** The example of the guide, as somebody would put it into suites/. */
async function example(): Promise<readonly Check[]> {
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(readFileSync('CONTRIBUTING.md', 'utf8')) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-example-'));
  try {
    const file = join(folder, 'example.mts');
    writeFileSync(file, code.replaceAll("'../src/", `'${resolve('src')}/`));
    const module = await tsImport(file, import.meta.url);
    return Object.values(module).flat() as Check[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('the check that the guide writes works: it passes, and its fault makes it fail', async () => {
  const checks = await example();
  const outcomes = async (path: string) => {
    const { observations } = await trial({
      baseURL: `${reference.endpoint.url}${path}/v1`,
      apiKey: 'reference-key',
      profile: loadProfile('openai'),
      checks,
      deadlines: { firstByteMs: 60_000, silenceMs: 60_000, totalMs: 120_000 },
      signal: new AbortController().signal,
    });
    return checks
      .map(({ facts }) => observations.get(facts.id))
      .map((seen) => seen && 'outcome' in seen && seen.outcome);
  };
  expect(await outcomes('')).toEqual(['respected', 'respected']);
  expect(await outcomes('/fault/max-tokens-ignored')).toEqual(['exceeded', 'exceeded']);
});

test('the folders that the guide names are there', () => {
  const guide = readFileSync('CONTRIBUTING.md', 'utf8');
  const named = [...guide.matchAll(/^\| `(\w+)\/` \|/gm)].map((match) => match[1] ?? '');
  expect(named).toContain('suites');
  expect(named.filter((folder) => !existsSync(folder))).toEqual([]);
});
