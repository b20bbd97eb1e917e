/** How far several runs of the same checks agree. Pure. */
import type { Report, Result } from '../../schemas/types/report.js';

/**
 * The first of the reports, with what each check came to in all of them. Verdicts, evidence and costs are those of the
 * first; a run that ended early counts for what it observed.
 */
export function withAgreement([first, ...others]: readonly [Report, ...Report[]]): Report {
  if (others.length === 0) return first;
  return {
    ...first,
    targets: first.targets.map((target) => {
      const later = others.flatMap(({ targets }) => targets.find(({ name }) => name === target.name) ?? []);
      return {
        ...target,
        results: target.results.map((result) => ({
          ...result,
          ...agreementOf([
            result,
            ...later.flatMap(({ results }) => results.find(({ check }) => check === result.check) ?? []),
          ]),
        })),
        notes: [
          ...target.notes,
          `Carried out ${later.length + 1} times; verdicts, evidence and costs are those of the first.`,
        ],
      };
    }),
  };
}

function agreementOf(results: readonly Result[]): Pick<Result, 'agreement'> {
  const seen: Record<string, number> = {};
  const observed = results.filter(({ reason = '' }) => !reason.startsWith('stopped'));
  for (const { outcome, verdict } of observed) seen[outcome ?? verdict] = (seen[outcome ?? verdict] ?? 0) + 1;
  return observed.length > 1 ? { agreement: { runs: observed.length, seen } } : {};
}

/** The checks of a target that did not come to the same each time. */
export function unsteady(results: readonly Result[]): Result[] {
  return results.filter(({ agreement }) => agreement !== undefined && Object.keys(agreement.seen).length > 1);
}
