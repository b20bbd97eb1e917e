/** Options that change how the model chooses: whether they work, are ignored, or refused. */

import type { Parameters } from '../src/check/ask.js';
import { check, NOT_CORE, over, SERVER_ERROR } from '../src/check/check.js';
import { arrayAt, at } from '../src/check/json.js';
import type { Lab } from '../src/check/lab.js';
import { type Reply, refused, type TextEndpoint } from '../src/check/reply.js';
import { openapi, thread } from '../src/check/source.js';
import { isRepetition, sameText } from '../src/check/text.js';

const ENDPOINTS = ['chat', 'completions'] as const;
const REQUEST = { chat: 'CreateChatCompletionRequest', completions: 'CreateCompletionRequest' } as const;

const IGNORED = {
  says: 'the request is accepted, and the option changes nothing where it must',
  severity: 'should',
  notices: ['nobody, and that is the trouble: the option seems to work'],
} as const;
const REJECTED = 'the request is refused with a legible error';

/** A longer text repeats more words: room for a penalty to show. */
const LONG = { tokens: 48 };

type Effect = 'honoured' | 'ignored' | { readonly rejected: NonNullable<Reply['rejected']> };

/**
 * Whether parameters that must change a greedy text do: up to three questions are asked, with and without them. A text
 * that changes counts only where the request without them gives the same text once more.
 */
async function effectOf(
  lab: Lab,
  endpoint: TextEndpoint,
  parameters: readonly Parameters[],
): Promise<Effect> {
  if (lab.facts[endpoint].repeatable !== true) return lab.inconclusive('equal requests give different texts');
  let compared = 0;
  for (const which of [0, 1, 2] as const) {
    const free = await lab.plain(endpoint, which, {}, LONG);
    for (const tried of parameters) {
      const changed = await lab.plain(endpoint, which, tried, LONG);
      if (changed.rejected) return { rejected: changed.rejected };
      compared += 1;
      if (sameText(changed.generated, free.generated)) continue;
      const control = await lab.fresh(free);
      if (sameText(control.generated, free.generated)) return 'honoured';
    }
  }
  return compared > 0 ? 'ignored' : lab.inconclusive('nothing could be compared');
}

const PENALTIES = ['presence_penalty', 'frequency_penalty'] as const;

export const penalties = PENALTIES.flatMap((penalty) =>
  over(ENDPOINTS, (endpoint) =>
    check({
      id: `${endpoint}.option.${penalty}`,
      claim: `${penalty} changes what the model says next, by what it has said.`,
      source: openapi(`${REQUEST[endpoint]}.${penalty}`),
      needs: [endpoint],
      cost: { requests: 13, tokens: 624 },
      outcomes: { honoured: 'the text changes', ignored: IGNORED, rejected: REJECTED },
      async observe(lab) {
        const effect = await effectOf(lab, endpoint, [{ [penalty]: 2 }, { [penalty]: -2 }]);
        return typeof effect === 'string' ? effect : refused(effect.rejected);
      },
    }),
  ),
);

/**
 * Texts that break off where many words of theirs could come next: a penalty on the prompt would show in the first token.
 * The first repeats itself, for a penalty that counts.
 */
const REPEATING = [
  'one, two, one, two, one, two, one,',
  'It was a dark night, and the man said that he was in the house of the woman who had been with him to the sea. He',
  'There was a house on the hill and there was a garden by the house and in the garden there was',
];

function repeating(endpoint: TextEndpoint, text: string): Parameters {
  return endpoint === 'chat' ? { messages: [{ role: 'user', content: `Go on: ${text}` }] } : { prompt: text };
}

