/** `check --watch`: a few checks again and again, while somebody works on the server. Only what changes is told. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { plain } from '../../reporters/plain.js';
import type { Report, Result } from '../../schemas/types/report.js';
import { ConfigError } from '../config/error.js';
import { exitCode } from '../report/exit-code.js';
import { type RunResult, run } from '../run.js';
import type { Job } from './carry-out.js';
import { ownSuites } from './options.js';

const MARKS: Record<Result['verdict'], string> = {
  pass: '✓',
  fail: '✗',
  unsupported: '–',
  inconclusive: '?',
  skipped: '·',
  error: '!',
};

/**
 * Until it is interrupted. A server that is not there is waited for. No report is written.
 * @returns the exit code of the last round; 3 where there was none
 * @throws {ConfigError} without --only: the whole suite is not for every two seconds
 */
export async function watch({ targets, options, checks, flags }: Job, seconds: number): Promise<number> {
  if (options.only.length === 0)
    throw new ConfigError('--watch needs --only: name the checks that you are working on');
  const suites = await ownSuites(flags);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-watch-'));
  const told = new Map<string, string>();
  let code = 3;
  try {
    while (!stop.signal.aborted) {
      const result = await run({
        targets,
        options,
        checks: checks.map(({ id }) => id),
        ...(suites && { suites }),
        journalFolder: folder,
        signal: stop.signal,
      });
      if (stop.signal.aborted) break;
      for (const [id, line] of linesOf(result)) {
        if (told.get(id) !== line && line !== '') console.log(line);
        told.set(id, line);
      }
      code = result.kind === 'report' ? exitCode(result.report) : 3;
      await sleep(seconds * 1000, undefined, { signal: stop.signal }).catch(() => {});
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return code;
}

/** By what they are about; a line that changes is told. */
function linesOf(result: RunResult): [string, string][] {
  if (result.kind === 'contact') return [['contact', `! ${plain(result.contact.message)}`]];
  return [['contact', ''], ...resultLines(result.report)];
}

function resultLines({ targets }: Report): [string, string][] {
  return targets.flatMap(({ results }) =>
    results.map(({ check, verdict, outcome, severity, message }): [string, string] => {
      const grade = verdict === 'fail' ? ` ${severity}` : '';
      const why = verdict === 'pass' ? '' : `\n  ${plain(message)}`;
      return [check, `${MARKS[verdict]}${grade} ${check}  ${outcome ?? verdict}${why}`];
    }),
  );
}
