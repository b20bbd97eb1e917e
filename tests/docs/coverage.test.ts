import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { alternatives, checksOf, coverage, coverageDocument, coverageFile } from '../../scripts/coverage.js';
import { catalogue } from '../../suites/index.js';

const { statements, classes, defects } = coverage();
const rows = [...statements, ...classes].flatMap((section) => [...section.rows]);

test('everything has a check, or a reason why not', () => {
  const silent = rows.filter(({ checks, why }) => (checks?.length ?? 0) === 0 && !why);
  expect(silent.map(({ says }) => says)).toEqual([]);
  expect(rows.filter(({ checks, why }) => checks && why).map(({ says }) => says)).toEqual([]);
  expect(defects.filter(({ shown, why }) => (shown === undefined) === (why === undefined))).toEqual([]);
});

test('each check that is named exists', () => {
  const globs = rows.flatMap(({ checks = [] }) => checks.flatMap(alternatives));
  expect(globs.filter((glob) => checksOf(glob).length === 0)).toEqual([]);
});

test('each outcome that shows a defect is one of its check, and not a good one', () => {
  const facts = new Map(catalogue.map((question) => [question.facts.id, question.facts]));
  const unknown = defects.flatMap(({ id, shown = [] }) =>
    shown
      .map((one) => one.split('='))
      .filter(([check = '', outcome = '']) => facts.get(check)?.outcomes[outcome] === undefined)
      .map((one) => `${id}: ${one.join('=')}`),
  );
  expect(unknown).toEqual([]);
});

test('no defect is told twice', () => {
  expect(new Set(defects.map(({ id }) => id)).size).toBe(defects.length);
});

test('docs/coverage.md is up to date (npm run generate)', () => {
  expect(readFileSync(coverageFile, 'utf8')).toBe(coverageDocument());
});
