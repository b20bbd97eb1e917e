/** Log probabilities: what the lists hold, on both endpoints, streamed and not. */
import type { Parameters } from '../src/check/ask.js';
import { check, over, REJECTED } from '../src/check/check.js';
import { arrayAt, at, isObject, numberAt, stringAt } from '../src/check/json.js';
import type { Lab } from '../src/check/lab.js';
import { type Reply, refused, TEXT_ENDPOINTS, type TextEndpoint } from '../src/check/reply.js';
import { openapi, REQUEST_SCHEMA } from '../src/check/source.js';
import { sameText } from '../src/check/text.js';

/** One token as either endpoint reports it. */
interface Entry {
  readonly token: string;
  readonly logprob: number | undefined;
  readonly bytes: readonly number[] | undefined;
  /** Log probabilities of the likeliest tokens, as listed. */
  readonly top: readonly number[];
}

/** Each endpoint's way to ask for `count` alternatives. */
function asking(endpoint: TextEndpoint, count?: number): Parameters {
  if (endpoint === 'completions') return { logprobs: count ?? 1 };
  return { logprobs: true, ...(count !== undefined && { top_logprobs: count }) };
}

/** In either shape: that llama.cpp gives those of completions in that of chat, another check says. */
function entriesOf({ logprobs }: Reply): Entry[] {
  return logprobs.flatMap((part) => [...arrayAt(part, 'content').map(chatEntry), ...completionEntries(part)]);
}

function chatEntry(entry: unknown): Entry {
  const bytes = at(entry, 'bytes');
  return {
    token: stringAt(entry, 'token') ?? '',
    logprob: numberAt(entry, 'logprob'),
    bytes: Array.isArray(bytes) ? bytes : undefined,
    top: arrayAt(entry, 'top_logprobs').map((other) => numberAt(other, 'logprob') ?? Number.NaN),
  };
}

function completionEntries(part: unknown): Entry[] {
  return arrayAt(part, 'tokens').map((token, i) => {
    const top = at(part, 'top_logprobs', i);
    return {
      token: String(token),
      logprob: numberAt(part, 'token_logprobs', i),
      bytes: undefined,
      top: isObject(top) ? Object.values(top).map(Number) : [],
    };
  });
}

/** The ordinary greedy reply with log probabilities; the same request for all who look at it. */
async function told(lab: Lab, endpoint: TextEndpoint): Promise<{ reply: Reply; entries: Entry[] }> {
  const reply = await lab.greedy(endpoint, asking(endpoint));
  const entries = entriesOf(reply);
  if (entries.length === 0) return lab.inconclusive('no log probabilities come');
  return { reply, entries };
}

/** What rounding may add to a probability of one. */
const ROUNDING = 1e-6;

