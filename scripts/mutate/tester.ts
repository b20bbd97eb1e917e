/** A process that holds the tests ready in a copy of the tree, and says of each change whether they notice it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVitest } from 'vitest/node';

/** What the process is asked: to give a file of the copy this text, and to run these tests. */
export interface Asked {
  readonly file: string;
  readonly text: string;
  readonly tests: readonly string[];
}

/** The first test that fails, or what kept the tests from running; nothing where all pass. */
export interface Answered {
  readonly noticedBy?: string;
}

const [copy = ''] = process.argv.slice(2);
process.chdir(copy);
const vitest = await createVitest(
  'test',
  {
    root: copy,
    project: ['tests'],
    watch: false,
    bail: 1,
    reporters: [{}],
    maxWorkers: 1,
    testTimeout: 20_000,
  },
  { logLevel: 'silent' },
);

async function firstFailure(tests: readonly string[]): Promise<string | undefined> {
  const specifications = await vitest.getRelevantTestSpecifications([...tests]);
  if (specifications.length < tests.length) throw new Error(`there are no tests ${tests.join(', ')}`);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  // Modules of earlier runs are in the list, too.
  const asked = new Set(specifications.map(({ moduleId }) => moduleId));
  for (const testModule of testModules.filter(({ moduleId }) => asked.has(moduleId))) {
    const [broken] = testModule.errors();
    if (broken) return `${testModule.relativeModuleId}: ${broken.message}`;
    for (const test of testModule.children.allTests('failed')) return test.fullName;
    for (const suite of testModule.children.allSuites()) if (suite.errors().length > 0) return suite.fullName;
  }
  return unhandledErrors.length > 0 ? String(unhandledErrors[0]) : undefined;
}

let changed: string | undefined;

process.on('message', async ({ file, text, tests }: Asked) => {
  // By now it is again as it was.
  if (changed !== undefined) vitest.invalidateFile(changed);
  changed = join(copy, file);
  writeFileSync(changed, text);
  vitest.invalidateFile(changed);
  const noticedBy = await firstFailure(tests);
  process.send?.((noticedBy === undefined ? {} : { noticedBy }) satisfies Answered);
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
