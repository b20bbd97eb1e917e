import { describe, expect, test } from 'vitest';
import type { CheckFacts, Report, Result, Severity } from '../../schemas/types/report.js';
import { diffExitCode, diffReports as diffWithTimes, isRegression } from '../../src/report/diff.js';
import { facts, report, result, target } from '../reporters/report.js';

/** These reports have no exchanges, so nothing took any time. */
const diffReports = (older: Report, newer: Report) => diffWithTimes(older, newer, () => ({}));

const passing = (outcome: string, check = 'a.b') => result(check, 'pass', { outcome });
const failing = (severity: Severity | undefined, outcome = 'bad', check = 'a.b') => {
  const { severity: _, ...rest } = result(check, 'fail', { outcome });
  return { ...rest, ...(severity && { severity }) };
};
const lacking = result('a.b', 'unsupported');
const open = result('a.b', 'inconclusive');
const broken = result('a.b', 'error');

function between(older: readonly Result[], newer: readonly Result[]) {
  return diffReports(report([target('one', older)]), report([target('one', newer)]));
}

const found = (...paths: readonly string[]): Partial<Result> => ({
  findings: paths.map((path) => ({ path, expected: 'string', got: 'null' })),
});

describe('how a check changed', () => {
  test.each([
    ['an outcome that fails', passing('good'), failing('may'), 'worse'],
    ['a graver failure', failing('may'), failing('should'), 'worse'],
    ['the gravest failure', failing('should'), failing('must'), 'worse'],
    ['a failure less grave', failing('must'), failing('should'), 'better'],
    ['a failure mended', failing('may'), passing('good'), 'better'],
    [
      'a failure without a severity weighs as a should',
      failing(undefined),
      failing('should', 'x'),
      'changed',
    ],
    ['another outcome, as good', passing('good'), passing('fine'), 'changed'],
    ['another outcome, as bad', failing('must', 'x'), failing('must', 'y'), 'changed'],
    ['the same', passing('good'), passing('good'), undefined],
    ['a refusal where something was', passing('good'), { ...lacking, outcome: 'rejected' }, 'worse'],
    ['a failure where a refusal was', { ...lacking, outcome: 'rejected' }, failing('may'), 'worse'],
    ['a capability that went', passing('good'), lacking, 'worse'],
    ['a capability that came', lacking, passing('good'), 'gained'],
    ['no outcome any more', passing('good'), open, 'lost'],
    ['an outcome at last', open, failing('must'), 'gained'],
    ['nothing observed, for another reason', open, result('a.b', 'skipped'), undefined],
    ['nothing observed, for the same reason', open, { ...open, reason: 'another one' }, undefined],
    ['what was inconclusive is not there', open, lacking, 'worse'],
    ['what was not there is still not there', lacking, lacking, undefined],
    ['what could not be carried out still cannot', broken, broken, undefined],
    ['what was not there is inconclusive', lacking, open, undefined],
    ['what was inconclusive cannot be carried out', open, broken, 'lost'],
    ['what could not be carried out is inconclusive', broken, open, 'gained'],
    ['more findings', passing('good'), { ...passing('good'), ...found('/id') }, 'worse'],
    ['fewer findings', { ...passing('good'), ...found('/id') }, passing('good'), 'better'],
    [
      'as many findings',
      { ...passing('good'), ...found('/id') },
      { ...passing('good'), ...found('/id') },
      undefined,
    ],
    [
      'other findings, one more place',
      { ...passing('good'), ...found('/id') },
      { ...passing('good'), ...found('/model') },
      'worse',
    ],
  ] as const)('%s', (_, older, newer, kind) => {
    expect(between([older], [newer]).changes.map((change) => change.kind)).toEqual(kind ? [kind] : []);
  });

  test('a finding is known by its place and its rule, whatever stood there', () => {
    const at = (path: string, expected: string, got: string) =>
      ({ ...passing('good'), findings: [{ path, expected, got }] }) as Result;
    expect(between([at('/id', 'string', '1')], [at('/id', 'string', '2')]).changes).toEqual([]);
    const [change] = between([at('/id', 'string', '1')], [at('/id', 'a text', '1')]).changes;
    expect(change?.newFindings.map(({ expected }) => expected)).toEqual(['a text']);
    expect(change?.goneFindings.map(({ expected }) => expected)).toEqual(['string']);
  });

  test('both endings are told: in the words of the outcome, or why there is none', () => {
    const [change] = between([passing('good')], [open]).changes;
    expect(change?.old).toEqual({ verdict: 'pass', outcome: 'good', says: 'all is as it should be' });
    expect(change?.new).toEqual({ verdict: 'inconclusive', says: 'why a.b is inconclusive' });
    const [other] = between([passing('good')], [failing('must')]).changes;
    expect(other?.new).toMatchObject({ severity: 'must', says: 'something is not as it should be' });
    const [unknown] = between([passing('good')], [passing('made-up')]).changes;
    expect(unknown?.new.says).toBe('What is to be said of a.b.');
  });

  test('who notices is told of a new outcome, not of an old one', () => {
    expect(between([passing('good')], [failing('must')]).changes[0]?.notices).toEqual([
      'a client: its user is told nothing',
    ]);
    expect(between([failing('should')], [failing('must')]).changes[0]?.notices).toEqual([]);
    expect(between([passing('good')], [open]).changes[0]?.notices).toEqual([]);
    expect(between([passing('good')], [passing('made-up')]).changes[0]?.notices).toEqual([]);
  });

  test('the worst kind comes first, and in a kind the gravest', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((letter) => `x.${letter}`);
    const [a, b, c, d, e, f, g, h] = ids as [string, string, string, string, string, string, string, string];
    const older = [
      failing('must', 'bad', a),
      result(b, 'inconclusive'),
      passing('good', c),
      passing('good', d),
      passing('good', e),
      passing('good', f),
      passing('good', g),
      result(h, 'inconclusive'),
    ];
    const newer = [
      passing('good', a),
      passing('good', b),
      result(c, 'inconclusive'),
      passing('fine', d),
      failing('may', 'bad', e),
      failing('must', 'bad', f),
      failing('should', 'bad', g),
      failing('may', 'bad', h),
    ];
    expect(between(older, newer).changes.map(({ kind, check }) => `${kind} ${check}`)).toEqual([
      'worse x.f',
      'worse x.g',
      'worse x.e',
      'changed x.d',
      'lost x.c',
      'gained x.h',
      'gained x.b',
      'better x.a',
    ]);
  });
});

