/** What a profile says of each rule, asked once and kept: there are a few hundred answers, and millions of lines. */
import type { Severity } from '../../schemas/types/dataset-report.js';
import { judge } from '../judge/judge.js';
import type { ResolvedProfile } from '../profile/profile.js';
import { type OutcomeOf, type RuleId, ruleIds, rules } from './rules/index.js';

export interface Deviation {
  readonly severity: Severity;
  readonly message: string;
  readonly source: string;
  readonly inherited?: true;
  readonly fix?: string;
}

export interface Verdicts {
  /** Undefined where the outcome is documented, or the profile says nothing of the rule. */
  deviation<Id extends RuleId>(rule: Id, outcome: OutcomeOf<Id>): Deviation | undefined;
  /** The number that the profile documents for the rule. */
  limit(rule: RuleId): number | undefined;
}

export function verdictsOf(profile: ResolvedProfile): Verdicts {
  const deviations = new Map<string, Deviation>();
  const limits = new Map<RuleId, number>();
  for (const id of ruleIds) {
    const found = profile.datasetExpectation(id);
    if (found?.entry.limit !== undefined) limits.set(id, found.entry.limit);
    for (const outcome of Object.keys(rules[id].outcomes)) {
      const deviation = judged(profile, id, outcome);
      if (deviation) deviations.set(`${id}:${outcome}`, deviation);
    }
  }
  return {
    deviation: (rule, outcome) => deviations.get(`${rule}:${outcome}`),
    limit: (rule) => limits.get(rule),
  };
}

function judged(profile: ResolvedProfile, id: RuleId, outcome: string): Deviation | undefined {
  const found = profile.datasetExpectation(id);
  const { outcomes } = rules[id];
  const {
    verdict,
    severity = 'must',
    message,
    source,
    inherited,
  } = judge(
    { outcome, exchanges: [] },
    { profile: profile.name, entry: found && entryOf(profile, found) },
    { outcomes: { ...outcomes }, severity: 'must' },
  );
  if (verdict !== 'fail') return undefined;
  const { fix } = outcomes[outcome] as { fix?: string };
  return {
    severity,
    message,
    source: source ?? '',
    ...(inherited && { inherited: true as const }),
    ...(fix !== undefined && { fix }),
  };
}

function entryOf(
  profile: ResolvedProfile,
  { entry, from }: NonNullable<ReturnType<ResolvedProfile['datasetExpectation']>>,
) {
  const inherited = from !== profile.name;
  return {
    documented: entry.documented,
    tolerated: [],
    source: entry.source,
    weak: entry.strength === 'weak',
    ...(inherited && { inheritedFrom: from }),
    own: !inherited && profile.chain.length > 1,
  };
}
