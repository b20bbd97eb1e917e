/** Known deviations: which of a report's are listed, and which entries say something that is no longer so. Pure. */
import type { Accepted, Baseline } from '../../schemas/types/baseline.js';
import type { CheckFacts, Report, Result, TargetReport } from '../../schemas/types/report.js';

/** A baseline with the place of each entry, to name the lines that are to go. */
export interface PlacedBaseline {
  readonly path: string;
  readonly entries: readonly PlacedEntry[];
}

export interface PlacedEntry extends Accepted {
  /** As `12` or `12-15`, from 1. */
  readonly lines: string;
}

export interface Settled {
  /** With the accepted deviations marked. */
  readonly report: Report;
  /** Entries that no longer hold: each makes the run fail. */
  readonly problems: readonly Problem[];
}

/** `stale`: what it lists is gone. `regression`: something else is seen now. `expired`: still so, and no longer accepted. */
export interface Problem {
  readonly kind: 'stale' | 'regression' | 'expired';
  readonly check: string;
  /** With the place of the entry, and what to do. */
  readonly message: string;
}

/** Whether a result is something that an entry may list. */
export type Deviates = (result: Result) => boolean;

const isFailure: Deviates = ({ verdict }) => verdict === 'fail';

/**
 * An entry accepts one outcome of one check, until it expires. One of a check that was not selected, or came to no outcome, is left alone.
 * @param known every check there is, selected or not
 * @param today YYYY-MM-DD
 */
export function settle(
  report: Report,
  { path, entries }: PlacedBaseline,
  known: readonly CheckFacts[],
  today: string,
  deviates: Deviates = isFailure,
): Settled {
  const idOf = currentIds(known);
  const places = (entry: Accepted) => deviationsAt(report, entry, idOf);
  const isValid = (entry: Accepted) => !isExpired(entry, today);
  const accepting = (target: TargetReport, result: Result) =>
    entries.find(
      (entry) =>
        isValid(entry) &&
        entry.outcome === result.outcome &&
        isAbout(entry, target) &&
        idOf(entry.check) === idOf(result.check),
    );
  const targets = report.targets.map((target) => ({
    ...target,
    results: target.results.map((result): Result => {
      const entry = deviates(result) ? accepting(target, result) : undefined;
      if (!entry) return result;
      const { reason, expires } = entry;
      return { ...result, accepted: { reason, ...(expires !== undefined && { expires }) } };
    }),
  }));
  const problems = entries.flatMap((entry) => {
    const problem = problemWith(entry, places(entry), { idOf, today, deviates });
    if (problem === undefined) return [];
    const [kind, message] = problem;
    return [{ kind, check: entry.check, message: `${path}:${entry.lines}: ${message}` }];
  });
  return { report: { ...report, targets }, problems };
}

/** The baseline that accepts what a report shows, keeping entries and their reasons where they still hold. An expired entry stays expired. */
export function updated(
  report: Report,
  entries: readonly Accepted[],
  known: readonly CheckFacts[],
  today: string,
): Baseline {
  const idOf = currentIds(known);
  const kept = entries.filter((entry) => {
    const results = deviationsAt(report, entry, idOf);
    const observed = results.filter(({ outcome }) => outcome !== undefined);
    const stillSo = observed.some(({ verdict, outcome }) => verdict === 'fail' && outcome === entry.outcome);
    return idOf(entry.check) !== undefined && (observed.length === 0 || stillSo);
  });
  const { report: marked } = settle(report, { path: '', entries: kept.map(unplaced) }, known, today);
  const several = report.targets.length > 1;
  const added = marked.targets.flatMap((target) =>
    target.results
      .filter((result) => result.verdict === 'fail' && !result.accepted)
      .filter((result) => !kept.some((entry) => isSame(entry, target, result, idOf)))
      .map(
        ({ check, outcome = '' }): Accepted => ({
          check,
          ...(several && { target: target.name }),
          outcome,
          reason: NO_REASON_YET,
        }),
      ),
  );
  return {
    accept: [
      ...kept.map(({ check, target, outcome, reason, expires }) => ({
        check,
        ...(target !== undefined && { target }),
        outcome,
        reason,
        ...(expires !== undefined && { expires }),
      })),
      ...added,
    ],
  };
}

/** For a person to replace. */
export const NO_REASON_YET = 'not explained yet';

function unplaced(entry: Accepted): PlacedEntry {
  return { ...entry, lines: '' };
}

function isSame(entry: Accepted, target: TargetReport, result: Result, idOf: IdOf): boolean {
  return (
    isAbout(entry, target) && entry.outcome === result.outcome && idOf(entry.check) === idOf(result.check)
  );
}

type IdOf = (id: string) => string | undefined;

/** A renamed check is known by its old ids too. */
function currentIds(known: readonly CheckFacts[]): IdOf {
  const ids = new Map(known.flatMap(({ id, aliases = [] }) => [id, ...aliases].map((name) => [name, id])));
  return (id) => ids.get(id);
}

function isAbout({ target }: Accepted, { name }: TargetReport): boolean {
  return target === undefined || target === name;
}

function isExpired({ expires }: Accepted, today: string): boolean {
  return expires !== undefined && expires < today;
}

/** The results of the entry's check, at the targets it is about. */
function deviationsAt(report: Report, entry: Accepted, idOf: IdOf): Result[] {
  return report.targets
    .filter((target) => isAbout(entry, target))
    .flatMap(({ results }) => results.filter(({ check }) => idOf(check) === idOf(entry.check)));
}

function problemWith(
  entry: PlacedEntry,
  results: readonly Result[],
  { idOf, today, deviates }: { readonly idOf: IdOf; readonly today: string; readonly deviates: Deviates },
): readonly [Problem['kind'], string] | undefined {
  const { check, outcome, lines, expires } = entry;
  const what = `${lines.includes('-') ? 'lines' : 'line'} ${lines}`;
  if (idOf(check) === undefined) return ['stale', `there is no check ${check} any more: remove ${what}`];
  const observed = results.filter((result) => result.outcome !== undefined);
  if (observed.length === 0) return undefined;
  const deviating = observed.filter(deviates);
  if (deviating.some((result) => result.outcome === outcome)) {
    return isExpired(entry, today)
      ? [
          'expired',
          `${check} is still "${outcome}", and was accepted until ${expires}: mend it, or set another date`,
        ]
      : undefined;
  }
  const seen = [...new Set((deviating.length > 0 ? deviating : observed).map((result) => result.outcome))];
  return deviating.length > 0
    ? ['regression', `${check} is listed as "${outcome}" and is now "${seen.join('", "')}": a regression`]
    : ['stale', `${check} no longer deviates (it is "${seen.join('", "')}"): remove ${what}`];
}