describe('what is compared', () => {
  test('of two targets of one name the first', () => {
    const older = report(['one', 'two'].map((name) => target(name, [passing('good')])));
    const newer = report([
      target('one', [passing('good')]),
      target('one', [failing('must')]),
      target('two', [passing('good')]),
    ]);
    expect(diffReports(older, newer).changes).toEqual([]);
  });

  test('targets by name, and what only one report has is listed', () => {
    const older = report([target('one', [passing('good')]), target('two', [passing('good')])]);
    const newer = report([target('two', [failing('must')]), target('three', [passing('good')])]);
    const diff = diffReports(older, newer);
    expect(diff.changes.map((change) => [change.oldTarget, change.target])).toEqual([['two', 'two']]);
    expect(diff.compared).toBe(1);
    expect([diff.onlyOld.targets, diff.onlyNew.targets]).toEqual([['one'], ['three']]);
    expect(diff.old).toEqual({
      startedAt: '2026-01-02T03:04:05.000Z',
      version: '0.1.0',
      targets: ['one', 'two'],
    });
  });

  test('the only targets of two reports, whatever they are called; with a second one, names count', () => {
    const [one, two] = [target('one', [passing('good')]), target('two', [failing('must')])];
    expect(diffReports(report([one]), report([two])).changes).toMatchObject([
      { oldTarget: 'one', target: 'two' },
    ]);
    const three = target('three', [passing('good')]);
    expect(diffReports(report([one]), report([two, three])).changes).toEqual([]);
    expect(diffReports(report([one, three]), report([two])).changes).toEqual([]);
    expect(diffReports(report([]), report([one])).onlyNew.targets).toEqual(['one']);
    expect(diffReports(report([one]), report([])).onlyOld.targets).toEqual(['one']);
  });

  test('checks by id, and what only one report has is listed once', () => {
    const diff = between(
      [passing('good', 'a.old'), passing('good')],
      [passing('good'), passing('good', 'a.new')],
    );
    expect([diff.onlyOld.checks, diff.onlyNew.checks]).toEqual([['a.old'], ['a.new']]);
    expect([diff.compared, diff.changes]).toEqual([1, []]);
    const both = (check: string) =>
      report(['one', 'two'].map((name) => target(name, [passing('good', check)])));
    expect(diffReports(both('a.old'), both('a.new')).onlyOld.checks).toEqual(['a.old']);
  });

  test('of two old ids of a check the id itself comes first', () => {
    const older = report([target('one', [passing('fine', 'a.old'), passing('good')])]);
    const newer = report([target('one', [passing('good')])], {
      catalogue: [facts('a.b', { aliases: ['a.old'] })],
    });
    expect(diffReports(older, newer)).toMatchObject({ changes: [], onlyOld: { checks: ['a.old'] } });
  });

  test('a check with a new id is known by its old one, and told in its own words', () => {
    const named = (id: string, more: Partial<CheckFacts> = {}) => [facts(id, more)];
    const older = report([target('one', [passing('good', 'a.old')])], {
      catalogue: named('a.old', { outcomes: { good: { says: 'the old words' } } }),
    });
    const newer = report([target('one', [failing('must', 'bad', 'a.new')])], {
      catalogue: named('a.new', { aliases: ['a.older', 'a.old'] }),
    });
    const diff = diffReports(older, newer);
    expect(diff.changes).toMatchObject([{ check: 'a.new', old: { says: 'the old words' } }]);
    expect([diff.onlyOld.checks, diff.onlyNew.checks, diff.compared]).toEqual([[], [], 1]);
  });
});

describe('the exit code', () => {
  const same = between([passing('good')], [passing('good')]);
  const changed = between([passing('good')], [passing('fine')]);
  const worse = between([passing('good')], [failing('may')]);
  const better = between([failing('may')], [passing('good')]);
  const lost = between([passing('good')], [open]);
  const gained = between([open], [passing('good')]);
  const more = between([], [passing('good')]);
  const less = between([passing('good')], []);

  test.each([
    ['nothing changed', same, 0, 0],
    ['another outcome', changed, 1, 1],
    ['something is worse', worse, 1, 1],
    ['something is better', better, 0, 1],
    ['something is no longer observed', lost, 0, 1],
    ['something is observed at last', gained, 0, 1],
    ['a check is new', more, 0, 1],
    ['a check is gone', less, 0, 1],
    [
      'a target is gone',
      diffReports(report([target('one', []), target('two', [])]), report([target('one', [])])),
      0,
      1,
    ],
  ] as const)('%s', (_, diff, regression, any) => {
    expect(diffExitCode(diff, 'regression')).toBe(regression);
    expect(diffExitCode(diff, 'any')).toBe(any);
    expect(diffExitCode(diff, 'never')).toBe(0);
    expect(diff.changes.some(isRegression)).toBe(regression === 1);
  });
});
