/** `touchstone har`: the exchanges of a report for other tools. */
import type { Command } from 'commander';

export function addHarCommand(root: Command): void {
  root
    .command('har')
    .description('Print the requests and answers of a report as an HTTP Archive (HAR 1.2).')
    .argument('<report>', 'a report.json, or the folder of one')
    .addHelpText(
      'after',
      `
Prompts and answers are in it; keys are not.

Example:
  touchstone har touchstone-report > touchstone.har`,
    )
    .action(async (path: string) => {
      const { readReport } = await import('../report/read.js');
      const { toHar } = await import('../../reporters/har.js');
      process.stdout.write(toHar(readReport(path)));
    });
}
