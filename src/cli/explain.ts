/** `touchstone explain`: one check in full, with the requests it sends. */
import type { Command } from 'commander';

export function addExplainCommand(root: Command): void {
  root
    .command('explain')
    .description(
      'Explain one check: its claim, source, outcomes, requests, and the faults that prove that it can fail.',
    )
    .argument('<id>', 'the id of a check (touchstone list)')
    .addHelpText('after', '\nExample:\n  touchstone explain chat.stop.text')
    .action(async (id: string) => {
      const { explanation } = await import('./explanation.js');
      process.stdout.write(await explanation(id));
    });
}
