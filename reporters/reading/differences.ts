/** Where dialects differ: one target from another profile as documented, and targets from each other. */
import type { Report, Result, TargetReport, Verdict } from '../../schemas/types/report.js';

export interface Difference {
  readonly check: string;
  /** The outcome, which the target's own profile documents. */
  readonly seen: string;
  /** The outcomes that the other profile documents; empty where it says nothing. */
  readonly documents: readonly string[];
}

/** The profiles that a target was judged against besides its own, in the order of the run's options. */
export function othersOf({ results }: TargetReport): string[] {
  return [...new Set(results.flatMap(({ against }) => Object.keys(against ?? {})))];
}

/**
 * What a client written for another dialect meets here, although nobody is wrong: the outcome is documented by the target's own
 * profile and not by the other. Made of what is documented and seen, never of verdicts.
 */
export function differencesFrom(profile: string, { results }: TargetReport): Difference[] {
  return results.flatMap(({ check, outcome, documented, against }) => {
    const other = against?.[profile];
    if (outcome === undefined || !other) return [];
    if (!documented.includes(outcome) || other.documented.includes(outcome)) return [];
    return [{ check, seen: outcome, documents: other.documented }];
  });
}

export interface MatrixRow {
  readonly check: string;
  readonly claim: string;
  /** One for each target, in report order; undefined where the target was not asked. */
  readonly cells: readonly (Result | undefined)[];
  /** Whether outcomes or verdicts are not all the same, where anything was observed at all. */
  readonly differs: boolean;
}

/** Checks × targets, in report order. */
export function matrix({ catalogue, targets }: Report): MatrixRow[] {
  const results = targets.map((target) => new Map(target.results.map((result) => [result.check, result])));
  return catalogue.map(({ id, claim }) => {
    const cells = results.map((byCheck) => byCheck.get(id));
    const compared = cells.filter((_cell, i) => isObserved(targets[i] as TargetReport));
    return { check: id, claim, cells, differs: new Set(compared.map(key)).size > 1 };
  });
}

/** Whether any check came to an outcome: a target that could not be reached differs in everything, which says nothing. */
export function isObserved({ results }: TargetReport): boolean {
  return results.some(({ outcome }) => outcome !== undefined);
}

function key(result: Result | undefined): string {
  return result ? `${result.verdict} ${result.outcome ?? ''}` : '';
}

/** What stands in a cell of a matrix: the outcome, or why there is none. */
export function cellWord(result: Result): string | Verdict {
  return result.outcome ?? result.verdict;
}
