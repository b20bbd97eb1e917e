/** `touchstone profile`: which dialects are documented, what they say, and tools for those who write one. */
import { writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Command } from 'commander';

export function addProfileCommand(root: Command): void {
  const profile = root
    .command('profile')
    .description('Documented dialects: list them, show what they say, check and draft your own.')
    .addHelpText(
      'after',
      `
Examples:
  touchstone profile list
  touchstone profile show groq chat.option.n                   what it says of one check, and where
  touchstone profile init touchstone-report --output mine.yaml a draft out of a run, to be given sources
  touchstone profile lint mine.yaml
  touchstone check --base-url http://localhost:8080/v1 --profile ./mine.yaml`,
    );

  profile
    .command('list')
    .description('The profiles that come with touchstone, and how much each says.')
    .action(async () => {
      const { loadProfile, profileNames } = await import('../profile/profile.js');
      const { profileList } = await import('./profile-show.js');
      process.stdout.write(profileList(profileNames().map(loadProfile), await everyCheck()));
    });

  profile
    .command('show')
    .description('What a profile says, with its sources, and what it takes over.')
    .argument('<profile>', 'a name, or a JSON or YAML file')
    .argument('[check]', 'only what holds for this check')
    .action(async (reference: string, check?: string) => {
      const { loadProfile } = await import('../profile/profile.js');
      const { profileOnCheck, profilePage } = await import('./profile-show.js');
      const [loaded, catalogue] = [loadProfile(reference), await everyCheck()];
      process.stdout.write(
        check === undefined ? profilePage(loaded, catalogue) : profileOnCheck(loaded, check, catalogue),
      );
    });

  profile
    .command('lint')
    .description(
      'Look over profiles: unknown checks and words, missing sources, threads taken for documents.',
    )
    .argument('<profile...>', 'JSON or YAML files, or names')
    .addHelpText(
      'after',
      '\nExit codes:\n  0  nothing to say, or only warnings\n  1  errors\n  2  no such file',
    )
    .action(async (references: string[]) => {
      const { loadProfile, readProfileText } = await import('../profile/profile.js');
      const { lintProfile } = await import('../profile/lint.js');
      const catalogue = await everyCheck();
      for (const reference of references) {
        const { path, text } = readProfileText(reference);
        const complaints = lintProfile(text, catalogue);
        for (const { kind, message, line } of complaints) {
          console.log(`${path}${line === undefined ? '' : `:${line}`}: ${kind}: ${message}`);
        }
        if (complaints.some(({ kind }) => kind === 'error')) process.exitCode = 1;
        // What it extends may be missing, or lead back to it.
        else loadProfile(reference);
        if (complaints.length === 0) console.log(`${path}: nothing to complain of`);
      }
    });

  profile
    .command('init')
    .description('Draft a profile out of a run: what was observed and is not documented yet.')
    .argument('<report>', 'a report.json, or the folder that holds one')
    .option('--target <name>', 'which target of the report (default: its only one)')
    .option('--extends <profile>', 'the profile that the draft extends', 'openai')
    .option('--output <file>', 'where the draft goes; an existing file is never replaced', 'profile.yaml')
    .action(async (path: string, flags: { target?: string; extends: string; output: string }) => {
      const { ConfigError } = await import('../config/error.js');
      const { draftProfile } = await import('../profile/draft.js');
      const { isFile, loadProfile } = await import('../profile/profile.js');
      const { readReport } = await import('../report/read.js');
      const report = readReport(path);
      const names = report.targets.map(({ name }) => name).join(', ');
      const wanted = report.targets.filter(({ name }) => flags.target === undefined || name === flags.target);
      const [target] = wanted;
      if (target === undefined || wanted.length > 1) {
        throw new ConfigError(`name the target of ${path} with --target. There are: ${names}`);
      }
      const parent = loadProfile(flags.extends);
      // A file names another file as seen from its own folder.
      const reference = isFile(flags.extends)
        ? relative(dirname(flags.output), flags.extends)
        : flags.extends;
      const text = draftProfile(report, target, parent, reference);
      try {
        writeFileSync(flags.output, text, { flag: 'wx' });
      } catch (error) {
        const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
        throw new ConfigError(
          exists
            ? `${flags.output} exists, and is left as it is: name another file with --output`
            : `${flags.output} cannot be written: ${(error as Error).message}`,
        );
      }
      console.log(`${flags.output} is written. What is left to do: touchstone profile lint ${flags.output}`);
    });
}

async function everyCheck() {
  const { catalogue } = await import('../../suites/index.js');
  return catalogue.map(({ facts }) => facts);
}
