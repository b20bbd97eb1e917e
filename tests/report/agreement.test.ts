import { expect, test } from 'vitest';
import type { Result, Verdict } from '../../schemas/types/report.js';
import { unsteady, withAgreement } from '../../src/report/agreement.js';
import { report, result, target } from '../reporters/report.js';

/** One target after several runs; each run says what the check came to. */
function afterRuns(...runs: readonly Partial<Result>[]) {
  const [first, ...others] = runs.map((more) =>
    report([target('one', [result('a.b', (more.verdict ?? 'pass') as Verdict, more)])]),
  );
  if (first === undefined) throw new Error('there is no run');
  return withAgreement([first, ...others]).targets[0];
}

test('one run agrees with nothing, and nothing is said', () => {
  const only = report([target('one', [result('a.b')])]);
  expect(withAgreement([only])).toBe(only);
});

test('what each run came to is counted, by outcome, or by verdict where there is none', () => {
  const seen = afterRuns(
    { outcome: 'good' },
    { outcome: 'bad' },
    { outcome: 'good' },
    { verdict: 'inconclusive' },
  );
  expect(seen?.results[0]?.agreement).toEqual({ runs: 4, seen: { good: 2, bad: 1, inconclusive: 1 } });
  expect(seen?.notes).toEqual(['Carried out 4 times; verdicts, evidence and costs are those of the first.']);
});

test('verdict and evidence are those of the first', () => {
  const seen = afterRuns({ message: 'first', exchanges: ['1'] }, { message: 'second', exchanges: ['2'] });
  expect(seen?.results[0]).toMatchObject({ message: 'first', exchanges: ['1'] });
});

test('a run that was stopped does not count, and one that counts is not enough to compare', () => {
  const stopped = { verdict: 'skipped', reason: 'stopped: the run ended before it' } as const;
  expect(afterRuns({}, stopped)?.results[0]?.agreement).toBeUndefined();
  expect(afterRuns({}, stopped, {})?.results[0]?.agreement).toEqual({ runs: 2, seen: { good: 2 } });
});

test('why a check found nothing out is not taken for a stop', () => {
  const open = { verdict: 'inconclusive', reason: 'the reply stopped early' } as const;
  expect(afterRuns({}, open)?.results[0]?.agreement).toEqual({ runs: 2, seen: { good: 1, inconclusive: 1 } });
});

test('targets and checks are matched by name', () => {
  const [a, b] = [result('a.b', 'pass'), result('a.c', 'fail')];
  const first = report([target('one', [a]), target('two', [a])]);
  const second = report([target('two', [b, { ...a, outcome: 'other' }]), target('one', [a])]);
  const { targets } = withAgreement([first, second]);
  expect(targets.map(({ results }) => results[0]?.agreement?.seen)).toEqual([
    { good: 2 },
    { good: 1, other: 1 },
  ]);
});

test('unsteady are those that did not come to the same each time', () => {
  const runs = (check: string, seen: Record<string, number>) =>
    result(check, 'pass', { agreement: { runs: 2, seen } });
  const results = [runs('a.steady', { good: 2 }), runs('a.shaky', { good: 1, bad: 1 }), result('a.once')];
  expect(unsteady(results).map(({ check }) => check)).toEqual(['a.shaky']);
});
