/** Observation and expectation in, verdict and sentence out. Pure: no clock, no network, no disk. */
import type { CheckFacts, Judgement, Observation, Severity, Verdict } from '../../schemas/types/report.js';

/** What a profile says of one check, with everything that the verdict depends on. */
export interface Expected {
  /** The name of the profile that is judged against. */
  readonly profile: string;
  /** The outcomes that it documents; undefined where nothing is documented. */
  readonly entry:
    | {
        readonly documented: readonly string[];
        readonly tolerated: readonly string[];
        readonly toleratedSource?: string;
        readonly source: string;
        readonly weak: boolean;
        /** The profile whose words these are, where it is another. */
        readonly inheritedFrom?: string;
        /** The vendor says so itself: not inherited, and not the root profile, which speaks for nobody's server. */
        readonly own: boolean;
      }
    | undefined;
}

/** Outcomes that say "no, not here" clearly: never a pass where the opposite is documented, and no defect where nothing was promised. */
const CLEAR_REFUSALS = new Set(['rejected', 'absent']);

/** What no document can make right: a weak source does not make it weigh less. */
const NEVER_RIGHT = new Set(['crashed', 'hung', 'breaks-the-next']);

/**
 * The verdict on one observation: the first of these lines that fits.
 *
 * 1. nothing observed: that; 2. documented: pass; 3. tolerated: pass, with a note; 4. clearly refused, and the vendor itself
 * does not document the capability: unsupported; 5. else fail, with the outcome's severity, at most `may` where the
 * source is weak.
 */
export function judge(
  observation: Observation,
  expected: Expected,
  check: Pick<CheckFacts, 'outcomes' | 'severity'>,
): Judgement {
  const { entry } = expected;
  const documented = [...(entry?.documented ?? [])];
  const origin = {
    ...(entry && { source: entry.source }),
    ...(entry?.inheritedFrom !== undefined && { inherited: true, inheritedFrom: entry.inheritedFrom }),
  };

  if (!('outcome' in observation)) {
    const { verdict, reason } = notObserved(observation);
    return { verdict, documented, message: reason, ...origin };
  }
  if (entry === undefined) {
    return {
      verdict: 'skipped',
      documented,
      message: `undocumented: ${expected.profile} says nothing of it. Seen: ${says(observation.outcome)}.`,
    };
  }

  const { outcome } = observation;
  if (documented.includes(outcome)) {
    return { verdict: 'pass', documented, message: `As documented: ${says(outcome)}.`, ...origin };
  }
  if (entry.tolerated.includes(outcome)) {
    const thread = entry.toleratedSource ? ` (${entry.toleratedSource})` : '';
    return {
      verdict: 'pass',
      documented,
      message: `Not as documented, but no defect${thread}: ${says(outcome)}.`,
      ...origin,
      tolerated: true,
    };
  }
  if (CLEAR_REFUSALS.has(outcome) && !entry.own) {
    return { verdict: 'unsupported', documented, message: `Not offered: ${says(outcome)}.`, ...origin };
  }

  const own = check.outcomes[outcome]?.severity ?? check.severity;
  const severity: Severity = entry.weak && !NEVER_RIGHT.has(outcome) ? 'may' : own;
  const whose =
    entry.inheritedFrom === undefined
      ? 'Documented'
      : `Not documented by ${expected.profile}; ${entry.inheritedFrom} documents`;
  const message = `${whose}: ${documented.map(says).join(', or ')}. Seen: ${says(outcome)}.`;
  return { verdict: 'fail', documented, severity, message, ...origin };

  function says(word: string): string {
    return `${check.outcomes[word]?.says ?? 'an outcome that this check does not know'} (${word})`;
  }
}

/** The verdict and the reason of an observation without an outcome. */
export function notObserved(observation: Exclude<Observation, { outcome: string }>): {
  readonly verdict: Verdict;
  readonly reason: string;
} {
  if ('inconclusive' in observation) return { verdict: 'inconclusive', reason: observation.inconclusive };
  if ('unsupported' in observation) return { verdict: 'unsupported', reason: observation.unsupported };
  if ('skipped' in observation) return { verdict: 'skipped', reason: observation.skipped };
  return { verdict: 'error', reason: observation.error };
}