export const values = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.option.logprobs.values`,
    claim: 'Log probabilities are at most 0.',
    source: openapi('ChatCompletionTokenLogprob.logprob'),
    needs: [endpoint, `${endpoint}.logprobs`],
    cost: { requests: 1, tokens: 24 },
    outcomes: {
      lawful: 'no log probability is above 0',
      positive: {
        says: 'log probabilities above 0 come: they are something else',
        severity: 'should',
        notices: ['evaluations: perplexity and confidence are wrong'],
      },
    },
    async observe(lab) {
      const { entries } = await told(lab, endpoint);
      const found = entries.flatMap(({ logprob, top }) => [logprob ?? 0, ...top]);
      const highest = Math.max(...found.filter((value) => !Number.isNaN(value)));
      return highest > ROUNDING ? { outcome: 'positive', details: { highest } } : 'lawful';
    },
  }),
);

/** Ways to write a token that is no text by itself. */
const MARKED = /bytes:|\\x|<0x|\uFFFD|[\u0120\u010A\u2581]/;

export const text = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.option.logprobs.text`,
    claim: 'The tokens of the log probabilities join to the text.',
    source: openapi('ChatCompletionTokenLogprob.bytes'),
    needs: [endpoint, `${endpoint}.logprobs`],
    cost: { requests: 1, tokens: 24 },
    outcomes: {
      same: 'their bytes, or the tokens themselves, join to the text',
      different: {
        says: 'they join to another text',
        severity: 'should',
        notices: ['who colours or cuts a text by its tokens: the places are wrong'],
      },
    },
    async observe(lab) {
      const { reply, entries } = await told(lab, endpoint);
      const inBytes = entries.every(({ bytes }) => bytes !== undefined);
      const joined = inBytes
        ? Buffer.from(entries.flatMap(({ bytes = [] }) => bytes)).toString('utf8')
        : entries.map(({ token }) => token).join('');
      if (!inBytes && MARKED.test(joined))
        return lab.inconclusive('tokens are written in a form that cannot be joined');
      // A token that ends the reply or the thinking is counted and not shown, and so is a part of a character.
      const plain = joined.replaceAll(/<[|/]?[\w|]{1,24}>|\uFFFD/g, '').trim();
      const shown = reply.text.replaceAll('\uFFFD', '').trim();
      const whole = plain === shown || (reply.reasoning !== '' && plain.endsWith(shown));
      return whole
        ? 'same'
        : { outcome: 'different', details: { tokens: joined.slice(0, 60), text: reply.text.slice(0, 60) } };
    },
  }),
);

/** Tokens are enough to see alternatives, and few. */
const FEW = { tokens: 4 };

export const alternatives = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: endpoint === 'chat' ? 'chat.option.top_logprobs' : 'completions.option.logprobs.top',
    claim: 'Each token comes with its likeliest alternatives.',
    source: openapi(
      endpoint === 'chat'
        ? 'CreateChatCompletionRequest.top_logprobs'
        : 'CreateCompletionResponse.choices.logprobs.top_logprobs',
    ),
    needs: [endpoint, `${endpoint}.logprobs`],
    cost: { requests: 1, tokens: 4 },
    outcomes: {
      honoured: 'the tokens have alternatives',
      ignored: { says: 'no token has an alternative', severity: 'should' },
      foreign: {
        says: 'the token that was chosen at temperature 0 is likelier than its alternatives: they are those of another',
        severity: 'should',
        notices: ['classifiers by log probability: they compare the wrong tokens'],
      },
      rejected: REJECTED,
    },
    async observe(lab) {
      const reply = await lab.greedy(endpoint, asking(endpoint, 3), FEW);
      if (reply.rejected) return refused(reply.rejected);
      const entries = entriesOf(reply);
      if (entries.length === 0) return lab.inconclusive('no log probabilities come');
      const counts = entries.map(({ top }) => top.length);
      if (Math.max(...counts) === 0) return 'ignored';
      if (lab.facts[endpoint].temperature === false) return 'honoured';
      const foreign = entries.some(
        ({ logprob = -Infinity, top }) => top.length > 0 && logprob > Math.max(...top) + NEAR,
      );
      return foreign ? 'foreign' : 'honoured';
    },
  }),
);

/** Two computations of one log probability may be this far apart. */
const NEAR = 0.1;

export const zero = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: endpoint === 'chat' ? 'chat.option.top_logprobs.zero' : 'completions.option.logprobs.zero',
    claim: 'With 0 alternatives, the log probabilities of the chosen tokens still come.',
    source: openapi(
      endpoint === 'chat'
        ? 'CreateChatCompletionRequest.top_logprobs.minimum'
        : 'CreateCompletionRequest.logprobs.minimum',
    ),
    needs: [endpoint, `${endpoint}.logprobs`],
    cost: { requests: 1, tokens: 4 },
    outcomes: {
      given: 'each token has its log probability',
      ignored: {
        says: 'there are no log probabilities: 0 is taken for "not set"',
        severity: 'should',
        notices: ['evaluations that need the score of the text only'],
      },
      rejected: REJECTED,
    },
    async observe(lab) {
      const reply = await lab.greedy(endpoint, asking(endpoint, 0), FEW);
      if (reply.rejected) return refused(reply.rejected);
      return entriesOf(reply).length > 0 ? 'given' : 'ignored';
    },
  }),
);

