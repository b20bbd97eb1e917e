import { describe, expect, test } from 'vitest';
import type { CheckFacts, Report, Result } from '../../schemas/types/report.js';
import { exitCode, isCore } from '../../src/report/exit-code.js';

const outcomes = { fine: { says: 'fine' }, broken: { says: 'broken', severity: 'must' } };

function facts(id: string, more: object = {}): CheckFacts {
  return { id, severity: 'should', outcomes, ...more } as unknown as CheckFacts;
}

function report(results: Partial<Result>[], failOn = 'should', catalogue?: CheckFacts[]): Report {
  const named = results.map((result, i) => ({ check: `c${i}`, ...result }));
  return {
    options: { failOn },
    catalogue: catalogue ?? named.map(({ check }) => facts(check)),
    targets: [{ results: named }],
  } as unknown as Report;
}

describe('the exit code', () => {
  test.each([
    ['must', 'must', 1],
    ['should', 'must', 0],
    ['should', 'should', 1],
    ['may', 'should', 0],
    ['may', 'may', 1],
    ['must', 'never', 0],
  ])('a deviation of severity %s with --fail-on %s: %i', (severity, failOn, code) => {
    expect(exitCode(report([{ verdict: 'fail', severity: severity as 'must' }], failOn))).toBe(code);
  });

  test.each([
    ['error', undefined],
    ['skipped', 'budget: 2 requests left'],
    ['skipped', 'stopped: the run ended before it'],
    ['skipped', 'down: the endpoint went away'],
  ] as const)('a must check that was not carried out (%s, %s): too little observed', (verdict, reason) => {
    expect(exitCode(report([{ verdict, ...(reason && { reason }) }]))).toBe(3);
  });

  test('a deviation without a severity weighs as a should', () => {
    expect(exitCode(report([{ verdict: 'fail' }], 'should'))).toBe(1);
    expect(exitCode(report([{ verdict: 'fail' }], 'must'))).toBe(0);
  });

  test.each(['prerequisite: tools', 'undocumented', 'costly: needs a known window', 'costly: the budget'])(
    '%s is no lack',
    (reason) => {
      expect(exitCode(report([{ verdict: 'skipped', reason }]))).toBe(0);
    },
  );

  test('a lesser check that was not carried out is no lack', () => {
    const anywhere = ['crashed', 'hung', 'breaks-the-next'].map((word) => [
      word,
      { says: 'broke', severity: 'must' },
    ]);
    const lesser = facts('c0', { outcomes: { fine: { says: 'fine' }, ...Object.fromEntries(anywhere) } });
    expect(exitCode(report([{ verdict: 'error' }], 'should', [lesser]))).toBe(0);
  });

  test('silence does not pass for conformance: more than a quarter of the must checks inconclusive', () => {
    const [pass, open] = [{ verdict: 'pass' }, { verdict: 'inconclusive' }] as const;
    expect(exitCode(report([pass, pass, pass, open]))).toBe(0);
    expect(exitCode(report([pass, pass, open]))).toBe(3);
  });

  test('a deviation outweighs what was not observed, and the worst target counts', () => {
    const failing = report([{ verdict: 'fail', severity: 'must' }, { verdict: 'error' }]);
    expect(exitCode(failing)).toBe(1);
    const both = { ...report([{ verdict: 'pass' }]) };
    both.targets = [...both.targets, ...report([{ verdict: 'error' }]).targets];
    expect(exitCode(both)).toBe(3);
  });
});

describe('the core suite', () => {
  const mild = { fine: { says: 'fine' }, odd: { says: 'odd', severity: 'may' } };

  test.each([
    ['one with an outcome that breaks clients', {}, true],
    ['one whose deviations all break clients', { severity: 'must', outcomes: mild }, true],
    ['one that never breaks a client', { outcomes: mild }, false],
    ['one that asks again what another asks', { core: false }, false],
    ['one that never breaks a client, and is not left out', { outcomes: mild, core: true }, false],
  ])('%s: %o', (_, more, expected) => {
    expect(isCore(facts('c0', more))).toBe(expected);
  });
});
