/** `touchstone demo`: the main job on the embedded reference endpoint, in two dialects side by side. */
import type { Command } from 'commander';
import type { TargetConfig } from '../config/target.js';
import { addRunOptions, type RunFlags, runOptions, selectedChecks } from './options.js';

const DIALECTS = ['openai', 'fireworks'] as const;

/** The window of the endpoint: stated here because one of the dialects does not state it. */
const CONTEXT_WINDOW = 2048;

/** As a fast model on good hardware: slow enough that one sees whether streams come in pieces. */
const TOKENS_PER_SECOND = 400;

export function addDemoCommand(root: Command): void {
  addRunOptions(
    root
      .command('demo')
      .description(
        'See a report: check the embedded reference endpoint in the openai and fireworks dialects.',
      ),
  ).action(async (flags: RunFlags) => {
    const { startReference } = await import('../../reference/server.js');
    const { carryOut } = await import('./carry-out.js');
    const endpoint = await startReference({
      contextWindow: CONTEXT_WINDOW,
      tokensPerSecond: TOKENS_PER_SECOND,
      apiKey: 'reference-demo-key',
    });
    try {
      const options = runOptions(
        { contextWindow: CONTEXT_WINDOW, ...flags, against: flags.against ?? ['openai'] },
        true,
      );
      const checks = await selectedChecks(flags, options);
      const targets = DIALECTS.map(
        (dialect): TargetConfig => ({
          name: dialect,
          baseURL: `${endpoint.url}/dialect/${dialect}/v1`,
          apiKey: 'reference-demo-key',
          models: {},
          headers: {},
          query: {},
          profile: dialect,
        }),
      );
      process.exitCode = await carryOut({ targets, options, checks, flags });
    } finally {
      await endpoint.close();
    }
  });
}
