import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { timesOf } from '../../reporters/reading/latency.js';
import { diffReports } from '../../src/report/diff.js';
import { readReport } from '../../src/report/read.js';
import { useReference } from '../reference/client.js';
import { start, touchstone, useFolders } from './cli.js';

const newFolder = useFolders();
const reference = useReference({ contextWindow: 2048, apiKey: 'reference-vendor-key' });
const KEY = { OPENAI_API_KEY: 'reference-vendor-key' };
const ASKED = [
  '--profile',
  'fireworks',
  '--context-window',
  '2048',
  '--only',
  'chat.stop.*',
  'completions.stop.*',
  'chat.stream.*',
  'errors.*',
  'models.*',
  'sdk.*',
  '--skip',
  '*.incremental',
];

let folder: string;

beforeAll(async () => {
  folder = newFolder();
  const vendor = `${reference.endpoint.url}/dialect/fireworks/fault/stop-ignored/v1`;
  await touchstone(folder, ['check', '--base-url', vendor, '--report', 'vendor', ...ASKED], KEY);
}, 120_000);

async function serving<T>(args: readonly string[], use: (baseURL: string) => Promise<T>): Promise<T> {
  const server = start(folder, ['serve', '--port', '0', ...args]);
  const baseURL = await new Promise<string>((resolve, reject) => {
    server.process.stdout?.on('data', (text: string) => {
      const [found] = /http:\S+/.exec(text) ?? [];
      if (found) resolve(found);
    });
    void server.ended.then(({ stderr }) => reject(new Error(stderr)));
  });
  try {
    return await use(baseURL);
  } finally {
    server.process.kill('SIGINT');
    await server.ended;
  }
}

describe('serve --replay', () => {
  test('a run against the recorded vendor comes to the outcomes of the vendor, defects and all', async () => {
    await serving(['--replay', 'vendor'], async (baseURL) => {
      const again = ['check', '--base-url', baseURL, '--report', 'again', ...ASKED];
      await touchstone(folder, again, { OPENAI_API_KEY: 'any-other-key' });
    });
    const [vendor, again] = ['vendor', 'again'].map((name) => readReport(join(folder, name)));
    const { changes, compared } = diffReports(vendor as never, again as never, timesOf);
    expect(
      changes.map(({ check, old, new: now }) => `${check}: ${old.outcome} → ${now.outcome} ${now.says}`),
    ).toEqual([]);
    expect(compared).toBeGreaterThan(20);
    const stop = again?.targets[0]?.results.find(({ check }) => check === 'chat.stop.text');
    expect(stop).toMatchObject({ outcome: 'ignored', verdict: 'fail' });
  });

  test('what was not recorded is refused, and says so', async () => {
    const answer = await serving(['--replay', 'vendor'], async (baseURL) => {
      const response = await fetch(`${baseURL}/chat/completions`, {
        method: 'POST',
        body: '{"model":"other"}',
      });
      return [response.status, await response.json()];
    });
    expect(answer).toEqual([501, { error: expect.objectContaining({ type: 'not_recorded' }) }]);
  });

  test('a target that is not in the report exits with 2', async () => {
    const { code, stderr } = await touchstone(folder, ['serve', '--replay', 'vendor', '--target', 'none']);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/no target none\. There are: --target 127\.0\.0\.1/),
    ]);
    expect((await touchstone(folder, ['serve', '--replay', 'nowhere'])).code).toBe(2);
  });
});
