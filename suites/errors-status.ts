/** Rules over every refusal of a run: whether its status says what happened, and when to come again. */
import type { Exchange } from '../schemas/types/report.js';
import { invariant } from '../src/check/check.js';
import { evidence, gather } from '../src/check/findings.js';
import { isSuccess, pathOf } from '../src/check/recorded.js';
import { page, sdk } from '../src/check/source.js';

/** What the official clients send again by themselves, 5xx apart. */
const SENT_AGAIN = new Set([408, 409, 429]);

const statusOf = ({ response }: Exchange): number => response?.status ?? 0;
const isPost = ({ request }: Exchange): boolean => request.method === 'POST';

/** A place, so that a report tells it once. */
function found(exchange: Exchange, expected: string) {
  return {
    path: `POST ${pathOf(exchange)}`,
    expected,
    got: String(statusOf(exchange)),
    exchange: exchange.id,
  };
}

export const meaning = invariant({
  id: 'errors.status.meaning',
  claim: 'A refusal has a status that says what happened: 400 or 422 for a mistake.',
  source: sdk('openai-node', 'src/client.ts'),
  outcomes: {
    fitting: 'no refusal has a status that means something else',
    'sent-again': {
      says: 'mistakes are answered with a status that means "later", though all else is answered',
      severity: 'should',
      notices: ['the official SDKs send the mistake again, and wait in between'],
    },
    'wrong-method': {
      says: 'a parameter is refused with 405, on a path where others are answered',
      severity: 'may',
      notices: ['clients and gateways that tell errors apart by status: the address seems wrong'],
    },
  },
  examine(exchanges) {
    const posts = exchanges.filter(
      (exchange) => isPost(exchange) && exchange.response && exchange.request.credentials === 'own',
    );
    const refused = posts.filter((exchange) => statusOf(exchange) >= 400 && statusOf(exchange) < 500);
    if (refused.length === 0) return undefined;
    const there = new Set(posts.filter(isSuccess).map(pathOf));
    const again = mistakesSentAgain(posts);
    const method = refused.filter(
      (exchange) => statusOf(exchange) === 405 && there.has(pathOf(exchange)) && exchange.request.body,
    );
    const telling = again.length > 0 ? again : method;
    return {
      outcome: again.length > 0 ? 'sent-again' : method.length > 0 ? 'wrong-method' : 'fitting',
      findings: gather(telling.map((exchange) => found(exchange, '400 or 422'))),
      exchanges: evidence(
        refused,
        telling.map(({ id }) => id),
      ),
    };
  },
});

/**
 * Mistakes that are answered with "later". A busy endpoint is none of that: it answers the same request another time, and one
 * whose quota is used up answers nothing afterwards.
 */
function mistakesSentAgain(posts: readonly Exchange[]): Exchange[] {
  const answered = new Set(posts.filter(isSuccess).map(bodyOf));
  const later = posts.filter((exchange) => SENT_AGAIN.has(statusOf(exchange)));
  if (later.some((exchange) => answered.has(bodyOf(exchange)))) return [];
  const lastAnswer = Math.max(...posts.filter(isSuccess).map(({ timing }) => timing.startedMs));
  return later.filter(({ request, timing }) => !request.lawful && timing.startedMs < lastAnswer);
}

function bodyOf({ request }: Exchange): string {
  return `${request.path} ${request.body?.text ?? ''}`;
}

export const retryAfter = invariant({
  id: 'errors.status.retry_after',
  claim: 'Who is told to come again later is told when.',
  source: page('RFC 6585', 'https://www.rfc-editor.org/rfc/rfc6585', '4'),
  severity: 'may',
  outcomes: {
    given: 'every 429 has the time to wait',
    missing: {
      says: 'a 429 does not say how long to wait',
      severity: 'may',
      notices: ['the official SDKs guess, and come again too early'],
    },
  },
  examine(exchanges) {
    const limited = exchanges.filter((exchange) => statusOf(exchange) === 429 && exchange.request.lawful);
    if (limited.length === 0) return undefined;
    const silent = limited.filter(
      ({ response }) => !(response?.headers['retry-after'] ?? response?.headers['retry-after-ms']),
    );
    return {
      outcome: silent.length > 0 ? 'missing' : 'given',
      details: { limited: limited.length, silent: silent.length },
      exchanges: evidence(
        limited,
        silent.map(({ id }) => id),
      ),
    };
  },
});
