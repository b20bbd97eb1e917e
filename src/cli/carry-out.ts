/** Carries out a run for a command: progress, interruption, the report folder, standard output, the exit code. */
import { join } from 'node:path';
import type { CheckFacts, Report, RunOptions } from '../../schemas/types/report.js';
import type { TargetConfig } from '../config/target.js';
import type { RunResult } from '../run.js';
import { ownSuites, type RunFlags } from './options.js';
import { openProgress } from './progress.js';

export interface Job {
  readonly targets: readonly TargetConfig[];
  readonly options: RunOptions;
  readonly checks: readonly CheckFacts[];
  readonly flags: RunFlags;
  /** Told after the report, where standard output is text. */
  epilogue?(report: Report): string;
}

const EXIT_NO_CONTACT = 3;
const EXIT_SIGNAL = { SIGINT: 130, SIGTERM: 143 } as const;

/** Resolves to the exit code. Standard output and the report folder are written; standard error has the rest. */
export async function carryOut({ targets, options, checks, flags, epilogue }: Job): Promise<number> {
  if (flags.plan) {
    const { toPlan } = await import('./plan.js');
    process.stdout.write(toPlan(targets, checks, flags.repeat ?? 1));
    return 0;
  }
  const { run } = await import('../run.js');
  const { partialFolder, prepareFolder } = await import('../report/write.js');
  const { conclude, prepareEnding } = await import('./conclude.js');
  const { publish } = await import('./publish.js');
  const baseline = prepareEnding(flags);
  const suites = await ownSuites(flags);
  const takeBack = prepareFolder(flags.report);

  const progress = openProgress(process.stderr);
  const stop = new AbortController();
  let interruptedBy: keyof typeof EXIT_SIGNAL | undefined;
  let partialReport: (() => Report) | undefined;
  const now = (code: number, why: string) => {
    progress.end();
    console.error(`touchstone: ${why}`);
    if (partialReport) publish(partialReport(), targets, flags);
    process.exit(code);
  };
  const onSignal = (signal: keyof typeof EXIT_SIGNAL) => {
    if (interruptedBy !== undefined)
      now(EXIT_SIGNAL[signal], 'interrupted twice: the report has what was observed so far');
    interruptedBy = signal;
    progress.end();
    console.error(
      'touchstone: interrupted: ending the run and writing what was observed; once more to end at once',
    );
    stop.abort();
  };
  const onFault = (error: Error) =>
    now(3, `a worker was lost: ${error.message}. The report has what was observed so far`);
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('uncaughtException', onFault);
  const timer =
    flags.maxSeconds === undefined ? undefined : setTimeout(() => stop.abort(), flags.maxSeconds * 1000);

  try {
    const carriedOut = (journalFolder: string, onStarted?: (take: () => Report) => void) =>
      run({
        targets,
        options,
        checks: checks.map(({ id }) => id),
        ...(suites && { suites }),
        journalFolder,
        signal: stop.signal,
        onEvent: (event) => progress.tell(event),
        ...(onStarted && { onStarted }),
      });
    const result = await carriedOut(partialFolder(flags.report), (take) => {
      partialReport = take;
    });
    const further: RunResult[] = [];
    for (
      let time = 2;
      result.kind === 'report' && time <= (flags.repeat ?? 1) && !stop.signal.aborted;
      time += 1
    )
      further.push(await carriedOut(join(partialFolder(flags.report), `run-${time}`)));
    progress.end();
    if (result.kind === 'contact') {
      takeBack();
      const { keyVariable } = targets.find(({ name }) => name === result.target) ?? {};
      const which = targets.length > 1 ? `${result.target}: ` : '';
      console.error(`touchstone: ${which}${contactMessage(result.contact, keyVariable)}`);
      return result.contact.kind === 'model' ? 2 : EXIT_NO_CONTACT;
    }
    const { toAgreementText } = await import('./agreement-text.js');
    const { withAgreement } = await import('../report/agreement.js');
    const again = further.flatMap((each) => (each.kind === 'report' ? each : []));
    const report = withAgreement([result.report, ...again.map((each) => each.report)]);
    const code = conclude(report, {
      targets,
      flags,
      baseline,
      epilogue: (settled) => (epilogue?.(settled) ?? '') + (again.length > 0 ? toAgreementText(settled) : ''),
    });
    const faults = [result, ...again].flatMap((each) => each.faults);
    for (const fault of faults) console.error(`touchstone: a fault of touchstone itself: ${fault}`);
    if (interruptedBy !== undefined) return EXIT_SIGNAL[interruptedBy];
    return faults.length > 0 ? 3 : code;
  } finally {
    clearTimeout(timer);
    process.removeListener('SIGINT', onSignal);
    process.removeListener('SIGTERM', onSignal);
    process.removeListener('uncaughtException', onFault);
  }
}

function contactMessage(
  contact: { readonly kind: string; readonly message: string; readonly models?: readonly string[] },
  keyVariable = 'OPENAI_API_KEY',
): string {
  if (contact.kind === 'wrong-key') {
    return `${contact.message}\nThe key comes from ${keyVariable}, or from the variable that --api-key-env names.`;
  }
  if (!contact.models || contact.models.length === 0) return contact.message;
  const shown = contact.models.slice(0, 20).map((id) => `  --model ${id}`);
  const more =
    contact.models.length > shown.length ? [`  … and ${contact.models.length - shown.length} more`] : [];
  return [contact.message, 'There are:', ...shown, ...more].join('\n');
}
