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
/** What measures time needs an endpoint that takes its time; it is tried by prove. */
const MEASURES_TIME = /\.stream\.incremental$/;

/** Of those that a fault announces; the rest is for prove. */
const MOST_CHECKS = 2;
/** What gives the rules over all exchanges something to look at. */
const PROVOKES = /^(chat|completions)\.(stream|option\.n|tools|stop|text)\b|^errors\./;

let endpoint: ReferenceEndpoint;
/** By dialect, of all checks. */
const faultless = new Map<string, Report>();

beforeAll(async () => {
  endpoint = await startReference({ apiKey: API_KEY, contextWindow: CONTEXT_WINDOW });
  for (const dialect of ['openai', 'fireworks', 'fireworks-2024'])
    faultless.set(dialect, await reportOf(dialect, '', () => true));
}, 180_000);
afterAll(() => endpoint.close());

/** The report of a run of a few checks, and of the rules over all exchanges. */
async function reportOf(dialect: string, path: string, wanted: (check: string) => boolean): Promise<Report> {
  const profile = loadProfile(dialect);
  const { observations } = await trial({
    baseURL: `${endpoint.url}/dialect/${dialect}${path}/v1`,
    apiKey: API_KEY,
    profile,
    checks: checks.filter(({ facts }) => wanted(facts.id) && !MEASURES_TIME.test(facts.id)),
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
        baseURL: endpoint.url,
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
  const tried = faults.filter(
    ({ announces }) => !Object.keys(announces).every((id) => MEASURES_TIME.test(id)),
  );
  const rules = new Set(invariants.map(({ facts }) => facts.id));

  test('of two equal runs is empty', async () => {
    const again = await reportOf('openai', '', () => true);
    expect(diffReports(faultless.get('openai') as Report, again, timesOf).changes).toEqual([]);
  });

  let noticed = 0;

  test.each(tried.map((fault) => [fault.id, fault] as const))('%s: names its checks', async (id, fault) => {
    const dialect = fault.dialects?.[0] ?? 'openai';
    const announced = Object.keys(fault.announces).slice(0, MOST_CHECKS);
    const isRule = announced.some((check) => rules.has(check));
    const before = faultless.get(dialect) as Report;
    const faulty = await reportOf(
      dialect,
      `/fault/${id}`,
      (check) => announced.includes(check) || (isRule && PROVOKES.test(check)),
    );
    const others = announced.filter((check) => outcomeOf(faulty, check) !== outcomeOf(before, check));
    const named = diffReports(before, faulty, timesOf).changes.map(({ check }) => check);
    expect(others.filter((check) => !named.includes(check))).toEqual([]);
    if (others.length > 0) noticed += 1;
  });

  test('nearly every fault changes what its checks come to (each of them is shown by prove)', () => {
    expect(noticed / tried.length).toBeGreaterThan(0.95);
  });
});

function outcomeOf({ targets }: Report, check: string): string | undefined {
  return targets[0]?.results.find((result) => result.check === check)?.outcome;
}
