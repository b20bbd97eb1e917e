/** Suites of the user's own: the checks and invariants that the modules of a folder export. */
import { readdirSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Question } from './check.js';
import { isObject } from './json.js';

/** A suite that cannot be used; the message says which file, why, and what to do. */
export class SuiteError extends Error {
  override name = 'SuiteError';
}

const MODULES = new Set(['.js', '.mjs']);

/**
 * @param folder its files that end in .js or .mjs, by name; not those of folders below it
 * @returns what workers can load the same from
 * @throws {SuiteError} where there is no such folder, or nothing in it
 */
export function suiteFiles(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch {
    throw new SuiteError(`--suites ${folder}: there is no such folder`);
  }
  const modules = names.filter((name) => MODULES.has(extname(name)));
  if (modules.length === 0)
    throw new SuiteError(
      `--suites ${folder}: no file in it ends in .js or .mjs (TypeScript must be compiled first)`,
    );
  return modules.map((name) => pathToFileURL(resolve(join(folder, name))).href);
}

/**
 * What the modules export, in order: checks, invariants, and lists of them; helpers are left alone.
 * @param taken ids that are not free any more
 * @throws {SuiteError} where a module cannot be loaded, has no check, or an id is taken
 */
export async function loadSuites(urls: readonly string[], taken: Iterable<string> = []): Promise<Question[]> {
  const ids = new Set(taken);
  const all: Question[] = [];
  for (const url of urls) {
    const path = decodeURIComponent(new URL(url).pathname);
    const found = Object.values(await load(url, path))
      .flat()
      .filter(isQuestion);
    if (found.length === 0)
      throw new SuiteError(`${path} exports no check: export const mine = check({ … })`);
    for (const { facts } of found) {
      if (ids.has(facts.id)) throw new SuiteError(`${path}: there is already a check ${facts.id}`);
      ids.add(facts.id);
    }
    all.push(...found);
  }
  return all;
}

async function load(url: string, path: string): Promise<Record<string, unknown>> {
  try {
    return (await import(url)) as Record<string, unknown>;
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    const hint =
      code === 'ERR_MODULE_NOT_FOUND' && message.includes("'touchstone'")
        ? ' Where the suite is, run: npm install --save-dev touchstone'
        : '';
    throw new SuiteError(`${path} cannot be loaded: ${message.split('\n')[0]}.${hint}`);
  }
}

function isQuestion(value: unknown): value is Question {
  return (
    isObject(value) &&
    isObject(value.facts) &&
    typeof value.facts.id === 'string' &&
    (typeof value.observe === 'function' || typeof value.examine === 'function')
  );
}
