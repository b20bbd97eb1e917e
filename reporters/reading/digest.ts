/** What the results of a target amount to, in the order in which people want to know it. */
import type { Result, TargetReport, Verdict } from '../../schemas/types/report.js';
import type { Reading } from './reading.js';
import { bySeverity } from './severity.js';

/** The deviations, the worst first; otherwise in report order. */
export function deviations({ results }: TargetReport): Result[] {
  return results.filter(({ verdict }) => verdict === 'fail').sort(bySeverity);
}

/** The clients that break or misread, as the check's table has it for what was seen. */
export function noticesOf(reading: Reading, { check, outcome }: Result): readonly string[] {
  return (outcome !== undefined && reading.outcome(check, outcome)?.notices) || [];
}

export interface Group {
  /** What the results have in common: a reason, or who notices. */
  readonly title: string;
  readonly results: readonly Result[];
}

/** The results of one verdict, grouped by why. */
export function byReason({ results }: TargetReport, verdict: Verdict): Group[] {
  return groups(
    results.filter((result) => result.verdict === verdict),
    ({ reason, message }) => reason ?? message,
  );
}

/** The deviations grouped by who notices; those of which no client is known have the empty title. */
export function byNotice(reading: Reading, target: TargetReport): Group[] {
  return groups(deviations(target), (result) => noticesOf(reading, result)[0] ?? '');
}

/** What passes although it is not as documented: lawful oddities. */
export function oddities({ results }: TargetReport): Result[] {
  return results.filter(({ verdict, tolerated }) => verdict === 'pass' && tolerated === true);
}

/** Notes of results, grouped by text; of deviations the notes are told with them. */
export function notes({ results }: TargetReport): Group[] {
  const noted = results.filter(({ verdict }) => verdict !== 'fail');
  const texts = new Map<string, Result[]>();
  for (const result of noted) {
    for (const note of result.notes ?? []) texts.set(note, [...(texts.get(note) ?? []), result]);
  }
  return [...texts].map(([title, results]) => ({ title, results }));
}

/** How many checks came to an outcome, of all that were selected. */
export function coverage({ results }: TargetReport): {
  readonly observed: number;
  readonly selected: number;
} {
  return {
    observed: results.filter(({ outcome }) => outcome !== undefined).length,
    selected: results.length,
  };
}

/** Groups by a title, in the order in which the titles first occur. */
export function groups(results: readonly Result[], title: (result: Result) => string): Group[] {
  const found = new Map<string, Result[]>();
  for (const result of results) {
    const key = title(result);
    found.set(key, [...(found.get(key) ?? []), result]);
  }
  return [...found].map(([title, results]) => ({ title, results }));
}
