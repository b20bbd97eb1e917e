/** Limits at their ends: one token, none, fewer than none, and two limits at once. */
import { check, over, REJECTED, SERVER_ERROR } from '../src/check/check.js';
import { numberAt } from '../src/check/json.js';
import type { Lab } from '../src/check/lab.js';
import { type Reply, refused, TEXT_ENDPOINTS, type TextEndpoint } from '../src/check/reply.js';
import { openapi, REQUEST_SCHEMA } from '../src/check/source.js';

const counts = (says: string) =>
  ({
    says,
    severity: 'should',
    notices: ['billing, and everybody who budgets tokens'],
  }) as const;

export const one = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.max_tokens.one`,
    claim: 'A reply that is cut after one token is counted as one token.',
    source: openapi('CompletionUsage.completion_tokens'),
    needs: [endpoint],
    cost: { requests: 1, tokens: 1 },
    outcomes: { one: 'one token is counted', other: counts('another number of tokens is counted') },
    async observe(lab) {
      return ofCut(lab, await lab.short(endpoint), 1, 'one');
    },
  }),
);

export const exact = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.max_tokens.exact`,
    claim: 'A reply that the limit cuts has exactly as many tokens as the limit says.',
    source: openapi('CompletionUsage.completion_tokens'),
    needs: [endpoint],
    cost: { requests: 1, tokens: 24 },
    outcomes: {
      exact: 'as many tokens are counted as were allowed',
      other: counts('the reply was cut, and another number of tokens is counted'),
    },
    async observe(lab) {
      const reply = await lab.greedy(endpoint);
      const { limitParameter = '' } = lab.facts[endpoint];
      return ofCut(lab, reply, numberAt(reply.received.request.json, limitParameter), 'exact');
    },
  }),
);

/** Compares the count of a reply that its limit cut with the limit. */
function ofCut<Word extends string>(lab: Lab, reply: Reply, limit: number | undefined, word: Word) {
  const counted = reply.usage?.completion_tokens;
  if (reply.finish_reason !== 'length' || limit === undefined)
    return lab.inconclusive('the limit did not cut the reply');
  if (counted === undefined) return lab.inconclusive('tokens of the reply are not counted');
  if (counted === limit) return word;
  return { outcome: 'other', details: { limit, counted } } as const;
}

/** Whoever takes the limit for "none" is ended with the first phrase. */
const END_SOON = ['\n', '.', ',', ' the'];

async function limitedTo(lab: Lab, endpoint: TextEndpoint, limit: number): Promise<Reply> {
  const { limitParameter, temperature } = lab.facts[endpoint];
  if (limitParameter === undefined) return lab.inconclusive('no limit parameter is accepted');
  return lab.ask(
    endpoint,
    { ...(temperature !== false && { temperature: 0 }), [limitParameter]: limit, stop: END_SOON },
    // The document states no minimum for chat, and 0 for completions.
    { lawful: limit >= 0 },
  );
}

export const zero = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.max_tokens.zero`,
    claim: 'A limit of 0 tokens is refused, or no token comes.',
    source: openapi(`${REQUEST_SCHEMA[endpoint]}.max_tokens`),
    needs: [endpoint],
    cost: { requests: 1, tokens: 24 },
    outcomes: {
      rejected: REJECTED,
      empty: 'the reply is empty',
      one: { says: 'one token comes all the same: the limit is looked at after it', severity: 'may' },
      text: {
        says: 'text comes: 0 is taken for "no limit"',
        severity: endpoint === 'completions' ? 'should' : 'may',
        notices: ['evaluations that score a prompt: they pay for text that nobody wants'],
      },
    },
    async observe(lab) {
      const reply = await limitedTo(lab, endpoint, 0);
      if (reply.rejected) return refused(reply.rejected);
      const tokens = reply.usage?.completion_tokens ?? 0;
      // Some servers always make one token, and do not show it.
      if (reply.generated === '' && tokens <= 1) return 'empty';
      const cut = reply.finish_reason === 'length' && tokens === 1;
      return cut ? 'one' : { outcome: 'text', details: { tokens } };
    },
  }),
);

export const negative = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.max_tokens.negative`,
    claim: 'A limit of fewer than 0 tokens is refused, or means that there is none.',
    source: openapi(`${REQUEST_SCHEMA[endpoint]}.max_tokens`),
    needs: [endpoint],
    severity: 'may',
    cost: { requests: 1, tokens: 24 },
    outcomes: {
      rejected: REJECTED,
      answered: 'the request is answered: -1 means that there is no limit',
      'server-error': SERVER_ERROR,
    },
    async observe(lab) {
      const reply = await limitedTo(lab, endpoint, -1);
      return reply.rejected ? refused(reply.rejected) : 'answered';
    },
  }),
);

const LOWER = 4;
const HIGHER = 12;

export const both = check({
  id: 'chat.max_tokens.both',
  claim:
    'Where max_tokens and max_completion_tokens are both given, the request is refused or the lower one holds.',
  source: openapi('CreateChatCompletionRequest.max_completion_tokens'),
  needs: ['chat'],
  cost: { requests: 1, tokens: HIGHER },
  outcomes: {
    rejected: REJECTED,
    lower: 'the reply keeps to the lower limit',
    higher: {
      says: 'the reply is longer than max_completion_tokens allows',
      severity: 'should',
      notices: ['everybody who pays: the limit of cost does not hold'],
    },
  },
  async observe(lab) {
    const reply = await lab.greedy('chat', { max_tokens: HIGHER, max_completion_tokens: LOWER });
    if (reply.rejected) return refused(reply.rejected);
    const counted = reply.usage?.completion_tokens;
    if (counted === undefined) return lab.inconclusive('tokens of the reply are not counted');
    if (counted <= LOWER && reply.finish_reason !== 'length')
      return lab.inconclusive('the model ends before any limit');
    return { outcome: counted <= LOWER + 1 ? 'lower' : 'higher', details: { counted } };
  },
});