export const firstToken = PENALTIES.flatMap((penalty) =>
  over(ENDPOINTS, (endpoint) =>
    check({
      id: `${endpoint}.option.${penalty}.first_token`,
      claim: `${penalty} counts what was generated, not the prompt: it cannot change the first token.`,
      source: thread('NVIDIA/TensorRT-LLM#5623'),
      needs: [endpoint],
      cost: { requests: 11, tokens: 11 },
      outcomes: {
        same: 'the first token is the same, also where the prompt is full of it',
        changed: {
          says: 'the first token changes: the prompt is penalised too',
          severity: 'should',
          notices: ['everybody who asks about a text: the model avoids its words'],
        },
        rejected: REJECTED,
      },
      async observe(lab) {
        if (lab.facts[endpoint].repeatable !== true)
          return lab.inconclusive('equal requests give different texts');
        for (const text of REPEATING) {
          const question = repeating(endpoint, text);
          const free = await lab.short(endpoint, question);
          if (free.rejected) return lab.inconclusive('the ordinary request is refused');
          if ((free.usage?.completion_tokens ?? 1) > 1)
            return lab.inconclusive('a limit of one token does not hold');
          for (const value of [2, -2]) {
            const penalised = await lab.short(endpoint, { ...question, [penalty]: value });
            if (penalised.rejected) return refused(penalised.rejected);
            if (penalised.generated === free.generated) continue;
            const [freeAgain, penalisedAgain] = [await lab.fresh(free), await lab.fresh(penalised)];
            const steady =
              freeAgain.generated === free.generated && penalisedAgain.generated === penalised.generated;
            if (!steady) return lab.inconclusive('two equal requests gave different first tokens');
            return { outcome: 'changed', details: { without: free.generated, with: penalised.generated } };
          }
        }
        return 'same';
      },
    }),
  ),
);

/** Small ids: they exist in every vocabulary, from 512 tokens on; several, because one may be a token that ends the reply. */
const TOKEN_IDS = ['300', '42', '77'];

export const logitBias = over(ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.option.logit_bias`,
    claim: 'A bias of +100 forces its token.',
    source: openapi(`${REQUEST[endpoint]}.logit_bias`),
    needs: [endpoint],
    cost: { requests: 6, tokens: 132 },
    outcomes: {
      honoured: 'the text becomes one token over and over, or changes with the bias',
      ignored: IGNORED,
      rejected: REJECTED,
    },
    async observe(lab) {
      const free = await lab.greedy(endpoint);
      let same = 0;
      for (const id of TOKEN_IDS) {
        const forced = await lab.greedy(endpoint, { logit_bias: { [id]: 100 } });
        if (forced.rejected) return refused(forced.rejected);
        const text = forced.generated.trim();
        if (text.length >= 6 && isRepetition(text) && !isRepetition(free.generated.trim())) return 'honoured';
        if (sameText(forced.generated, free.generated)) {
          same += 1;
          continue;
        }
        const control = await lab.fresh(free);
        if (sameText(control.generated, free.generated)) return 'honoured';
      }
      return same === TOKEN_IDS.length ? 'ignored' : lab.inconclusive('equal requests give different texts');
    },
  }),
);

export const logitBiasStays = over(ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.option.logit_bias.next_request`,
    claim: 'A bias holds for its own request, not for the next one.',
    source: thread('ggml-org/llama.cpp#9477'),
    needs: [endpoint],
    mode: 'alone',
    ...NOT_CORE,
    cost: { requests: 5, tokens: 120 },
    outcomes: {
      untouched: 'the next request gives the same text as before',
      changed: {
        says: 'the next request still shows the bias',
        severity: 'must',
        notices: ['everybody who shares the server'],
      },
      rejected: REJECTED,
    },
    async observe(lab) {
      if (lab.facts[endpoint].repeatable !== true)
        return lab.inconclusive('equal requests give different texts');
      const plain = await lab.greedy(endpoint);
      const biased = await lab.greedy(
        endpoint,
        { logit_bias: { [TOKEN_IDS[0] as string]: 100 } },
        { fresh: true },
      );
      if (biased.rejected) return refused(biased.rejected);
      const next = await lab.fresh(plain);
      if (sameText(next.generated, plain.generated)) return 'untouched';
      return isRepetition(next.generated.trim()) && !isRepetition(plain.generated.trim())
        ? { outcome: 'changed', details: { text: next.generated.slice(0, 60) } }
        : lab.inconclusive('equal requests give different texts, with or without a bias');
    },
  }),
);

