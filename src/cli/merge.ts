/** `touchstone merge`: one report of several: shards of a run, or runs of several targets. */
import type { Command } from 'commander';
import {
  againstOption,
  baselineOption,
  failOnOption,
  formatOption,
  reportOption,
  updateBaselineOption,
} from './options.js';
import { type ReadingFlags, readingOf, withFailOn } from './replay.js';

/** A part of the checks was not carried out by anybody. */
const EXIT_TOO_LITTLE = 3;

export function addMergeCommand(root: Command): void {
  root
    .command('merge')
    .description('Put reports together: the shards of one run, or runs of several targets.')
    .argument('<report...>', 'two or more: a report.json, or the folder of one')
    .option('--profile <profile>', 'judge all by this profile (default: the one each was judged by)')
    .addOption(againstOption())
    .addOption(reportOption().default('touchstone-merged'))
    .addOption(formatOption())
    .addOption(failOnOption())
    .addOption(baselineOption())
    .addOption(updateBaselineOption())
    .addHelpText(
      'after',
      `
Where a shard is missing, the report is partial and the exit code is not 0.

Examples:
  touchstone merge shard-1 shard-2 shard-3
  touchstone merge vendor-a vendor-b --against openai --report side-by-side`,
    )
    .action(async (paths: string[], flags: ReadingFlags) => {
      const { merge, readReport, ReportError } = await import('../index.js');
      const { conclude, prepareEnding } = await import('./conclude.js');
      const { prepareFolder } = await import('../report/write.js');
      if (paths.length < 2)
        throw new ReportError(`there is only one report to merge, ${paths[0]}: name two or more`);
      const baseline = prepareEnding(flags);
      const merged = merge(paths.map(readReport), { names: paths, ...readingOf(flags) });
      if (flags.report !== undefined) prepareFolder(flags.report);
      const code = conclude(withFailOn(merged, flags.failOn), { targets: [], flags, baseline });
      process.exitCode = code === 0 && merged.partial ? EXIT_TOO_LITTLE : code;
    });
}
