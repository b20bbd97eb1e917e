/** Applies the invariants to the recorded exchanges of one target. Pure, so that replay and merge give the same again. */
import type { Exchange, Observation } from '../../schemas/types/report.js';
import type { Invariant } from './check.js';

export function observeInvariants(
  invariants: readonly Invariant[],
  exchanges: readonly Exchange[],
): Map<string, Observation> {
  return new Map(invariants.map((invariant) => [invariant.facts.id, observed(invariant, exchanges)]));
}

function observed(invariant: Invariant, exchanges: readonly Exchange[]): Observation {
  try {
    const examined = invariant.examine(exchanges);
    if (examined === undefined)
      return { skipped: 'prerequisite: no exchange is one it speaks about', exchanges: [] };
    const { outcome, details, findings, notes, exchanges: telling } = examined;
    return {
      outcome,
      ...(details && { details: { ...details } }),
      ...(findings && { findings: [...findings] }),
      ...(notes && { notes: [...notes] }),
      exchanges: [...telling],
    };
  } catch (error) {
    return {
      error: `a fault of touchstone, not of the endpoint: ${(error as Error).message}`,
      exchanges: [],
    };
  }
}
