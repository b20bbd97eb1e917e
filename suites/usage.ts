/** Counts that must agree: over repeats, with the length of the prompt, between endpoints, with several choices. */
import { check, over } from '../src/check/check.js';
import { numberAt } from '../src/check/json.js';
import type { Lab } from '../src/check/lab.js';
import { type Reply, refused, TEXT_ENDPOINTS, type TextEndpoint } from '../src/check/reply.js';
import { openapi } from '../src/check/source.js';

const METER = ['billing and context meters'] as const;

export const repeated = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.usage.repeated`,
    claim: 'The same prompt is counted the same each time.',
    source: openapi('CompletionUsage.prompt_tokens'),
    needs: [endpoint],
    cost: { requests: 2, tokens: 2 },
    outcomes: {
      equal: 'the counts of the prompt are equal',
      different: {
        says: 'the prompt is counted differently when it is sent again',
        severity: 'should',
        notices: METER,
      },
    },
    async observe(lab) {
      const first = await lab.short(endpoint);
      const [once, again] = [promptTokens(lab, first), promptTokens(lab, await lab.fresh(first))];
      return once === again ? 'equal' : { outcome: 'different', details: { once, again } };
    },
  }),
);

function promptTokens(lab: Lab, reply: Reply): number {
  return reply.usage?.prompt_tokens ?? lab.inconclusive('prompt tokens are not counted');
}

const FEW_WORDS = 8;
const MANY_WORDS = 32;

/** What more words add to the count: the same question on both endpoints. */
async function growth(lab: Lab, endpoint: TextEndpoint): Promise<number> {
  const counts: number[] = [];
  for (const words of [FEW_WORDS, MANY_WORDS]) {
    const content = 'fox '.repeat(words).trim();
    const question = endpoint === 'chat' ? { messages: [{ role: 'user', content }] } : { prompt: content };
    counts.push(promptTokens(lab, await lab.short(endpoint, question)));
  }
  const [few = 0, many = 0] = counts;
  return many - few;
}

export const grows = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.usage.prompt`,
    claim: 'A longer prompt is counted as more tokens.',
    source: openapi('CompletionUsage.prompt_tokens'),
    needs: [endpoint],
    cost: { requests: 2, tokens: 2 },
    outcomes: {
      grows: 'each further word adds to the count',
      constant: {
        says: 'the count hardly changes with the prompt',
        severity: 'should',
        notices: METER,
      },
    },
    async observe(lab) {
      const added = await growth(lab, endpoint);
      return added >= (MANY_WORDS - FEW_WORDS) / 2 ? 'grows' : { outcome: 'constant', details: { added } };
    },
  }),
);

/** Words joined at the border of a template may be cut into tokens in another way. */
const AT_THE_BORDER = 2;

export const endpoints = check({
  id: 'usage.endpoints',
  claim: 'Both endpoints count the same words as the same number of tokens.',
  source: openapi('CompletionUsage.prompt_tokens'),
  needs: ['chat', 'completions'],
  cost: { requests: 4, tokens: 4 },
  outcomes: {
    agree: 'the same words add the same count',
    differ: {
      says: 'the same words add more on one endpoint than on the other',
      severity: 'should',
      notices: METER,
    },
  },
  async observe(lab) {
    if (lab.model('chat') !== lab.model('completions'))
      return lab.inconclusive('the endpoints have different models');
    const [chat, completions] = [await growth(lab, 'chat'), await growth(lab, 'completions')];
    return Math.abs(chat - completions) <= AT_THE_BORDER
      ? 'agree'
      : { outcome: 'differ', details: { chat, completions } };
  },
});

const OF_ALL_CHOICES = {
  all: 'the tokens of all choices are counted',
  one: {
    says: 'fewer tokens are counted than the choices have together',
    severity: 'should',
    notices: ['billing: all choices are charged for'],
  },
  rejected: 'several choices are refused with a legible error',
} as const;

export const choices = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.usage.n`,
    claim: 'With n, the tokens of all choices are counted.',
    source: openapi('CompletionUsage.completion_tokens'),
    needs: [endpoint],
    cost: { requests: 1, tokens: 32 },
    outcomes: OF_ALL_CHOICES,
    async observe(lab) {
      const sampled = { temperature: lab.facts[endpoint].temperature === false ? undefined : 1 };
      return countedOf(lab, await lab.greedy(endpoint, { ...sampled, n: 2 }, { tokens: 16 }));
    },
  }),
);

export const streamedChoices = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.usage.n`,
    claim: 'In a stream with n, the tokens of all choices are counted.',
    source: openapi('ChatCompletionStreamOptions.include_usage'),
    needs: [endpoint, `${endpoint}.stream.usage`],
    cost: { requests: 1, tokens: 16 },
    outcomes: OF_ALL_CHOICES,
    async observe(lab) {
      const options = { n: 2, stream: true, stream_options: { include_usage: true } };
      return countedOf(lab, await lab.greedy(endpoint, options, { tokens: 8 }));
    },
  }),
);

function countedOf(lab: Lab, reply: Reply) {
  if (reply.rejected) return refused(reply.rejected);
  if (reply.choices.length < 2) return lab.inconclusive('n gives one choice');
  const counted = reply.usage?.completion_tokens;
  if (counted === undefined) return lab.inconclusive('tokens of the reply are not counted');
  const { limitParameter = '' } = lab.facts[reply.endpoint];
  const limit = numberAt(reply.received.request.json, limitParameter) ?? Number.POSITIVE_INFINITY;
  const details = { counted, limit };
  // One choice cannot have more tokens than its limit, and one that was cut has no fewer.
  if (counted > limit) return { outcome: 'all', details } as const;
  const cut = reply.choices.some(({ finish_reason }) => finish_reason === 'length');
  return cut && reply.choices.every(({ text }) => text !== '')
    ? ({ outcome: 'one', details } as const)
    : lab.inconclusive('the choices end by themselves, so that their tokens cannot be known');
}
