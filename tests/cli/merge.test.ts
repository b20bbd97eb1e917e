import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readReport } from '../../src/report/read.js';
import { useReference } from '../reference/client.js';
import { touchstone, useFolders } from './cli.js';

const newFolder = useFolders();
const reference = useReference({ contextWindow: 2048 });

let folder: string;

/** Enough to fall into every shard, and cheap. */
const ONLY = ['--only', 'chat.stop.*', 'chat.option.*', 'models.*', 'errors.*', 'http.*'];

beforeAll(async () => {
  folder = newFolder();
  const check = ['check', '--base-url', `${reference.endpoint.url}/dialect/fireworks-2024/v1`, ...ONLY];
  for (const shard of ['1/2', '2/2'])
    await touchstone(folder, [...check, '--shard', shard, '--report', shard.replace('/', '-of-')]);
  await touchstone(folder, [...check, '--report', 'whole']);
});

const outcomes = (path: string) => {
  const [target] = readReport(join(folder, path)).targets;
  return target?.results.map(({ check, outcome, verdict }) => `${check} ${outcome} ${verdict}`);
};

describe('merge', () => {
  test('two shards make the run that was not sharded: every check once, in report order, judged alike', async () => {
    const { code, stdout } = await touchstone(folder, ['merge', '1-of-2', '2-of-2', '--report', 'merged']);
    expect(outcomes('merged')).toEqual(outcomes('whole'));
    expect(code).toBe(1);
    expect(stdout).toContain('merged/report.html');
    const { partial, options, targets } = readReport(join(folder, 'merged'));
    expect([partial, options.shard, targets.length]).toEqual([false, undefined, 1]);
  });

  test('keeps the evidence of both: each result names exchanges that are there', () => {
    const { targets, exchanges } = readReport(join(folder, 'merged'));
    const ids = new Set(exchanges.map(({ id }) => id));
    expect(ids.size).toBe(exchanges.length);
    const named = targets.flatMap(({ results }) => results.flatMap((result) => result.exchanges));
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
    const [a, b] = ['1-of-2', '2-of-2'].map((path) => readReport(join(folder, path)).exchanges.length);
    expect(exchanges.length).toBe((a ?? 0) + (b ?? 0));
  });

  test('a shard that is missing makes the report partial, and the exit code says so', async () => {
    const args = ['merge', '1-of-2', '1-of-2'];
    expect((await touchstone(folder, args)).stderr).toMatch(/the same run: name it once/);
    const passing = ['check', '--base-url', reference.endpoint.baseURL, ...ONLY];
    for (const shard of ['1/3', '2/3'])
      await touchstone(folder, [...passing, '--shard', shard, '--report', shard.replace('/', '-of-')]);
    const { code, stdout } = await touchstone(folder, ['merge', '1-of-3', '2-of-3', '--report', 'part']);
    expect(code).toBe(3);
    expect(stdout).toContain('Shard 3/3 is not among the merged reports.');
    expect(readReport(join(folder, 'part')).partial).toBe(true);
  });

  test('two runs of the same checks that differ are not merged', async () => {
    const check = ['check', '--base-url', reference.endpoint.baseURL, '--only', 'chat.stop.text'];
    await touchstone(folder, [...check, '--report', 'good']);
    await touchstone(folder, [...check, '--report', 'bad']);
    const path = join(folder, 'bad', 'report.json');
    const bad = readFileSync(path, 'utf8').replace('"outcome": "omitted"', '"outcome": "ignored"');
    writeFileSync(path, bad);
    const { code, stderr } = await touchstone(folder, ['merge', 'good', 'bad']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/good and bad differ on chat\.stop\.text .*omitted and ignored.*touchstone diff/);
  });

  test('one report alone is nothing to merge', async () => {
    expect((await touchstone(folder, ['merge', 'whole'])).stderr).toMatch(
      /only one report.*name two or more/,
    );
  });
});
