/** `touchstone badge`: a report's result in a few words, as a picture or for shields.io. */
import { type Command, Option } from 'commander';

interface BadgeFlags {
  readonly target?: string;
  readonly format: 'svg' | 'shields';
}

export function addBadgeCommand(root: Command): void {
  root
    .command('badge')
    .description('Print a badge that tells the result of a report.')
    .argument('<report>', 'a report.json, or the folder of one')
    .option('--target <name>', 'which, where the report has several')
    .addOption(
      new Option('--format <format>', 'a picture, or the JSON that shields.io takes from an address')
        .choices(['svg', 'shields'])
        .default('svg'),
    )
    .addHelpText(
      'after',
      `
Examples:
  touchstone badge touchstone-report > badge.svg
  touchstone badge touchstone-report --format shields > badge.json`,
    )
    .action(async (path: string, flags: BadgeFlags) => {
      const { readReport } = await import('../report/read.js');
      const { badgeOf, toBadgeSvg, toShieldsJson } = await import('../../reporters/badge.js');
      const { oneTarget } = await import('./one-target.js');
      const report = readReport(path);
      const target = oneTarget(report, path, flags.target);
      const badge = badgeOf(report, target);
      process.stdout.write(flags.format === 'svg' ? toBadgeSvg(badge) : toShieldsJson(badge));
    });
}
