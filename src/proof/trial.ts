/** One trial: the checks, carried out against the reference endpoint as it is asked to be, and judged by a profile. */
import type { Exchange, Judgement, Observation } from '../../schemas/types/report.js';
import { invariants } from '../../suites/index.js';
import type { Check } from '../check/check.js';
import { observeInvariants } from '../check/invariants.js';
import { observeTarget } from '../check/observe.js';
import { preflight } from '../check/preflight.js';
import { judge } from '../judge/judge.js';
import type { ResolvedProfile } from '../profile/profile.js';
import { expectedOf } from '../report/expected.js';
import type { Deadlines } from '../transport/connection.js';
import { openWire } from '../transport/wire.js';

export interface TrialOptions {
  readonly baseURL: string;
  readonly apiKey: string;
  readonly profile: ResolvedProfile;
  readonly checks: readonly Check[];
  readonly contextWindow?: number;
  readonly signal: AbortSignal;
}

export interface Trial {
  /** By check id; empty where the endpoint could not even be contacted. */
  readonly observations: ReadonlyMap<string, Observation>;
  readonly judgements: ReadonlyMap<string, Judgement>;
  /** Why nothing was observed. */
  readonly noContact?: string;
}

/** The reference endpoint answers within milliseconds; what takes longer hangs. */
const DEADLINES: Deadlines = { firstByteMs: 1_000, silenceMs: 1_000, totalMs: 5_000 };
const RECOVERY_MS = 300;
const CONCURRENCY = 8;

export async function trial(options: TrialOptions): Promise<Trial> {
  const { baseURL, apiKey, profile, checks, signal } = options;
  const exchanges: Exchange[] = [];
  const wire = openWire({
    target: 'reference',
    baseURL,
    apiKey,
    concurrency: CONCURRENCY,
    deadlines: DEADLINES,
    runStartMs: performance.now(),
    signal,
    retries: 1,
    record: (exchange) => exchanges.push(exchange),
  });
  try {
    const target = { name: 'reference', baseURL, keyGiven: true };
    const { contextWindow } = options;
    const contact = await preflight(
      { ...target, ...(contextWindow !== undefined && { contextWindow }) },
      wire,
    );
    if (contact.kind !== 'ready')
      return { observations: new Map(), judgements: new Map(), noContact: contact.message };
    const observing = observeTarget({
      target: { ...target, model: contact.model },
      facts: contact.facts,
      checks,
      wire,
      signal,
      recoveryMs: RECOVERY_MS,
    });
    await observing.done;
    const observations = new Map<string, Observation>();
    for (const { facts } of checks) observations.set(facts.id, await observing.observation(facts.id));
    for (const [id, observation] of observeInvariants(invariants, exchanges))
      observations.set(id, observation);
    const facts = new Map([...checks, ...invariants].map((question) => [question.facts.id, question.facts]));
    const judgements = new Map(
      [...observations].flatMap(([id, observation]) => {
        const check = facts.get(id);
        return check ? [[id, judge(observation, expectedOf(profile, check), check)] as const] : [];
      }),
    );
    return { observations, judgements };
  } finally {
    await wire.close();
  }
}
