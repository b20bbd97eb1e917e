/** `touchstone dataset`: checks fine-tuning data before an upload costs money. */
import { type Command, Option } from 'commander';
import type { DatasetFlags } from './dataset-files.js';
import { positive } from './options.js';

export function addDatasetCommand(root: Command): void {
  root
    .command('dataset')
    .description('Check fine-tuning data in chat format: JSON Lines, plain, gzip or zstd.')
    .argument('<file...>', 'the files; - for standard input')
    .option('--profile <profile>', 'the documented dialect to judge by: a name, or a file', 'openai')
    .addOption(
      new Option('--kind <kind>', 'what the samples are for (default: as the first one shows)').choices([
        'supervised',
        'preference',
        'reinforcement',
      ]),
    )
    .addOption(
      new Option('--format <format>', 'what goes to standard output')
        .choices(['text', 'json', 'junit', 'sarif'])
        .default('text'),
    )
    .addOption(
      new Option('--max-findings <n>', 'list so many findings of one kind; all are counted')
        .argParser(positive)
        .default(20),
    )
    .option('--tokens', 'estimate tokens: an estimate, since the templates of vendors are not known')
    .addOption(
      new Option(
        '--max-sample-tokens <n>',
        "the longest sample, instead of the profile's limit; implies --tokens",
      ).argParser(positive),
    )
    .option(
      '--fix',
      'write a new file beside each, without byte order mark, carriage returns, blank lines and blanks around samples',
    )
    .addHelpText(
      'after',
      `
Examples:
  touchstone dataset train.jsonl validation.jsonl      samples that both have are found too
  touchstone dataset train.jsonl.gz --profile fireworks
  zcat part-*.gz | touchstone dataset - --format sarif > findings.sarif

Exit codes:
  0  as documented, apart from findings of severity may
  1  findings of severity should or must
  2  a file cannot be read, or wrong usage`,
    )
    .action(async (files: string[], flags: DatasetFlags) => {
      const { checkFiles } = await import('./dataset-files.js');
      process.exitCode = await checkFiles(files, flags);
    });
}
