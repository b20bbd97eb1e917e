/** What clients would notice that move from one target to another, as reporters are given it. */
import type { Severity, Verdict } from '../../schemas/types/report.js';
import { checks } from './wording.js';

export interface Move {
  /** Names of targets. */
  readonly from: string;
  readonly to: string;
  /** The worst first. */
  readonly breaks: readonly Breakage[];
  /** How many checks came to an outcome at both, and at the first alone. */
  readonly compared: number;
  readonly unseen: number;
}

export interface Breakage {
  readonly check: string;
  readonly weight: Severity;
  readonly old: Ending;
  readonly new: Ending;
  readonly notices: readonly string[];
}

export interface Ending {
  readonly verdict: Verdict;
  readonly outcome?: string;
  readonly says: string;
}

/** "clients would notice 3 (1 should, 2 may) of 295 checks seen at both" */
export function moveHeadline({ breaks, compared }: Pick<Move, 'breaks' | 'compared'>): string {
  const of = `of ${checks(compared)} seen at both`;
  if (compared === 0) return 'nobody knows; no check was seen at both';
  if (breaks.length === 0) return `nothing would break, ${of}`;
  const counts = (['must', 'should', 'may'] as const)
    .map((severity) => [breaks.filter(({ weight }) => weight === severity).length, severity] as const)
    .filter(([count]) => count > 0)
    .map(([count, severity]) => `${count} ${severity}`);
  return `clients would notice ${breaks.length} (${counts.join(', ')}) ${of}`;
}

/** "the path is refused (absent)" */
export function endingWords({ says, outcome, verdict }: Ending): string {
  return `${says} (${outcome ?? verdict})`;
}
