/** POST /completions: a prompt goes in as it is, and is continued. */
import { check } from '../src/check/check.js';
import { arrayAt, at } from '../src/check/json.js';
import type { Lab } from '../src/check/lab.js';
import { PROMPTS } from '../src/check/prompts.js';
import { refused } from '../src/check/reply.js';
import { fireworks, openapi } from '../src/check/source.js';

const REJECTED = 'the request is refused with a legible error';
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

/** A prompt with leading, doubled and trailing spaces and a tag, so that whatever trims, joins or escapes shows. */
const PROMPT = ' The quick  brown <b>fox</b> & co. ';

export const promptEcho = check({
  id: 'completions.prompt.echo',
  claim: 'The prompt reaches the model unmodified: echo gives it back to the letter.',
  source: fireworks('Usage: Completion'),
  needs: ['completions'],
  cost: { requests: 1, tokens: 1 },
  outcomes: {
    unmodified: 'the text begins with the prompt, to the letter',
    'start-token': { says: 'only a start token or white space stands before it', severity: 'may' },
    modified: {
      says: 'the text holds the prompt in another form, or something before it',
      severity: 'should',
    },
    rejected: 'echo is refused with a legible error',
  },
  async observe(lab) {
    const { rejected, text } = await lab.short('completions', { prompt: PROMPT, echo: true });
    if (rejected) return refused(rejected);
    if (text.startsWith(PROMPT)) return 'unmodified';
    const place = text.indexOf(PROMPT.trim());
    if (place === -1 && !text.includes('quick'))
      return lab.inconclusive('echo has no effect, so nothing shows the prompt');
    const before = place === -1 ? text : text.slice(0, place);
    const harmless = place !== -1 && /^\s*(<[^>]{1,24}>)?\s*$/.test(before);
    return { outcome: harmless ? 'start-token' : 'modified', details: { before: before.slice(0, 80) } };
  },
});

/** A start token, an end token and a space are no template. */
const MOST_ADDED_TOKENS = 3;

export const promptTokens = check({
  id: 'completions.prompt.tokens',
  claim: 'Nothing is put around the prompt: its tokens are all that is counted.',
  source: fireworks('Usage: Completion'),
  needs: ['completions'],
  cost: { requests: 3, tokens: 3 },
  outcomes: {
    unmodified: 'the count grows with the prompt from nothing, but for a start token',
    extended: {
      says: 'more tokens are counted than the prompt has: something is put around it',
      severity: 'should',
      notices: ['users of base models and of their own templates: the model sees another prompt'],
    },
  },
  async observe(lab) {
    const counts: number[] = [];
    for (const words of [8, 16, 32]) {
      const { usage } = await lab.short('completions', { prompt: 'fox '.repeat(words).trim() });
      if (usage?.prompt_tokens === undefined) return lab.inconclusive('prompt tokens are not counted');
      counts.push(usage.prompt_tokens);
    }
    const [eight = 0, sixteen = 0, thirtyTwo = 0] = counts;
    const perWord = (thirtyTwo - sixteen) / 16;
    if (perWord <= 0) return lab.inconclusive('the count does not grow with the prompt');
    // What eight words count beyond eight times one word.
    const added = Math.round(eight - 8 * perWord);
    return {
      outcome: added <= MOST_ADDED_TOKENS ? 'unmodified' : 'extended',
      details: { added, eight, sixteen, thirtyTwo },
    };
  },
});

