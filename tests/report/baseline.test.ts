import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Accepted } from '../../schemas/types/baseline.js';
import type { Result } from '../../schemas/types/report.js';
import { type Problem, settle, updated } from '../../src/report/baseline.js';
import { readBaseline, readBaselineIfAny, writeBaseline } from '../../src/report/baseline-file.js';
import { ReportError } from '../../src/report/read.js';
import { facts, report, result, target } from '../reporters/report.js';

const TODAY = '2026-06-15';
const known = [facts('a.b', { aliases: ['a.before'] }), facts('a.c')];
const entry = (more: Partial<Accepted> = {}): Accepted => ({
  check: 'a.b',
  outcome: 'bad',
  reason: 'ticket 12',
  ...more,
});
const of = (...results: readonly Result[]) => report([target('one', results)]);

function settled(results: readonly Result[], ...entries: readonly Accepted[]) {
  const placed = entries.map((each, i) => ({ ...each, lines: `${3 * i + 2}-${3 * i + 4}` }));
  const { report: marked, problems } = settle(
    of(...results),
    { path: 'known.yaml', entries: placed },
    known,
    TODAY,
  );
  return {
    accepted: marked.targets[0]?.results.map(({ accepted }) => accepted),
    problems: problems.map(told),
  };
}

function told({ kind, message }: Problem): string {
  return `${kind} ${message}`;
}

const failing = result('a.b', 'fail');
const passing = result('a.b', 'pass');

describe('a baseline', () => {
  test('accepts the outcome that it names, and hands on the reason', () => {
    expect(settled([failing], entry())).toEqual({ accepted: [{ reason: 'ticket 12' }], problems: [] });
    expect(settled([failing], entry({ expires: TODAY }))).toEqual({
      accepted: [{ reason: 'ticket 12', expires: TODAY }],
      problems: [],
    });
  });

  test('does not mistake another check that fails for its own', () => {
    const other = result('a.c', 'fail');
    expect(settled([passing, other], entry()).problems).toEqual([
      'stale known.yaml:2-4: a.b no longer deviates (it is "good"): remove lines 2-4',
    ]);
    expect(settled([other], entry()).problems).toEqual([]);
  });

  test('leaves the rest of the report as it is', () => {
    const before = of(failing, passing);
    const { report: after } = settle(before, { path: '', entries: [] }, known, TODAY);
    expect(after).toEqual(before);
  });

  test('accepts nothing of another check, outcome or target', () => {
    const others = [entry({ check: 'a.c' }), entry({ outcome: 'worse' }), entry({ target: 'two' })];
    for (const other of others) expect(settled([failing], other).accepted).toEqual([undefined]);
    expect(settled([failing], entry({ target: 'one' })).accepted).toEqual([{ reason: 'ticket 12' }]);
  });

  test('gives the reason of the first of two entries that fit', () => {
    expect(settled([failing], entry(), entry({ reason: 'later' })).accepted).toEqual([
      { reason: 'ticket 12' },
    ]);
  });

  test('knows a check by its old id', () => {
    expect(settled([failing], entry({ check: 'a.before' })).accepted).toEqual([{ reason: 'ticket 12' }]);
    expect(settled([result('a.before', 'fail')], entry()).accepted).toEqual([{ reason: 'ticket 12' }]);
  });

  test('that expired accepts nothing, and says until when it did', () => {
    expect(settled([failing], entry({ expires: '2026-06-14' }))).toEqual({
      accepted: [undefined],
      problems: [
        'expired known.yaml:2-4: a.b is still "bad", and was accepted until 2026-06-14: mend it, or set another date',
      ],
    });
  });

  test('has no say where a check does not fail, and is to go', () => {
    expect(settled([passing], entry())).toEqual({
      accepted: [undefined],
      problems: ['stale known.yaml:2-4: a.b no longer deviates (it is "good"): remove lines 2-4'],
    });
    expect(settled([{ ...passing, outcome: 'bad' }], entry())).toEqual({
      accepted: [undefined],
      problems: ['stale known.yaml:2-4: a.b no longer deviates (it is "bad"): remove lines 2-4'],
    });
  });

  test('names one line as one line', () => {
    const { problems } = settle(
      of(passing),
      { path: 'k', entries: [{ ...entry(), lines: '7' }] },
      known,
      TODAY,
    );
    expect(problems.map(told)).toEqual(['stale k:7: a.b no longer deviates (it is "good"): remove line 7']);
  });

  test('that is surpassed tells a regression', () => {
    expect(settled([result('a.b', 'fail', { outcome: 'worse' })], entry())).toEqual({
      accepted: [undefined],
      problems: ['regression known.yaml:2-4: a.b is listed as "bad" and is now "worse": a regression'],
    });
  });

  test('of a check that there is no more is to go; of one that was not observed is left alone', () => {
    expect(settled([failing], entry({ check: 'a.gone' })).problems).toEqual([
      'stale known.yaml:2-4: there is no check a.gone any more: remove lines 2-4',
    ]);
    expect(settled([], entry()).problems).toEqual([]);
    expect(settled([result('a.b', 'skipped')], entry()).problems).toEqual([]);
    expect(settled([failing], entry({ target: 'two', outcome: 'x' })).problems).toEqual([]);
  });

  test('holds for all its targets, and where some deviate it tells of those alone', () => {
    const results = [failing, passing, { ...failing, outcome: 'worse' }, { ...failing, outcome: 'worse' }];
    const targets = (...chosen: readonly Result[]) =>
      report(chosen.map((each, i) => target(`t${i}`, [each])));
    const problems = (...chosen: readonly Result[]) =>
      settle(
        targets(...chosen),
        { path: 'k', entries: [{ ...entry(), lines: '1' }] },
        known,
        TODAY,
      ).problems.map(told);
    const [bad, good, worse, alsoWorse] = results as [Result, Result, Result, Result];
    expect(problems(bad, good)).toEqual([]);
    expect(problems(good, bad)).toEqual([]);
    expect(problems(bad, worse)).toEqual([]);
    expect(problems(good, good)).toEqual(['stale k:1: a.b no longer deviates (it is "good"): remove line 1']);
    expect(problems(good, worse)).toEqual([
      'regression k:1: a.b is listed as "bad" and is now "worse": a regression',
    ]);
    expect(problems(good, worse, alsoWorse)).toEqual([
      'regression k:1: a.b is listed as "bad" and is now "worse": a regression',
    ]);
  });
});

