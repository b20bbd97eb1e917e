/** What POST /completions takes as a prompt, whether it reaches the model as it is, and several of them at once. */
import { check, REJECTED, SERVER_ERROR } from '../src/check/check.js';
import { arrayAt } from '../src/check/json.js';
import { type Reply, refused } from '../src/check/reply.js';
import { fireworks, openapi, thread } from '../src/check/source.js';

const PROMPTS = ['The quick brown fox', 'Once upon a time'] as const;

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
    const answer = await lab.short('completions', { prompt: [...PROMPTS] });
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

export const negativeTokenId = check({
  id: 'completions.prompt.token_ids.negative',
  claim: 'A token id below zero is refused.',
  source: thread('vllm-project/vllm#35231'),
  needs: ['completions'],
  cost: { requests: 2, tokens: 2 },
  outcomes: {
    rejected: REJECTED,
    accepted: { says: 'the request is answered as if there were such a token', severity: 'may' },
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const ordinary = await lab.short('completions', { prompt: [[40, 41, 42, 43]] });
    if (ordinary.rejected) return lab.inconclusive('lawful token ids are refused, too');
    const { rejected } = await lab.short('completions', { prompt: [[-1]] }, { lawful: false });
    return rejected ? refused(rejected) : 'accepted';
  },
});

/** Outcomes of a batch: whether there is a choice for each prompt. */
const EACH = {
  'one-each': 'there is a choice for each prompt, with the indexes 0 and 1',
  fewer: {
    says: 'there is not a choice for each prompt',
    severity: 'should',
    notices: ['lm-eval and other batch users: answers are lost'],
  },
  rejected: REJECTED,
} as const;

function each(reply: Reply) {
  if (reply.rejected) return refused(reply.rejected);
  const indexes = reply.choices
    .map(({ index }) => index)
    .sort()
    .join();
  return indexes === '0,1' ? 'one-each' : ({ outcome: 'fewer', details: { indexes } } as const);
}

export const tokenLists = check({
  id: 'completions.prompt.token_id_lists',
  claim: 'A list of lists of token ids gets a choice for each list.',
  source: openapi('CreateCompletionRequest.prompt'),
  needs: ['completions'],
  cost: { requests: 1, tokens: 2 },
  outcomes: EACH,
  async observe(lab) {
    return each(
      await lab.short('completions', {
        prompt: [
          [40, 41, 42, 43],
          [44, 45, 46],
        ],
      }),
    );
  },
});

export const streamedList = check({
  id: 'completions.prompt.list.stream',
  claim: 'A list of prompts can be streamed: chunks of each prompt have its index.',
  source: openapi('CreateCompletionRequest.prompt'),
  needs: ['completions', 'completions.stream'],
  cost: { requests: 1, tokens: 2 },
  outcomes: EACH,
  async observe(lab) {
    return each(await lab.short('completions', { prompt: [...PROMPTS], stream: true }));
  },
});

export const empty = check({
  id: 'completions.prompt.empty',
  claim: 'An empty prompt is continued or refused.',
  source: openapi('CreateCompletionRequest.prompt.default'),
  needs: ['completions'],
  severity: 'may',
  cost: { requests: 1, tokens: 1 },
  outcomes: { answered: 'the request is answered', rejected: REJECTED },
  async observe(lab) {
    const reply = await lab.short('completions', { prompt: '' });
    return reply.rejected ? refused(reply.rejected) : 'answered';
  },
});

export const order = check({
  id: 'completions.prompt.list.order',
  claim: 'With a list of prompts and n, the choices of the first prompt come first.',
  source: openapi('CreateCompletionRequest.prompt'),
  needs: ['completions'],
  cost: { requests: 1, tokens: 4 },
  outcomes: {
    'by-prompt': 'the indexes go over the choices of the first prompt, then over those of the second',
    mixed: {
      says: 'the indexes go through the prompts in another order',
      severity: 'should',
      notices: ['openai-python users who zip prompts and choices: answers are swapped'],
    },
    fewer: { says: 'there are not two choices for each of two prompts', severity: 'should' },
    rejected: REJECTED,
  },
  async observe(lab) {
    const reply = await lab.short('completions', { prompt: [...PROMPTS], n: 2, echo: true });
    if (reply.rejected) return refused(reply.rejected);
    if (reply.choices.length !== 4) return { outcome: 'fewer', details: { choices: reply.choices.length } };
    const inOrder = [...reply.choices].sort((a, b) => (a.index ?? 0) - (b.index ?? 0));
    const places = inOrder.map(({ text }) => PROMPTS.findIndex((prompt) => text.includes(prompt)));
    if (places.includes(-1)) return lab.inconclusive('echo does not show which prompt a choice belongs to');
    return places.join() === '0,0,1,1'
      ? 'by-prompt'
      : { outcome: 'mixed', details: { prompts: places.join() } };
  },
});
