/** One trial: the checks, carried out against the reference endpoint as it is asked to be, and judged by a profile. */
import type { Exchange, Judgement, Observation, TargetFacts } from '../../schemas/types/report.js';
import { invariants } from '../../suites/index.js';
import type { Check } from '../check/check.js';
import { observeInvariants } from '../check/invariants.js';
import { observeTarget } from '../check/observe.js';
import { preflight } from '../check/preflight.js';
import { judge } from '../judge/judge.js';
import { expectedOf } from '../profile/expected.js';
import type { ResolvedProfile } from '../profile/profile.js';
import type { Deadlines } from '../transport/connection.js';
import { openWire } from '../transport/wire.js';

export interface TrialOptions {
  readonly baseURL: string;
  readonly apiKey: string;
  /** Default: the endpoint's only model. */
  readonly model?: string;
  readonly profile: ResolvedProfile;
  readonly checks: readonly Check[];
  readonly contextWindow?: number;
  /** Default: a few seconds, for endpoints that hang on purpose. */
  readonly deadlines?: Deadlines;
  readonly signal: AbortSignal;
}

export interface Trial {
  /** By check id; empty where the endpoint could not even be contacted. */
  readonly observations: Map<string, Observation>;
  readonly judgements: Map<string, Judgement>;
  /** Checks that cost more than they declare, in sentences. */
  readonly costProblems: readonly string[];
  /** Why nothing was observed. */
  readonly noContact?: string;
}

/** The reference endpoint answers within milliseconds, also on a busy machine; what takes longer hangs. */
const DEADLINES: Deadlines = { firstByteMs: 3_000, silenceMs: 3_000, totalMs: 10_000 };
const RECOVERY_MS = 300;
const CONCURRENCY = 8;

export async function trial(options: TrialOptions): Promise<Trial> {
  const { baseURL, apiKey, model, profile, checks, signal } = options;
  const exchanges: Exchange[] = [];
  const wire = openWire({
    target: 'reference',
    baseURL,
    apiKey,
    concurrency: CONCURRENCY,
    deadlines: options.deadlines ?? DEADLINES,
    runStartMs: performance.now(),
    signal,
    retries: 1,
    record: (exchange) => exchanges.push(exchange),
  });
  try {
    const target = { name: 'reference', baseURL, keyGiven: true, concurrency: CONCURRENCY };
    const { contextWindow } = options;
    const contact = await preflight(
      {
        ...target,
        ...(model !== undefined && { model }),
        ...(contextWindow !== undefined && { contextWindow }),
      },
      wire,
    );
    if (contact.kind !== 'ready') {
      return { observations: new Map(), judgements: new Map(), costProblems: [], noContact: contact.message };
    }
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
    return {
      observations,
      judgements,
      costProblems: costProblems(checks, observations, exchanges, contact.facts),
    };
  } finally {
    await wire.close();
  }
}

/** Compares what each check declares with the exchanges it looked at; thinking is not counted. */
function costProblems(
  checks: readonly Check[],
  observations: ReadonlyMap<string, Observation>,
  exchanges: readonly Exchange[],
  facts: TargetFacts,
): string[] {
  const tokensOf = new Map(exchanges.map((exchange) => [exchange.id, generatedTokens(exchange)]));
  const thinking = Math.max(facts.chat.thinkingTokens ?? 0, facts.completions.thinkingTokens ?? 0);
  return checks.flatMap(({ facts: { id, cost } }) => {
    const observation = observations.get(id);
    // A limit that does not hold is the endpoint's doing.
    if (observation === undefined || !('outcome' in observation)) return [];
    const requests = observation.exchanges.length;
    const tokens = observation.exchanges.reduce((sum, exchange) => sum + (tokensOf.get(exchange) ?? 0), 0);
    const problems =
      requests > cost.requests ? [`${id} declares ${cost.requests} requests and sends ${requests}`] : [];
    if (thinking === 0 && tokens > cost.tokens)
      problems.push(`${id} declares ${cost.tokens} tokens and has ${tokens} generated`);
    return problems;
  });
}

function generatedTokens({ response }: Exchange): number {
  const text = response?.body.tail ?? response?.body.text ?? '';
  return Number([...text.matchAll(/"completion_tokens"\s*:\s*(\d+)/g)].at(-1)?.[1] ?? 0);
}
