/** Carries out planned trials against one server that has every endpoint, in this thread. */
import { dialects } from '../../reference/dialects/index.js';
import { faults } from '../../reference/faults/index.js';
import { startReference } from '../../reference/server.js';
import { chunkVariations } from '../../reference/variations/chunks.js';
import { httpVariations } from '../../reference/variations/http.js';
import { streamVariations } from '../../reference/variations/stream.js';
import { checks as allChecks } from '../../suites/index.js';
import type { Check } from '../check/check.js';
import { loadProfile, type ResolvedProfile } from '../profile/profile.js';
import { type Planned, pathOf } from './plan.js';
import { type Trial, trial } from './trial.js';

export interface Bench {
  run(planned: Planned): Promise<Trial>;
  close(): Promise<void>;
}

const API_KEY = 'reference-proof-key';
const CONTEXT_WINDOW = 2048;

/** Slow enough to see whether a stream comes in pieces; only what measures time is carried out at this pace. */
const PACED_TOKENS_PER_SECOND = 400;
/** At this pace a model that thinks takes its time, on a busy machine more so. */
const PATIENT = { firstByteMs: 20_000, silenceMs: 20_000, totalMs: 60_000 };
const MEASURES_TIME = /\.stream\.incremental$/;

/** Of the server on which a run is done once more: its model draws other texts, and has seen no request yet. */
const OTHER_SEED = 2;

/** Variations of how answers are delivered; the others have nothing to do with time. */
const DELIVERY = [...httpVariations, ...streamVariations, ...chunkVariations].map(({ id }) => id);

/** @param catalogue the checks to carry out; all by default */
export async function openBench(signal: AbortSignal, catalogue = allChecks): Promise<Bench> {
  const options = { apiKey: API_KEY, contextWindow: CONTEXT_WINDOW };
  const fast = await startReference(options);
  const paced = await startReference({ ...options, tokensPerSecond: PACED_TOKENS_PER_SECOND });
  const profiles = new Map<string, ResolvedProfile>();

  function profileOf(name: string): ResolvedProfile {
    const profile = profiles.get(name) ?? loadProfile(name);
    profiles.set(name, profile);
    return profile;
  }

  return {
    async run(planned) {
      const { dialect } = planned;
      const announced = Object.keys(faults.find(({ id }) => id === planned.fault)?.announces ?? {});
      const timed =
        announced.some((id) => MEASURES_TIME.test(id)) ||
        (planned.fault === undefined &&
          (planned.variation === undefined || DELIVERY.includes(planned.variation)));
      const wanted = ({ facts }: Check) => planned.checks === undefined || planned.checks.includes(facts.id);
      // What an invariant looks at is what all the others sent.
      const partly = announced.every((id) => catalogue.some(({ facts }) => facts.id === id));
      const selected = partly ? catalogue.filter(wanted) : catalogue;
      const common = {
        apiKey: API_KEY,
        model: dialects[dialect].model,
        profile: profileOf(dialect),
        contextWindow: CONTEXT_WINDOW,
        signal,
      };
      const ordinary = selected.filter(({ facts }) => !MEASURES_TIME.test(facts.id));
      const own = planned.again && (await startReference({ ...options, seed: OTHER_SEED }));
      const baseURL = (own ?? fast).url + pathOf(planned);
      const result = await trial({ ...common, baseURL, checks: ordinary }).finally(() => own?.close());
      const measuring = timed ? selected.filter(({ facts }) => MEASURES_TIME.test(facts.id)) : [];
      if (measuring.length === 0) return result;
      const slow = await trial({
        ...common,
        baseURL: paced.url + pathOf(planned),
        checks: measuring,
        deadlines: PATIENT,
      });
      for (const { facts } of measuring) {
        const observation = slow.observations.get(facts.id);
        const judgement = slow.judgements.get(facts.id);
        if (observation) result.observations.set(facts.id, observation);
        if (judgement) result.judgements.set(facts.id, judgement);
      }
      return result;
    },
    async close() {
      await fast.close();
      await paced.close();
    },
  };
}
