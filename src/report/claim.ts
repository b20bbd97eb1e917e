/** What the author of a server says of it: made of one report, and held against another. Pure. */
import type { Claim, Exception } from '../../schemas/types/claim.js';
import type { CheckFacts, Report, Result, TargetReport } from '../../schemas/types/report.js';
import { type Deviates, NO_REASON_YET, type PlacedEntry, settle } from './baseline.js';
import { isAsGraveAs, targetExitCode } from './exit-code.js';
import { ReportError } from './read.js';

/** A claim with the place of each exception, to name the lines that are to go. */
export interface PlacedClaim {
  readonly path: string;
  readonly claim: Claim;
  /** The exceptions, in their order. */
  readonly entries: readonly PlacedEntry[];
}

/** What speaks against a claim, one sentence each. It holds where nothing does. */
export interface Verification {
  /** Claimed, and not so. */
  readonly untrue: readonly string[];
  /** Said by the claim, and no longer needed. */
  readonly stale: readonly string[];
  /** Claimed, and not to be seen in the report. */
  readonly unobserved: readonly string[];
  /** What the server has and the claim does not say; that is no fault. */
  readonly unclaimed: readonly string[];
  /** The results that were looked at. */
  readonly results: readonly Result[];
}

/** A refusal earns nothing: whoever relies on a claim wants to know of it, though it is no defect. */
const isException: Deviates = ({ verdict }) => verdict === 'fail' || verdict === 'unsupported';

const REFUSED = 'refused, and not promised';

/**
 * The claim that a report supports. Reasons stay where the exception does.
 * @param asked the checks that the suite of the report has today
 * @throws {ReportError} where the report is not of a whole run
 */
export function claimOf(
  report: Report,
  target: TargetReport,
  {
    asked,
    severity,
    earlier,
  }: {
    readonly asked: readonly CheckFacts[];
    readonly severity: Claim['severity'];
    readonly earlier: readonly Exception[];
  },
): Claim {
  const lack = lackOf(report, target, asked);
  if (lack !== undefined) throw new ReportError(`this report is not enough for a claim: ${lack}`);
  const { suite, hostile } = report.options;
  const reasonFor = ({ check, outcome, verdict }: Result) =>
    earlier.find((entry) => entry.check === check && entry.outcome === outcome)?.reason ??
    (verdict === 'unsupported' ? REFUSED : NO_REASON_YET);
  return {
    schemaVersion: 1,
    touchstone: report.tool.version,
    profile: target.profile,
    suite,
    hostile,
    severity,
    capabilities: presentIn(target),
    except: resultsOf(target, asked).flatMap((result) =>
      mustBeListed(result, severity)
        ? [{ check: result.check, outcome: result.outcome ?? '', reason: reasonFor(result) }]
        : [],
    ),
  };
}

/**
 * Holds a claim against a report of the same profile.
 * @param asked the checks that the suite of the claim has today
 * @param known every check there is, asked or not
 * @throws {ReportError} where the report was judged by another profile
 */
export function verify(
  { path, claim, entries }: PlacedClaim,
  report: Report,
  target: TargetReport,
  { asked, known }: { readonly asked: readonly CheckFacts[]; readonly known: readonly CheckFacts[] },
): Verification {
  if (target.profile !== claim.profile) {
    throw new ReportError(
      `${path} claims to be as ${claim.profile} documents, and ${target.name} was judged by ${target.profile}: touchstone replay REPORT --profile ${claim.profile} --report OTHER, and verify that`,
    );
  }
  const results = resultsOf(target, asked);
  const selected = { ...report, targets: [{ ...target, results }] };
  const { report: settled, problems } = settle(selected, { path, entries }, known, '', isException);
  const [{ results: marked }] = settled.targets as [TargetReport];
  const told = new Set(problems.map(({ check }) => check));
  const unlisted = marked.filter(
    (result) => !result.accepted && mustBeListed(result, claim.severity) && !told.has(result.check),
  );
  const messages = (kind: 'stale' | 'regression') =>
    problems.filter((problem) => problem.kind === kind).map(({ message }) => message);
  const present = presentIn(target);
  const missing = claim.capabilities.filter((name) => !present.includes(name));
  const isSeen = (name: string) => name in target.capabilities;
  const lack = lackOf(report, target, asked);
  const version = report.tool.version;
  return {
    untrue: [
      ...missing.filter(isSeen).map((name) => `${name} is claimed, and is ${target.capabilities[name]}`),
      ...unlisted.map(unlistedText),
      ...messages('regression'),
    ],
    stale: [
      ...messages('stale'),
      ...(claim.touchstone === version
        ? []
        : [
            `the claim speaks of touchstone ${claim.touchstone}, and the report is of ${version}: write it anew`,
          ]),
    ],
    unobserved: [
      ...(lack === undefined ? [] : [lack]),
      ...missing.filter((name) => !isSeen(name)).map((name) => `${name} is claimed, and was not asked for`),
      ...results.filter(isMissed).map(({ check, reason = '' }) => `${check}: ${reason}`),
    ],
    unclaimed: present.filter((name) => !claim.capabilities.includes(name)),
    results,
  };
}

/** Whether a claim holds: true where nothing speaks against it. */
export function holds({ untrue, stale, unobserved }: Verification): boolean {
  return untrue.length + stale.length + unobserved.length === 0;
}

function presentIn({ capabilities }: TargetReport): string[] {
  return Object.entries(capabilities)
    .filter(([, state]) => state === 'present')
    .map(([name]) => name);
}

function resultsOf({ results }: TargetReport, asked: readonly CheckFacts[]): Result[] {
  const ids = new Set(asked.map(({ id }) => id));
  return results.filter(({ check }) => ids.has(check));
}

function mustBeListed(result: Result, severity: Claim['severity']): boolean {
  if (result.outcome === undefined) return false;
  return result.verdict === 'unsupported' || (result.verdict === 'fail' && isAsGraveAs(result, severity));
}

function unlistedText({ check, message, verdict, severity = 'should' }: Result): string {
  return `${check}${verdict === 'fail' ? ` (${severity})` : ''}: ${message}`;
}

/** Why a run says too little of a whole suite; undefined where it says enough. */
function lackOf(report: Report, target: TargetReport, asked: readonly CheckFacts[]): string | undefined {
  const has = new Set(target.results.map(({ check }) => check));
  const missing = asked.filter(({ id }) => !has.has(id)).map(({ id }) => id);
  if (missing.length > 0) {
    const first = missing.slice(0, 3).join(', ');
    return `${missing.length} of the ${asked.length} checks of its suite are not in the report (${first}${missing.length > 3 ? ', …' : ''}): run without --only, --skip and --shard, and with this version`;
  }
  if (report.partial) return 'the run did not come to its end';
  const neverFails = { ...report, options: { ...report.options, failOn: 'never' as const } };
  return targetExitCode(neverFails, target) === 3
    ? 'too much of what clients need was not observed (exit code 3 of the run says so)'
    : undefined;
}

/** What could have been observed. That a model gave no ground, or a capability is not there, is said elsewhere. */
function isMissed({ verdict, outcome, reason = '' }: Result): boolean {
  return (
    verdict === 'error' ||
    (verdict === 'unsupported' && outcome === undefined) ||
    (verdict === 'skipped' && /^(budget|stopped|down|not-recorded)\b/.test(reason))
  );
}
