import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { keyOf, mutantsOf } from '../../scripts/mutate/mutants.js';
import { explainedSurvivors, staleEntries } from '../../scripts/mutate/record.js';
import { targets } from '../../scripts/mutate/targets.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const mutants = mutantsOf(
  root,
  targets.map(({ file }) => file),
);

test('every target has mutants, and tests that answer for it', () => {
  for (const { file, tests } of targets) {
    expect(mutants.filter((mutant) => mutant.file === file).length, file).toBeGreaterThan(0);
    for (const each of tests) expect(existsSync(join(root, each)), each).toBe(true);
  }
});

test('no two mutants have the same name, and each changes its file', () => {
  expect(new Set(mutants.map(keyOf)).size).toBe(mutants.length);
  expect(mutants.filter(({ change }) => change.split(' → ')[0] === change.split(' → ')[1])).toEqual([]);
});

const inJudge = (change: string) =>
  mutants.find((mutant) => mutant.file === 'src/judge/judge.ts' && mutant.change.startsWith(change));

test.each([
  ["'rejected', → nothing", "new Set(['absent'])"],
  ["'fail' → 'pass'", "verdict: 'pass', documented, severity"],
  ['!NEVER_RIGHT.has(outcome) → NEVER_RIGHT.has(outcome)', 'entry.weak && NEVER_RIGHT.has(outcome)'],
  ['CLEAR_REFUSALS.has(outcome) && !entry.own → CLEAR_REFUSALS.has(outcome) || !entry.own', '|| !entry.own'],
])('%s is one', (change, text) => {
  expect(inJudge(change)?.text).toContain(text);
});

test('what is said to people is left alone', () => {
  expect(mutants.filter(({ change }) => /^(says|notices|claim):/.test(change))).toEqual([]);
  expect(mutants.filter(({ change }) => change.includes('openai-node 6: "status code'))).toEqual([]);
});

test('each explained survivor is a mutant that there is, and has a reason', () => {
  const explained = explainedSurvivors();
  expect(staleEntries(explained, mutants)).toEqual([]);
  expect(explained.filter(({ reason }) => reason.length < 20)).toEqual([]);
});

test('an entry of which there is no mutant is named', () => {
  const gone = { file: 'src/judge/judge.ts', in: 'judge', change: 'a → b', reason: 'it was once' };
  expect(staleEntries([gone], mutants)).toEqual([
    'scripts/mutate/survivors.json: there is no such mutant any more: src/judge/judge.ts judge: a → b',
  ]);
});
