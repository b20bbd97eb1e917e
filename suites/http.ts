/** HTTP around the API: browsers, headers, paths, large bodies, several requests at once. */
import { check, NOT_CORE, SERVER_ERROR } from '../src/check/check.js';
import { type Lab, throwForStatus, type WireRequest } from '../src/check/lab.js';
import type { TextEndpoint } from '../src/check/reply.js';
import { sdk, thread } from '../src/check/source.js';

/** What the official clients send in a browser, and so must be asked for before. */
const BROWSER_HEADERS =
  'authorization, content-type, x-stainless-lang, x-stainless-os, x-stainless-retry-count';
const ORIGIN = 'https://touchstone.example';

const endpointOf = (lab: Lab) => (lab.facts.chat.state === 'present' ? 'chat' : 'completions');

/** An ordinary request, changed in what goes around its body. */
async function ordinary(lab: Lab, change: Partial<WireRequest>) {
  const { request } = (await lab.short(endpointOf(lab))).received;
  const received = await lab.send({ ...request, ...change });
  throwForStatus(received);
  return received;
}

export const preflight = check({
  id: 'http.cors.preflight',
  claim: 'A browser may ask whether its page may call, with the headers of the official client.',
  source: sdk('openai-node', 'src/internal/detect-platform.ts'),
  needs: [],
  severity: 'may',
  cost: { requests: 1, tokens: 0 },
  outcomes: {
    allowed: 'the origin and all headers are allowed',
    partial: {
      says: 'the origin is allowed, and a header of the official client is not',
      severity: 'may',
      notices: ['the official client in a browser: the request never leaves'],
    },
    absent: 'nothing is allowed: the endpoint is not for browsers',
  },
  async observe(lab) {
    const received = await lab.send({
      method: 'OPTIONS',
      path: '/chat/completions',
      credentials: 'none',
      lawful: false,
      headers: {
        origin: ORIGIN,
        'access-control-request-method': 'POST',
        'access-control-request-headers': BROWSER_HEADERS,
      },
    });
    const { status = 0, headers } = received;
    throwForStatus(received);
    const origin = headers['access-control-allow-origin'];
    if (status >= 300 || origin === undefined) return { outcome: 'absent', details: { status } };
    const allowed = (headers['access-control-allow-headers'] ?? '').toLowerCase();
    const refused = BROWSER_HEADERS.split(', ').filter(
      (name) => !allowed.includes(name) && (name === 'authorization' || !allowed.split(/, */).includes('*')),
    );
    return refused.length === 0
      ? 'allowed'
      : { outcome: 'partial', details: { refused: refused.join(', ') } };
  },
});

export const headers = check({
  id: 'http.headers.unknown',
  claim: 'Headers of the official clients, and unknown ones, change nothing.',
  source: sdk('openai-node', 'src/internal/detect-platform.ts'),
  needs: [],
  ...NOT_CORE,
  cost: { requests: 2, tokens: 2 },
  outcomes: {
    accepted: 'the request is answered',
    refused: {
      says: 'the request is refused',
      severity: 'must',
      notices: ['programs with the official clients'],
    },
  },
  async observe(lab) {
    const { status = 0 } = await ordinary(lab, {
      headers: {
        'openai-organization': 'org-touchstone',
        'openai-project': 'proj_touchstone',
        'x-stainless-lang': 'js',
        'x-stainless-os': 'Linux',
        'x-stainless-retry-count': '0',
        'x-touchstone': '1',
      },
    });
    return status < 300 ? 'accepted' : { outcome: 'refused', details: { status } };
  },
});

export const mediaType = check({
  id: 'http.media_type.text',
  claim: 'JSON that is labelled as plain text is taken or refused.',
  source: sdk('openai-node', 'src/internal/request-options.ts'),
  needs: [],
  severity: 'may',
  cost: { requests: 2, tokens: 2 },
  outcomes: {
    accepted: 'the request is answered',
    rejected: 'the request is refused, perhaps with 415',
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const { status = 0 } = await ordinary(lab, {
      headers: { 'content-type': 'text/plain' },
      lawful: false,
    });
    return status < 300 ? 'accepted' : 'rejected';
  },
});

