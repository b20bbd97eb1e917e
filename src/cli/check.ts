/** `touchstone check`: the main job, for one endpoint. */
import type { Command } from 'commander';
import type { TargetFlags } from '../config/target.js';
import { addRunOptions, positiveNumber, type RunFlags, runOptions, selectedChecks } from './options.js';

interface CheckFlags extends RunFlags, TargetFlags {
  /** True without a number. */
  readonly watch?: number | true;
}

const WATCH_SECONDS = 2;

export function addCheckCommand(root: Command): void {
  addRunOptions(
    root
      .command('check')
      .description('Observe an endpoint, judge it by a profile, print and write the report.')
      .option(
        '--base-url <url>',
        'where the API is (default: $OPENAI_BASE_URL, or the older $OPENAI_API_BASE)',
      )
      .option('--model <id>', "the model to ask (default: the endpoint's only one)")
      .option('--completions-model <id>', 'another model for /completions')
      .option('--embeddings-model <id>', 'another model for /embeddings')
      .option('--api-key-env <name>', 'the NAME of the variable that holds the key (default: OPENAI_API_KEY)')
      .option('--header <header...>', "one more header, its value from a variable: 'api-key: $AZURE_KEY'")
      .option('--client-certificate <file>', 'who we are, to a server that asks for it (PEM)')
      .option('--client-key <file>', 'the key of that certificate (PEM; default: in the same file)')
      .option(
        '--ca-certificate <file>',
        'whom to trust for the server, instead of the public authorities (PEM)',
      )
      .option(
        '--profile <profile>',
        'what is documented: a name (touchstone profile list) or a JSON or YAML file (default: openai); it may say where to ask, too',
      ),
  )
    .option(
      '--watch [seconds]',
      'again and again, telling only what changes, until Ctrl-C; with --only (default: every 2 seconds)',
      positiveNumber,
    )
    .addHelpText(
      'after',
      `
Examples:
  touchstone check --base-url http://localhost:8080/v1
  touchstone check --base-url http://localhost:8080/v1 --only 'chat.stream.*'
  touchstone check --profile groq --model llama-3.3-70b        where the vendor is, with the key from GROQ_API_KEY
  touchstone check --profile fireworks --against openai        one run, two readings
  touchstone check --plan                                      what it would cost`,
    )
    .action(async (flags: CheckFlags) => {
      const { targetFrom, isLoopback } = await import('../config/target.js');
      const { loadProfile, profileAt, ROOT_PROFILE } = await import('../profile/profile.js');
      const profile = flags.profile ?? ROOT_PROFILE;
      // Nobody who names neither an address nor a profile means to ask the real OpenAI.
      const { baseURL, keyVariable } = flags.profile === undefined ? {} : loadProfile(profile).address;
      const target = targetFrom(flags, process.env, {
        profile,
        ...(baseURL !== undefined && { baseURL }),
        ...(keyVariable !== undefined && { keyVariable }),
      });
      const hostile = flags.hostile ?? isLoopback(target.baseURL);
      const options = runOptions(flags, hostile);
      for (const name of [target.profile, ...options.against]) loadProfile(name);
      const checks = await selectedChecks(flags, options);
      if (target.addressFrom === 'profile' && !flags.plan) {
        const key = target.apiKey === undefined ? 'no key' : `the key from ${target.keyVariable}`;
        console.error(`touchstone: asking ${target.baseURL}, as the profile ${profile} has it, with ${key}`);
      }
      const fitting =
        flags.profile === undefined && !isLoopback(target.baseURL) ? profileAt(target.baseURL) : undefined;
      if (fitting !== undefined && fitting !== profile)
        console.error(
          `touchstone: this is where ${fitting} is; --profile ${fitting} judges by its own documents (now: ${profile})`,
        );
      const job = { targets: [target], options, checks, flags };
      if (flags.watch !== undefined) {
        const { watch } = await import('./watch.js');
        process.exitCode = await watch(job, flags.watch === true ? WATCH_SECONDS : flags.watch);
        return;
      }
      const { carryOut } = await import('./carry-out.js');
      process.exitCode = await carryOut(job);
    });
}
