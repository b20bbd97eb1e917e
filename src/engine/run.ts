/** The engine: vitest runs the checks of all targets in worker threads. The only module that starts it. */
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { createVitest, Reporter, TestCase, Vitest } from 'vitest/node';
import type { Observation } from '../../schemas/types/report.js';
import './handover.js';
import type { PlannedTarget } from './handover.js';
import { openStop } from './stop.js';

const entry = fileURLToPath(new URL('./entry.js', import.meta.url));

export interface EngineOptions {
  /** When the run began, in milliseconds since the epoch. */
  readonly startedAtMs: number;
  /** Aborting it ends the run early; what was observed is in the journals. */
  readonly signal: AbortSignal;
  /** Told of each observation as it is made. */
  onObservation?(target: string, check: string, observation: Observation): void;
}

/**
 * Carries out the checks of every target; what they observe is in the targets' journals afterwards.
 * @returns faults of ours that belong to no check: a worker that broke, a rejection that nobody awaited
 */
export async function run(targets: readonly PlannedTarget[], options: EngineOptions): Promise<string[]> {
  const { startedAtMs, signal, onObservation } = options;
  const faults: string[] = [];
  const stop = openStop();
  const onAbort = () => stop.now();
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) stop.now();

  const collector: Reporter = {
    // A worker that was still starting has missed the message.
    onTestModuleCollected: () => {
      if (stop.stopped) stop.now();
    },
    onTestCaseResult(testCase) {
      const { target, check, observation } = testCase.meta();
      const fault = faultOf(testCase);
      if (fault !== undefined) faults.push(fault);
      if (target !== undefined && check !== undefined && observation)
        onObservation?.(target, check, observation);
    },
    onTestRunEnd(modules, errors) {
      for (const { message } of [...errors, ...modules.flatMap((module) => module.errors())])
        faults.push(message);
    },
  };

  const groups = grouped(targets, Math.min(targets.length, availableParallelism()));
  const root = dirname(entry);
  const config: Parameters<typeof createVitest>[1] = {
    config: false,
    root,
    watch: false,
    cache: false,
    passWithNoTests: true,
    reporters: [collector],
    projects: groups.map((group, i) => ({
      root,
      envDir: false,
      test: {
        name: `worker-${i + 1}`,
        root,
        include: ['entry.js'],
        exclude: [],
        provide: { targets: group, stopChannel: stop.channel, startedAtMs },
        pool: 'threads',
        isolate: false,
        maxWorkers: groups.length,
        // The default of five would run checks in waves, whatever the target's own limit.
        maxConcurrency: 100_000,
        // Deadlines are the transport's: a check that waits for a slot is not late.
        testTimeout: 0,
        hookTimeout: 0,
        retry: 0,
        disableConsoleIntercept: true,
        server: { deps: { external: [/.*/] } },
      },
    })),
  };

  const exitCode = process.exitCode;
  let vitest: Vitest | undefined;
  try {
    const engine = await import('vitest/node');
    vitest = await withoutNewListeners(() =>
      engine.createVitest('test', config, {}, { stdout: silent(), stderr: silent() }),
    );
    await vitest.standalone();
    await vitest.runTestSpecifications(vitest.projects.map((project) => project.createSpecification(entry)));
  } finally {
    signal.removeEventListener('abort', onAbort);
    stop.close();
    await vitest?.close();
    // vitest sets it where a test threw; ours comes from the verdicts.
    process.exitCode = exitCode;
  }
  return faults;
}

function faultOf(testCase: TestCase): string | undefined {
  const { state, errors } = testCase.result();
  return state === 'failed' ? `${testCase.name}: ${errors?.[0]?.message ?? 'failed'}` : undefined;
}

/** Targets dealt out like cards: one thread a target would cost 40 MB each. */
function grouped(targets: readonly PlannedTarget[], groups: number): PlannedTarget[][] {
  return Array.from({ length: groups }, (_, group) => targets.filter((_target, i) => i % groups === group));
}

/** vitest's logger ends the process on a signal or an unhandled rejection, before anything is written; those are ours to handle. */
async function withoutNewListeners<T>(create: () => Promise<T>): Promise<T> {
  const events = ['SIGINT', 'SIGTERM', 'unhandledRejection'] as const;
  const before = new Map(events.map((event) => [event, new Set(process.rawListeners(event))]));
  try {
    return await create();
  } finally {
    for (const event of events) {
      for (const listener of process.rawListeners(event)) {
        if (!before.get(event)?.has(listener)) process.removeListener(event, listener as () => void);
      }
    }
  }
}

function silent(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
