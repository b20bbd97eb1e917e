/** What would break for clients that move from one target of a report to another. Pure. */
import type { CheckFacts, Report, Severity, TargetReport } from '../../schemas/types/report.js';
import { type Change, compareTargets } from './diff.js';

/** Something that is otherwise at the new place. */
export interface Breakage extends Change {
  /** How gravely clients are hit, as the check's own table has it: no profile decides, for clients rely on what they met. */
  readonly weight: Severity;
}

export interface Move {
  readonly from: string;
  readonly to: string;
  /** What clients would notice, the worst first. */
  readonly breaks: readonly Breakage[];
  /** What is otherwise and harms nobody, as far as is known. */
  readonly differs: readonly Change[];
  /** How many checks came to an outcome at both, and at the first place alone: of these nobody knows. */
  readonly compared: number;
  readonly unseen: number;
}

/** Outcomes that say that something is not to be had. */
const REFUSALS = new Set(['rejected', 'absent']);

const ORDER: readonly Severity[] = ['must', 'should', 'may'];

/** From the target `from` (a name; default: the first) to each other. */
export function movesFrom({ catalogue, targets }: Report, from = targets[0]?.name): Move[] {
  const here = targets.find(({ name }) => name === from);
  if (!here) return [];
  const facts = new Map(catalogue.map((check) => [check.id, check]));
  return targets
    .filter((target) => target !== here)
    .map((there) => {
      const changes = compareTargets(here, catalogue, there, catalogue).changes.filter(
        (change) => change.new.outcome !== change.old.outcome && isSeenOnBoth(change),
      );
      const seenHere = here.results.filter(({ outcome }) => outcome !== undefined);
      const unseen = seenHere.filter(({ check }) => !isSeen(there, check)).length;
      const weighed = changes.map((change) => ({
        change,
        weight: weightOf(change, facts.get(change.check)),
      }));
      return {
        from: here.name,
        to: there.name,
        breaks: weighed
          .flatMap(({ change, weight }) => (weight ? [{ ...change, weight }] : []))
          .sort((a, b) => ORDER.indexOf(a.weight) - ORDER.indexOf(b.weight)),
        differs: weighed.flatMap(({ change, weight }) => (weight ? [] : [change])),
        compared: seenHere.length - unseen,
        unseen,
      };
    });
}

function isSeen({ results }: TargetReport, id: string): boolean {
  return results.some(
    ({ check, outcome, verdict }) => check === id && (outcome !== undefined || verdict === 'unsupported'),
  );
}

/** An endpoint that lacks a capability says so without an outcome. */
function isSeenOnBoth({ old, new: now }: Change): boolean {
  return old.outcome !== undefined && (now.outcome !== undefined || now.verdict === 'unsupported');
}

/** Undefined where the new outcome is no worse than the old one. */
function weightOf({ old, new: now }: Change, facts: CheckFacts | undefined): Severity | undefined {
  const severityOf = (word = '') => facts?.outcomes[word]?.severity;
  if (now.outcome === undefined || REFUSALS.has(now.outcome)) {
    return old.outcome !== undefined && REFUSALS.has(old.outcome) ? undefined : 'should';
  }
  const [before, after] = [severityOf(old.outcome), severityOf(now.outcome)];
  if (after === undefined) return undefined;
  return before !== undefined && ORDER.indexOf(before) < ORDER.indexOf(after) ? undefined : after;
}
