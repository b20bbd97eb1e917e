/** Puts a report together: observations are judged, evidence is kept. Pure. */
import type {
  CheckFacts,
  Exchange,
  Observation,
  Report,
  Result,
  RunOptions,
  TargetFacts,
  TargetReport,
  Totals,
} from '../../schemas/types/report.js';
import { judge, notObserved } from '../judge/judge.js';
import { expectedOf } from '../profile/expected.js';
import type { ResolvedProfile } from '../profile/profile.js';
import { lastCount } from './measured.js';

export interface ObservedTarget {
  readonly name: string;
  readonly baseURL: string;
  readonly model: string;
  readonly models?: Readonly<Record<string, string>>;
  readonly profile: ResolvedProfile;
  /** Further profiles to judge the same observations by. */
  readonly against: readonly ResolvedProfile[];
  readonly facts?: TargetFacts;
  readonly capabilities: Readonly<Record<string, 'present' | 'absent' | 'broken'>>;
  readonly observations: ReadonlyMap<string, Observation>;
  readonly exchanges: readonly Exchange[];
  readonly notes: readonly string[];
  /** Where the exchanges have no bodies to count in. */
  readonly cost?: TargetReport['cost'];
}

export interface ReportParts {
  readonly version: string;
  readonly startedAt: Date;
  readonly durationMs?: number;
  readonly partial: boolean;
  readonly options: RunOptions;
  /** The checks that were selected, in report order. */
  readonly catalogue: readonly CheckFacts[];
  readonly targets: readonly ObservedTarget[];
}

export const SCHEMA_VERSION = 1;

export function assembleReport(parts: ReportParts): Report {
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'touchstone', version: parts.version },
    startedAt: parts.startedAt.toISOString(),
    ...(parts.durationMs !== undefined && { durationMs: parts.durationMs }),
    partial: parts.partial,
    options: parts.options,
    catalogue: [...parts.catalogue],
    targets: parts.targets.map((target) => targetReport(target, parts.catalogue)),
    exchanges: parts.targets.flatMap(({ exchanges }) => exchanges),
  };
}

function targetReport(target: ObservedTarget, catalogue: readonly CheckFacts[]): TargetReport {
  const results = catalogue.map((check) => result(check, target));
  return {
    name: target.name,
    baseURL: target.baseURL,
    model: target.model,
    ...(target.models && Object.keys(target.models).length > 0 && { models: { ...target.models } }),
    profile: target.profile.name,
    profileTitle: target.profile.title,
    ...(target.facts && { facts: target.facts }),
    capabilities: { ...target.capabilities },
    results,
    totals: totals(results),
    cost: target.cost ?? cost(target.exchanges),
    notes: [...target.notes],
  };
}

const NOT_REACHED: Observation = { skipped: 'stopped: the run ended before it', exchanges: [] };

function result(check: CheckFacts, target: ObservedTarget): Result {
  const observation = target.observations.get(check.id) ?? NOT_REACHED;
  const against = target.against.map(
    (profile) => [profile.name, judge(observation, expectedOf(profile, check), check)] as const,
  );
  return {
    check: check.id,
    area: areaOf(check.id),
    claim: check.claim,
    ...judge(observation, expectedOf(target.profile, check), check),
    ...observed(observation),
    ...(against.length > 0 && { against: Object.fromEntries(against) }),
  };
}

/** The first part of a check's id. */
export function areaOf(id: string): string {
  return id.split('.')[0] as string;
}

function observed(
  observation: Observation,
): Pick<Result, 'outcome' | 'reason' | 'details' | 'findings' | 'notes' | 'exchanges' | 'durationMs'> {
  const { details, notes, exchanges, durationMs } = observation;
  const common = {
    ...(details && { details }),
    ...(notes && notes.length > 0 && { notes }),
    exchanges,
    ...(durationMs !== undefined && { durationMs }),
  };
  if ('outcome' in observation) {
    const { outcome, findings } = observation;
    return { outcome, ...(findings && findings.length > 0 && { findings }), ...common };
  }
  return { reason: notObserved(observation).reason, ...common };
}

/** The observation that a result was made of: the other direction, to judge it again. */
export function observationOf(result: Result): Observation {
  const { details, notes, exchanges, durationMs, outcome, findings, reason = '', verdict } = result;
  const common = {
    ...(details && { details }),
    ...(notes && { notes }),
    exchanges,
    ...(durationMs !== undefined && { durationMs }),
  };
  if (outcome !== undefined) return { outcome, ...(findings && { findings }), ...common };
  if (verdict === 'inconclusive') return { inconclusive: reason, ...common };
  if (verdict === 'unsupported') return { unsupported: reason, ...common };
  if (verdict === 'error') return { error: reason, ...common };
  return { skipped: reason, ...common };
}

function totals(results: readonly Result[]): Totals {
  const count = (matches: (result: Result) => boolean) => results.filter(matches).length;
  const verdict = (wanted: Result['verdict']) => count((result) => result.verdict === wanted);
  const failed = (severity: Result['severity']) =>
    count((result) => result.verdict === 'fail' && result.severity === severity);
  return {
    pass: verdict('pass'),
    fail: verdict('fail'),
    unsupported: verdict('unsupported'),
    inconclusive: verdict('inconclusive'),
    skipped: verdict('skipped'),
    error: verdict('error'),
    failBySeverity: { must: failed('must'), should: failed('should'), may: failed('may') },
  };
}

/** Tokens as the endpoint counted them; the last count in a stream is the whole. */
function cost(exchanges: readonly Exchange[]): TargetReport['cost'] {
  const sum = (name: string) =>
    exchanges.reduce(
      (total, { response }) => total + (response ? (lastCount(response.body, name) ?? 0) : 0),
      0,
    );
  return {
    requests: exchanges.length,
    promptTokens: sum('prompt_tokens'),
    completionTokens: sum('completion_tokens'),
  };
}
