/** Headers of answers: how they are compressed, and what each is called. */
import type { Exchange } from '../schemas/types/report.js';
import { check, invariant } from '../src/check/check.js';
import { evidence } from '../src/check/findings.js';
import { throwForStatus } from '../src/check/lab.js';
import { page, sdk } from '../src/check/source.js';

const encodingOf = (headers: Readonly<Record<string, string>>) =>
  (headers['content-encoding'] ?? 'identity').trim().toLowerCase();

export const compression = check({
  id: 'http.accept_encoding',
  claim: 'A client that accepts no compression gets none.',
  source: page('RFC 9110', 'https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3', '12.5.3'),
  needs: ['models'],
  cost: { requests: 1, tokens: 0 },
  outcomes: {
    respected: 'the answer is not compressed',
    ignored: {
      says: 'the answer is compressed all the same',
      severity: 'should',
      notices: ['clients that do not decompress, such as those of urllib in Python'],
    },
  },
  async observe(lab) {
    const received = await lab.send({
      method: 'GET',
      path: '/models',
      headers: { 'accept-encoding': 'identity' },
    });
    throwForStatus(received);
    const encoding = encodingOf(received.headers);
    return encoding === 'identity' ? 'respected' : { outcome: 'ignored', details: { encoding } };
  },
});

const REQUEST_ID = 'x-request-id';

/** Answers to GET may come out of a cache, with the id of the request that filled it. */
function isAnswered({ request, response }: Exchange): boolean {
  return request.method === 'POST' && response !== undefined;
}

export const requestId = invariant({
  id: 'http.request_id',
  claim: 'Each answer has a request id of its own.',
  source: sdk('openai-node', 'src/internal/parse.ts'),
  severity: 'may',
  outcomes: {
    unique: 'each x-request-id is that of one answer',
    repeated: {
      says: 'several answers have the same x-request-id',
      severity: 'may',
      notices: ['gateways that count by it: several requests become one'],
    },
    absent: 'no answer has an x-request-id',
  },
  examine(exchanges) {
    const answered = exchanges.filter(isAnswered);
    if (answered.length < 2) return undefined;
    const named = answered.filter(({ response }) => response?.headers[REQUEST_ID]);
    if (named.length === 0) return { outcome: 'absent', exchanges: evidence(answered, []) };
    const ids = named.map(({ response }) => response?.headers[REQUEST_ID] ?? '');
    const repeated = named.filter(
      (_, i) => ids.indexOf(ids[i] as string) !== ids.lastIndexOf(ids[i] as string),
    );
    return {
      outcome: repeated.length > 0 ? 'repeated' : 'unique',
      details: { answers: answered.length, named: named.length, different: new Set(ids).size },
      exchanges: evidence(
        named,
        repeated.map(({ id }) => id),
      ),
    };
  },
});
