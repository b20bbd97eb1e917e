/** What there is to say of one check. Its requests are those it really sends: they are taken from a run on the embedded endpoint. */
import { closest } from 'fastest-levenshtein';
import { faults } from '../../reference/faults/index.js';
import { startReference } from '../../reference/server.js';
import { toCurl } from '../../reporters/curl.js';
import type { CheckFacts, Exchange } from '../../schemas/types/report.js';
import { catalogue, checks } from '../../suites/index.js';
import type { Check } from '../check/check.js';
import { observeTarget } from '../check/observe.js';
import { preflight } from '../check/preflight.js';
import { ConfigError } from '../config/error.js';
import { expectedOf } from '../profile/expected.js';
import { loadProfile, profileNames } from '../profile/profile.js';
import { openWire } from '../transport/wire.js';
import { ownChecks } from './profile-show.js';

/** @throws {ConfigError} where there is no such check */
export async function explanation(id: string): Promise<string> {
  const question = catalogue.find(({ facts }) => facts.id === id || facts.aliases?.includes(id));
  if (!question) {
    const near = closest(
      id,
      catalogue.map(({ facts }) => facts.id),
    );
    throw new ConfigError(`there is no check ${JSON.stringify(id)}. Did you mean ${near}? (touchstone list)`);
  }
  const { facts } = question;
  const check = checks.find((candidate) => candidate.facts.id === facts.id);
  const proving = faults.filter(({ announces }) => announces[facts.id] !== undefined);
  const { document, at, url } = facts.source;
  return [
    `${facts.id}`,
    `  ${facts.claim}`,
    '',
    'Source',
    `  ${document}${at ? `, ${at}` : ''}`,
    `  ${url}`,
    '',
    'Outcomes (the severity is that of a deviation)',
    ...Object.entries(facts.outcomes).flatMap(([word, { says, severity, notices = [] }]) => [
      `  ${word}  (${severity ?? facts.severity})  ${says}`,
      ...notices.map((notice) => `      noticed by ${notice}`),
    ]),
    '',
    'Documented by (touchstone profile show NAME)',
    ...documentedBy(facts),
    '',
    `Needs ${facts.needs.join(', ') || 'nothing'}; costs at most ${facts.cost.requests} ${facts.cost.requests === 1 ? 'request' : 'requests'} and ${facts.cost.tokens} generated tokens.`,
    '',
    'Faults that prove that it can fail (touchstone serve --fault ID)',
    ...(proving.length > 0
      ? proving.map((fault) => `  ${fault.id} → ${fault.announces[facts.id]}: ${fault.says}`)
      : ['  none yet']),
    '',
    ...(check
      ? ['Requests, as sent to the embedded endpoint', ...(await requests(check)), '']
      : ['It looks at every exchange of a run, and sends nothing.', '']),
  ].join('\n');
}

/** What each profile that speaks of the check says itself. */
function documentedBy(facts: CheckFacts): string[] {
  const speaking = profileNames()
    .map(loadProfile)
    .filter((profile) => ownChecks(profile, [facts]).length > 0);
  const width = Math.max(...speaking.map(({ name }) => name.length));
  return speaking.map((profile) => {
    const { documented = [], tolerated = [], weak = false } = expectedOf(profile, facts).entry ?? {};
    const also = tolerated.length > 0 ? `; ${tolerated.join(', ')} tolerated` : '';
    const words = documented.join(' or ') || 'nothing';
    return `  ${profile.name.padEnd(width)}  ${words}${also}${weak ? ' (weak source)' : ''}`;
  });
}

async function requests(check: Check): Promise<string[]> {
  const endpoint = await startReference();
  const exchanges: Exchange[] = [];
  const signal = new AbortController().signal;
  const deadlines = { firstByteMs: 10_000, silenceMs: 10_000, totalMs: 30_000 };
  const open = (record: (exchange: Exchange) => void) =>
    openWire({
      target: 'example',
      baseURL: endpoint.baseURL,
      concurrency: 1,
      deadlines,
      runStartMs: performance.now(),
      signal,
      record,
    });
  const first = open(() => {});
  const wire = open((exchange) => exchanges.push(exchange));
  try {
    const target = { name: 'example', baseURL: endpoint.baseURL, keyGiven: false };
    const contact = await preflight({ ...target, contextWindow: 2048 }, first);
    if (contact.kind !== 'ready') return [`  (${contact.message})`];
    const observing = observeTarget({
      target: { ...target, model: contact.model },
      facts: contact.facts,
      checks: [check],
      wire,
      signal,
    });
    const observation = await observing.observation(check.facts.id);
    await observing.done;
    const looked = new Set(observation.exchanges);
    return exchanges
      .filter(({ id }) => looked.has(id))
      .map((exchange) => `  ${toCurl(exchange, '$BASE_URL')}`);
  } finally {
    await wire.close();
    await first.close();
    await endpoint.close();
  }
}
