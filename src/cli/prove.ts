/** `touchstone prove`: shows by machine that each check can fail, and none does without cause. */
import type { Command } from 'commander';

interface ProveFlags {
  readonly only?: string[];
  readonly changed?: string | true;
  readonly report?: string;
  readonly jobs: number;
}

export function addProveCommand(root: Command): void {
  root
    .command('prove')
    .description('Prove the checks against the faults and the lawful variations of the reference endpoint.')
    .option('--only <id...>', 'only these faults and variations; a part does not show what is missing')
    .option('--changed [revision]', 'only what has changed since this revision (default: main)')
    .option(
      '--report <folder>',
      'write the matrix of all checks and faults to this folder, as Markdown and as a page',
    )
    .option('--jobs <n>', 'how many trials at the same time', Number, 2)
    .addHelpText(
      'after',
      `
Examples:
  touchstone prove
  touchstone prove --only stop-ignored comments-in-streams
  touchstone prove --changed`,
    )
    .action(async (flags: ProveFlags) => {
      const { prove } = await import('../proof/prove.js');
      const { startWorker } = await import('../proof/worker.js');
      const { proofSummary } = await import('../proof/markdown.js');
      const selected = await selection(flags);
      if (selected?.size === 0) {
        console.log('Nothing that a proof looks at has changed.');
        return;
      }
      const stop = new AbortController();
      process.once('SIGINT', () => stop.abort());
      const tty = process.stderr.isTTY === true;
      const proof = await prove({
        ...(selected && { only: selected }),
        matrix: flags.report !== undefined,
        signal: stop.signal,
        runners: Array.from({ length: Math.max(1, flags.jobs) }, () => startWorker()),
        onTrial: (name, done, all) => {
          if (tty) process.stderr.write(`\r\u001b[2K${done}/${all}  ${name}`);
        },
      });
      if (tty) process.stderr.write('\r\u001b[2K');
      if (flags.report !== undefined) await write(flags.report, proof);
      console.log(proofSummary(proof));
      process.exitCode = stop.signal.aborted ? 130 : proof.problems.length > 0 ? 1 : 0;
    });
}

/** The ids of faults and variations to try; undefined for all. */
async function selection({ only, changed }: ProveFlags): Promise<ReadonlySet<string> | undefined> {
  const { ConfigError } = await import('../config/error.js');
  if (only !== undefined) {
    const { faults } = await import('../../reference/faults/index.js');
    const { variations } = await import('../../reference/variations/index.js');
    const { closest } = await import('fastest-levenshtein');
    const known = [...faults, ...variations].map(({ id }) => id);
    for (const id of only) {
      if (!known.includes(id))
        throw new ConfigError(`there is no fault or variation "${id}". Did you mean ${closest(id, known)}?`);
    }
    return new Set(only);
  }
  if (changed === undefined) return undefined;
  const { changedFiles, touchedBy } = await import('../proof/changed.js');
  return touchedBy(changedFiles(process.cwd(), changed === true ? 'main' : changed));
}

async function write(folder: string, proof: Parameters<typeof import('../proof/html.js').toProofPage>[0]) {
  const { mkdirSync, writeFileSync } = await import('node:fs');
  const { join } = await import('node:path');
  const { toProofMarkdown } = await import('../proof/markdown.js');
  const { toProofPage } = await import('../proof/html.js');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'proof.md'), toProofMarkdown(proof));
  writeFileSync(join(folder, 'proof.html'), toProofPage(proof));
}
