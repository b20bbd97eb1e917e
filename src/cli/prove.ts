/** `touchstone prove`: shows by machine that each check can fail, and none does without cause. */
import type { Command } from 'commander';

interface ProveFlags {
  readonly only?: string[];
  readonly write?: string;
}

export function addProveCommand(root: Command): void {
  root
    .command('prove')
    .description('Prove the checks against the faults and the lawful variations of the reference endpoint.')
    .option('--only <id...>', 'only these faults and variations; a part does not show what is missing')
    .option('--write <file>', 'write the proof as Markdown to this file')
    .addHelpText(
      'after',
      '\nExamples:\n  touchstone prove\n  touchstone prove --only stop-ignored comments-in-streams',
    )
    .action(async (flags: ProveFlags) => {
      const { prove } = await import('../proof/prove.js');
      const { proofSummary, toProofMarkdown } = await import('../proof/markdown.js');
      const { ConfigError } = await import('../config/error.js');
      const { faults } = await import('../../reference/faults/index.js');
      const { variations } = await import('../../reference/variations/index.js');
      const { closest } = await import('fastest-levenshtein');
      const known = [...faults, ...variations].map(({ id }) => id);
      for (const id of flags.only ?? []) {
        if (!known.includes(id))
          throw new ConfigError(
            `there is no fault or variation "${id}". Did you mean ${closest(id, known)}?`,
          );
      }
      const stop = new AbortController();
      process.once('SIGINT', () => stop.abort());
      const tty = process.stderr.isTTY === true;
      const proof = await prove({
        ...(flags.only && { only: flags.only }),
        signal: stop.signal,
        onTrial: (name, done, all) => {
          if (tty) process.stderr.write(`\r\u001b[2K${done}/${all}  ${name}`);
        },
      });
      if (tty) process.stderr.write('\r\u001b[2K');
      if (flags.write !== undefined) {
        const { default: writeFileAtomic } = await import('write-file-atomic');
        writeFileAtomic.sync(flags.write, toProofMarkdown(proof));
      }
      console.log(proofSummary(proof));
      process.exitCode = stop.signal.aborted ? 130 : proof.problems.length > 0 ? 1 : 0;
    });
}
