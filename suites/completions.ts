/** POST /completions: a prompt is continued, and the options that only this endpoint has. */
import { check, REJECTED, SERVER_ERROR } from '../src/check/check.js';
import { at } from '../src/check/json.js';
import type { Lab } from '../src/check/lab.js';
import { PROMPTS } from '../src/check/prompts.js';
import { refused } from '../src/check/reply.js';
import { openapi } from '../src/check/source.js';

const IGNORED = {
  says: 'the request is accepted, and the option changes nothing where it must',
  severity: 'should',
} as const;

export const reply = check({
  id: 'completions.reply',
  claim: 'A prompt is answered with a text that goes on from it.',
  source: openapi('CreateCompletionResponse'),
  needs: ['completions'],
  shows: 'completions',
  cost: { requests: 1, tokens: 24 },
  outcomes: {
    text: 'choices[0].text is a string',
    malformed: {
      says: 'choices[0].text is missing or no string',
      severity: 'must',
      notices: ['every client: it reads choices[0].text'],
    },
    absent: 'the path is refused',
  },
  async observe(lab) {
    const { json } = await lab.greedy('completions');
    const text = at(json, 'choices', 0, 'text');
    return typeof text === 'string' ? 'text' : { outcome: 'malformed', details: { text: typeof text } };
  },
});

/** Events after which we leave a reply without a limit, and the characters that are clearly more than sixteen tokens. */
const ENOUGH_EVENTS = 64;
const MORE_THAN_SIXTEEN_TOKENS = 160;

export const defaultLimit = check({
  id: 'completions.max_tokens.default',
  claim: 'Without max_tokens, a completion has at most 16 tokens.',
  source: openapi('CreateCompletionRequest.max_tokens.default'),
  needs: ['completions', 'completions.stream'],
  cost: { requests: 3, tokens: 192 },
  outcomes: {
    sixteen: 'the text has at most 16 tokens',
    longer: {
      says: 'the text is longer than 16 tokens',
      severity: 'should',
      notices: ['programs written for OpenAI: replies are longer and cost more'],
    },
  },
  async observe(lab) {
    const greedy = lab.facts.completions.temperature === false ? {} : { temperature: 0 };
    for (const prompt of PROMPTS) {
      const { usage, generated, finish_reason } = await lab.ask(
        'completions',
        { prompt, ...greedy, stream: true },
        { cutAfterEvents: ENOUGH_EVENTS },
      );
      const tokens = usage?.completion_tokens;
      const details = {
        tokens: tokens ?? null,
        characters: generated.length,
        finish_reason: finish_reason ?? null,
      };
      if ((tokens ?? 0) > 16 || generated.length > MORE_THAN_SIXTEEN_TOKENS)
        return { outcome: 'longer', details };
      if (finish_reason === 'length') return { outcome: 'sixteen', details };
    }
    return lab.inconclusive('the model ends by itself before sixteen tokens');
  },
});

export const suffix = check({
  id: 'completions.option.suffix',
  claim: 'suffix is taken into account or refused.',
  source: openapi('CreateCompletionRequest.suffix'),
  needs: ['completions'],
  severity: 'may',
  cost: { requests: 3, tokens: 72 },
  outcomes: {
    honoured: 'the text changes with the suffix',
    ignored: 'the request is accepted, and the text is the same as without it',
    rejected: REJECTED,
  },
  async observe(lab) {
    const plain = await lab.greedy('completions');
    const inserted = await lab.greedy('completions', { suffix: ' and that was the end of the story.' });
    if (inserted.rejected) return refused(inserted.rejected);
    if (inserted.generated === plain.generated) return 'ignored';
    const control = await lab.fresh(plain);
    return control.generated === plain.generated
      ? 'honoured'
      : lab.inconclusive('equal requests give different texts');
  },
});

export const bestOf = check({
  id: 'completions.option.best_of',
  claim: 'best_of writes several candidates and returns the best: all of them are counted.',
  source: openapi('CreateCompletionRequest.best_of'),
  needs: ['completions'],
  cost: { requests: 2, tokens: 32 },
  outcomes: {
    honoured: 'more tokens are counted than are returned',
    ignored: IGNORED,
    rejected: REJECTED,
  },
  async observe(lab) {
    const limit = lab.limit('completions', 8);
    const plain = await lab.ask('completions', { ...limit, temperature: 1 });
    const best = await lab.ask('completions', { ...limit, temperature: 1, best_of: 3 });
    if (best.rejected) return refused(best.rejected);
    const [one, three] = [plain.usage?.completion_tokens, best.usage?.completion_tokens];
    if (one === undefined || three === undefined)
      return lab.inconclusive('tokens of the reply are not counted');
    const details = { one, three };
    if (three > 8) return { outcome: 'honoured', details };
    // Some servers count only what they return.
    return (await refusesFewerThanN(lab))
      ? { outcome: 'honoured', details }
      : { outcome: 'ignored', details };
  },
});

/** A server that knows best_of refuses one that is smaller than n. */
async function refusesFewerThanN(lab: Lab): Promise<boolean> {
  const wrong = await lab.refuses('completions', { n: 2, best_of: 1 });
  const right = await lab.short('completions', { n: 2, best_of: 2 });
  return wrong && right.rejected === undefined;
}

export const bestOfFewer = check({
  id: 'completions.option.best_of.fewer',
  claim: 'best_of below n is refused: there would be fewer candidates than choices.',
  source: openapi('CreateCompletionRequest.best_of'),
  needs: ['completions'],
  severity: 'may',
  cost: { requests: 1, tokens: 2 },
  outcomes: {
    rejected: REJECTED,
    accepted: 'the request is answered',
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const { rejected } = await lab.short('completions', { n: 2, best_of: 1 }, { lawful: false });
    return rejected ? refused(rejected) : 'accepted';
  },
});

export const logprobs = check({
  id: 'completions.option.logprobs',
  claim:
    'logprobs gives four lists of equal length: tokens, their log probabilities, the likeliest, their places.',
  source: openapi('CreateCompletionResponse.choices.logprobs'),
  needs: ['completions'],
  cost: { requests: 1, tokens: 24 },
  outcomes: {
    honoured: 'the lists are there and of equal length',
    'chat-shape': {
      says: 'the log probabilities come in the shape of the chat endpoint',
      severity: 'should',
    },
    uneven: { says: 'the lists differ in length', severity: 'must', notices: ['lm-eval: scores are wrong'] },
    incomplete: {
      says: 'tokens or token_logprobs are missing',
      severity: 'must',
      notices: ['lm-eval: KeyError'],
    },
    ignored: IGNORED,
    rejected: REJECTED,
  },
  async observe(lab) {
    const answer = await lab.greedy('completions', { logprobs: 1 });
    if (answer.rejected) return refused(answer.rejected);
    const [found] = answer.logprobs;
    if (found === undefined) return 'ignored';
    if (Array.isArray(at(found, 'content'))) return 'chat-shape';
    const lists = ['tokens', 'token_logprobs', 'top_logprobs', 'text_offset'].map((name) => at(found, name));
    const lengths = lists.flatMap((list) => (Array.isArray(list) ? [list.length] : []));
    if (!Array.isArray(lists[0]) || !Array.isArray(lists[1])) return 'incomplete';
    const even = lengths.every((length) => length === lengths[0]);
    return { outcome: even ? 'honoured' : 'uneven', details: { lengths: lengths.join() } };
  },
});
