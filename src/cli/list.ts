/** `touchstone list`: the catalogue of checks. */
import { type Command, Option } from 'commander';

interface ListFlags {
  readonly format: 'table' | 'json' | 'md';
  readonly only?: string[];
}

export function addListCommand(root: Command): void {
  root
    .command('list')
    .description('List the checks: what is asked, and what may be observed.')
    .addOption(new Option('--format <format>', 'how').choices(['table', 'json', 'md']).default('table'))
    .option('--only <glob...>', "only checks whose id matches, for example 'chat.*'")
    .action(async (flags: ListFlags) => {
      const { catalogue } = await import('../../suites/index.js');
      const { selectChecks } = await import('../config/selection.js');
      const { listing } = await import('./listing.js');
      const facts = catalogue.map((question) => question.facts);
      const selected = selectChecks(
        facts,
        { suite: 'full', only: flags.only ?? [], skip: [], hostile: true },
        () => true,
      );
      process.stdout.write(listing(selected, flags.format));
    });
}
