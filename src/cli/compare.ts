/** `touchstone compare`: several targets in one run, side by side. */
import type { Command } from 'commander';
import { addRunOptions, type RunFlags, runOptions, selectedChecks } from './options.js';

interface CompareFlags extends RunFlags {
  readonly from?: string;
}

export function addCompareCommand(root: Command): void {
  addRunOptions(
    root
      .command('compare')
      .description('Check several endpoints side by side, and tell what would break if you moved.')
      .argument('<config>', 'a JSON or YAML file with targets (schemas/config.schema.json)')
      .option('--from <name>', 'the target you would move from (default: the first)'),
  )
    .addHelpText(
      'after',
      `
A configuration holds no secret, only the names of variables:
  targets:
    - name: here
      baseURL: http://localhost:8080/v1
    - name: fireworks
      profile: fireworks
      model: accounts/fireworks/models/llama-v3p1-8b-instruct
      apiKeyEnv: FIREWORKS_API_KEY
      limits: { concurrency: 2, maxTokens: 20000 }

Examples:
  touchstone compare touchstone.yaml
  touchstone compare touchstone.yaml --only 'chat.*' --against openai
  touchstone compare touchstone.yaml --plan`,
    )
    .action(async (path: string, flags: CompareFlags) => {
      const { targetsFromFile } = await import('../config/targets-file.js');
      const { isLoopback } = await import('../config/target.js');
      const { ConfigError } = await import('../config/error.js');
      const { loadProfile } = await import('../profile/profile.js');
      const targets = targetsFromFile(path, process.env, (profile) => loadProfile(profile).address);
      const names = targets.map(({ name }) => name);
      if (flags.from !== undefined && !names.includes(flags.from))
        throw new ConfigError(
          `--from ${flags.from}: ${path} has no such target. There are: ${names.join(', ')}`,
        );
      const hostile = flags.hostile ?? targets.every(({ baseURL }) => isLoopback(baseURL));
      const options = runOptions(flags, hostile);
      for (const name of [...targets.map(({ profile }) => profile), ...options.against]) loadProfile(name);
      const checks = await selectedChecks(flags, options);
      const { carryOut } = await import('./carry-out.js');
      const { movesFrom } = await import('../report/moves.js');
      const { toMovesText } = await import('./moves-telling.js');
      process.exitCode = await carryOut({
        targets,
        options,
        checks,
        flags,
        epilogue: (report) => toMovesText(movesFrom(report, flags.from)),
      });
    });
}