export const n = over(ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.option.n`,
    claim: 'n asks for that many choices, each with its index.',
    source: openapi(`${REQUEST[endpoint]}.n`),
    needs: [endpoint],
    ...(endpoint === 'completions' && NOT_CORE),
    cost: { requests: 1, tokens: 8 },
    outcomes: {
      honoured: 'there are two choices, with the indexes 0 and 1',
      ignored: { ...IGNORED, says: 'one choice comes back where two were asked for' },
      'wrong-index': { says: 'there are two choices, and their indexes are not 0 and 1', severity: 'must' },
      rejected: REJECTED,
    },
    async observe(lab) {
      const reply = await lab.short(endpoint, { n: 2, ...lab.limit(endpoint, 4), temperature: undefined });
      if (reply.rejected) return refused(reply.rejected);
      if (reply.choices.length < 2) return 'ignored';
      const indexes = reply.choices.map(({ index }) => index).sort();
      return indexes.join() === '0,1'
        ? 'honoured'
        : { outcome: 'wrong-index', details: { indexes: indexes.join() } };
    },
  }),
);

export const seed = over(ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.option.seed`,
    claim: 'With the same seed, sampling gives the same text, as far as the endpoint can.',
    source: openapi(`${REQUEST[endpoint]}.seed`),
    needs: [endpoint],
    severity: 'may',
    cost: { requests: 4, tokens: 64 },
    outcomes: {
      honoured: 'the same seed gives the same text, where sampling without one gives different texts',
      ignored: 'the same seed gives different texts',
      rejected: REJECTED,
    },
    async observe(lab) {
      const sampled = {
        temperature: lab.facts[endpoint].temperature === false ? undefined : 1,
        ...lab.limit(endpoint, 16),
      };
      const free = await lab.ask(endpoint, sampled);
      if (free.rejected) return lab.inconclusive('sampling at temperature 1 is refused');
      if ((await lab.fresh(free)).generated === free.generated) {
        return lab.inconclusive('sampling gives the same text also without a seed');
      }
      const seeded = await lab.ask(endpoint, { ...sampled, seed: 7 });
      if (seeded.rejected) return refused(seeded.rejected);
      return (await lab.fresh(seeded)).generated === seeded.generated ? 'honoured' : 'ignored';
    },
  }),
);

export const topP = over(ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.option.top_p`,
    claim: 'A tiny top_p leaves only the likeliest token: sampling gives the greedy text.',
    source: openapi('ModelResponseProperties.top_p'),
    needs: [endpoint],
    cost: { requests: 5, tokens: 120 },
    outcomes: {
      honoured: 'sampling with a tiny top_p gives the greedy text each time, without it another one',
      ignored: IGNORED,
      rejected: REJECTED,
    },
    async observe(lab) {
      const { repeatable, temperature } = lab.facts[endpoint];
      if (repeatable !== true || temperature === false)
        return lab.inconclusive('there is no greedy text to compare with');
      const greedy = await lab.greedy(endpoint);
      const sampled = await lab.greedy(endpoint, { temperature: 1 });
      const nucleus = await lab.greedy(endpoint, { temperature: 1, top_p: 0.000_01 });
      if (nucleus.rejected) return refused(nucleus.rejected);
      const again = await lab.fresh(nucleus);
      if (sameText(nucleus.generated, greedy.generated) && sameText(again.generated, greedy.generated)) {
        return sameText(sampled.generated, greedy.generated)
          ? lab.inconclusive('sampling gives the greedy text also without top_p')
          : 'honoured';
      }
      const control = await lab.fresh(greedy);
      if (!sameText(control.generated, greedy.generated))
        return lab.inconclusive('equal requests give different texts');
      // A near tie at the first token can be broken either way by another code path; two texts that also differ from each other cannot.
      return sameText(nucleus.generated, again.generated)
        ? lab.inconclusive('top_p gives one text each time, yet not the greedy one')
        : 'ignored';
    },
  }),
);

export const unknown = over(ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.option.unknown`,
    claim: 'An option that nobody documents is refused or ignored.',
    source: openapi(REQUEST[endpoint]),
    needs: [endpoint],
    cost: { requests: 1, tokens: 1 },
    outcomes: {
      rejected: REJECTED,
      ignored: 'the request is answered as without it',
      'server-error': SERVER_ERROR,
    },
    async observe(lab) {
      const odd = await lab.short(endpoint, { touchstone_unknown_option: 1 }, { lawful: false });
      return odd.rejected ? refused(odd.rejected) : 'ignored';
    },
  }),
);

