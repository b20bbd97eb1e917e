/** `touchstone replay`: judges a recorded run again; nothing is sent. */
import type { Command } from 'commander';
import type { RunOptions } from '../../schemas/types/report.js';
import {
  againstOption,
  baselineOption,
  failOnOption,
  formatOption,
  forOption,
  noBodiesOption,
  reportOption,
  updateBaselineOption,
} from './options.js';

export interface ReadingFlags {
  readonly profile?: string;
  readonly against?: string[];
  readonly report?: string;
  readonly format: 'text' | 'json';
  readonly baseline?: string;
  readonly for?: string;
  readonly updateBaseline?: boolean;
  readonly bodies?: boolean;
  readonly failOn?: RunOptions['failOn'];
}

export function addReplayCommand(root: Command): void {
  root
    .command('replay')
    .description('Judge a recorded run again, by other profiles if you like. Nothing is sent.')
    .argument('<report>', 'a report.json, or the folder of one')
    .option('--profile <profile>', 'judge by this profile (default: the one it was judged by)')
    .addOption(againstOption())
    .addOption(reportOption())
    .addOption(noBodiesOption())
    .addOption(formatOption())
    .addOption(failOnOption())
    .addOption(baselineOption())
    .addOption(updateBaselineOption())
    .addOption(forOption())
    .addHelpText(
      'after',
      `
Without --report nothing is written.

Examples:
  touchstone replay touchstone-report --profile openai
  touchstone replay touchstone-report --against openai fireworks --report read-again
  touchstone replay touchstone-report --no-bodies --report to-give-away`,
    )
    .action(async (path: string, flags: ReadingFlags) => {
      const { judge, readReport } = await import('../index.js');
      const { conclude, prepareEnding } = await import('./conclude.js');
      const baseline = prepareEnding(flags);
      const report = judge(readReport(path), readingOf(flags));
      process.exitCode = conclude(withFailOn(report, flags.failOn), { targets: [], flags, baseline });
    });
}

export function readingOf({ profile, against }: ReadingFlags) {
  return { ...(profile !== undefined && { profile }), ...(against && { against }) };
}

export function withFailOn<R extends { readonly options: RunOptions }>(
  report: R,
  failOn: RunOptions['failOn'] | undefined,
): R {
  return failOn === undefined ? report : { ...report, options: { ...report.options, failOn } };
}
