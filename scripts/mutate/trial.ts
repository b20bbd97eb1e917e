/** Tries mutants, one at a time, in a copy of the tree: do the tests notice, or the types? */
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { copyOfTree } from './copy.js';
import type { Mutant } from './mutants.js';
import type { Answered, Asked } from './tester.js';

export interface Trials {
  /** Who notices the mutant: a test, the types, or the clock; undefined where it survives. */
  run(mutant: Mutant, tests: readonly string[]): Promise<string | undefined>;
  /** What keeps these tests from passing where nothing is changed; undefined where they pass. */
  unchanged(file: string, tests: readonly string[]): Promise<string | undefined>;
  close(): void;
}

/** The tests of a target take a second: a mutant that takes this long goes round in circles. */
const DEADLINE_MS = 60_000;

export function openTrials(root: string): Trials {
  const copy = copyOfTree(root);
  let tester: ChildProcess | undefined;

  async function asked(question: Asked): Promise<string | undefined> {
    tester ??= await started(copy.folder);
    const { signal, abort } = abortable();
    const answer = once(tester, 'message', { signal }) as Promise<[Answered]>;
    const gone = once(tester, 'exit', { signal });
    tester.send(question);
    const first = await Promise.race([
      answer.then(([{ noticedBy }]) => ({ noticedBy })),
      gone.then(() => ({ noticedBy: 'the tests end before their time', dead: true })),
      after(DEADLINE_MS, { noticedBy: 'the clock', dead: true }, { signal }),
    ]);
    abort();
    for (const pending of [answer, gone]) pending.catch(() => {});
    if ('dead' in first) {
      tester.kill('SIGKILL');
      tester = undefined;
    }
    return first.noticedBy;
  }

  /** Only of what the tests let pass: a change that does not compile is noticed before any test. */
  function typeError(): string | undefined {
    try {
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      const options = { cwd: copy.folder, encoding: 'utf8', stdio: 'pipe' } as const;
      execFileSync(process.execPath, [tsc, '--project', 'tsconfig.build.json'], options);
      return undefined;
    } catch (error) {
      return `types: ${(error as { stdout: string }).stdout.split('\n')[0]}`;
    }
  }

  return {
    async run({ file, text }, tests) {
      const whole = readFileSync(join(root, file), 'utf8');
      try {
        return (await asked({ file, text, tests })) ?? typeError();
      } finally {
        writeFileSync(join(copy.folder, file), whole);
      }
    },
    unchanged: (file, tests) => asked({ file, text: readFileSync(join(root, file), 'utf8'), tests }),
    close() {
      tester?.kill();
      copy.remove();
    },
  };
}

async function started(folder: string): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('tester.ts', import.meta.url));
  const child = fork(script, [folder], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

function abortable(): { readonly signal: AbortSignal; abort(): void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
