/** What changed between two reports: outcomes, verdicts, shape findings; the worst first; and what was measured. Pure. */
import type {
  CheckFacts,
  Finding,
  Report,
  Result,
  Severity,
  TargetReport,
  Verdict,
} from '../../schemas/types/report.js';
import { type MeasuredChange, measuredChanges, type TimesOf } from './measured.js';

/**
 * `worse`: nearer to a failure than before, or new shape findings. `changed`: another outcome, judged as gravely as the old one: a
 * client that relied on it notices all the same. `lost`, `gained`: observed only before, or only now. `better`: the rest.
 */
export type ChangeKind = 'worse' | 'changed' | 'lost' | 'gained' | 'better';

/** How a check ended in one of the reports. */
export interface Ending {
  readonly verdict: Verdict;
  readonly outcome?: string;
  readonly severity?: Severity;
  /** What the outcome says, or why there is none. */
  readonly says: string;
}

export interface Change {
  readonly kind: ChangeKind;
  readonly check: string;
  readonly claim: string;
  /** Names of the target in the old and in the new report. */
  readonly target: string;
  readonly oldTarget: string;
  readonly old: Ending;
  readonly new: Ending;
  /** Who notices the new outcome. */
  readonly notices: readonly string[];
  /** Shape findings that only the new report has, and those that are gone. */
  readonly newFindings: readonly Finding[];
  readonly goneFindings: readonly Finding[];
}

export interface ReportDiff {
  readonly old: RunName;
  readonly new: RunName;
  /** How many pairs of results were compared. */
  readonly compared: number;
  /** The worst first. */
  readonly changes: readonly Change[];
  /** Speed and cost of equal requests, where they are others beyond noise: information, and no change of behaviour. */
  readonly measured: readonly MeasuredChange[];
  /** What cannot be compared, because only one report has it. */
  readonly onlyOld: Unmatched;
  readonly onlyNew: Unmatched;
}

/** Enough to know a report by. */
export interface RunName {
  readonly startedAt: string;
  readonly version: string;
  readonly targets: readonly string[];
}

export interface Unmatched {
  readonly targets: readonly string[];
  readonly checks: readonly string[];
}

export type FailOnChange = 'regression' | 'any' | 'never';

/**
 * Targets are matched by name; where each report has one target only, those two are compared whatever they are called.
 * Checks are matched by id, old ids included. Two equal runs have no changes.
 * @param timesOf how long an exchange took
 */
export function diffReports(older: Report, newer: Report, timesOf: TimesOf): ReportDiff {
  const pairs = pairsOf(older.targets, newer.targets);
  const compared = pairs.map(([a, b]) => compareTargets(a, older.catalogue, b, newer.catalogue));
  const missing = (report: Report, side: 0 | 1): Unmatched => ({
    targets: report.targets
      .filter((target) => !pairs.some((pair) => pair[side] === target))
      .map(({ name }) => name),
    checks: [...new Set(compared.flatMap(({ unmatched }) => unmatched[side]))],
  });
  return {
    old: runName(older),
    new: runName(newer),
    compared: compared.reduce((sum, { count }) => sum + count, 0),
    changes: compared.flatMap(({ changes }) => changes).sort(worstFirst),
    measured: pairs.flatMap(([a, b]) =>
      measuredChanges({ report: older, target: a.name }, { report: newer, target: b.name }, timesOf),
    ),
    onlyOld: missing(older, 0),
    onlyNew: missing(newer, 1),
  };
}

/** Whether a client that was content with the old behaviour may not be with the new. */
export function isRegression({ kind }: Change): boolean {
  return kind === 'worse' || kind === 'changed';
}

/** 1 where there is a change of the kind to fail on. */
export function diffExitCode({ changes, onlyOld, onlyNew }: ReportDiff, failOn: FailOnChange): 0 | 1 {
  if (failOn === 'never') return 0;
  if (failOn === 'regression') return changes.some(isRegression) ? 1 : 0;
  const missing = [onlyOld, onlyNew].some(({ targets, checks }) => targets.length + checks.length > 0);
  return changes.length > 0 || missing ? 1 : 0;
}

function runName({ startedAt, tool, targets }: Report): RunName {
  return { startedAt, version: tool.version, targets: targets.map(({ name }) => name) };
}

function pairsOf(
  older: readonly TargetReport[],
  newer: readonly TargetReport[],
): (readonly [TargetReport, TargetReport])[] {
  const [a, b] = [older[0], newer[0]];
  if (a && b && older.length === 1 && newer.length === 1) return [[a, b]];
  return older.flatMap((target) => {
    const same = newer.find(({ name }) => name === target.name);
    return same ? [[target, same] as const] : [];
  });
}

