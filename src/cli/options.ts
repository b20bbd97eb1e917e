/** The options that commands share, each defined once, and what they come to. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CheckFacts, RunOptions } from '../../schemas/types/report.js';
import type { OwnSuites } from '../run.js';

/** As commander gives them. */
export interface RunFlags {
  readonly against?: string[];
  readonly suite: 'core' | 'full';
  readonly suites?: string;
  readonly for?: string;
  readonly only?: string[];
  readonly skip?: string[];
  readonly hostile?: boolean;
  readonly report: string;
  readonly format: 'text' | 'json';
  readonly failOn: RunOptions['failOn'];
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  /** False where prompts and answers are to stay out of the report. */
  readonly bodies?: boolean;
  readonly concurrency?: number;
  readonly timeout?: number;
  readonly maxSeconds?: number;
  readonly maxRequests?: number;
  readonly maxTokens?: number;
  readonly contextWindow?: number;
  readonly repeat?: number;
  readonly shard?: Shard;
  readonly plan?: boolean;
}

export interface Shard {
  readonly index: number;
  readonly count: number;
}

export function addRunOptions(command: Command): Command {
  return command
    .addOption(againstOption())
    .addOption(
      new Option('--suite <suite>', 'core: only what breaks clients')
        .choices(['core', 'full'])
        .default('full'),
    )
    .option(
      '--suites <folder>',
      'also carry out the checks of your own that its .js files export (docs/library.md)',
    )
    .addOption(new Option('--only <glob...>', "only checks whose id matches, for example 'chat.stop.*'"))
    .addOption(new Option('--skip <glob...>', 'leave out checks whose id matches'))
    .addOption(
      new Option(
        '--hostile',
        'also send what is malformed, huge or cut off; on this machine that is the default',
      ),
    )
    .addOption(reportOption().default('touchstone-report'))
    .addOption(noBodiesOption())
    .addOption(formatOption())
    .addOption(failOnOption().default('should'))
    .addOption(baselineOption())
    .addOption(updateBaselineOption())
    .addOption(forOption())
    .addOption(
      new Option(
        '--concurrency <n>',
        'requests at a time (default: 4; halved when the endpoint asks to slow down)',
      ).argParser(positive),
    )
    .addOption(
      new Option(
        '--timeout <seconds>',
        'for one request, to its first byte and between bytes (default: 30, more where the endpoint is slow)',
      ).argParser(positiveNumber),
    )
    .addOption(
      new Option(
        '--max-seconds <seconds>',
        'end the run after so long; what was observed is reported',
      ).argParser(positiveNumber),
    )
    .addOption(
      new Option(
        '--max-requests <n>',
        'send at most about so many requests; the most important checks come first',
      ).argParser(positive),
    )
    .addOption(
      new Option('--max-tokens <n>', 'let at most about so many tokens be generated').argParser(positive),
    )
    .addOption(
      new Option(
        '--context-window <n>',
        'the context window in tokens, where the endpoint does not state it',
      ).argParser(positive),
    )
    .addOption(
      new Option(
        '--repeat <n>',
        'carry out every check so many times, and tell how far they agree; each costs as much',
      ).argParser(positive),
    )
    .addOption(
      new Option(
        '--shard <i/n>',
        'only the i-th of n parts of the checks; put together with touchstone merge',
      ).argParser(shard),
    )
    .addOption(new Option('--plan', 'say what would be asked and what it costs, and send nothing'));
}

export function againstOption(): Option {
  return new Option(
    '--against <profile...>',
    'judge the same observations by these profiles too; sends nothing more',
  );
}

export function reportOption(): Option {
  return new Option('--report <folder>', 'where report.json, report.html, report.md and junit.xml go');
}

export function noBodiesOption(): Option {
  return new Option(
    '--no-bodies',
    'leave all prompts and answers out of the report: to give it away, where they are private',
  );
}

export function formatOption(): Option {
  return new Option('--format <format>', 'what goes to standard output')
    .choices(['text', 'json'])
    .default('text');
}

export function failOnOption(): Option {
  return new Option('--fail-on <severity>', 'the least severity that makes the exit code 1').choices([
    'must',
    'should',
    'may',
    'never',
  ]);
}

export function forOption(): Option {
  return new Option('--for <client>', 'also tell what this client notices, for example openai-node');
}

export function baselineOption(): Option {
  return new Option(
    '--baseline <file>',
    'deviations that are accepted for now, each with its outcome and a reason (JSON or YAML)',
  );
}

export function updateBaselineOption(): Option {
  return new Option(
    '--update-baseline',
    'write what deviates now to that file, keeping the reasons that are there',
  );
}

export function runOptions(flags: RunFlags, hostile: boolean): RunOptions {
  const { concurrency, timeout, maxSeconds, maxRequests, maxTokens, contextWindow } = flags;
  return {
    suite: flags.suite,
    only: flags.only ?? [],
    skip: flags.skip ?? [],
    hostile,
    failOn: flags.failOn,
    against: flags.against ?? [],
    ...(concurrency !== undefined && { concurrency }),
    ...(timeout !== undefined && { timeoutSeconds: timeout }),
    ...(maxSeconds !== undefined && { maxSeconds }),
    ...(maxRequests !== undefined && { maxRequests }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(contextWindow !== undefined && { contextWindow }),
    ...(flags.repeat !== undefined && { repeat: flags.repeat }),
    ...(flags.shard && { shard: `${flags.shard.index}/${flags.shard.count}` }),
  };
}

/** The checks that the flags choose, in report order. */
export async function selectedChecks(
  flags: RunFlags,
  { suite, only, skip, hostile }: RunOptions,
): Promise<CheckFacts[]> {
  const { selectChecks } = await import('../config/selection.js');
  const { allFacts, isCore } = await import('../run.js');
  const own = await ownSuites(flags);
  return selectChecks(
    [...allFacts, ...(own?.questions ?? []).map(({ facts }) => facts)],
    { suite, only, skip, hostile, ...(flags.shard && { shard: flags.shard }) },
    isCore,
  );
}

/** @throws {SuiteError} where they cannot be loaded */
export async function ownSuites({ suites }: Pick<RunFlags, 'suites'>): Promise<OwnSuites | undefined> {
  if (suites === undefined) return undefined;
  const { loadSuites, suiteFiles } = await import('../check/suite-files.js');
  const { allFacts } = await import('../run.js');
  const urls = suiteFiles(suites);
  return {
    urls,
    questions: await loadSuites(
      urls,
      allFacts.map(({ id }) => id),
    ),
  };
}

export function positive(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}

export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value))
    throw new InvalidArgumentError('It must be a number of seconds above 0.');
  return value;
}

export function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65535)
    throw new InvalidArgumentError('It must be a port, 0 to 65535.');
  return value;
}

function shard(text: string): Shard {
  const [, index = 0, count = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index < 1 || index > count)
    throw new InvalidArgumentError('It must be like 1/3: which part, of how many.');
  return { index, count };
}
