/**
 * The library: `run` observes endpoints and judges them, `judge` reads a recorded run by other profiles, `diff` tells what
 * changed between two reports, `merge` puts reports together. They take and return reports (schemas/report.schema.json), and
 * print and write nothing. See docs/library.md. `checkDataset` checks fine-tuning data: docs/datasets.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timesOf } from '../reporters/reading/latency.js';
import type { Exchange, Report, RunOptions, TargetReport } from '../schemas/types/report.js';
import { catalogue, invariants } from '../suites/index.js';
import { observeInvariants } from './check/invariants.js';
import type { Contact } from './check/preflight.js';
import { selectChecks } from './config/selection.js';
import { isLoopback, splitBaseURL, type TargetConfig } from './config/target.js';
import { loadProfile, ROOT_PROFILE } from './profile/profile.js';
import { diffReports, type ReportDiff } from './report/diff.js';
import { type Examiner, judgeAgain, type Readings } from './report/judge-again.js';
import { mergeReports } from './report/merge.js';
import { ReportError } from './report/read.js';
import { allFacts, isCore, type RunEvent, run as runTargets } from './run.js';

export type { DatasetFile, DatasetReport } from '../schemas/types/dataset-report.js';
export type * from '../schemas/types/report.js';
export { ConfigError } from './config/error.js';
export { checkDataset, type DatasetOptions } from './dataset/index.js';
export { ProfileError } from './profile/profile.js';
export type {
  Change,
  ChangeKind,
  Ending,
  FailOnChange,
  ReportDiff,
  RunName,
  Unmatched,
} from './report/diff.js';
export { isRegression } from './report/diff.js';
export { exitCode } from './report/exit-code.js';
export type { Measure, MeasuredChange } from './report/measured.js';
export { ReportError, readReport } from './report/read.js';
export type { RunEvent } from './run.js';

/** Where and as whom to ask. Nothing is read from the environment. */
export interface Target {
  /** With the version: `http://localhost:8080/v1`. A query is sent with every request. */
  readonly baseURL: string;
  /** How reports call it; default: host and port. Unique in a run. */
  readonly name?: string;
  /** Default: the endpoint's only model. */
  readonly model?: string;
  /** Models of single endpoints, where they differ from `model`. */
  readonly models?: Readonly<Partial<Record<'chat' | 'completions' | 'embeddings', string>>>;
  /** Sent as a bearer token; kept out of the report in every encoding. */
  readonly apiKey?: string;
  /** Sent with every request; their values are kept out of the report. */
  readonly headers?: Readonly<Record<string, string>>;
  /** In PEM: a client certificate with its key, and whom to trust instead of the public authorities. */
  readonly certificates?: { readonly cert?: string; readonly key?: string; readonly ca?: string };
  /** What is documented: the name of a profile, or the path of a JSON or YAML file. Default: `openai`. */
  readonly profile?: string;
}

/** What to ask, and how much it may cost. Every field has the meaning of the option of `touchstone check` with that name. */
export interface RunSettings extends Partial<Omit<RunOptions, 'repeat' | 'shard'>> {
  readonly targets: readonly Target[];
  /** Aborting it ends the run early: the report then has what was observed, and `partial: true`. */
  readonly signal?: AbortSignal;
  /** Told what happens on the way. */
  onEvent?(event: RunEvent): void;
}

/** How recorded runs are to be read. */
export interface ReadingSettings {
  /** The profile that every target is judged by; default: the one that it was judged by. */
  readonly profile?: string;
  /** Further profiles; default: those of the recorded run. */
  readonly against?: readonly string[];
}

/** A target could not be started with: nobody there, the key refused, the model unknown. Nothing was observed anywhere. */
export class ContactError extends Error {
  override name = 'ContactError';
  constructor(
    message: string,
    readonly target: string,
    readonly kind: Exclude<Contact['kind'], 'ready'>,
    /** The models that the endpoint lists, where it is the model that is wrong. */
    readonly models: readonly string[],
  ) {
    super(message);
  }
}

/** Something broke in touchstone itself; `report` has what was observed, and not all of it can be relied upon. */
export class RunFaultError extends Error {
  override name = 'RunFaultError';
  constructor(
    readonly faults: readonly string[],
    readonly report: Report,
  ) {
    super(`a fault of touchstone itself: ${faults.join('; ')}`);
  }
}

