import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { useReference } from '../reference/client.js';
import { filesIn, reportIn, touchstone, useFolders } from './cli.js';

const newFolder = useFolders();
const reference = useReference({ contextWindow: 2048 });

/** A folder with the report of one run; tests read it and leave it alone. */
let recorded: string;

beforeAll(async () => {
  recorded = newFolder();
  const baseURL = `${reference.endpoint.url}/dialect/fireworks/v1`;
  await touchstone(recorded, [
    'check',
    '--base-url',
    baseURL,
    '--profile',
    'fireworks',
    '--against',
    'openai',
  ]);
});

const CLAIM =
  '{schemaVersion: 1, touchstone: 0.1.0, profile: openai, suite: full, hostile: true, severity: should, capabilities: [], except: []}';

function copy(): string {
  const folder = newFolder();
  cpSync(recorded, folder, { recursive: true });
  return folder;
}

describe('replay', () => {
  test('gives the report of the live run again, byte for byte, and writes nothing', async () => {
    const folder = copy();
    const before = filesIn(folder);
    const { code, stdout } = await touchstone(folder, ['replay', 'touchstone-report', '--format', 'json']);
    expect(stdout).toBe(readFileSync(join(folder, 'touchstone-report', 'report.json'), 'utf8'));
    expect(code).toBe(0);
    expect(filesIn(folder)).toEqual(before);
  });

  test('needs no endpoint: it reads a run of a server that is gone', async () => {
    const folder = newFolder();
    const { targets, ...rest } = reportIn(recorded);
    const moved = {
      ...rest,
      targets: targets.map((target) => ({ ...target, baseURL: 'http://127.0.0.1:9/v1' })),
    };
    writeFileSync(join(folder, 'gone.json'), JSON.stringify(moved));
    const { code, stdout } = await touchstone(folder, ['replay', 'gone.json']);
    expect([code, stdout.includes('http://127.0.0.1:9/v1')]).toEqual([0, true]);
  });

  test('by another profile the same outcomes have other verdicts, and the exit code follows', async () => {
    const folder = copy();
    const { code } = await touchstone(folder, [
      'replay',
      'touchstone-report',
      '--profile',
      'openai',
      '--report',
      '.',
    ]);
    expect(code).toBe(1);
    const again = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
    const outcomes = ({ targets }: typeof again) =>
      targets[0].results.map((r: { outcome?: string }) => r.outcome);
    expect(outcomes(again)).toEqual(outcomes(reportIn(folder)));
    expect(again.targets[0].profile).toBe('openai');
  });

  test('--fail-on is that of the run, unless another is given', async () => {
    const folder = copy();
    const args = ['replay', 'touchstone-report', '--profile', 'openai', '--fail-on', 'never'];
    expect((await touchstone(folder, args)).code).toBe(0);
  });
});

describe('what every command that reads a report refuses with 2, a reason, and what to do', () => {
  const cases: readonly [string, (report: object) => unknown, RegExp][] = [
    [
      'another schema version',
      (report) => ({ ...report, schemaVersion: 7, tool: { name: 'touchstone', version: '9.1.0' } }),
      /schema version 7 and was written by touchstone 9\.1\.0; this touchstone reads version 1\. Read it with/,
    ],
    [
      'something else that is JSON',
      () => ({ hello: 'world' }),
      /not a report of touchstone: it has no schemaVersion/,
    ],
    [
      'a report that lost a part',
      (report) => ({ ...report, targets: undefined }),
      /not a valid report: .*targets/,
    ],
  ];
  test.each(cases)('%s', async (_name, change, message) => {
    const folder = copy();
    const path = join(folder, 'changed.json');
    writeFileSync(join(folder, 'claim.yaml'), CLAIM);
    writeFileSync(path, JSON.stringify(change(reportIn(folder))));
    for (const command of [
      ['replay', path],
      ['merge', path, path],
      ['diff', path, path],
      ['claim', 'write', path],
      ['claim', 'verify', 'claim.yaml', path],
      ['badge', path],
      ['har', path],
      ['serve', '--replay', path],
      ['profile', 'init', path],
    ]) {
      const before = filesIn(folder);
      const { code, stderr, stdout } = await touchstone(folder, command);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(message);
      expect(filesIn(folder)).toEqual(before);
    }
  });

  test('a file that is cut off, none, and a profile that is not at hand', async () => {
    const folder = copy();
    const text = readFileSync(join(folder, 'touchstone-report', 'report.json'), 'utf8');
    writeFileSync(join(folder, 'cut.json'), text.slice(0, 5000));
    writeFileSync(join(folder, 'mine.json'), text.replaceAll('"profile": "fireworks"', '"profile": "mine"'));
    expect((await touchstone(folder, ['replay', 'cut.json'])).stderr).toMatch(/cut\.json is not JSON/);
    expect((await touchstone(folder, ['replay', 'nowhere'])).stderr).toMatch(/no report at nowhere/);
    expect((await touchstone(folder, ['replay', 'mine.json'])).stderr).toMatch(
      /"mine".*name its file with --profile/,
    );
  });
});