export const promptLogprobs = check({
  id: 'completions.prompt.logprobs',
  claim: 'The prompt reaches the model unmodified: with echo and logprobs, its tokens join to the prompt.',
  source: openapi('CreateCompletionRequest.logprobs'),
  needs: ['completions'],
  cost: { requests: 1, tokens: 1 },
  outcomes: {
    unmodified: 'the tokens join to the prompt',
    'start-token': { says: 'only a start token or white space stands before it', severity: 'may' },
    modified: { says: 'the tokens join to another text', severity: 'should' },
    rejected: 'echo with logprobs is refused with a legible error',
  },
  async observe(lab) {
    const prompt = 'The quick  brown <b>fox</b>';
    const answer = await lab.short('completions', { prompt, echo: true, logprobs: 1 });
    if (answer.rejected) return refused(answer.rejected);
    const tokens = arrayAt(answer.logprobs[0], 'tokens');
    const joined = tokens.join('');
    if (tokens.length < 2 || !joined.includes('quick'))
      return lab.inconclusive('the tokens of the prompt are not shown');
    if (joined.startsWith(prompt)) return 'unmodified';
    // Tokens of single bytes are written in several ways.
    if (/bytes:|\\x|\uFFFD|[\u0120\u010A\u2581]/.test(joined))
      return lab.inconclusive('tokens are written in a form that cannot be joined');
    const place = joined.indexOf(prompt.trim());
    const harmless = place !== -1 && /^\s*(<[^>]{1,24}>)?\s*$/.test(joined.slice(0, place));
    return { outcome: harmless ? 'start-token' : 'modified', details: { joined: joined.slice(0, 80) } };
  },
});

export const echo = check({
  id: 'completions.option.echo',
  claim: 'echo puts the prompt in front of the text.',
  source: openapi('CreateCompletionRequest.echo'),
  needs: ['completions'],
  cost: { requests: 2, tokens: 48 },
  outcomes: { honoured: 'the text begins with the prompt', ignored: IGNORED, rejected: REJECTED },
  async observe(lab) {
    const plain = await lab.greedy('completions');
    const echoed = await lab.greedy('completions', { echo: true });
    if (echoed.rejected) return refused(echoed.rejected);
    const prompt = at(echoed.received.request.json, 'prompt') as string;
    if (
      echoed.text.trimStart().startsWith(prompt) ||
      echoed.text.slice(0, prompt.length + 32).includes(prompt)
    )
      return 'honoured';
    return plain.text.trimStart().startsWith(prompt)
      ? lab.inconclusive('the model repeats the prompt by itself')
      : 'ignored';
  },
});

export const promptList = check({
  id: 'completions.prompt.list',
  claim: 'A list of prompts gets a choice for each, with its own index.',
  source: openapi('CreateCompletionRequest.prompt'),
  needs: ['completions'],
  cost: { requests: 1, tokens: 2 },
  outcomes: {
    'one-each': 'there is a choice for each prompt, with the indexes 0 and 1',
    'wrong-index': { says: 'there are two choices, and their indexes are not 0 and 1', severity: 'must' },
    first: {
      says: 'one choice comes back for two prompts',
      severity: 'should',
      notices: ['lm-eval and other batch users: answers are lost'],
    },
    rejected: REJECTED,
  },
  async observe(lab) {
    const answer = await lab.short('completions', { prompt: ['The quick brown fox', 'Once upon a time'] });
    if (answer.rejected) return refused(answer.rejected);
    if (answer.choices.length !== 2) return { outcome: 'first', details: { choices: answer.choices.length } };
    const indexes = answer.choices.map(({ index }) => index).sort();
    return indexes.join() === '0,1'
      ? 'one-each'
      : { outcome: 'wrong-index', details: { indexes: indexes.join() } };
  },
});

export const promptTokenIds = check({
  id: 'completions.prompt.token_ids',
  claim: 'A prompt may be a list of token ids, each counted as one token.',
  source: openapi('CreateCompletionRequest.prompt'),
  needs: ['completions'],
  cost: { requests: 2, tokens: 2 },
  outcomes: {
    counted: 'the count grows by the tokens given',
    miscounted: {
      says: 'the count is not that of the tokens: they are read as something else',
      severity: 'should',
    },
    rejected: REJECTED,
  },
  async observe(lab) {
    const ids = [40, 41, 42, 43, 44, 45, 46, 47];
    const four = await lab.short('completions', { prompt: ids.slice(0, 4) });
    if (four.rejected) return refused(four.rejected);
    const eight = await lab.short('completions', { prompt: ids });
    const [few, more] = [four.usage?.prompt_tokens, eight.usage?.prompt_tokens];
    if (!few || !more) return lab.inconclusive('prompt tokens are not counted');
    return more - few === 4 ? 'counted' : { outcome: 'miscounted', details: { four: few, eight: more } };
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