export const slash = check({
  id: 'http.trailing_slash',
  claim: 'A path with a slash at its end is answered, refused, or redirected with its body.',
  source: thread('sigoden/aichat#767'),
  needs: [],
  severity: 'may',
  cost: { requests: 2, tokens: 2 },
  outcomes: {
    answered: 'the request is answered',
    rejected: 'the status is one of 4xx',
    redirected: {
      says: 'the client is sent to another address with its request (307, 308)',
      severity: 'may',
    },
    'loses-the-body': {
      says: 'the client is sent to another address with a status by which a POST becomes a GET',
      severity: 'may',
      notices: ['fetch and curl -L: GET without a body'],
    },
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const { request } = (await lab.short(endpointOf(lab))).received;
    const { status = 0, headers } = await ordinary(lab, { path: `${request.path}/`, lawful: false });
    if (status >= 400) return 'rejected';
    if (status < 300) return 'answered';
    const outcome = status === 307 || status === 308 ? 'redirected' : 'loses-the-body';
    return { outcome, details: { status, to: headers.location ?? '' } };
  },
});

/** More at once than this would be a test of load. */
const MOST_AT_ONCE = 16;
/** Fewer are hardly ever under way together. */
const FEWEST_AT_ONCE = 6;

export const atOnce = check({
  id: 'http.concurrent',
  claim: 'Several requests at once, every other one of them streamed, get their own answers.',
  source: thread('ml-explore/mlx-lm#965'),
  needs: [],
  mode: 'alone',
  ...NOT_CORE,
  cost: { requests: 3 + MOST_AT_ONCE, tokens: 24 * (3 + MOST_AT_ONCE) },
  outcomes: {
    own: 'each request gets the answer to its question',
    mixed: {
      says: 'a request gets the answer to another question',
      severity: 'must',
      notices: ['everybody who shares the server: others read their answers'],
    },
  },
  async observe(lab) {
    const { endpoint, alone } = await answersApart(lab);
    const streams = (await lab.capability(`${endpoint}.stream`)) === 'present';
    const requests = Math.min(MOST_AT_ONCE, Math.max(FEWEST_AT_ONCE, lab.target.concurrency ?? 0));
    const together = await Promise.all(
      Array.from({ length: requests }, async (_, i) => {
        const which = (i % 3) as 0 | 1 | 2;
        const stream = streams && i % 2 === 1 ? { stream: true } : {};
        return { which, text: (await lab.plain(endpoint, which, stream, { fresh: true })).generated };
      }),
    );
    const swapped = together.find(({ which, text }) =>
      alone.some((other, i) => i !== which && isLike(text, other) && !isLike(text, alone[which] ?? '')),
    );
    const details = { requests };
    return swapped === undefined
      ? { outcome: 'own', details }
      : { outcome: 'mixed', details: { ...details, text: swapped.text.slice(0, 60) } };
  },
});

/** The answers to three questions, each asked alone; of the endpoint where they differ. */
async function answersApart(lab: Lab): Promise<{ endpoint: TextEndpoint; alone: readonly string[] }> {
  for (const endpoint of ['completions', 'chat'] as const) {
    if (lab.facts[endpoint].state !== 'present') continue;
    const alone: string[] = [];
    for (const which of [0, 1, 2] as const) alone.push((await lab.plain(endpoint, which)).generated);
    const apart = alone.every((text, i) => alone.every((other, j) => i === j || !isLike(text, other)));
    if (apart && !alone.includes('')) return { endpoint, alone };
  }
  return lab.inconclusive('different questions are answered alike');
}

/** Two texts that begin alike for longer than two answers to different questions do. */
function isLike(a: string, b: string): boolean {
  const begin = Math.min(24, a.length, b.length);
  return begin >= 12 && a.slice(0, begin) === b.slice(0, begin);
}

/** Larger than any request of an ordinary client, and small enough to send. */
const LARGE_BYTES = 4 * 1024 * 1024;

export const large = check({
  id: 'http.body.large',
  claim: 'A body of four megabytes is taken or refused, and does not stop the server.',
  source: thread('raullenchai/Rapid-MLX#710'),
  needs: [],
  mode: 'hostile',
  cost: { requests: 2, tokens: 2 },
  outcomes: {
    accepted: 'the request is answered',
    rejected: 'the request is refused, perhaps with 413',
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const { status = 0 } = await ordinary(lab, { ...(await padded(lab)), lawful: false });
    return status < 300 ? 'accepted' : { outcome: 'rejected', details: { status } };
  },
});

/** An ordinary body with white space around it, which costs nobody a token. */
async function padded(lab: Lab): Promise<Partial<WireRequest>> {
  const { request } = (await lab.short(endpointOf(lab))).received;
  return { json: undefined, text: JSON.stringify(request.json) + ' '.repeat(LARGE_BYTES) };
}
