/** `touchstone serve`: the reference endpoint, to test a client against. */
import type { Command } from 'commander';
import { port } from './options.js';

interface ServeFlags {
  readonly dialect: string;
  readonly persona: string;
  readonly fault?: string[];
  readonly variation?: string[];
  readonly list?: boolean;
  readonly port: number;
  readonly contextWindow: number;
  readonly tokensPerSecond?: number;
  readonly apiKeyEnv?: string;
  readonly replay?: string;
  readonly target?: string;
}

export function addServeCommand(root: Command): void {
  root
    .command('serve')
    .description('Serve the reference endpoint on this machine, faultless or with the faults you name.')
    .option('--dialect <dialect>', 'openai, fireworks, or fireworks-2024', 'openai')
    .option('--persona <persona>', 'obedient, babbler, or reasoner', 'obedient')
    .option('--fault <id...>', 'a defect it shall have; several act together')
    .option('--variation <id...>', 'a lawful oddity it shall have')
    .option('--list', 'list the faults and the variations, and end')
    .option('--port <n>', 'where to listen; 0 for any free port', port, 8765)
    .option('--context-window <n>', 'in tokens', Number, 2048)
    .option('--tokens-per-second <n>', 'slow down to this speed', Number)
    .option('--api-key-env <name>', 'demand the key that this variable holds')
    .option('--replay <report>', 'answer like the vendor of a recorded run, and only what was asked in it')
    .option('--target <name>', 'which target of that report (default: its only one)')
    .addHelpText(
      'after',
      `
Examples:
  touchstone serve
  touchstone serve --dialect fireworks --fault stop-ignored
  touchstone serve --replay touchstone-report
  OPENAI_BASE_URL=http://127.0.0.1:8765/v1 OPENAI_API_KEY=none node my-client.js
A path chooses too: http://127.0.0.1:8765/dialect/fireworks/fault/stop-ignored/v1`,
    )
    .action(async (flags: ServeFlags) => {
      if (flags.replay !== undefined) {
        const { serveRecorded } = await import('./serve-recorded.js');
        const { baseURL, name, close } = await serveRecorded(flags.replay, flags.target, flags.port);
        console.log(`Recorded answers of ${name} are at ${baseURL} (Ctrl-C ends it).`);
        await interrupted();
        return close();
      }
      const { startReference } = await import('../../reference/server.js');
      const { ConfigError } = await import('../config/error.js');
      const { faults } = await import('../../reference/faults/index.js');
      const { variations } = await import('../../reference/variations/index.js');
      if (flags.list) {
        console.log('Faults:');
        for (const { id, area, says } of faults) console.log(`  ${id}  (${area})  ${says}`);
        console.log('Lawful variations:');
        for (const { id, area, says } of variations) console.log(`  ${id}  (${area})  ${says}`);
        return;
      }
      await assertKnown('fault', flags.fault, faults);
      await assertKnown('variation', flags.variation, variations);
      const key = flags.apiKeyEnv === undefined ? undefined : process.env[flags.apiKeyEnv];
      if (flags.apiKeyEnv !== undefined && !key)
        throw new ConfigError(`--api-key-env ${flags.apiKeyEnv}: that variable is not set`);
      const { listening } = await import('./listening.js');
      const options = {
        dialect: flags.dialect as never,
        persona: flags.persona as never,
        faults: flags.fault ?? [],
        variations: flags.variation ?? [],
        port: flags.port,
        contextWindow: flags.contextWindow,
        ...(flags.tokensPerSecond !== undefined && { tokensPerSecond: flags.tokensPerSecond }),
        ...(key !== undefined && { apiKey: key }),
      };
      const endpoint = await listening(flags.port, () => startReference(options));
      console.log(`The reference endpoint listens at ${endpoint.baseURL} (Ctrl-C ends it).`);
      await interrupted();
      await endpoint.close();
    });
}

/** There are hundreds: a message that lists them all helps nobody. */
async function assertKnown(
  kind: 'fault' | 'variation',
  given: readonly string[] = [],
  known: readonly { readonly id: string }[],
): Promise<void> {
  const ids = known.map(({ id }) => id);
  const unknown = given.find((id) => !ids.includes(id));
  if (unknown === undefined) return;
  const { ConfigError } = await import('../config/error.js');
  const { closest } = await import('fastest-levenshtein');
  throw new ConfigError(
    `there is no ${kind} ${JSON.stringify(unknown)}. Did you mean ${closest(unknown, ids)}? (touchstone serve --list)`,
  );
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