export const logprobs = check({
  id: 'chat.option.logprobs',
  claim: 'logprobs gives the log probability of each token of the text.',
  source: openapi('CreateChatCompletionRequest.logprobs'),
  needs: ['chat'],
  cost: { requests: 2, tokens: 48 },
  outcomes: {
    honoured: 'choices[0].logprobs.content has an entry for each token',
    'legacy-shape': {
      says: 'the log probabilities come in the shape of the completions endpoint',
      severity: 'must',
      notices: ['clients that read logprobs.content'],
    },
    incomplete: { says: 'an entry lacks its token or a finite log probability', severity: 'must' },
    ignored: IGNORED,
    rejected: REJECTED,
  },
  async observe(lab) {
    const reply = await lab.greedy('chat', { logprobs: true });
    if (reply.rejected) return refused(reply.rejected);
    const [found] = reply.logprobs;
    if (Array.isArray(at(found, 'tokens'))) return 'legacy-shape';
    const entries = arrayAt(found, 'content');
    if (entries.length === 0) {
      // OpenAI itself has answered null once in a while.
      const again = await lab.fresh(reply);
      return arrayAt(again.logprobs[0], 'content').length === 0
        ? 'ignored'
        : lab.inconclusive('logprobs come only sometimes');
    }
    const whole = entries.every(
      (entry) => typeof at(entry, 'token') === 'string' && Number.isFinite(at(entry, 'logprob') as number),
    );
    return whole ? { outcome: 'honoured', details: { entries: entries.length } } : 'incomplete';
  },
});

const FUNCTION = {
  name: 'get_weather',
  description: 'Tells the weather in a town.',
  parameters: {
    type: 'object',
    properties: { town: { type: 'string' } },
    required: ['town'],
    additionalProperties: false,
  },
};

export const functions = check({
  id: 'chat.option.functions',
  claim: 'The deprecated functions and function_call still make the model call a function.',
  source: openapi('CreateChatCompletionRequest.functions'),
  needs: ['chat'],
  severity: 'may',
  cost: { requests: 1, tokens: 48 },
  outcomes: {
    honoured: 'the message has a call of the function',
    ignored: { says: 'the model answers with text, though a function was demanded by name', severity: 'may' },
    rejected: REJECTED,
  },
  async observe(lab) {
    const reply = await lab.greedy(
      'chat',
      {
        messages: [{ role: 'user', content: 'What is the weather in Porto?' }],
        functions: [FUNCTION],
        function_call: { name: FUNCTION.name },
      },
      { tokens: 48 },
    );
    if (reply.rejected) return refused(reply.rejected);
    const name =
      at(reply.json, 'choices', 0, 'message', 'function_call', 'name') ?? reply.tool_calls[0]?.name;
    return name === FUNCTION.name ? 'honoured' : 'ignored';
  },
});
