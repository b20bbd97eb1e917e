import { expect, test } from 'vitest';
import { faults } from '../../reference/faults/index.js';
import { variations } from '../../reference/variations/index.js';
import { isOfArea } from '../../src/proof/area.js';
import { touchedBy } from '../../src/proof/changed.js';
import { catalogue } from '../../suites/index.js';

test.each([
  ['chat.stop.finish_reason', ['stop', 'finish'], ['usage', 'stream']],
  ['chat.stream.usage.sum', ['usage', 'stream'], ['finish']],
  ['errors.key.wrong', ['auth', 'errors'], ['models']],
  ['completions.error.model_unknown', ['models', 'errors'], ['auth']],
  ['completions.option.logprobs', ['options', 'logprobs'], ['prompt']],
])('%s belongs to %j and not to %j', (check, areas, others) => {
  for (const area of areas) expect(isOfArea(check, area), area).toBe(true);
  for (const area of others) expect(isOfArea(check, area), area).toBe(false);
});

test('each fault announces an outcome of a check of its own area', () => {
  const strangers = faults.filter(
    ({ area, announces }) => !Object.keys(announces).some((id) => isOfArea(id, area)),
  );
  expect(strangers.map(({ id }) => id)).toEqual([]);
});

test('what is announced and produced are words of the checks', () => {
  const words = new Map(catalogue.map(({ facts }) => [facts.id, Object.keys(facts.outcomes)]));
  const told = [
    ...faults.map(({ id, announces }) => [id, announces] as const),
    ...variations.map(({ id, produces = {} }) => [id, produces] as const),
  ];
  const unknown = told.flatMap(([id, outcomes]) =>
    Object.entries(outcomes).flatMap(([check, word]) =>
      words.get(check)?.includes(word) === false ? [`${id}: ${check} ${word}`] : [],
    ),
  );
  expect(unknown).toEqual([]);
});

test('there are at least 140 faults and 40 lawful variations, each named once and with a source', () => {
  expect(faults.length).toBeGreaterThanOrEqual(140);
  expect(variations.length).toBeGreaterThanOrEqual(40);
  expect(new Set([...faults, ...variations].map(({ id }) => id)).size).toBe(
    faults.length + variations.length,
  );
  for (const { id, source } of variations) expect(source, id).toMatch(/^https:/);
});

test('a change touches the faults of its file, those that its checks need, or all', async () => {
  expect([...((await touchedBy(['reference/faults/auth.ts'])) ?? [])]).toContain('wrong-key-500');
  expect([...((await touchedBy(['suites/models.ts'])) ?? [])]).toContain('model-invented');
  expect([...((await touchedBy(['suites/models.ts'])) ?? [])]).not.toContain('stop-ignored');
  expect(await touchedBy(['docs/faults.md', 'tests/proof/area.test.ts'])).toEqual(new Set());
  expect(await touchedBy(['src/check/lab.ts'])).toBeUndefined();
});
