import { ConfigError, ContactError, diff, judge, merge, ProfileError, type Report, run } from 'touchstone';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ReferenceEndpoint, startReference } from '../../reference/server.js';

let server: ReferenceEndpoint;
let report: Report;
const ONLY = ['chat.stop.*', 'completions.stop.*', 'errors.*'];

beforeAll(async () => {
  server = await startReference({ contextWindow: 2048, apiKey: 'reference-library-key' });
  report = await run({ targets: [target('openai')], only: ONLY });
});
afterAll(() => server.close());

function target(path: string, profile = 'openai') {
  return {
    baseURL: `${server.url}/dialect/${path}/v1`,
    name: path,
    apiKey: 'reference-library-key',
    profile,
  };
}

describe('run', () => {
  test('gives a report of what was selected, and writes nothing of the key into it', () => {
    expect(report.partial).toBe(false);
    expect(report.targets.map(({ name, totals }) => [name, totals.fail])).toEqual([['openai', 0]]);
    expect(report.catalogue.every(({ id }) => /\.stop\.|^errors\./.test(id))).toBe(true);
    expect(JSON.stringify(report)).not.toContain('reference-library-key');
  });

  test('refuses what makes no sense before anything is sent', async () => {
    const nobody = { baseURL: 'http://127.0.0.1:9/v1' };
    await expect(run({ targets: [{ baseURL: 'localhost:8080' }] })).rejects.toThrow(ConfigError);
    await expect(run({ targets: [nobody], only: ['chat.stpo'] })).rejects.toThrow(/Did you mean/);
    await expect(run({ targets: [{ ...nobody, profile: 'firework' }] })).rejects.toThrow(ProfileError);
    await expect(run({ targets: [nobody, nobody] })).rejects.toThrow(/both called 127.0.0.1:9/);
  });

  test('says why an endpoint cannot be started with', async () => {
    const unknown = run({ targets: [{ ...target('openai'), model: 'no-such-model' }] });
    await expect(unknown).rejects.toThrow(ContactError);
    await expect(unknown).rejects.toMatchObject({ kind: 'model', target: 'openai' });
    const wrong = run({ targets: [{ ...target('openai'), apiKey: 'not-the-key-at-all' }] });
    await expect(wrong).rejects.toMatchObject({ kind: 'wrong-key' });
  });

  test('a run that is stopped gives what was observed, and says that it is partial', async () => {
    const stop = new AbortController();
    const stopped = await run({
      targets: [target('openai')],
      signal: stop.signal,
      onEvent: ({ kind }) => kind === 'observed' && stop.abort(),
    });
    expect(stopped.partial).toBe(true);
    expect(stopped.targets[0]?.totals.pass).toBeGreaterThan(0);
  });
});

describe('judge', () => {
  test('without settings gives the same report, byte for byte', () => {
    expect(JSON.stringify(judge(report))).toBe(JSON.stringify(report));
  });

  test('by another profile changes verdicts and no outcome', () => {
    const other = judge(report, { profile: 'fireworks-2024' });
    const [before, after] = [report, other].map(({ targets }) => targets[0]?.results ?? []);
    expect(after?.map(({ outcome }) => outcome)).toEqual(before?.map(({ outcome }) => outcome));
    expect(after?.find(({ check }) => check === 'chat.stop.text')?.verdict).toBe('fail');
  });

  test('against a further profile adds a reading', () => {
    const [result] = judge(report, { against: ['fireworks-2024'] }).targets[0]?.results ?? [];
    expect(Object.keys(result?.against ?? {})).toEqual(['fireworks-2024']);
  });
});

describe('diff and merge', () => {
  test('a run and one with a fault differ in what the fault breaks', async () => {
    const broken = await run({ targets: [target('openai/fault/stop-ignored')], only: ONLY });
    expect(diff(report, report).changes).toEqual([]);
    const { changes } = diff(report, broken);
    expect(changes.map(({ check }) => check)).toContain('chat.stop.text');
    expect(changes[0]).toMatchObject({ kind: 'worse', new: { verdict: 'fail', severity: 'must' } });
  });

  test('runs of two targets stand side by side in one report', async () => {
    const other = await run({ targets: [target('fireworks', 'fireworks')], only: ['models.*'] });
    const merged = merge([report, other]);
    expect(merged.targets.map(({ name, profile }) => [name, profile])).toEqual([
      ['openai', 'openai'],
      ['fireworks', 'fireworks'],
    ]);
    const notAsked = merged.targets[1]?.results.find(({ check }) => check === 'chat.stop.text');
    expect(notAsked).toMatchObject({ verdict: 'skipped', reason: expect.stringMatching(/^not-recorded/) });
  });
});
