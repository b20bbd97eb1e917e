/** What is known of mutants: results of an earlier run that still hold, and survivors that somebody explained. */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keyOf, type Mutant, type MutantName } from './mutants.js';
import type { Target } from './targets.js';

export interface Explained extends MutantName {
  /** Why no test can notice it, or none should. */
  readonly reason: string;
}

export interface Result {
  readonly key: string;
  /** Who noticed; nothing where nobody did. */
  readonly noticedBy?: string;
}

const here = dirname(fileURLToPath(import.meta.url));

export function explainedSurvivors(): Explained[] {
  return JSON.parse(readFileSync(join(here, 'survivors.json'), 'utf8'));
}

/** What is wrong with the list of explained survivors, in sentences. */
export function staleEntries(explained: readonly Explained[], mutants: readonly MutantName[]): string[] {
  const keys = new Set(mutants.map(keyOf));
  return explained
    .filter((entry) => !keys.has(keyOf(entry)))
    .map((entry) => `scripts/mutate/survivors.json: there is no such mutant any more: ${keyOf(entry)}`);
}

/** Results by mutant, kept in a file from run to run: one that was interrupted goes on where it was. */
export interface Kept {
  /** Mutants that nobody noticed when they were tried last, whatever has changed since. */
  readonly survivors: ReadonlySet<string>;
  of(mutant: Mutant, target: Target): Result | undefined;
  add(mutant: Mutant, target: Target, result: Result): void;
}

/** A result holds as long as the file and its tests stay as they are; what they import is not looked at. */
export function keptResults(root: string, again: boolean): Kept {
  const path = join(root, 'node_modules', '.cache', 'touchstone', 'mutants.jsonl');
  mkdirSync(dirname(path), { recursive: true });
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  const all = lines.map((line) => JSON.parse(line) as { state: string; result: Result });
  const known = new Map(again ? [] : all.map(({ state, result }) => [state, result]));
  const last = new Map(all.map(({ result }) => [result.key, result]));
  const stateOf = ({ text }: Mutant, { tests }: Target) => {
    const hash = createHash('sha256').update(text);
    for (const file of tests) hash.update(readFileSync(join(root, file)));
    return hash.digest('hex');
  };
  return {
    survivors: new Set(
      [...last.values()].flatMap(({ key, noticedBy }) => (noticedBy === undefined ? [key] : [])),
    ),
    of: (mutant, target) => known.get(stateOf(mutant, target)),
    add(mutant, target, result) {
      appendFileSync(path, `${JSON.stringify({ state: stateOf(mutant, target), result })}\n`);
    },
  };
}
