/** What of a proof a change touches, by the files that changed. */
import { execFileSync } from 'node:child_process';
import { faults } from '../../reference/faults/index.js';
import { variations } from '../../reference/variations/index.js';
import type { Question } from '../check/check.js';

/** Files that have changed since the revision, and those that are not committed, relative to the top folder. */
export function changedFiles(folder: string, revision: string): string[] {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
  const base = git('merge-base', 'HEAD', revision).trim();
  const committed = git('diff', '--name-only', base).split('\n');
  const fresh = git('ls-files', '--others', '--exclude-standard').split('\n');
  return [...new Set([...committed, ...fresh])].filter((file) => file !== '');
}

/** Folders on which no check depends. */
const APART =
  /^(docs|tests|reporters|scripts|\.ci|src\/(cli|report|engine|config|dataset)|schemas\/types\/report)/;
const FILES_OF = {
  faults: /^reference\/faults\/(\w+)\.ts$/,
  variations: /^reference\/variations\/(\w+)\.ts$/,
  suites: /^suites\/([\w-]+)\.ts$/,
};

/** Ids of the faults and variations that the files have to do with; undefined where it may be all of them. */
export async function touchedBy(files: readonly string[]): Promise<ReadonlySet<string> | undefined> {
  const ids = new Set<string>();
  for (const file of files) {
    const fault = FILES_OF.faults.exec(file)?.[1];
    const variation = FILES_OF.variations.exec(file)?.[1];
    const suite = FILES_OF.suites.exec(file)?.[1];
    if (fault !== undefined && fault !== 'change' && fault !== 'fault' && fault !== 'index') {
      for (const { id } of await exported<{ id: string }>(`../../reference/faults/${fault}.js`)) ids.add(id);
    } else if (variation !== undefined && variation !== 'variation' && variation !== 'index') {
      for (const { id } of await exported<{ id: string }>(`../../reference/variations/${variation}.js`))
        ids.add(id);
    } else if (suite !== undefined && suite !== 'index') {
      const checks = (await exported<Question>(`../../suites/${suite}.js`)).map(({ facts }) => facts.id);
      for (const { id, announces } of faults) if (checks.some((check) => check in announces)) ids.add(id);
      for (const { id, produces = {} } of variations)
        if (checks.some((check) => check in produces)) ids.add(id);
    } else if (!APART.test(file) && /\.(ts|json)$/.test(file) && !/index\.ts$/.test(file)) {
      return undefined;
    }
  }
  return ids;
}

/** All that a module exports, lists taken apart. */
async function exported<T>(module: string): Promise<T[]> {
  const found: Record<string, unknown> = await import(module);
  return Object.values(found).flat(2) as T[];
}