/**
 * Observes the targets and judges them. What an endpoint does wrong never throws: it is in the report.
 *
 * Hostile checks are sent where `hostile` is true, and by default where every target is on this machine.
 * @throws {ConfigError} where a base URL, a glob or a name makes no sense; nothing was sent
 * @throws {ProfileError} where a profile cannot be loaded; nothing was sent
 * @throws {ContactError} where a target cannot be started with
 * @throws {RunFaultError} where touchstone itself broke
 */
export async function run(settings: RunSettings): Promise<Report> {
  const { targets: asked, signal, onEvent, ...given } = settings;
  const targets = asked.map(targetConfig);
  const options: RunOptions = {
    suite: 'full',
    only: [],
    skip: [],
    failOn: 'should',
    against: [],
    hostile: targets.every(({ baseURL }) => isLoopback(baseURL)),
    ...given,
  };
  const { suite, only, skip, hostile } = options;
  const checks = selectChecks(allFacts, { suite, only, skip, hostile }, isCore).map(({ id }) => id);
  const journalFolder = mkdtempSync(join(tmpdir(), 'touchstone-'));
  try {
    const result = await runTargets({
      targets,
      options,
      checks,
      journalFolder,
      ...(signal && { signal }),
      ...(onEvent && { onEvent }),
    });
    if (result.kind === 'contact') {
      const { target, contact } = result;
      throw new ContactError(
        contact.message,
        target,
        contact.kind,
        'models' in contact ? contact.models : [],
      );
    }
    if (result.faults.length > 0) throw new RunFaultError(result.faults, result.report);
    return result.report;
  } finally {
    rmSync(journalFolder, { recursive: true, force: true });
  }
}

/**
 * Reads a recorded run again: by another profile, or by more. Nothing is sent; without settings, every verdict stays as it was.
 * @throws {ProfileError} where a profile cannot be loaded
 * @throws {ReportError} where a target was judged by a profile that is not at hand
 */
export function judge(report: Report, settings: ReadingSettings = {}): Report {
  return judgeAgain(report, readings([report], settings), examiner);
}

/**
 * What changed from one report to another, the worst first; nothing where they are equal.
 *
 * Targets are matched by name, or, where each report has only one, with each other.
 */
export function diff(older: Report, newer: Report): ReportDiff {
  return diffReports(older, newer, timesOf);
}

/**
 * One report of several: shards of one run become one target, runs of different targets stand side by side.
 * @param settings `names`: what messages call the reports; default: `report 1`, `report 2`
 * @throws {ReportError} where they do not fit together; the message says which and why
 * @throws {ProfileError} where a profile cannot be loaded
 */
export function merge(
  reports: readonly Report[],
  settings: ReadingSettings & { readonly names?: readonly string[] } = {},
): Report {
  const named = reports.map((report, i) => ({ report, name: settings.names?.[i] ?? `report ${i + 1}` }));
  const order = catalogue.map(({ facts }) => facts.id);
  return mergeReports(named, readings(reports, settings), examiner, order);
}

const examiner: Examiner = {
  facts: invariants.map(({ facts }) => facts),
  examine: (exchanges: readonly Exchange[]) => observeInvariants(invariants, exchanges),
};

function targetConfig(target: Target): TargetConfig {
  const { name, model, models = {}, apiKey, headers = {}, certificates, profile = ROOT_PROFILE } = target;
  const { baseURL, query } = splitBaseURL(target.baseURL);
  return {
    name: name ?? new URL(baseURL).host,
    baseURL,
    query,
    models,
    headers,
    profile,
    ...(model !== undefined && { model }),
    ...(apiKey !== undefined && { apiKey }),
    ...(certificates && { certificates }),
  };
}

function readings(reports: readonly Report[], { profile, against }: ReadingSettings): Readings {
  const others = against ?? reports.flatMap(({ options }) => options.against);
  const chosen = profile === undefined ? undefined : loadProfile(profile);
  return {
    profileOf: (target) => chosen ?? recordedProfile(target),
    against: new Map(others.map((name) => [name, loadProfile(name)])),
  };
}

function recordedProfile({ name, profile }: TargetReport) {
  try {
    return loadProfile(profile);
  } catch {
    throw new ReportError(
      `${name} was judged by a profile ${JSON.stringify(profile)} that does not come with touchstone: name its file with --profile`,
    );
  }
}