describe('an updated baseline', () => {
  const update = (results: readonly Result[], ...entries: readonly Accepted[]) =>
    updated(of(...results), entries, known, TODAY).accept;

  test('gains what deviates and is not accepted, for a person to explain', () => {
    expect(update([failing, result('a.c', 'pass')])).toEqual([entry({ reason: 'not explained yet' })]);
  });

  test('keeps what is still so, with its reason, its target and its date', () => {
    const full = entry({ target: 'one', expires: '2026-12-31' });
    expect(update([failing], full)).toEqual([full]);
    expect(update([failing], entry())).toEqual([entry()]);
  });

  test('keeps what is still so at one of its targets', () => {
    const two = report([target('one', [passing]), target('two', [failing])]);
    expect(updated(two, [entry()], known, TODAY).accept).toEqual([entry()]);
  });

  test('keeps what was not observed', () => {
    expect(update([], entry())).toEqual([entry()]);
    expect(update([result('a.b', 'skipped')], entry())).toEqual([entry()]);
  });

  test('loses what is no longer so, and what speaks of no check', () => {
    expect(update([passing], entry())).toEqual([]);
    expect(update([{ ...passing, outcome: 'bad' }], entry())).toEqual([]);
    expect(update([], entry({ check: 'a.gone' }))).toEqual([]);
  });

  test('has the new outcome where it is another', () => {
    expect(update([result('a.b', 'fail', { outcome: 'worse' })], entry())).toEqual([
      entry({ outcome: 'worse', reason: 'not explained yet' }),
    ]);
  });

  test('does not revive what expired, and does not list it twice', () => {
    const expired = entry({ expires: '2020-01-01' });
    expect(update([failing], expired)).toEqual([expired]);
    expect(update([failing], { ...expired, check: 'a.before' })).toEqual([{ ...expired, check: 'a.before' }]);
  });

  test('an expired entry for one target says nothing of another, nor of another check', () => {
    const expired = entry({ expires: '2020-01-01', target: 'one' });
    const two = report([target('one', [failing]), target('two', [failing, result('a.c', 'fail')])]);
    expect(updated(two, [expired], known, TODAY).accept).toEqual([
      expired,
      { check: 'a.b', target: 'two', outcome: 'bad', reason: 'not explained yet' },
      { check: 'a.c', target: 'two', outcome: 'bad', reason: 'not explained yet' },
    ]);
  });
});

