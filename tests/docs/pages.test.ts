import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pages, pagesDocument, pagesFile } from '../../scripts/pages.js';

const rows = pages().flatMap((page) => page.rows);

test('each line of the starting pages is shown by a check or a test', () => {
  expect(rows.filter(({ checks = [], tests = [] }) => checks.length + tests.length === 0)).toEqual([]);
});

test('each test that docs/pages.json names exists', () => {
  for (const { tests = [] } of rows) {
    for (const named of tests) {
      const [file = '', title = ''] = named.split(/: (.*)/s);
      expect(readFileSync(file, 'utf8'), named).toContain(title);
    }
  }
});

test('docs/pages.md is what a run gives: no deviation in any dialect', async () => {
  const document = await pagesDocument();
  expect(document).not.toContain('| ✗');
  expect(readFileSync(pagesFile, 'utf8')).toBe(document);
});