interface Compared {
  readonly count: number;
  readonly changes: readonly Change[];
  /** Ids of checks that only the old, and only the new target has. */
  readonly unmatched: readonly [readonly string[], readonly string[]];
}

/** The changes from one target to another, in report order; for two targets of one report, what differs between them. */
export function compareTargets(
  older: TargetReport,
  olderCatalogue: readonly CheckFacts[],
  newer: TargetReport,
  newerCatalogue: readonly CheckFacts[],
): Compared {
  const oldFacts = new Map(olderCatalogue.map((facts) => [facts.id, facts]));
  const newFacts = new Map(newerCatalogue.map((facts) => [facts.id, facts]));
  const remaining = new Map(older.results.map((result) => [result.check, result]));
  const changes: Change[] = [];
  const added: string[] = [];
  for (const result of newer.results) {
    const facts = newFacts.get(result.check);
    const id = [result.check, ...(facts?.aliases ?? [])].find((name) => remaining.has(name));
    const earlier = id === undefined ? undefined : remaining.get(id);
    if (id === undefined || earlier === undefined) {
      added.push(result.check);
      continue;
    }
    remaining.delete(id);
    const change = changeOf(earlier, oldFacts.get(id), result, facts);
    if (change) changes.push({ ...change, target: newer.name, oldTarget: older.name });
  }
  return {
    count: newer.results.length - added.length,
    changes,
    unmatched: [[...remaining.keys()], added],
  };
}

function changeOf(
  older: Result,
  olderFacts: CheckFacts | undefined,
  newer: Result,
  newerFacts: CheckFacts | undefined,
): Omit<Change, 'target' | 'oldTarget'> | undefined {
  const newFindings = without(newer.findings, older.findings);
  const goneFindings = without(older.findings, newer.findings);
  const kind = kindOf(older, newer, newFindings.length, goneFindings.length);
  if (kind === undefined) return undefined;
  const outcome = newer.outcome === undefined ? undefined : newerFacts?.outcomes[newer.outcome];
  return {
    kind,
    check: newer.check,
    claim: newer.claim,
    old: ending(older, olderFacts),
    new: ending(newer, newerFacts),
    notices: newer.outcome === older.outcome ? [] : (outcome?.notices ?? []),
    newFindings,
    goneFindings,
  };
}

function kindOf(older: Result, newer: Result, appeared: number, gone: number): ChangeKind | undefined {
  if (older.outcome === undefined && newer.outcome === undefined) {
    if (older.verdict === newer.verdict) return undefined;
    if (newer.verdict === 'unsupported') return 'worse';
    // Why nothing was observed is a matter of budgets and models, unless the check could not be carried out at all.
    return newer.verdict === 'error' ? 'lost' : older.verdict === 'error' ? 'gained' : undefined;
  }
  if (newer.outcome === undefined) return newer.verdict === 'unsupported' ? 'worse' : 'lost';
  if (older.outcome === undefined) return 'gained';
  const step = gravity(newer) - gravity(older);
  if (step > 0) return 'worse';
  if (step < 0) return 'better';
  if (older.outcome !== newer.outcome) return 'changed';
  return appeared > 0 ? 'worse' : gone > 0 ? 'better' : undefined;
}

const SEVERITY_WEIGHT: Record<Severity, number> = { may: 2, should: 3, must: 4 };

function gravity({ verdict, severity = 'should' }: Result): number {
  return verdict === 'fail' ? SEVERITY_WEIGHT[severity] : verdict === 'unsupported' ? 1 : 0;
}

/** What an endpoint puts into a place may differ from run to run; the place and the rule do not. */
function without(findings: readonly Finding[] = [], others: readonly Finding[] = []): Finding[] {
  return findings.filter(
    ({ path, expected }) => !others.some((other) => other.path === path && other.expected === expected),
  );
}

function ending({ verdict, outcome, severity, reason, message }: Result, facts?: CheckFacts): Ending {
  const says = outcome === undefined ? reason : facts?.outcomes[outcome]?.says;
  return {
    verdict,
    ...(outcome !== undefined && { outcome }),
    ...(severity !== undefined && { severity }),
    says: says ?? message,
  };
}

const KIND_ORDER: readonly ChangeKind[] = ['worse', 'changed', 'lost', 'gained', 'better'];

function worstFirst(a: Change, b: Change): number {
  const weight = ({ new: { severity } }: Change) => (severity ? SEVERITY_WEIGHT[severity] : 0);
  return KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) || weight(b) - weight(a);
}
