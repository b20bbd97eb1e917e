/** Judges a recorded run again: by other profiles, with the invariants applied anew. Pure: nothing is sent. */
import type { CheckFacts, Exchange, Observation, Report, TargetReport } from '../../schemas/types/report.js';
import type { ResolvedProfile } from '../profile/profile.js';
import { assembleReport, type ObservedTarget, observationOf } from './assemble.js';

/** The rules that are applied to recorded exchanges again, because they cost nothing and depend on nothing else. */
export interface Examiner {
  readonly facts: readonly CheckFacts[];
  /** By check id, for the exchanges of one target. */
  examine(exchanges: readonly Exchange[]): ReadonlyMap<string, Observation>;
}

export interface Readings {
  /** What each target is judged by. */
  profileOf(target: TargetReport): ResolvedProfile;
  /** Further profiles, by the names under which the report is to list them. */
  readonly against: ReadonlyMap<string, ResolvedProfile>;
}

/**
 * The same run, read differently. With the profiles it was judged by, every verdict is what it was.
 * Outcomes stay: those of checks as recorded, those of invariants as found now in the recorded exchanges, or as recorded where
 * these have no bodies.
 */
export function judgeAgain(report: Report, readings: Readings, examiner: Examiner): Report {
  const { tool, startedAt, durationMs, partial, options } = report;
  return assembleReport({
    version: tool.version,
    startedAt: new Date(startedAt),
    ...(durationMs !== undefined && { durationMs }),
    partial,
    options: { ...options, against: [...readings.against.keys()] },
    catalogue: options.noBodies ? report.catalogue : withRulesOfToday(report.catalogue, examiner),
    targets: report.targets.map((target) => {
      const exchanges = report.exchanges.filter((exchange) => exchange.target === target.name);
      const recorded = target.results.map((result) => [result.check, observationOf(result)] as const);
      return observedAgain(target, {
        readings,
        exchanges,
        observations: new Map([...recorded, ...(options.noBodies ? [] : examiner.examine(exchanges))]),
        ...(options.noBodies && { cost: target.cost }),
      });
    }),
  });
}

/** What a target's report says of it, with observations and exchanges that may be others. */
export function observedAgain(
  target: TargetReport,
  {
    readings,
    ...observed
  }: { readonly readings: Readings } & Pick<ObservedTarget, 'observations' | 'exchanges' | 'cost'>,
): ObservedTarget {
  const { name, baseURL, model, models, facts, capabilities, notes } = target;
  const profile = readings.profileOf(target);
  return {
    name,
    baseURL,
    model,
    ...(models && { models }),
    profile,
    against: [...readings.against.values()].filter((other) => other.name !== profile.name),
    ...(facts && { facts }),
    capabilities,
    notes,
    ...observed,
  };
}

/** A rule that is applied now is described as it is now. */
export function withRulesOfToday(catalogue: readonly CheckFacts[], { facts }: Examiner): CheckFacts[] {
  const today = new Map(facts.map((rule) => [rule.id, rule]));
  return catalogue.map((check) => today.get(check.id) ?? check);
}
