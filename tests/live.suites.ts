/**
 * The suites as vitest tests against an endpoint of yours: `OPENAI_BASE_URL=… npx vitest run --project suites`.
 * `OPENAI_API_KEY`, `OPENAI_MODEL` and `TOUCHSTONE_PROFILE` say as whom, which model, and what is documented. A deviation
 * fails its test; what was not observed is skipped, with the reason. Hostile checks run only against this machine.
 */
import { afterAll, test } from 'vitest';
import type { CheckFacts, Exchange, Judgement, Observation } from '../schemas/types/report.js';
import { observeInvariants } from '../src/check/invariants.js';
import { observeTarget } from '../src/check/observe.js';
import { preflight } from '../src/check/preflight.js';
import { isLoopback, targetFrom } from '../src/config/target.js';
import { judge } from '../src/judge/judge.js';
import { expectedOf } from '../src/profile/expected.js';
import { loadProfile } from '../src/profile/profile.js';
import { openWire } from '../src/transport/wire.js';
import { checks, invariants } from '../suites/index.js';

const SECONDS = 1000;
const { OPENAI_MODEL: model, TOUCHSTONE_PROFILE: named = 'openai' } = process.env;
const config = targetFrom({ ...(model && { model }) }, process.env, { profile: named });
const profile = loadProfile(config.profile);
const exchanges: Exchange[] = [];
const stop = new AbortController();
const wire = openWire({
  target: config.name,
  baseURL: config.baseURL,
  ...(config.apiKey !== undefined && { apiKey: config.apiKey }),
  headers: config.headers,
  query: config.query,
  concurrency: 4,
  deadlines: { firstByteMs: 120 * SECONDS, silenceMs: 120 * SECONDS, totalMs: 600 * SECONDS },
  runStartMs: performance.now(),
  signal: stop.signal,
  record: (exchange) => exchanges.push(exchange),
});
const contact = await preflight({ ...config, keyGiven: config.apiKey !== undefined }, wire);
if (contact.kind !== 'ready') throw new Error(contact.message);

const selected = checks.filter(({ facts }) => facts.mode !== 'hostile' || isLoopback(config.baseURL));
const observing = observeTarget({
  target: { ...config, model: contact.model, keyGiven: config.apiKey !== undefined },
  facts: contact.facts,
  checks: selected,
  wire,
  signal: stop.signal,
});

afterAll(() => wire.close());

for (const { facts } of selected) {
  test.concurrent(`${facts.id}: ${facts.claim}`, async ({ expect, skip }) => {
    const judged = judgementOf(facts, await observing.observation(facts.id));
    skip(notObserved(judged), judged.message);
    expect(judged.verdict, judged.message).toBe('pass');
  });
}

for (const { facts } of invariants) {
  test.concurrent(`${facts.id}: ${facts.claim}`, async ({ expect, skip }) => {
    await observing.done;
    const observation = observeInvariants(invariants, exchanges).get(facts.id);
    const judged = judgementOf(facts, observation ?? { skipped: 'not examined', exchanges: [] });
    skip(notObserved(judged), judged.message);
    expect(judged.verdict, judged.message).toBe('pass');
  });
}

function judgementOf(facts: CheckFacts, observation: Observation): Judgement {
  return judge(observation, expectedOf(profile, facts), facts);
}

function notObserved({ verdict }: Judgement): boolean {
  return verdict !== 'pass' && verdict !== 'fail' && verdict !== 'error';
}
