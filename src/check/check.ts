/** The vocabulary of the suites: a check is a claim, a source, a closed table of outcomes, and a short `observe`. */
import type {
  CheckFacts,
  Details,
  Exchange,
  Finding,
  OutcomeFacts,
  Severity,
  Source,
} from '../../schemas/types/report.js';
import type { Capability } from './capability.js';
import type { Lab } from './lab.js';

/** What an outcome says, as the end of a sentence, where its severity is not the check's, or somebody notices. */
export interface OutcomeText extends Readonly<Omit<OutcomeFacts, 'notices'>> {
  readonly notices?: readonly string[];
}

/** One word for each thing that can be observed. */
export type OutcomeTable<Word extends string> = Readonly<Record<Word, string | OutcomeText>>;

/** What was measured on the way to an outcome. */
export interface InDetail<Word extends string> {
  readonly outcome: Word;
  /** Numbers and short texts for people. */
  readonly details?: Details;
  readonly findings?: readonly Finding[];
  readonly notes?: readonly string[];
}

/** What `observe` returns: the outcome, alone or in detail. */
export type Found<Word extends string> = Word | InDetail<Word>;

/**
 * `calm` checks run at the same time; `alone`, one at a time: they take time or are expensive; `hostile` ones send what
 * is malformed, huge or cut off, and after each of them an ordinary request must still be answered.
 */
export type Mode = 'calm' | 'alone' | 'hostile';

export interface CheckDefinition<Word extends string> {
  /** `endpoint.topic.aspect`, with the API's own parameter names. */
  readonly id: string;
  /** Earlier ids, under which profiles, baselines and old reports may still know it. */
  readonly aliases?: readonly string[];
  /** What holds where all is well, as one sentence. */
  readonly claim: string;
  readonly source: Source;
  /** What the endpoint must have for the question to make sense; where it lacks it, the check is skipped. */
  readonly needs: readonly Capability[];
  /** The capability for which this check speaks: where the endpoint lacks it, this one says `absent`. */
  readonly shows?: Capability;
  readonly mode?: Mode;
  /** Of outcomes that do not name their own. */
  readonly severity?: Severity;
  /** At most this many requests, and this many generated tokens, thinking not counted. */
  readonly cost: { readonly requests: number; readonly tokens: number };
  /** Left out of the core suite although an outcome is a must: another check asks about the same feature for less. */
  readonly core?: false;
  readonly outcomes: OutcomeTable<Word>;
  observe(lab: Lab): Promise<Found<NoInfer<Word>>>;
}

/** The outcome `rejected`, as most checks mean it. */
export const REJECTED = 'the request is refused with a legible error';

/**
 * The outcome `server-error` of a check that breaks the rules on purpose: what the lab makes of a 5xx status to a request
 * that is not lawful. No `crashed`: whoever sends a mistake expects an error, and this is one, if the wrong one.
 */
export const SERVER_ERROR = {
  says: 'the status is 5xx, as if it were the server\u2019s fault',
  severity: 'should',
  notices: ['the official SDKs: they send the mistake three times'],
} as const;

/** For a check that another makes dispensable in the core suite. */
export const NOT_CORE = { core: false } as const;

export interface Check {
  readonly facts: CheckFacts;
  readonly needs: readonly Capability[];
  readonly shows?: Capability;
  readonly mode: Mode;
  /** Rises in the order in which checks are declared. */
  readonly order: number;
  observe(lab: Lab): Promise<Found<string>>;
}

/** What every check may come to, whatever it asks. */
const ALWAYS_POSSIBLE: Record<string, OutcomeFacts> = {
  crashed: {
    says: 'a lawful request is answered with a 5xx status, or a connection or a stream breaks before the answer is complete',
    severity: 'must',
    notices: ['the official SDKs: they send the request again, three crashes for one'],
  },
  hung: { says: 'no complete answer comes in time, though others are answered', severity: 'must' },
};

const BREAKS_THE_NEXT: Record<string, OutcomeFacts> = {
  'breaks-the-next': { says: 'an ordinary request right after it is not answered', severity: 'must' },
};

let declared = 0;

export function check<const Word extends string>(definition: CheckDefinition<Word>): Check {
  const { id, claim, source, needs, shows, mode = 'calm', severity = 'should', cost, observe } = definition;
  return {
    facts: {
      id,
      ...(definition.aliases && { aliases: [...definition.aliases] }),
      claim,
      source,
      needs: [...needs],
      mode,
      severity,
      cost,
      ...(definition.core === false && { core: false }),
      outcomes: {
        ...outcomeFacts(definition.outcomes),
        ...ALWAYS_POSSIBLE,
        ...(mode === 'hostile' ? BREAKS_THE_NEXT : {}),
      },
    },
    needs,
    ...(shows !== undefined && { shows }),
    mode,
    order: declared++,
    observe: (lab) => observe(lab),
  };
}

/** A check that exists on several endpoints, written once. */
export function over<const Endpoint extends string>(
  endpoints: readonly Endpoint[],
  define: (endpoint: Endpoint) => Check,
): readonly Check[] {
  return endpoints.map(define);
}

export interface Examined<Word extends string> extends InDetail<Word> {
  /** The exchanges that the rule speaks about; the telling one last. */
  readonly exchanges: readonly string[];
}

/** A rule over every exchange of a run, whoever caused it. Pure: it is applied again, unchanged, to recorded runs. */
export interface Invariant {
  readonly facts: CheckFacts;
  readonly order: number;
  /** Undefined where no exchange is one the rule speaks about. */
  examine(exchanges: readonly Exchange[]): Examined<string> | undefined;
}

export interface InvariantDefinition<Word extends string> {
  readonly id: string;
  readonly aliases?: readonly string[];
  readonly claim: string;
  readonly source: Source;
  readonly severity?: Severity;
  readonly outcomes: OutcomeTable<Word>;
  examine(exchanges: readonly Exchange[]): Examined<NoInfer<Word>> | undefined;
}

export function invariant<const Word extends string>(definition: InvariantDefinition<Word>): Invariant {
  const { id, claim, source, severity = 'should', examine } = definition;
  return {
    facts: {
      id,
      ...(definition.aliases && { aliases: [...definition.aliases] }),
      claim,
      source,
      needs: [],
      mode: 'invariant',
      severity,
      cost: { requests: 0, tokens: 0 },
      outcomes: outcomeFacts(definition.outcomes),
    },
    order: declared++,
    examine: (exchanges) => examine(exchanges),
  };
}

export type Question = Check | Invariant;

export function isCheck(question: Question): question is Check {
  return 'observe' in question;
}

export function isInvariant(question: Question): question is Invariant {
  return 'examine' in question;
}

function outcomeFacts(table: OutcomeTable<string>): Record<string, OutcomeFacts> {
  return Object.fromEntries(
    Object.entries(table).map(([word, outcome]) => {
      const { notices, ...rest } = typeof outcome === 'string' ? { says: outcome } : outcome;
      return [word, { ...rest, ...(notices && { notices: [...notices] }) }];
    }),
  );
}
