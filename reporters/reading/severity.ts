/** The order of severities, and which of them a run was asked to fail on. */
import type { Report, Result, Severity } from '../../schemas/types/report.js';

export const SEVERITIES: readonly Severity[] = ['must', 'should', 'may'];

const WEIGHT: Record<Severity | 'never', number> = { never: 4, must: 3, should: 2, may: 1 };

/** A deviation without a severity counts as `should`: the checks' own default. */
export function severityOf(result: Pick<Result, 'severity'>): Severity {
  return result.severity ?? 'should';
}

/** Whether a deviation is one that makes the run fail: grave enough, and not accepted by the baseline. */
export function counts(result: Result, failOn: Report['options']['failOn']): boolean {
  return result.verdict === 'fail' && !result.accepted && WEIGHT[severityOf(result)] >= WEIGHT[failOn];
}

/** Negative where `a` is worse. */
export function bySeverity(a: Pick<Result, 'severity'>, b: Pick<Result, 'severity'>): number {
  return WEIGHT[severityOf(b)] - WEIGHT[severityOf(a)];
}
