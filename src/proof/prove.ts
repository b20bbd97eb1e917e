/** Proves the checks: each must be able to fail, none may without cause. Faults × checks, over real sockets, in one process. */
import { faults as allFaults } from '../../reference/faults/index.js';
import { startReference } from '../../reference/server.js';
import { variations as allVariations } from '../../reference/variations/index.js';
import { checks as allChecks, catalogue } from '../../suites/index.js';
import { loadProfile, type ResolvedProfile } from '../profile/profile.js';
import { type Trial, trial } from './trial.js';

export interface ProveOptions {
  /** Only these faults and variations, by id; all by default. A part proves only what it touches. */
  readonly only?: readonly string[];
  readonly signal: AbortSignal;
  /** Told of each trial as it ends. */
  onTrial?(name: string, done: number, all: number): void;
}

export interface Proof {
  /** Faultless runs, in every dialect, persona and lawful variation. */
  readonly quiet: readonly QuietRun[];
  readonly faults: readonly FaultRun[];
  /** By check id. */
  readonly checks: ReadonlyMap<string, CheckProof>;
  /** What is not proved, in sentences; empty where all is. */
  readonly problems: readonly string[];
}

export interface QuietRun {
  readonly name: string;
  readonly verdicts: Readonly<Record<string, number>>;
}

export interface FaultRun {
  readonly id: string;
  readonly says: string;
  readonly source: string;
  readonly dialect: string;
  /** Checks that fail because of it, with what they observe. */
  readonly kills: ReadonlyMap<string, string>;
  /** Checks that it announces and that fail on the model that never obeys, too. */
  readonly killsOnBabbler: readonly string[];
}

export interface CheckProof {
  /** The faults that make it fail. */
  readonly killedBy: string[];
  /** Outcome word to what brought it forth. */
  readonly words: Map<string, string>;
  /** Whether an obedient model is needed for it to fail. */
  needsObedientModel: boolean;
}

const DIALECTS = ['openai', 'fireworks', 'fireworks-2024'] as const;
const PERSONAS = ['obedient', 'babbler', 'reasoner'] as const;

/** Outcomes that every check can come to; they are proved where a fault announces them. */
const ANYWHERE = new Set(['crashed', 'hung', 'breaks-the-next']);

const API_KEY = 'reference-proof-key';
const CONTEXT_WINDOW = 2048;

/** Slow enough to see whether a stream comes in pieces; only what measures time is carried out at this pace. */
const PACED_TOKENS_PER_SECOND = 400;
const MEASURES_TIME = /\.stream\.incremental$/;

/** The most of a run that may be inconclusive: of a model that thinks and refuses temperature, more. */
const MOST_INCONCLUSIVE = { obedient: 0.05, babbler: 0.05, reasoner: 0.15 };

interface Selected {
  readonly dialect: string;
  readonly persona?: string;
  readonly variation?: string;
  readonly fault?: string;
}

export async function prove({ only, signal, onTrial }: ProveOptions): Promise<Proof> {
  const wanted = (id: string) => only === undefined || only.includes(id);
  const faults = allFaults.filter(({ id }) => wanted(id));
  const variations = allVariations.filter(({ id }) => wanted(id));
  const profiles = new Map(DIALECTS.map((name) => [name as string, loadProfile(name)]));
  const fast = await startReference({ apiKey: API_KEY, contextWindow: CONTEXT_WINDOW });
  const paced = await startReference({
    apiKey: API_KEY,
    contextWindow: CONTEXT_WINDOW,
    tokensPerSecond: PACED_TOKENS_PER_SECOND,
  });

  const quietOnes: Selected[] = [
    ...(only === undefined
      ? DIALECTS.flatMap((dialect) => PERSONAS.map((persona) => ({ dialect, persona })))
      : []),
    ...variations.flatMap(({ id, dialects = DIALECTS }) =>
      PERSONAS.filter((persona) => persona !== 'reasoner').map((persona) => ({
        dialect: dialects[0] as string,
        persona,
        variation: id,
      })),
    ),
  ];
  const all = quietOnes.length + faults.length * 2;
  let done = 0;

  async function run(selected: Selected): Promise<Trial> {
    const profile = profiles.get(selected.dialect) as ResolvedProfile;
    const common = { apiKey: API_KEY, profile, contextWindow: CONTEXT_WINDOW, signal };
    const announced = allFaults.find(({ id }) => id === selected.fault)?.announces ?? {};
    const timed = selected.fault === undefined || Object.keys(announced).some((id) => MEASURES_TIME.test(id));
    const ordinary = allChecks.filter(({ facts }) => !MEASURES_TIME.test(facts.id));
    const measuring = allChecks.filter(({ facts }) => MEASURES_TIME.test(facts.id));
    const result = await trial({ ...common, baseURL: fast.url + pathOf(selected), checks: ordinary });
    if (timed) {
      const slow = await trial({ ...common, baseURL: paced.url + pathOf(selected), checks: measuring });
      for (const { facts } of measuring) {
        const observation = slow.observations.get(facts.id);
        const judgement = slow.judgements.get(facts.id);
        if (observation) result.observations.set(facts.id, observation);
        if (judgement) result.judgements.set(facts.id, judgement);
      }
    }
    done += 1;
    onTrial?.(nameOf(selected), done, all);
    return result;
  }

  const ledger = openLedger();
  try {
    const quiet: QuietRun[] = [];
    for (const selected of quietOnes) {
      const result = await run(selected);
      quiet.push(ledger.quiet(selected, result));
    }
    const faultRuns: FaultRun[] = [];
    for (const fault of faults) {
      const dialect = fault.dialects?.[0] ?? 'openai';
      const obedient = await run({ dialect, fault: fault.id });
      const babbler = await run({ dialect, persona: 'babbler', fault: fault.id });
      faultRuns.push(ledger.fault(fault, dialect, obedient, babbler));
    }
    return { quiet, faults: faultRuns, checks: ledger.checks, problems: ledger.problems(only === undefined) };
  } finally {
    await fast.close();
    await paced.close();
  }
}

