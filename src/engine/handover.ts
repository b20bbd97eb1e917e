/** What crosses between the command and a worker. Plain data only: it is structured-cloned. */
import type { Observation, TargetFacts } from '../../schemas/types/report.js';
import type { LabTarget } from '../check/lab.js';
import type { Certificates, Deadlines } from '../transport/connection.js';

export interface PlannedTarget extends LabTarget {
  readonly apiKey?: string;
  /** Values are secrets. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly certificates?: Certificates;
  readonly facts: TargetFacts;
  readonly concurrency: number;
  readonly deadlines: Deadlines;
  readonly maxRequests?: number;
  readonly maxTokens?: number;
  /** Ids of the checks to carry out, in order of importance. */
  readonly checks: readonly string[];
  /** Modules with further checks, as file URLs. */
  readonly suites?: readonly string[];
  /** Where its journal is. */
  readonly journal: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    targets: readonly PlannedTarget[];
    /** The name of the channel on which the run is stopped. */
    stopChannel: string;
    /** When the run began, in milliseconds since the epoch. */
    startedAtMs: number;
  }
}

// Its home: vitest only passes it on.
declare module '@vitest/runner' {
  interface TaskMeta {
    target?: string;
    check?: string;
    observation?: Observation;
  }
}
