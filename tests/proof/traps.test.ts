import { expect, test } from 'vitest';
import { faults } from '../../reference/faults/index.js';
import { variations } from '../../reference/variations/index.js';
import { type Trap, traps } from '../../scripts/proof.js';

const ids = variations.map(({ id }) => id);

test('each known false alarm is named once, with the thread that tells of it', () => {
  expect(traps.length).toBeGreaterThanOrEqual(77);
  expect(new Set(traps.map(({ trap }) => trap)).size).toBe(traps.length);
  for (const { trap, source } of traps) expect(source, trap).toMatch(/^https:/);
});

test('each has a variation that shows it, or the plain endpoint does, or it is said why no server can', () => {
  const answers = ({ variation, faultless, not }: Trap) =>
    [variation, faultless, not].filter((answer) => answer !== undefined);
  expect(traps.filter((trap) => answers(trap).length !== 1)).toEqual([]);
  const shown = traps.flatMap(({ variation }) => variation ?? []);
  expect(shown.filter((id) => !ids.includes(id))).toEqual([]);
});

test('what a variation names as its trap is in the table, with this variation', () => {
  for (const { id, trap } of variations) {
    if (trap === undefined) continue;
    const row = traps.find((each) => each.trap === trap);
    const other = variations.find((each) => each.id === row?.variation)?.trap;
    expect(row?.variation === id || other === trap, `${id}: ${trap}`).toBe(true);
  }
});

test('what is no false alarm but a defect has a fault', () => {
  const named = traps.flatMap(({ not }) => /a fault: ([\w-]+)$/.exec(not ?? '')?.[1] ?? []);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((id) => !faults.some((fault) => fault.id === id))).toEqual([]);
});
