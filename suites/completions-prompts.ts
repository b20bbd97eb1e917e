/** What POST /completions takes as a prompt, and several of them at once; options that belong to the prompt. */
import { check } from '../src/check/check.js';
import type { Reply } from '../src/check/reply.js';
import { refused } from '../src/check/reply.js';
import { openapi, thread } from '../src/check/source.js';

const REJECTED = 'the request is refused with a legible error';
const PROMPTS = ['The quick brown fox', 'Once upon a time'] as const;

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

export const echoStream = check({
  id: 'completions.option.echo.stream',
  claim: 'echo puts the prompt in front of the text in a stream, too.',
  source: openapi('CreateCompletionRequest.echo'),
  needs: ['completions', 'completions.stream'],
  cost: { requests: 2, tokens: 2 },
  outcomes: {
    same: 'the text begins as it does without streaming',
    ignored: { says: 'the prompt comes without streaming only', severity: 'should' },
    rejected: 'echo in a stream is refused with a legible error',
  },
  async observe(lab) {
    const echo = { prompt: PROMPTS[0], echo: true };
    const whole = await lab.short('completions', echo);
    if (whole.rejected || !whole.text.includes(PROMPTS[0])) return lab.inconclusive('echo has no effect');
    const streamed = await lab.short('completions', { ...echo, stream: true });
    if (streamed.rejected) return refused(streamed.rejected);
    return streamed.text.includes(PROMPTS[0]) ? 'same' : 'ignored';
  },
});

export const scored = check({
  id: 'completions.option.echo.logprobs',
  claim: 'With echo and logprobs, each token of the prompt has its log probability.',
  source: thread('ggml-org/llama.cpp#27174'),
  needs: ['completions', 'completions.logprobs'],
  cost: { requests: 1, tokens: 1 },
  outcomes: {
    scored: 'there are log probabilities for prompt and text',
    'text-only': {
      says: 'there are log probabilities for the text only',
      severity: 'should',
      notices: ['lm-eval: loglikelihood cannot be computed'],
    },
    rejected: REJECTED,
  },
  async observe(lab) {
    const reply = await lab.short('completions', { prompt: PROMPTS[0], echo: true, logprobs: 1 });
    if (reply.rejected) return refused(reply.rejected);
    if (!reply.text.includes(PROMPTS[0])) return lab.inconclusive('echo has no effect');
    const tokens = (reply.logprobs[0] as { token_logprobs?: unknown[] } | undefined)?.token_logprobs;
    // Four words are at least three tokens; what was generated is one.
    return Array.isArray(tokens) && tokens.length >= 3 ? 'scored' : 'text-only';
  },
});
