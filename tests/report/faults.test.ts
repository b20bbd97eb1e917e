import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faults } from '../../reference/faults/index.js';
import { type ReferenceEndpoint, startReference } from '../../reference/server.js';
import { timesOf } from '../../reporters/reading/latency.js';
import type { Report } from '../../schemas/types/report.js';
import { loadProfile } from '../../src/profile/profile.js';
import { trial } from '../../src/proof/trial.js';
import { assembleReport } from '../../src/report/assemble.js';
import { diffReports } from '../../src/report/diff.js';
import { catalogue, checks, invariants } from '../../suites/index.js';
import { FIREWORKS_MODEL, MODEL } from '../reference/client.js';

const API_KEY = 'reference-key';
const CONTEXT_WINDOW = 2048;
/** A busy machine is slow, and not wrong. */
const PATIENT = { firstByteMs: 4_000, silenceMs: 4_000, totalMs: 20_000 };
/** What measures time needs an endpoint that takes its time. */
const SLOWLY = 60;
const MEASURES_TIME = /\.stream\.incremental$/;

/** Of those that a fault announces; the rest is for prove. */
const MOST_CHECKS = 2;
/** What gives the rules over all exchanges something to look at. */
const PROVOKES =
  /^(chat|completions)\.(stream|option\.n|option\.suffix|error|tools|stop|text)\b|\.outside$|^errors\./;

let endpoint: ReferenceEndpoint;
let slow: ReferenceEndpoint;
/** By dialect, of all checks. */
const faultless = new Map<string, Report>();

beforeAll(async () => {
  endpoint = await startReference({ apiKey: API_KEY, contextWindow: CONTEXT_WINDOW });
  slow = await startReference({ apiKey: API_KEY, contextWindow: CONTEXT_WINDOW, tokensPerSecond: SLOWLY });
  for (const dialect of ['openai', 'fireworks', 'fireworks-2024'])
    faultless.set(dialect, await reportOf(dialect, '', isQuick));
}, 180_000);
afterAll(() => Promise.all([endpoint.close(), slow.close()]));

/** The report of a run of a few checks, and of the rules over all exchanges. */
async function reportOf(
  dialect: string,
  path: string,
  wanted: (check: string) => boolean,
  at = endpoint,
): Promise<Report> {
  const profile = loadProfile(dialect);
  const { observations } = await trial({
    baseURL: `${at.url}/dialect/${dialect}${path}/v1`,
    apiKey: API_KEY,
    profile,
    checks: checks.filter(({ facts }) => wanted(facts.id)),
    // Some faults leave no list of models to find it in.
    model: dialect.startsWith('fireworks') ? FIREWORKS_MODEL : MODEL,
    contextWindow: CONTEXT_WINDOW,
    deadlines: PATIENT,
    signal: new AbortController().signal,
  });
  return assembleReport({
    version: '0.0.0',
    startedAt: new Date(0),
    partial: false,
    options: { suite: 'full', only: [], skip: [], hostile: true, failOn: 'should', against: [] },
    catalogue: catalogue.map(({ facts }) => facts).filter(({ id }) => observations.has(id)),
    targets: [
      {
        name: 'reference',
        baseURL: at.url,
        model: 'any',
        profile,
        against: [],
        capabilities: {},
        observations,
        exchanges: [],
        notes: [],
      },
    ],
  });
}

describe('diff of a run with a single fault against the faultless one', () => {
  const rules = new Set(invariants.map(({ facts }) => facts.id));

  test('of two equal runs is empty', async () => {
    const again = await reportOf('openai', '', isQuick);
    expect(diffReports(faultless.get('openai') as Report, again, timesOf).changes).toEqual([]);
  });

  // Side by side: each has an endpoint of its own, and some wait for an answer that never comes.
  test.concurrent.each(faults.map((fault) => [fault.id, fault] as const))(
    '%s: names its checks',
    async (id, fault) => {
      const dialect = fault.dialects?.[0] ?? 'openai';
      const announced = Object.keys(fault.announces);
      const quick = announced.filter(isQuick);
      const tried = (quick.length > 0 ? quick : announced).slice(0, MOST_CHECKS);
      const isRule = tried.some((check) => rules.has(check));
      const wanted = (check: string) => tried.includes(check) || (isRule && PROVOKES.test(check));
      const at = quick.length > 0 ? endpoint : slow;
      const persona = fault.persona === undefined ? '' : `/persona/${fault.persona}`;
      const isOrdinary = at === endpoint && persona === '';
      const before = isOrdinary
        ? (faultless.get(dialect) as Report)
        : await reportOf(dialect, persona, wanted, at);
      const faulty = await reportOf(dialect, `${persona}/fault/${id}`, wanted, at);
      const others = tried.filter((check) => outcomeOf(faulty, check) !== outcomeOf(before, check));
      const named = diffReports(before, faulty, timesOf).changes.map(({ check }) => check);
      expect(others).not.toEqual([]);
      expect(others.filter((check) => !named.includes(check))).toEqual([]);
    },
  );
});

function isQuick(check: string): boolean {
  return !MEASURES_TIME.test(check);
}

function outcomeOf({ targets }: Report, check: string): string | undefined {
  return targets[0]?.results.find((result) => result.check === check)?.outcome;
}
