import { expect, test } from 'vitest';
import type { CheckFacts, Result } from '../../schemas/types/report.js';
import { movesFrom } from '../../src/report/moves.js';
import { facts, report, result, target } from '../reporters/report.js';

const outcomes: CheckFacts['outcomes'] = {
  good: { says: 'good' },
  other: { says: 'good as well' },
  odd: { says: 'odd', severity: 'may' },
  wrong: { says: 'wrong', severity: 'should' },
  bad: { says: 'bad', severity: 'must' },
  awful: { says: 'bad in another way', severity: 'must' },
  rejected: { says: 'refused' },
  absent: { says: 'not there' },
};

const passing = (outcome: string, check = 'a.b') => result(check, 'pass', { outcome });

/** How a client is hit that moves from an endpoint with one result to an endpoint with another. */
function weights(here: readonly Result[], there: readonly Result[]) {
  const ids = [...new Set([...here, ...there].map(({ check }) => check))];
  const [move] = movesFrom(
    report([target('one', here), target('two', there)], {
      catalogue: ids.map((id) => facts(id, { outcomes })),
    }),
  );
  return {
    breaks: move?.breaks.map(({ check, weight }) => `${check} ${weight}`),
    differs: move?.differs.map(({ check }) => check),
  };
}

test.each([
  ['good', 'bad', ['a.b must'], []],
  ['good', 'wrong', ['a.b should'], []],
  ['good', 'odd', ['a.b may'], []],
  ['good', 'other', [], ['a.b']],
  ['bad', 'good', [], ['a.b']],
  ['odd', 'bad', ['a.b must'], []],
  ['wrong', 'odd', [], ['a.b']],
  ['bad', 'awful', ['a.b must'], []],
  ['bad', 'wrong', [], ['a.b']],
  ['good', 'rejected', ['a.b should'], []],
  ['good', 'absent', ['a.b should'], []],
  ['rejected', 'absent', [], ['a.b']],
  ['absent', 'rejected', [], ['a.b']],
  ['rejected', 'bad', ['a.b must'], []],
  ['good', 'good', [], []],
])('from %s to %s', (here, there, breaks, differs) => {
  expect(weights([passing(here)], [passing(there)])).toEqual({ breaks, differs });
});

test('no profile decides: what both document breaks a client all the same', () => {
  const move = weights([passing('good')], [result('a.b', 'fail', { outcome: 'bad', severity: 'may' })]);
  expect(move.breaks).toEqual(['a.b must']);
});

test('a capability that is not there is a refusal; a check that found nothing out is no difference', () => {
  const lacking = result('a.b', 'unsupported');
  expect(weights([passing('good')], [lacking])).toEqual({ breaks: ['a.b should'], differs: [] });
  expect(weights([passing('rejected')], [lacking])).toEqual({ breaks: [], differs: ['a.b'] });
  const open = result('a.b', 'inconclusive');
  expect(weights([passing('good')], [open])).toEqual({ breaks: [], differs: [] });
  expect(weights([open], [passing('bad')])).toEqual({ breaks: [], differs: [] });
  expect(weights([lacking], [lacking])).toEqual({ breaks: [], differs: [] });
});

test('the worst comes first', () => {
  const ids = ['a.one', 'a.two', 'a.three', 'a.four'];
  const words = ['odd', 'bad', 'wrong', 'awful'];
  const move = weights(
    ids.map((id) => passing('good', id)),
    ids.map((id, i) => passing(words[i] as string, id)),
  );
  expect(move.breaks).toEqual(['a.two must', 'a.four must', 'a.three should', 'a.one may']);
});

test('moves go from the named target, or the first, to each other', () => {
  const told = report(['one', 'two', 'three'].map((name) => target(name, [passing('good')])));
  const names = (from?: string) => movesFrom(told, from).map((move) => `${move.from} ${move.to}`);
  expect(names()).toEqual(['one two', 'one three']);
  expect(names('two')).toEqual(['two one', 'two three']);
  expect(names('nobody')).toEqual([]);
  expect(movesFrom(report([]))).toEqual([]);
});

test('what was compared is counted, and what only the old place has shown', () => {
  const both = ['a.one', 'a.two', 'a.three'];
  const here = [...both, 'a.lacking', 'a.open', 'a.too', 'a.gone'].map((id) => passing('good', id));
  const unseenHere = result('a.dark', 'inconclusive');
  const there = [
    ...both.map((id) => passing('bad', id)),
    result('a.lacking', 'unsupported'),
    result('a.open', 'inconclusive'),
    result('a.too', 'error'),
    passing('good', 'a.dark'),
  ];
  const [move] = movesFrom(report([target('one', [...here, unseenHere]), target('two', there)]));
  expect(move).toMatchObject({ compared: 4, unseen: 3 });
});