describe('the file of a baseline', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });
  function pathOf(name: string, text?: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'baseline-'));
    folders.push(folder);
    if (text !== undefined) writeFileSync(join(folder, name), text);
    return join(folder, name);
  }

  test('a name that only holds .json is no JSON', () => {
    const path = pathOf('known.json.yaml');
    writeBaseline(path, { accept: [entry()] });
    expect(readFileSync(path, 'utf8')).toMatch(/^accept:\n/);
  });

  test('as JSON it is written as people write it', () => {
    const path = pathOf('known.json');
    writeBaseline(path, { accept: [] });
    expect(readFileSync(path, 'utf8')).toBe('{\n  "accept": []\n}\n');
  });

  test.each(['known.json', 'known.yaml', 'known.yml', 'KNOWN.JSON'])('%s can be written and read', (name) => {
    const path = pathOf(name);
    const accept = [entry(), entry({ check: 'a.c', target: 'one', expires: '2026-12-31' })];
    writeBaseline(path, { accept });
    expect(readBaseline(path).entries).toMatchObject(accept);
    expect(readFileSync(path, 'utf8').startsWith('{')).toBe(/json$/i.test(name));
  });

  test('each entry has its lines', () => {
    const text =
      'accept:\n  - check: a.b\n    outcome: bad\n    reason: one\n  - {check: a.c, outcome: bad, reason: two}\n';
    expect(readBaseline(pathOf('k.yaml', text)).entries.map(({ lines }) => lines)).toEqual(['2-4', '5']);
  });

  test('an empty list is a baseline that accepts nothing', () => {
    const path = pathOf('k.yaml', 'accept: []');
    expect(readBaseline(path)).toEqual({ path, entries: [] });
  });

  test('one that may not be there yet is empty; one that is there has to be right', () => {
    const path = pathOf('k.yaml');
    expect(readBaselineIfAny(path)).toEqual({ path, entries: [] });
    expect(() => readBaseline(path)).toThrow(/no baseline .*--update-baseline/);
    expect(readBaselineIfAny(pathOf('k.yaml', 'accept: []')).entries).toEqual([]);
    expect(() => readBaselineIfAny(pathOf('k.yaml', 'accept: ['))).toThrow(ReportError);
  });

  test('what is wrong in it is told, in one line, and not more than three times', () => {
    const message = /^[^\n]*cannot be read: Flow sequence [^\n]*$/;
    expect(() => readBaseline(pathOf('k.yaml', 'accept: ['))).toThrow(message);
    const wrong = '{check: a.b}';
    const text = `accept: [${Array(5).fill(wrong).join(', ')}]`;
    expect(() => readBaseline(pathOf('k.yaml', text))).toThrow(
      /is not a baseline: ([^;]+; ){2}[^;]+\(schemas/,
    );
  });

  test('one thing that is wrong is enough', () => {
    const text = 'accept: [{check: a.b, outcome: bad}]';
    expect(() => readBaseline(pathOf('k.yaml', text))).toThrow(/is not a baseline/);
  });

  test('where it cannot be written, that is said', () => {
    expect(() => writeBaseline(join(pathOf('no-folder'), 'k.json'), { accept: [] })).toThrow(
      /the baseline cannot be written to/,
    );
  });
});
