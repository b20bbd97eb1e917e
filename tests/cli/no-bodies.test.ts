import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Report } from '../../schemas/types/report.js';
import { merge } from '../../src/index.js';
import { useReference } from '../reference/client.js';
import { report, result, target } from '../reporters/report.js';
import { filesIn, reportIn, touchstone, useFolders } from './cli.js';

const newFolder = useFolders();
const reference = useReference({ contextWindow: 2048 });

const FEW = ['--only', 'chat.stop.*', 'chat.stream.*'];

/** One run with everything, and the same report again without bodies. */
let here: string;
let whole: Report;
let bare: Report;

beforeAll(async () => {
  here = newFolder();
  const base = `${reference.endpoint.url}/fault/stop-text-included+finish-reason-eos-token/v1`;
  await touchstone(here, ['check', '--base-url', base, '--skip', '*.overflow', 'completions.*']);
  await touchstone(here, ['replay', 'touchstone-report', '--no-bodies', '--report', 'bare']);
  whole = reportIn(here);
  bare = JSON.parse(readFileSync(join(here, 'bare', 'report.json'), 'utf8'));
});

/** What was said: every text of some length that a prompt or an answer had. */
function said({ exchanges }: Report): Set<string> {
  const bodies = exchanges.flatMap(({ request, response }) => [request.body?.text, response?.body.text]);
  const texts = bodies.flatMap((body) =>
    [...(body ?? '').matchAll(/"(?:content|text|prompt|message)"\s*:\s*"((?:[^"\\]|\\.)*)"/g)].map(
      ([, text]) => text,
    ),
  );
  return new Set(texts.filter((text): text is string => text !== undefined && text.length > 12));
}

test('no file of the report has a prompt or an answer', () => {
  const texts = said(whole);
  expect(texts.size).toBeGreaterThan(20);
  for (const [path, file] of filesIn(join(here, 'bare'))) {
    const found = [...texts].filter((text) => file.includes(text));
    expect({ path, found }).toEqual({ path, found: [] });
  }
});

test('verdicts, outcomes, counts and cost stay', () => {
  const told = ({ targets }: Report) =>
    targets.map(({ results, totals, cost }) => ({
      totals,
      cost,
      results: results.map(({ check, verdict, outcome, message }) => ({ check, verdict, outcome, message })),
    }));
  expect(told(bare)).toEqual(told(whole));
  expect(bare.exchanges).toHaveLength(whole.exchanges.length);
});

test('it can be judged again, and nothing is read out of the missing bodies', async () => {
  const { code, stdout } = await touchstone(here, ['replay', 'bare', '--format', 'json']);
  expect(JSON.parse(stdout)).toEqual(bare);
  expect(code).toBe(1);
});

test('a run leaves them out from the beginning', async () => {
  const folder = newFolder();
  await touchstone(folder, ['check', '--base-url', reference.endpoint.baseURL, '--no-bodies', ...FEW]);
  const short = reportIn(folder);
  expect(short.options.noBodies).toBe(true);
  expect(said(short).size).toBe(0);
  expect([...filesIn(folder).keys()].filter((path) => path.includes('.partial'))).toEqual([]);
});

test('the page says whether they are in it', () => {
  const page = (name: string) => readFileSync(join(here, name, 'report.html'), 'utf8');
  expect(page('touchstone-report')).toContain('Before you share it');
  expect(page('bare')).not.toContain('Before you share it');
});

test('shards without bodies are not merged, and the message says what to do', () => {
  const shard = (n: number) => ({
    ...report([target('one', [result(`models.part${n}`)])], { startedAt: `2026-01-0${n}T00:00:00.000Z` }),
    options: { ...bare.options, shard: `${n}/2` },
  });
  expect(() => merge([shard(1), shard(2)])).toThrow('--no-bodies');
  const side = merge([shard(1), { ...shard(2), targets: [target('two', [result('models.part2')])] }]);
  expect(side.targets.map(({ name }) => name)).toEqual(['one', 'two']);
});
