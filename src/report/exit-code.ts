/** What a report means for a script. Pure. */
import type { CheckFacts, Report, Result, Severity, TargetReport } from '../../schemas/types/report.js';

export type ExitCode = 0 | 1 | 2 | 3 | 130 | 143;

const WEIGHT: Record<Severity, number> = { must: 3, should: 2, may: 1 };
const THRESHOLD: Record<Report['options']['failOn'], number> = { ...WEIGHT, never: 4 };

/** Above this share of inconclusive `must` checks, silence would pass for conformance. */
const MOST_INCONCLUSIVE = 0.25;

/**
 * 0: as documented, and enough was observed. 1: a deviation of severity `failOn` or worse in a target's own profile, which no baseline accepts. 3: a
 * `must` check was not carried out (error, budget, stopped, down), or too many of them were inconclusive. The worst of the targets.
 */
export function exitCode(report: Report): 0 | 1 | 3 {
  const codes = report.targets.map((target) => targetExitCode(report, target));
  return codes.includes(1) ? 1 : codes.includes(3) ? 3 : 0;
}

export function targetExitCode({ options, catalogue }: Report, { results }: TargetReport): 0 | 1 | 3 {
  const counts = (result: Result) =>
    result.verdict === 'fail' && !result.accepted && isAsGraveAs(result, options.failOn);
  if (results.some(counts)) return 1;
  const musts = new Set(catalogue.filter(hasMust).map(({ id }) => id));
  const important = results.filter(({ check }) => musts.has(check));
  const inconclusive = important.filter(({ verdict }) => verdict === 'inconclusive');
  const tooLittle =
    important.some(notCarriedOut) || inconclusive.length > important.length * MOST_INCONCLUSIVE;
  return tooLittle ? 3 : 0;
}

/** Whether a deviation has this severity or a worse one; never where that is `never`. */
export function isAsGraveAs(
  { severity = 'should' }: Pick<Result, 'severity'>,
  least: Report['options']['failOn'],
): boolean {
  return WEIGHT[severity] >= THRESHOLD[least];
}

/** Whether a check belongs to the core suite: what breaks clients, each feature once. */
export function isCore(check: CheckFacts): boolean {
  return hasMust(check) && check.core !== false;
}

/** Whether an outcome of the check's own is a `must`: an SDK or a common client breaks. */
function hasMust({ outcomes, severity }: CheckFacts): boolean {
  return (
    severity === 'must' ||
    Object.entries(outcomes).some(([word, facts]) => facts.severity === 'must' && !ANYWHERE.has(word))
  );
}

/** Outcomes that every check can come to: they make none more important than another. */
const ANYWHERE = new Set(['crashed', 'hung', 'breaks-the-next']);

function notCarriedOut({ verdict, reason = '' }: Result): boolean {
  return verdict === 'error' || (verdict === 'skipped' && /^(budget|stopped|down)\b/.test(reason));
}
