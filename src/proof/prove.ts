/** Proves the checks: each must be able to fail, none may without cause. Faults × checks, over real sockets. */
import { variations } from '../../reference/variations/index.js';
import { catalogue as allQuestions } from '../../suites/index.js';
import { isCheck, type Question } from '../check/check.js';
import { openBench } from './bench.js';
import { type CheckProof, type FaultRun, openLedger, type QuietRun, wordOf } from './ledger.js';
import { nameOf, type Planned, planTrials } from './plan.js';
import type { Trial } from './trial.js';

export type { CheckProof, FaultRun, QuietRun } from './ledger.js';

export interface ProveOptions {
  /** Only these faults and variations, by id; all by default. A part proves only what it touches. */
  readonly only?: ReadonlySet<string>;
  /** Only these checks have to be proved; all by default. */
  readonly catalogue?: readonly Question[];
  /** Whether the plain endpoints, in every dialect and persona, are tried; by default where everything is. */
  readonly plain?: boolean;
  /** Whether what is missing counts as a problem; by default where everything is tried. */
  readonly whole?: boolean;
  /** Whether every check meets every fault; by default those alone that a fault announces, and those of its area. */
  readonly matrix?: boolean;
  readonly signal: AbortSignal;
  /** What carries out the trials; this thread by default. */
  readonly runners?: readonly Runner[];
  /** Told of each trial as it ends. */
  onTrial?(name: string, done: number, all: number): void;
}

/** Carries out one trial at a time. */
export interface Runner {
  run(planned: Planned): Promise<Trial>;
  close(): Promise<void>;
}

export interface Proof {
  /** Faultless runs, in every dialect, persona and lawful variation. */
  readonly quiet: readonly QuietRun[];
  /** How many of them were carried out twice, and compared word by word. */
  readonly twice: number;
  readonly faults: readonly FaultRun[];
  /** By check id. */
  readonly checks: ReadonlyMap<string, CheckProof>;
  /** What is not proved, in sentences; empty where all is. */
  readonly problems: readonly string[];
}

export async function prove(options: ProveOptions): Promise<Proof> {
  const { only, signal, onTrial, catalogue = allQuestions, whole = only === undefined } = options;
  const plan = planTrials(only, {
    catalogue: catalogue.map(({ facts }) => facts.id),
    matrix: options.matrix ?? false,
    ...(options.plain !== undefined && { plain: options.plain }),
  });
  const runners = options.runners ?? [await openBench(signal, catalogue.filter(isCheck))];
  const wanted = [...plan.quiet, ...plan.faulty.flatMap(({ shown, babbler }) => [shown, babbler])];
  const results = new Map<Planned, Trial>();
  const waiting = [...wanted];

  async function work(runner: Runner): Promise<void> {
    for (let planned = waiting.shift(); planned && !signal.aborted; planned = waiting.shift()) {
      const first = await runner.run(planned);
      // A busy machine takes premises away; what was seen counts.
      results.set(planned, fellShort(planned, first, plan) ? await runner.run(planned) : first);
      onTrial?.(nameOf(planned), results.size, wanted.length);
    }
  }

  try {
    await Promise.all(runners.map(work));
  } finally {
    await Promise.all(runners.map((runner) => runner.close()));
  }
  const ledger = openLedger(catalogue);
  const resultOf = (planned: Planned) => results.get(planned) as Trial;
  const quiet = plan.quiet
    .filter((planned) => results.has(planned))
    .map((planned) =>
      ledger.quiet(
        planned,
        resultOf(planned),
        variations.find(({ id }) => id === planned.variation),
      ),
    );
  const twice = plan.twice.filter(({ first, second }) => results.has(first) && results.has(second));
  for (const { first, second } of twice) ledger.twice(first, resultOf(first), resultOf(second));
  const faults = plan.faulty
    .filter(({ shown, babbler }) => results.has(shown) && results.has(babbler))
    .map(({ fault, shown, babbler }) => ledger.fault(fault, shown, resultOf(shown), resultOf(babbler)));
  return {
    quiet,
    twice: twice.length,
    faults,
    checks: ledger.checks,
    problems: ledger.problems(whole && !signal.aborted),
  };
}

/** Whether an announced outcome was not observed because nothing could be observed. */
function fellShort(planned: Planned, result: Trial, plan: ReturnType<typeof planTrials>): boolean {
  const announced =
    plan.faulty.find(({ shown }) => shown === planned)?.fault.announces ??
    (planned.persona === 'obedient' && variations.find(({ id }) => id === planned.variation)?.produces) ??
    {};
  return Object.keys(announced).some((id) => ['inconclusive', 'error'].includes(wordOf(result, id)));
}
