/** The main job without a command line: contact the targets, observe, judge, and put the report together. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { CheckFacts, Exchange, Report, RunOptions } from '../schemas/types/report.js';
import { catalogue, invariants } from '../suites/index.js';
import { type Invariant, isInvariant, type Question } from './check/check.js';
import { observeInvariants } from './check/invariants.js';
import { type Contact, preflight } from './check/preflight.js';
import { assertDistinctNames, hasKey, type Limits, type TargetConfig } from './config/target.js';
import type { PlannedTarget } from './engine/handover.js';
import { readJournal, startJournal, type TargetRecord, writeJournal } from './engine/journal.js';
import { run as runEngine } from './engine/run.js';
import { loadProfile, type ResolvedProfile } from './profile/profile.js';
import { assembleReport, type ObservedTarget } from './report/assemble.js';
import { isCore } from './report/exit-code.js';
import type { Deadlines } from './transport/connection.js';
import { openWire } from './transport/wire.js';

export interface RunRequest {
  readonly targets: readonly TargetConfig[];
  readonly options: RunOptions;
  /** The ids of the checks to carry out, in report order. */
  readonly checks: readonly string[];
  /** Suites of the user's own, beside ours. */
  readonly suites?: OwnSuites;
  /** Where what is observed is written as it happens. */
  readonly journalFolder: string;
  readonly signal?: AbortSignal;
  onEvent?(event: RunEvent): void;
  /** Given, once the targets are contacted, a function that puts together what was observed so far: for when there is no time left. */
  onStarted?(partialReport: () => Report): void;
}

export interface OwnSuites {
  /** Where workers load them from. */
  readonly urls: readonly string[];
  readonly questions: readonly Question[];
}

/** What happens on the way, for whoever shows progress. */
export type RunEvent =
  | { readonly kind: 'contacting'; readonly target: string }
  | { readonly kind: 'ready'; readonly target: string; readonly model: string; readonly checks: number }
  | { readonly kind: 'observed'; readonly target: string; readonly check: string; readonly word: string };

export type RunResult =
  | { readonly kind: 'report'; readonly report: Report; readonly faults: readonly string[] }
  /** No target could be started with, or a model is unknown; nothing was observed anywhere. */
  | {
      readonly kind: 'contact';
      readonly target: string;
      readonly contact: Exclude<Contact, { kind: 'ready' }>;
    };

export const DEFAULT_CONCURRENCY = 4;

/** A cold model may be loading. */
const PREFLIGHT_DEADLINES: Deadlines = { firstByteMs: 120_000, silenceMs: 120_000, totalMs: 600_000 };
const SHORTEST_FIRST_BYTE_MS = 30_000;
const TYPICAL_TIMES = 5;
/** A long reply of a slow model is no hang. */
const TOTAL_TIMES = 10;

/** The facts of every check and invariant, in report order. */
export const allFacts: readonly CheckFacts[] = catalogue.map(({ facts }) => facts);

export { isCore };

