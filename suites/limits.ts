/** `max_tokens` and `max_completion_tokens`: where the reply ends because it must. */
import { check, over } from '../src/check/check.js';
import type { Lab } from '../src/check/lab.js';
import { type Reply, refused, TEXT_ENDPOINTS, type TextEndpoint } from '../src/check/reply.js';
import { openapi } from '../src/check/source.js';

const PARAMETERS = { chat: 'CreateChatCompletionRequest', completions: 'CreateCompletionRequest' } as const;

const FEW = 5;

/** More characters than `FEW` tokens of any common vocabulary make. */
const MOST_CHARACTERS = FEW * 24;

type Length = 'respected' | 'off-by-one' | 'exceeded';

/** Whether a reply kept to `FEW` tokens, by the endpoint's own count, or by its length where it does not count. */
function lengthOf(reply: Reply): Length {
  if (reply.received.failure?.kind === 'cut' || reply.generated.length > MOST_CHARACTERS) return 'exceeded';
  const counted = reply.usage?.completion_tokens ?? 0;
  if (counted <= FEW) return 'respected';
  // Some servers count the token that ends the reply.
  return counted === FEW + 1 ? 'off-by-one' : 'exceeded';
}

/** Events after which we leave a reply that no limit ends; also where each letter is an event, `FEW` tokens have come to their end by then. */
const ENOUGH_EVENTS = 80;

/** A question on which the model would write more than `FEW` tokens, and the reply limited to them by `parameter`. */
async function limited(lab: Lab, endpoint: TextEndpoint, parameter: string) {
  const { question } = await lab.learn(
    endpoint,
    (free) => {
      const counted = free.usage?.completion_tokens ?? 0;
      return counted > FEW + 1 || free.finish_reason === 'length' ? true : undefined;
    },
    `the model writes no more than ${FEW} tokens by itself`,
  );
  const greedy = lab.facts[endpoint].temperature === false ? {} : { temperature: 0 };
  const asked = { ...question, ...greedy, [parameter]: FEW };
  if (parameter === lab.facts[endpoint].limitParameter) return lab.ask(endpoint, asked);
  // Where it is ignored the model writes on to the end of its window: only a stream can be left.
  if ((await lab.capability(`${endpoint}.stream`)) !== 'present') {
    return lab.inconclusive('a reply without a limit could not be left, because it is not streamed');
  }
  return lab.ask(endpoint, { ...asked, stream: true }, { cutAfterEvents: ENOUGH_EVENTS });
}

/** Each parameter that limits a reply, with its endpoint. */
const LIMITS = [
  ['chat', 'max_tokens'],
  ['chat', 'max_completion_tokens'],
  ['completions', 'max_tokens'],
] as const;

export const respected = LIMITS.map(([endpoint, parameter]) =>
  check({
    id: `${endpoint}.${parameter}.respected`,
    claim: `The reply has at most ${parameter} tokens.`,
    source: openapi(`${PARAMETERS[endpoint]}.${parameter}`),
    needs: [endpoint],
    cost: { requests: 4, tokens: 152 },
    outcomes: {
      respected: 'the reply keeps to the limit',
      'off-by-one': { says: 'one token more is counted than allowed', severity: 'may' },
      exceeded: {
        says: 'the reply is longer than the limit',
        severity: 'must',
        notices: ['everybody who pays: the limit of cost does not hold'],
      },
      rejected: 'the parameter is refused with a legible error',
    },
    async observe(lab) {
      const reply = await limited(lab, endpoint, parameter);
      if (reply.rejected) return refused(reply.rejected);
      return {
        outcome: lengthOf(reply),
        details: { limit: FEW, counted: reply.usage?.completion_tokens ?? null },
      };
    },
  }),
);

export const finishReason = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.max_tokens.finish_reason`,
    claim: 'A reply that the limit ended has the finish_reason "length".',
    source: openapi('CreateChatCompletionResponse.choices.finish_reason'),
    needs: [endpoint],
    cost: { requests: 4, tokens: 152 },
    outcomes: {
      length: 'finish_reason is "length"',
      stop: {
        says: 'finish_reason is "stop": the cut cannot be noticed',
        severity: 'must',
        notices: ['aider, instructor, .parse() of the SDKs: a cut reply is taken for a whole one'],
      },
      other: {
        says: 'finish_reason is missing, null or another word',
        severity: 'must',
        notices: ['OpenAI .NET, Rust clients: the reply cannot be decoded'],
      },
    },
    async observe(lab) {
      const parameter = lab.facts[endpoint].limitParameter;
      if (parameter === undefined) return lab.inconclusive('no limit parameter is accepted');
      const reply = await limited(lab, endpoint, parameter);
      if (reply.rejected) return lab.inconclusive(`a limit of ${FEW} tokens is refused`);
      if (lengthOf(reply) === 'exceeded') return lab.inconclusive('the limit did not end the reply');
      const { finish_reason } = reply;
      if (finish_reason === 'length' || finish_reason === 'stop') return finish_reason;
      return { outcome: 'other', details: { finish_reason: String(finish_reason) } };
    },
  }),
);

export const usage = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.usage.counts`,
    claim: 'usage counts the prompt, the reply, and their sum.',
    source: openapi('CompletionUsage'),
    needs: [endpoint],
    cost: { requests: 1, tokens: 24 },
    outcomes: {
      consistent: 'all three counts are there, and the total is the sum',
      'wrong-sum': { says: 'the total is not the sum of the two', severity: 'should' },
      zero: {
        says: 'a count is zero though there is text',
        severity: 'should',
        notices: ['billing and context meters'],
      },
      incomplete: { says: 'usage is there, and a count is missing', severity: 'must' },
      missing: {
        says: 'there is no usage',
        severity: 'should',
        notices: ['billing and context meters show nothing'],
      },
    },
    async observe(lab) {
      const reply = await lab.greedy(endpoint);
      if (reply.rejected) return lab.inconclusive('the ordinary request is refused');
      if (reply.usage === undefined) return 'missing';
      const { prompt_tokens, completion_tokens, total_tokens } = reply.usage;
      const details = {
        prompt_tokens: prompt_tokens ?? null,
        completion_tokens: completion_tokens ?? null,
        total_tokens: total_tokens ?? null,
      };
      if (prompt_tokens === undefined || completion_tokens === undefined || total_tokens === undefined) {
        return { outcome: 'incomplete', details };
      }
      if (total_tokens !== prompt_tokens + completion_tokens) return { outcome: 'wrong-sum', details };
      const zero = prompt_tokens === 0 || (completion_tokens === 0 && reply.generated !== '');
      return { outcome: zero ? 'zero' : 'consistent', details };
    },
  }),
);
