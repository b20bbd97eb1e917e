import { readFileSync } from 'node:fs';
import picomatch from 'picomatch';
import { diff, judge, type Report } from 'touchstone';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  DIALECTS,
  type DialectName,
  type Reading,
  readingsDocument,
  readingsFile,
  readingsOf,
  recordDialects,
} from '../../scripts/readings.js';

let recorded: Report;
let readings: Reading[];

beforeAll(async () => {
  recorded = await recordDialects();
  readings = readingsOf(recorded);
}, 180_000);

function reading(dialect: DialectName, profile: DialectName): Reading {
  return readings.find((one) => one.dialect === dialect && one.profile === profile) as Reading;
}

/** The report of one of the dialects alone. */
function alone(dialect: DialectName): Report {
  return {
    ...recorded,
    targets: recorded.targets.filter(({ name }) => name === dialect),
    exchanges: recorded.exchanges.filter(({ target }) => target === dialect),
  };
}

/** What the older page lists under "Differences", "Token usage" and "Not supported options", as globs on check ids. */
const OLDER_PAGE: readonly (readonly [string, readonly string[]])[] = [
  ['stop: the returned string includes the stop word', ['*.stop.*']],
  ['max_tokens is adjusted when the window is exceeded', ['*.max_tokens.overflow', '*.prompt.overflow*']],
  ['this can be controlled', ['*.context_length_exceeded_behavior.*']],
  ['usage is in the last chunk of a stream', ['*.stream.usage.*']],
  ['presence_penalty is not supported', ['*.option.presence_penalty*']],
  ['frequency_penalty is not supported', ['*.option.frequency_penalty*']],
  ['best_of is not supported', ['completions.option.best_of*']],
  ['logit_bias is not supported', ['*.option.logit_bias*']],
  ['functions are not supported', ['*.option.functions*', 'chat.messages.function']],
];

/** What the present page still says. */
const PRESENT_PAGE = OLDER_PAGE.filter(([line]) => /max_tokens|controlled|usage/.test(line));

describe('one recorded run of each dialect, read by each profile', () => {
  test('there are nine readings, and by its own profile nothing deviates', () => {
    expect(readings).toHaveLength(9);
    for (const dialect of DIALECTS) expect(reading(dialect, dialect).target.totals.fail).toBe(0);
  });

  test('a reading changes no outcome', () => {
    const outcomes = ({ target }: Reading) =>
      target.results.map(({ check, outcome }) => `${check} ${outcome}`);
    for (const one of readings) expect(outcomes(one)).toEqual(outcomes(reading(one.dialect, one.dialect)));
  });

  test.each([
    ['fireworks-2024', OLDER_PAGE],
    ['fireworks', PRESENT_PAGE],
  ] as const)('%s differs from openai exactly in what its page says', (dialect, page) => {
    const { differences, target } = reading(dialect, 'openai');
    const differing = differences.map(({ check }) => check);
    const speaksOf = picomatch(
      page.flatMap(([, globs]) => [...globs]),
      { bash: true },
    );
    expect(differing.filter((check) => !speaksOf(check))).toEqual([]);
    const failing = target.results.filter(({ verdict }) => verdict === 'fail').map(({ check }) => check);
    expect(failing.filter((check) => !speaksOf(check))).toEqual([]);
    const silent = page.filter(
      ([, globs]) => !differing.some((check) => picomatch([...globs], { bash: true })(check)),
    );
    expect(silent.filter(([line]) => !/controlled/.test(line)).map(([line]) => line)).toEqual([]);
  });

  test('diff of the two dialects of the vendor tells how its page changed', () => {
    const { changes } = diff(alone('fireworks-2024'), alone('fireworks'));
    const dropped = OLDER_PAGE.filter((line) => !PRESENT_PAGE.includes(line));
    const speaksOf = picomatch(
      dropped.flatMap(([, globs]) => [...globs]),
      { bash: true },
    );
    expect(changes.map(({ check }) => check).filter((check) => !speaksOf(check))).toEqual([]);
    for (const [line, globs] of dropped) {
      const about = changes.filter(({ check }) => picomatch([...globs], { bash: true })(check));
      expect(about.length, line).toBeGreaterThan(0);
    }
    expect(changes.filter(({ kind }) => kind === 'worse')).toEqual([]);
  });

  test('the recorded run is read without the network: the same again, byte for byte', () => {
    expect(JSON.stringify(judge(recorded))).toBe(JSON.stringify(recorded));
  });

  test('docs/readings.md is up to date (npm run generate)', () => {
    expect(readFileSync(readingsFile, 'utf8')).toBe(readingsDocument(recorded));
  });
});