/** The version of this package. */
export function version(): string {
  const manifest = createRequire(import.meta.url).resolve('touchstone/package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

interface StartedTarget {
  readonly config: TargetConfig;
  readonly contact: Contact;
  readonly journal: string;
}

/**
 * Carries out a run.
 * @throws {ProfileError} where a profile cannot be loaded; nothing has been sent then
 * @throws {ConfigError} where two targets have one name
 */
export async function run(request: RunRequest): Promise<RunResult> {
  const { targets, journalFolder, options, onEvent } = request;
  const signal = request.signal ?? new AbortController().signal;
  const startedAt = new Date();
  assertDistinctNames(targets);
  const profiles = new Map(
    [...targets.map(({ profile }) => profile), ...options.against].map((name) => [name, loadProfile(name)]),
  );

  const started = await Promise.all(
    targets.map((config, i) => {
      onEvent?.({ kind: 'contacting', target: config.name });
      const limits = { ...options, ...config.limits };
      return start(config, join(journalFolder, `${i + 1}.jsonl`), limits, startedAt, signal);
    }),
  );
  const failed = whyNotToGoOn(started);
  if (failed && !signal.aborted) return failed;

  request.onStarted?.(() => reportOf(request, started, profiles, startedAt, true));
  const checks = request.checks.filter((id) =>
    factsOf(request).some((facts) => facts.id === id && facts.mode !== 'invariant'),
  );
  const planned = started.flatMap((target) => plan(target, byImportance(checks, request), request) ?? []);
  for (const { name, model } of planned)
    onEvent?.({ kind: 'ready', target: name, model, checks: checks.length });
  const faults = signal.aborted
    ? []
    : await runEngine(planned, {
        startedAtMs: startedAt.getTime(),
        signal,
        onObservation: (target, check, observation) =>
          onEvent?.({
            kind: 'observed',
            target,
            check,
            word: 'outcome' in observation ? observation.outcome : (Object.keys(observation)[0] ?? ''),
          }),
      });

  const report = reportOf(request, started, profiles, startedAt, signal.aborted);
  return { kind: 'report', report, faults };
}

/** A model that does not exist is a mistake in the request; else one of several that cannot be reached must not hide the others. */
function whyNotToGoOn(
  started: readonly StartedTarget[],
): Extract<RunResult, { kind: 'contact' }> | undefined {
  const failures = started.flatMap(({ config, contact }) =>
    contact.kind === 'ready' ? [] : [{ kind: 'contact' as const, target: config.name, contact }],
  );
  const none = failures.length === started.length ? failures[0] : undefined;
  return failures.find(({ contact }) => contact.kind === 'model') ?? none;
}

/** First contact, with its exchanges in the journal. */
async function start(
  config: TargetConfig,
  journal: string,
  limits: Limits,
  startedAt: Date,
  signal: AbortSignal,
): Promise<StartedTarget> {
  startJournal(journal);
  const wire = openWire({
    target: config.name,
    baseURL: config.baseURL,
    ...(config.apiKey !== undefined && { apiKey: config.apiKey }),
    headers: config.headers,
    query: config.query,
    ...(config.certificates && { certificates: config.certificates }),
    concurrency: 2,
    deadlines:
      limits.timeoutSeconds === undefined ? PREFLIGHT_DEADLINES : deadlines(limits.timeoutSeconds * 1000),
    runStartMs: performance.now() - (Date.now() - startedAt.getTime()),
    signal,
    record: (exchange) => writeJournal(journal, { exchange }),
  });
  try {
    const { contextWindow } = limits;
    const target = {
      name: config.name,
      baseURL: config.baseURL,
      ...(config.model !== undefined && { model: config.model }),
      models: config.models,
      keyGiven: hasKey(config),
      ...(contextWindow !== undefined && { contextWindow }),
    };
    const contact = await preflight(target, wire);
    if (contact.kind === 'ready') for (const note of contact.notes) writeJournal(journal, { note });
    return { config, contact: redacted(contact, wire.redact), journal };
  } finally {
    await wire.close();
  }
}

function redacted(contact: Contact, redact: (text: string) => string): Contact {
  return 'message' in contact ? { ...contact, message: redact(contact.message) } : contact;
}

function deadlines(firstByteMs: number): Deadlines {
  return { firstByteMs, silenceMs: firstByteMs, totalMs: firstByteMs * TOTAL_TIMES };
}

function plan(
  { config, contact, journal }: StartedTarget,
  checks: readonly string[],
  { options, suites }: RunRequest,
): PlannedTarget | undefined {
  if (contact.kind !== 'ready') return undefined;
  const { facts, model } = contact;
  const { timeoutSeconds, concurrency, maxRequests, maxTokens } = { ...options, ...config.limits };
  const typicalMs = Math.max(facts.chat.typicalMs ?? 0, facts.completions.typicalMs ?? 0);
  const firstByteMs =
    timeoutSeconds === undefined
      ? Math.max(SHORTEST_FIRST_BYTE_MS, TYPICAL_TIMES * typicalMs)
      : timeoutSeconds * 1000;
  return {
    name: config.name,
    baseURL: config.baseURL,
    model,
    models: config.models,
    keyGiven: hasKey(config),
    ...(config.apiKey !== undefined && { apiKey: config.apiKey }),
    headers: config.headers,
    query: config.query,
    ...(config.certificates && { certificates: config.certificates }),
    facts,
    concurrency: concurrency ?? DEFAULT_CONCURRENCY,
    deadlines: deadlines(firstByteMs),
    ...(maxRequests !== undefined && { maxRequests }),
    ...(maxTokens !== undefined && { maxTokens }),
    checks,
    suites: suites?.urls ?? [],
    journal,
  };
}

function factsOf({ suites }: Pick<RunRequest, 'suites'>): CheckFacts[] {
  return [...allFacts, ...(suites?.questions ?? []).map(({ facts }) => facts)];
}

/** Where a budget is short, what breaks clients is asked first. */
function byImportance(ids: readonly string[], request: RunRequest): string[] {
  const core = new Set(
    factsOf(request)
      .filter(isCore)
      .map(({ id }) => id),
  );
  return [...ids.filter((id) => core.has(id)), ...ids.filter((id) => !core.has(id))];
}

function reportOf(
  { options, checks, suites }: RunRequest,
  started: readonly StartedTarget[],
  profiles: ReadonlyMap<string, ResolvedProfile>,
  startedAt: Date,
  partial: boolean,
): Report {
  const profileOf = (name: string) => profiles.get(name) as ResolvedProfile;
  const rules = [...invariants, ...(suites?.questions ?? []).filter(isInvariant)];
  const targets = started.map(({ config, contact, journal }): ObservedTarget => {
    const record = readJournal(journal);
    const profile = profileOf(config.profile);
    const unreached = contact.kind !== 'ready' && !partial ? contact.message : undefined;
    return {
      name: config.name,
      baseURL: config.baseURL,
      model: contact.kind === 'ready' ? contact.model : (config.model ?? ''),
      models: config.models as Record<string, string>,
      profile,
      against: options.against.map(profileOf).filter(({ name }) => name !== profile.name),
      ...(contact.kind === 'ready' && { facts: contact.facts }),
      ...observedIn(record, rules),
      ...(unreached !== undefined && {
        observations: new Map(checks.map((id) => [id, { error: unreached, exchanges: [] }])),
      }),
      notes: unreached === undefined ? record.notes : [unreached],
    };
  });
  return assembleReport({
    version: version(),
    startedAt,
    durationMs: Date.now() - startedAt.getTime(),
    partial,
    options,
    catalogue: factsOf({ ...(suites && { suites }) }).filter(({ id }) => checks.includes(id)),
    targets,
  });
}

/** The observations of the checks, and those of the invariants over the same exchanges. */
function observedIn(
  record: TargetRecord,
  rules: readonly Invariant[],
): Pick<ObservedTarget, 'observations' | 'exchanges' | 'capabilities'> {
  const exchanges = inOrder(record.exchanges);
  return {
    observations: new Map([...record.observations, ...observeInvariants(rules, exchanges)]),
    exchanges,
    capabilities: record.capabilities,
  };
}

/** By time; an exchange that the first contact and a check both made is kept once. */
function inOrder(exchanges: readonly Exchange[]): Exchange[] {
  const byId = new Map(exchanges.map((exchange) => [exchange.id, exchange]));
  return [...byId.values()].sort(
    (a, b) => a.timing.startedMs - b.timing.startedMs || a.id.localeCompare(b.id),
  );
}
