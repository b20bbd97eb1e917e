/** `touchstone diff`: what changed between reports. */
import { type Command, Option } from 'commander';
import type { FailOnChange } from '../report/diff.js';

interface DiffFlags {
  readonly failOnChange: FailOnChange;
  readonly format: 'text' | 'json' | 'md';
}

export function addDiffCommand(root: Command): void {
  root
    .command('diff')
    .description(
      'Tell what changed from one report to the next: outcomes, verdicts, shape findings, worst first; and speed and cost.',
    )
    .argument('<old>', 'a report.json, or the folder of one')
    .argument('<new...>', 'the one after it, and those after that')
    .addOption(
      new Option(
        '--fail-on-change <what>',
        'what makes the exit code 1: a regression (worse, or another outcome), any change, or nothing',
      )
        .choices(['regression', 'any', 'never'])
        .default('regression'),
    )
    .addOption(
      new Option('--format <format>', 'what goes to standard output')
        .choices(['text', 'json', 'md'])
        .default('text'),
    )
    .addHelpText(
      'after',
      `
Each report is compared with the one before it. Targets are matched by name; where both reports have one target, with each other.
Speed and token counts are compared on equal requests, told only beyond noise, and never change the exit code.

Examples:
  touchstone diff monday tuesday
  touchstone diff monday tuesday wednesday --format md
  touchstone diff before after --fail-on-change any`,
    )
    .action(async (old: string, newer: string[], flags: DiffFlags) => {
      const { diff, readReport } = await import('../index.js');
      const { diffExitCode } = await import('../report/diff.js');
      const { toDiffMarkdown, toDiffText } = await import('./diff-telling.js');
      const reports = [old, ...newer].map((path) => ({ path, report: readReport(path) }));
      const steps = reports.slice(1).map(({ path, report }, i) => {
        const before = reports[i] as (typeof reports)[number];
        return { oldPath: before.path, newPath: path, diff: diff(before.report, report) };
      });
      const tell = {
        json: () =>
          `${JSON.stringify(steps.length === 1 ? steps[0]?.diff : steps.map((step) => step.diff), null, 2)}\n`,
        md: () => toDiffMarkdown(steps),
        text: () => toDiffText(steps),
      };
      process.stdout.write(tell[flags.format]());
      process.exitCode = Math.max(...steps.map((step) => diffExitCode(step.diff, flags.failOnChange)));
    });
}
