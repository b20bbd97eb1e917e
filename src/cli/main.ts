/** The command line: what was typed goes to a command, and what the command comes to becomes the exit code. */
import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { addBadgeCommand } from './badge.js';
import { addCheckCommand } from './check.js';
import { addClaimCommand } from './claim.js';
import { addCompareCommand } from './compare.js';
import { addDatasetCommand } from './dataset.js';
import { addDemoCommand } from './demo.js';
import { addDiffCommand } from './diff.js';
import { addExplainCommand } from './explain.js';
import { addHarCommand } from './har.js';
import { addListCommand } from './list.js';
import { addMergeCommand } from './merge.js';
import { addProfileCommand } from './profile.js';
import { addProveCommand } from './prove.js';
import { addReplayCommand } from './replay.js';
import { addServeCommand } from './serve.js';

const EXIT_USAGE = 2;

/** Errors that tell the user what to do: a message, no stack. */
const FOR_USERS = new Set(['ConfigError', 'ProfileError', 'ReportError', 'SelectionError', 'SuiteError']);

function program(): Command {
  const { version } = createRequire(import.meta.url)('touchstone/package.json') as { version: string };
  const root = new Command('touchstone')
    .description('Tells what of the OpenAI API an "OpenAI-compatible" endpoint really does.')
    .version(version, '-V, --version')
    .showHelpAfterError('(touchstone --help, or touchstone COMMAND --help, tells more)')
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  touchstone demo                                              see a report without an endpoint of your own
  touchstone check --base-url http://localhost:8080/v1         a server on this machine, its only model
  OPENAI_API_KEY=... touchstone check --base-url https://api.fireworks.ai/inference/v1 \\
      --profile fireworks --model accounts/fireworks/models/llama-v3p1-8b-instruct
  touchstone explain chat.stop.text                            what a check asks, and why

Exit codes:
  0  as documented, and enough was observed
  1  deviations of severity --fail-on (default: should) or worse, or a regression
  2  wrong usage or configuration, or an unknown model: nothing was touched
  3  not reachable, wrong key, or too little observed
  130, 143  interrupted; the partial report is written`,
    );
  addCheckCommand(root);
  addDemoCommand(root);
  addCompareCommand(root);
  addDiffCommand(root);
  addReplayCommand(root);
  addMergeCommand(root);
  addClaimCommand(root);
  addBadgeCommand(root);
  addHarCommand(root);
  addServeCommand(root);
  addDatasetCommand(root);
  addListCommand(root);
  addExplainCommand(root);
  addProfileCommand(root);
  addProveCommand(root);
  for (const command of root.commands)
    command.exitOverride().showHelpAfterError(`(touchstone ${command.name()} --help tells more)`);
  return root;
}

async function main(): Promise<void> {
  try {
    await program().parseAsync();
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  if (error instanceof Error && FOR_USERS.has(error.name)) {
    console.error(`touchstone: ${error.message}`);
    return EXIT_USAGE;
  }
  console.error('touchstone: a fault of touchstone itself. Please report it with the lines below:');
  console.error(error);
  return 3;
}

// Whoever reads may have seen enough (`| head`): the run and its report go on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

await main();