function pathOf({ dialect, persona, variation, fault }: Selected): string {
  const parts = [
    `/dialect/${dialect}`,
    ...(persona ? [`/persona/${persona}`] : []),
    ...(variation ? [`/variation/${variation}`] : []),
    ...(fault ? [`/fault/${fault}`] : []),
  ];
  return `${parts.join('')}/v1`;
}

function nameOf({ dialect, persona = 'obedient', variation, fault }: Selected): string {
  return [dialect, persona, variation ?? fault].filter((part) => part !== undefined).join(' ');
}

/** Gathers what the trials show, and what they fail to show. */
function openLedger() {
  const problems: string[] = [];
  const checks = new Map<string, CheckProof>(
    catalogue.map(({ facts }) => [facts.id, { killedBy: [], words: new Map(), needsObedientModel: false }]),
  );
  const observed = new Set<string>();
  const killedOnBabbler = new Set<string>();

  function remember(name: string, result: Trial): void {
    if (result.noContact !== undefined)
      problems.push(`${name}: nothing could be observed: ${result.noContact}`);
    for (const [id, observation] of result.observations) {
      if ('error' in observation) problems.push(`${name}: ${id} is an error: ${observation.error}`);
      if (!('outcome' in observation)) continue;
      observed.add(id);
      const { words } = checks.get(id) as CheckProof;
      if (!words.has(observation.outcome)) words.set(observation.outcome, name);
    }
  }

  return {
    checks,

    quiet(selected: Selected, result: Trial): QuietRun {
      const name = nameOf(selected);
      remember(name, result);
      for (const sentence of result.costProblems) problems.push(`${name}: ${sentence}`);
      const verdicts: Record<string, number> = {};
      for (const [id, { verdict, message }] of result.judgements) {
        verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
        if (verdict === 'fail') problems.push(`${name}: a false alarm: ${id}: ${message}`);
      }
      const most = MOST_INCONCLUSIVE[(selected.persona ?? 'obedient') as keyof typeof MOST_INCONCLUSIVE];
      const inconclusive = verdicts.inconclusive ?? 0;
      if (inconclusive > result.judgements.size * most) {
        problems.push(`${name}: ${inconclusive} of ${result.judgements.size} checks are inconclusive`);
      }
      const { produces = {} } = allVariations.find(({ id }) => id === selected.variation) ?? {};
      if (selected.persona === 'obedient') {
        for (const [id, word] of Object.entries(produces)) announcedIn(name, id, word, result);
      }
      return { name, verdicts };
    },

    fault(fault: (typeof allFaults)[number], dialect: string, obedient: Trial, babbler: Trial): FaultRun {
      const name = `${dialect} ${fault.id}`;
      remember(name, obedient);
      const kills = killsOf(obedient);
      for (const id of kills.keys()) checks.get(id)?.killedBy.push(fault.id);
      const announced = Object.entries(fault.announces);
      for (const [id, word] of announced) announcedIn(name, id, word, obedient);
      if (!announced.some(([id]) => kills.has(id))) {
        problems.push(
          `${name}: no check that it announces fails${kills.size > 0 ? `, only ${[...kills.keys()].join(', ')}` : ''}`,
        );
      }
      const onBabbler = killsOf(babbler);
      for (const id of onBabbler.keys()) killedOnBabbler.add(id);
      const { id, says, source } = fault;
      return {
        id,
        says,
        source,
        dialect,
        kills,
        killsOnBabbler: announced.flatMap(([check]) => (onBabbler.has(check) ? [check] : [])),
      };
    },

    /** @param whole whether all faults and variations were tried, so that what is missing can be said */
    problems(whole: boolean): string[] {
      if (whole) {
        for (const [id, proof] of checks) {
          const { facts } = catalogue.find(
            (question) => question.facts.id === id,
          ) as (typeof catalogue)[number];
          if (proof.killedBy.length === 0) problems.push(`${id}: no fault makes it fail`);
          if (!observed.has(id)) problems.push(`${id}: never comes to an outcome`);
          const missing = Object.keys(facts.outcomes).filter(
            (word) => !proof.words.has(word) && !ANYWHERE.has(word),
          );
          for (const word of missing) problems.push(`${id}: the outcome "${word}" is never brought forth`);
          proof.needsObedientModel = proof.killedBy.length > 0 && !killedOnBabbler.has(id);
        }
      }
      return problems;
    },
  };

  function announcedIn(name: string, id: string, word: string, result: Trial): void {
    if (!checks.has(id)) {
      problems.push(`${name}: announces an outcome of ${id}, and there is no such check`);
      return;
    }
    const observation = result.observations.get(id);
    const seen = observation === undefined ? 'nothing' : wordOf(observation);
    if (seen !== word) problems.push(`${name}: ${id} was to be "${word}", and is "${seen}"`);
  }
}

function killsOf({ observations, judgements }: Trial): Map<string, string> {
  const failed = [...judgements].filter(([, { verdict }]) => verdict === 'fail');
  return new Map(
    failed.map(([id]) => {
      const observation = observations.get(id);
      return [id, observation ? wordOf(observation) : ''];
    }),
  );
}

function wordOf(observation: object): string {
  return 'outcome' in observation ? String(observation.outcome) : (Object.keys(observation)[0] ?? '');
}
