/** Writes the report folder: each file beside its old version first, then in its place. */
import { accessSync, constants, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { ReportError } from './read.js';

/** Where what is observed is kept until the report is whole. */
export function partialFolder(folder: string): string {
  return join(folder, '.partial');
}

/**
 * Makes sure that a report can be written, before anything is sent.
 * @returns takes back what this made, where nothing is to be reported
 * @throws {ReportError} where it cannot
 */
export function prepareFolder(folder: string): () => void {
  try {
    const made = mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return () => rmSync(made ?? partialFolder(folder), { recursive: true, force: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ReportError(
      `the report cannot be written to ${folder} (${code}): name another folder with --report`,
    );
  }
}

/** @param files name in the folder to text */
export function writeFolder(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [name, text] of files) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileAtomic.sync(path, text);
  }
  rmSync(partialFolder(folder), { recursive: true, force: true });
}
