/** Options that change how the model chooses: whether they work, are ignored, or refused. */

import { check, NOT_CORE, over, REJECTED, SERVER_ERROR } from '../src/check/check.js';
import { arrayAt, at } from '../src/check/json.js';
import { refused, TEXT_ENDPOINTS } from '../src/check/reply.js';
import { openapi, REQUEST_SCHEMA, thread } from '../src/check/source.js';
import { isRepetition, sameText } from '../src/check/text.js';

const IGNORED = {
  says: 'the request is accepted, and the option changes nothing where it must',
  severity: 'should',
  notices: ['nobody, and that is the trouble: the option seems to work'],
} as const;

/** Small ids: they exist in every vocabulary, from 512 tokens on; several, because one may be a token that ends the reply. */
const TOKEN_IDS = ['300', '42', '77'];

export const logitBias = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.option.logit_bias`,
    claim: 'A bias of +100 forces its token.',
    source: openapi(`${REQUEST_SCHEMA[endpoint]}.logit_bias`),
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

export const logitBiasStays = over(TEXT_ENDPOINTS, (endpoint) =>
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

export const n = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.option.n`,
    claim: 'n asks for that many choices, each with its index.',
    source: openapi(`${REQUEST_SCHEMA[endpoint]}.n`),
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

export const seed = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.option.seed`,
    claim: 'With the same seed, sampling gives the same text, as far as the endpoint can.',
    source: openapi(`${REQUEST_SCHEMA[endpoint]}.seed`),
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

export const topP = over(TEXT_ENDPOINTS, (endpoint) =>
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

export const unknown = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.option.unknown`,
    claim: 'An option that nobody documents is refused or ignored.',
    source: openapi(REQUEST_SCHEMA[endpoint]),
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
