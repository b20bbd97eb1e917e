import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readReport } from '../../src/report/read.js';
import { useReference } from '../reference/client.js';
import { touchstone, useFolders } from './cli.js';

const newFolder = useFolders();
const reference = useReference({ contextWindow: 2048 });
const slow = useReference({ contextWindow: 2048, tokensPerSecond: 40 });

let folder: string;

/** What the tests speak about, and little more. */
const ONLY = ['--only', 'chat.stop.*', 'completions.stop.text', 'chat.option.*', 'errors.*', 'http.*'];

async function check(name: string, path: string, profile = 'openai', at = reference): Promise<void> {
  const baseURL = `${at.endpoint.url}${path}/v1`;
  await touchstone(folder, ['check', '--base-url', baseURL, '--profile', profile, '--report', name, ...ONLY]);
}

beforeAll(async () => {
  folder = newFolder();
  await check('monday', '/dialect/openai');
  await check('tuesday', '/dialect/openai');
  await check('broken', '/dialect/openai/fault/stop-ignored');
  await check('older', '/dialect/fireworks-2024', 'fireworks-2024');
  await check('newer', '/dialect/fireworks', 'fireworks');
});

const diff = (...args: string[]) => touchstone(folder, ['diff', ...args]);

describe('diff', () => {
  test('of two equal runs is empty', async () => {
    const { code, stdout } = await diff('monday', 'tuesday', '--fail-on-change', 'any');
    expect(code).toBe(0);
    expect(stdout).toMatch(/nothing changed, \d+ results compared/);
    expect(stdout.trim().split('\n')).toHaveLength(2);
  });

  test('of a run with a fault names its checks, the worst first, with who notices', async () => {
    const { code, stdout } = await diff('monday', 'broken');
    expect(code).toBe(1);
    expect(stdout).toMatch(/Worse \(\d+\)/);
    expect(stdout).toMatch(/chat\.stop\.text\n.*pass: .*\(omitted\)\n.*→ fail \(must\): .*\(ignored\)/);
  });

  test.each([
    ['monday', 'broken', 'never', 0],
    ['broken', 'monday', 'regression', 0],
    ['broken', 'monday', 'any', 1],
    ['monday', 'broken', 'regression', 1],
  ])('from %s to %s with --fail-on-change %s exits with %i', async (old, now, failOn, expected) => {
    expect((await diff(old, now, '--fail-on-change', failOn)).code).toBe(expected);
  });

  test('a series is told step by step, and fails where one step does', async () => {
    const { code, stdout } = await diff('monday', 'tuesday', 'broken', 'monday');
    expect(code).toBe(1);
    expect(stdout.match(/^From .*/gm)).toHaveLength(3);
    expect(stdout).toMatch(/Better \(/);
  });

  describe('what was measured', () => {
    test('a slower endpoint is told, with times of equal requests, and changes no exit code', async () => {
      await check('slowed', '/dialect/openai', 'openai', slow);
      const { code, stdout } = await diff('monday', 'slowed', '--fail-on-change', 'any');
      expect(code).toBe(0);
      expect(stdout).toMatch(/no outcome changed, \d+ results compared/);
      expect(stdout).toMatch(/^Measured otherwise, on equal requests; no verdict depends on it$/m);
      expect(stdout).toMatch(/^ {2}whole answer: \d+ ms → [\d,]+ ms, the median of \d+ requests$/m);
      expect(stdout).not.toMatch(/tokens/);
      const markdown = (await diff('slowed', 'monday', '--format', 'md')).stdout;
      expect(markdown).toMatch(/^### Measured otherwise/m);
      expect(markdown).toMatch(/^- whole answer: [\d,]+ ms → \d+ ms/m);
    });

    test('equal requests that are counted otherwise are told, however few', async () => {
      await check('recounted', '/dialect/openai/fault/chat-prompt-counted-in-words');
      const { stdout } = await diff('monday', 'recounted');
      expect(stdout).toMatch(/^ {2}tokens in: [\d,]+ → [\d,]+, \d+ of \d+ requests are counted otherwise$/m);
      expect(stdout).not.toMatch(/ ms →/);
    });
  });

  test('as JSON it is the value that the library gives; as Markdown a table', async () => {
    const library = await import('touchstone');
    const { stdout } = await diff('monday', 'broken', '--format', 'json');
    const [old, now] = ['monday', 'broken'].map((name) => readReport(join(folder, name)));
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(library.diff(old as never, now as never))));
    const markdown = (await diff('monday', 'broken', '--format', 'md')).stdout;
    expect(markdown).toMatch(/^### Worse/m);
    expect(markdown).toMatch(/^\| `chat\.stop\.text` \|/m);
  });

  test('of the two recorded dialects of one vendor tells how its page changed', async () => {
    const { code, stdout } = await diff('older', 'newer', '--format', 'json');
    const changes: { check: string; kind: string; old: { outcome: string }; new: { outcome: string } }[] =
      JSON.parse(stdout).changes;
    const told = new Map(
      changes.map((change) => [change.check, `${change.old.outcome} → ${change.new.outcome}`]),
    );
    // Both pages document what their dialect does: nothing is worse, and all the same a client notices.
    expect(changes.filter(({ kind }) => kind === 'worse')).toEqual([]);
    expect(code).toBe(1);
    expect(told.get('chat.stop.text')).toBe('included → omitted');
    expect(told.get('completions.stop.text')).toBe('included → omitted');
    expect(told.get('chat.option.presence_penalty')).toMatch(/^(ignored|rejected) → honoured$/);
    expect(told.get('chat.option.frequency_penalty')).toMatch(/^(ignored|rejected) → honoured$/);
    expect(told.get('chat.option.logit_bias')).toMatch(/^(ignored|rejected) → honoured$/);
  });
});
