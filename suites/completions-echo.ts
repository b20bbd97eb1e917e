/** `echo`: the prompt in front of the text, whole and streamed, with and without log probabilities. */
import { check, REJECTED } from '../src/check/check.js';
import { arrayAt, at } from '../src/check/json.js';
import { refused } from '../src/check/reply.js';
import { openapi, thread } from '../src/check/source.js';

const IGNORED = {
  says: 'the request is accepted, and the option changes nothing where it must',
  severity: 'should',
} as const;
const PROMPT = 'The quick brown fox';

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
    const echo = { prompt: PROMPT, echo: true };
    const whole = await lab.short('completions', echo);
    if (whole.rejected || !whole.text.includes(PROMPT)) return lab.inconclusive('echo has no effect');
    const streamed = await lab.short('completions', { ...echo, stream: true });
    if (streamed.rejected) return refused(streamed.rejected);
    return streamed.text.includes(PROMPT) ? 'same' : 'ignored';
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
    const reply = await lab.short('completions', { prompt: PROMPT, echo: true, logprobs: 1 });
    if (reply.rejected) return refused(reply.rejected);
    if (!reply.text.includes(PROMPT)) return lab.inconclusive('echo has no effect');
    const tokens = (reply.logprobs[0] as { token_logprobs?: unknown[] } | undefined)?.token_logprobs;
    // Four words are at least three tokens; what was generated is one.
    return Array.isArray(tokens) && tokens.length >= 3 ? 'scored' : 'text-only';
  },
});

export const scoredStream = check({
  id: 'completions.option.echo.logprobs.stream',
  claim: 'echo, logprobs and stream go together: the tokens of the prompt are scored in a stream, too.',
  source: thread('vllm-project/vllm#2703'),
  needs: ['completions', 'completions.stream', 'completions.logprobs'],
  cost: { requests: 2, tokens: 2 },
  outcomes: {
    scored: 'the stream has a log probability for as many tokens as the answer without streaming',
    fewer: {
      says: 'the stream has fewer log probabilities than the answer without streaming',
      severity: 'should',
      notices: ['who scores texts as they come: tokens are lost'],
    },
    rejected: 'the three together are refused with a legible error',
  },
  async observe(lab) {
    const parameters = { prompt: PROMPT, echo: true, logprobs: 1 };
    const whole = await lab.short('completions', parameters);
    if (whole.rejected || !whole.text.includes(PROMPT)) return lab.inconclusive('echo has no effect');
    const streamed = await lab.short('completions', { ...parameters, stream: true });
    if (streamed.rejected) return refused(streamed.rejected);
    const [expected, got] = [whole, streamed].map(
      ({ logprobs }) => logprobs.flatMap((one) => arrayAt(one, 'token_logprobs')).length,
    );
    if (!expected) return lab.inconclusive('the prompt is not scored without streaming, either');
    // A token that begins every text is scored in some answers and not in others.
    return (got ?? 0) >= expected - 1
      ? 'scored'
      : { outcome: 'fewer', details: { whole: expected, streamed: got ?? 0 } };
  },
});

export const echoAlone = check({
  id: 'completions.option.echo.max_tokens_zero',
  claim: 'With echo and max_tokens 0, the prompt comes back and nothing is written.',
  source: openapi('CreateCompletionRequest.max_tokens.minimum'),
  needs: ['completions'],
  cost: { requests: 1, tokens: 24 },
  outcomes: {
    prompt: 'the text is the prompt',
    longer: {
      says: 'the text goes on after the prompt',
      severity: 'should',
      notices: [
        'evaluation harnesses that score a text: they pay for a continuation, and read it as part of it',
      ],
    },
    rejected: REJECTED,
  },
  async observe(lab) {
    const limit = lab.facts.completions.limitParameter;
    if (limit === undefined) return lab.inconclusive('no limit parameter is accepted');
    const zero = { prompt: PROMPT, echo: true, [limit]: 0, stop: ['\n', '.', ','] };
    const { rejected, text } = await lab.short('completions', zero);
    if (rejected) return refused(rejected);
    const place = text.indexOf(PROMPT);
    if (place < 0) return lab.inconclusive('echo has no effect');
    const after = text.slice(place + PROMPT.length);
    return after.trim() === '' ? 'prompt' : { outcome: 'longer', details: { after: after.slice(0, 40) } };
  },
});