const MOST = { chat: 20, completions: 5 } as const;

export const most = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: endpoint === 'chat' ? 'chat.option.top_logprobs.most' : 'completions.option.logprobs.most',
    claim: `Up to ${MOST[endpoint]} alternatives can be asked for.`,
    source: openapi(
      endpoint === 'chat'
        ? 'CreateChatCompletionRequest.top_logprobs.maximum'
        : 'CreateCompletionRequest.logprobs.maximum',
    ),
    needs: [endpoint, `${endpoint}.logprobs`],
    cost: { requests: 1, tokens: 4 },
    outcomes: {
      full: `there are ${MOST[endpoint]} alternatives`,
      fewer: { says: 'there are fewer alternatives than asked for', severity: 'may' },
      rejected: 'so many are refused with a legible error',
    },
    async observe(lab) {
      const reply = await lab.greedy(endpoint, asking(endpoint, MOST[endpoint]), FEW);
      if (reply.rejected) return refused(reply.rejected);
      const counts = entriesOf(reply).map(({ top }) => top.length);
      const largest = Math.max(0, ...counts);
      return largest >= MOST[endpoint] ? 'full' : { outcome: 'fewer', details: { alternatives: largest } };
    },
  }),
);

export const streamed = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.logprobs`,
    claim: 'In a stream, the log probabilities add up to those that come without streaming.',
    source: openapi('CreateChatCompletionStreamResponse.choices.logprobs'),
    needs: [endpoint, `${endpoint}.stream`, `${endpoint}.logprobs`],
    cost: { requests: 2, tokens: 48 },
    outcomes: {
      same: 'the same tokens come',
      missing: {
        says: 'no chunk has log probabilities',
        severity: 'must',
        notices: ['SillyTavern and evaluators that stream: nothing to show'],
      },
      different: { says: 'the tokens are others, or not all of them come', severity: 'should' },
      rejected: 'log probabilities in a stream are refused with a legible error',
    },
    async observe(lab) {
      const { reply: whole, entries: expected } = await told(lab, endpoint);
      const reply = await lab.greedy(endpoint, { ...asking(endpoint), stream: true });
      if (reply.rejected) return refused(reply.rejected);
      const got = entriesOf(reply);
      if (got.length === 0) return 'missing';
      if (!sameText(reply.generated, whole.generated))
        return lab.inconclusive('the texts differ, so the tokens may');
      // The token that ends the reply is reported by some in one form and not in the other.
      const ended = Math.abs(got.length - expected.length) <= 1;
      const shorter = Math.min(got.length, expected.length);
      const same = got.slice(0, shorter).every(({ token }, i) => token === expected[i]?.token);
      return ended && same
        ? 'same'
        : { outcome: 'different', details: { streamed: got.length, unstreamed: expected.length } };
    },
  }),
);

export const finish = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.logprobs.finish_reason`,
    claim: 'A stream with log probabilities still ends with a finish_reason.',
    source: openapi(`${REQUEST_SCHEMA[endpoint]}.logprobs`),
    needs: [endpoint, `${endpoint}.stream`, `${endpoint}.logprobs`],
    cost: { requests: 2, tokens: 48 },
    outcomes: {
      there: 'a chunk has the finish_reason',
      lost: {
        says: 'no chunk has it, though one has without log probabilities',
        severity: 'must',
        notices: ['the .stream() helper of openai-node throws'],
      },
    },
    async observe(lab) {
      const reply = await lab.greedy(endpoint, { ...asking(endpoint), stream: true });
      if (reply.rejected) return lab.inconclusive('log probabilities in a stream are refused');
      if (typeof reply.finish_reason === 'string') return 'there';
      const plain = await lab.greedy(endpoint, { stream: true });
      return typeof plain.finish_reason === 'string'
        ? 'lost'
        : lab.inconclusive('without log probabilities there is no finish_reason, either');
    },
  }),
);
