/** What judges, and the tests that answer for it: a change of the one has to be noticed by the other. */

export interface Target {
  /** Relative to the top folder. */
  readonly file: string;
  /** Test files that need no built program; all of them are run for each mutant, up to the first failure. */
  readonly tests: readonly string[];
}

export const targets: readonly Target[] = [
  { file: 'src/judge/judge.ts', tests: ['tests/judge/judge.test.ts'] },
  { file: 'src/report/exit-code.ts', tests: ['tests/report/exit-code.test.ts'] },
  { file: 'src/report/baseline.ts', tests: ['tests/report/baseline.test.ts'] },
  { file: 'src/report/baseline-file.ts', tests: ['tests/report/baseline.test.ts'] },
  { file: 'src/report/placed-file.ts', tests: ['tests/report/baseline.test.ts'] },
  { file: 'src/report/diff.ts', tests: ['tests/report/diff.test.ts'] },
  { file: 'src/report/moves.ts', tests: ['tests/report/moves.test.ts'] },
  { file: 'src/report/agreement.ts', tests: ['tests/report/agreement.test.ts'] },
  { file: 'schemas/shape.ts', tests: ['tests/schemas/shape.test.ts'] },
  { file: 'suites/shape.ts', tests: ['tests/suites/shape.test.ts'] },
  {
    file: 'suites/invariants.ts',
    tests: ['tests/suites/envelope.test.ts', 'tests/suites/invariants.test.ts'],
  },
  {
    file: 'suites/stream-pieces.ts',
    tests: ['tests/suites/stream-pieces.test.ts', 'tests/suites/shape.test.ts'],
  },
];
