/** The end of every command that has a report: the baseline is applied, the report written and shown; it becomes an exit code. */
import type { Report } from '../../schemas/types/report.js';
import { catalogue } from '../../suites/index.js';
import { ConfigError } from '../config/error.js';
import type { TargetConfig } from '../config/target.js';
import { type PlacedBaseline, settle, updated } from '../report/baseline.js';
import { readBaseline, readBaselineIfAny, writeBaseline } from '../report/baseline-file.js';
import { exitCode } from '../report/exit-code.js';
import { assertClient, toNoticesText } from './for-client.js';
import type { RunFlags } from './options.js';
import { type PublishFlags, publish } from './publish.js';

export type EndFlags = Partial<Pick<RunFlags, 'baseline' | 'updateBaseline' | 'for'>> & PublishFlags;

export interface Ending {
  /** Their secrets leave on no way. */
  readonly targets: readonly TargetConfig[];
  readonly flags: EndFlags;
  /** What `prepareEnding` gave for these flags. */
  readonly baseline?: PlacedBaseline | undefined;
  /** Told on standard output after the report, where that is text. */
  epilogue?(report: Report): string;
}

/**
 * Read before anything is sent, so that a mistake in it costs nothing.
 * @throws {ConfigError} where there is nothing to update, or nobody knows the client of --for
 * @throws {ReportError} where it cannot be read
 */
export function prepareEnding({
  baseline,
  updateBaseline,
  for: client,
}: EndFlags): PlacedBaseline | undefined {
  if (client !== undefined) assertClient(client);
  if (baseline === undefined) {
    if (updateBaseline) throw new ConfigError('--update-baseline needs --baseline FILE: which file to write');
    return undefined;
  }
  return updateBaseline ? readBaselineIfAny(baseline) : readBaseline(baseline);
}

/** @returns the exit code; 1 too where an entry of the baseline no longer holds */
export function conclude(unsettled: Report, { targets, flags, baseline, epilogue }: Ending): number {
  const known = [...catalogue.map(({ facts }) => facts), ...unsettled.catalogue];
  const today = new Date().toISOString().slice(0, 10);
  let current = baseline;
  if (current && flags.updateBaseline) {
    writeBaseline(current.path, updated(unsettled, current.entries, known, today));
    current = readBaseline(current.path);
  }
  const { report, problems } = current
    ? settle(unsettled, current, known, today)
    : { report: unsettled, problems: [] };
  publish(report, targets, flags);
  if (flags.for !== undefined && flags.format === 'text')
    process.stdout.write(toNoticesText(report, flags.for));
  if (epilogue && flags.format === 'text') process.stdout.write(epilogue(report));
  for (const { message } of problems) console.error(`touchstone: ${message}`);
  return problems.length > 0 ? 1 : exitCode(report);
}
