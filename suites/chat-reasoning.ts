/** What a model thinks before it answers: where an endpoint shows it, and that it stays there. */
import { check, NOT_CORE, REJECTED } from '../src/check/check.js';
import { at } from '../src/check/json.js';
import type { Lab } from '../src/check/lab.js';
import { type Reply, refused } from '../src/check/reply.js';
import { openapi, thread } from '../src/check/source.js';
import { commonLetter } from '../src/check/text.js';

/** The mark with which models begin to think; who reads it takes it out of the text. */
const MARK = /^\s*<(think|thinking|thought|reasoning)>/i;

function isShown(message: unknown, member: string): boolean {
  const thinking = at(message, member);
  return typeof thinking === 'string' && thinking !== '';
}

export const member = check({
  id: 'chat.reasoning.member',
  claim: 'What a model thinks is not told as its answer.',
  source: openapi('ChatCompletionResponseMessage.content'),
  needs: ['chat'],
  severity: 'may',
  cost: { requests: 1, tokens: 24 },
  outcomes: {
    none: 'no thinking is shown',
    reasoning_content: 'thinking is in reasoning_content',
    reasoning: 'thinking is in reasoning',
    both: 'thinking is in reasoning_content and in reasoning',
    'in-text': {
      says: 'thinking is in the content, between the marks of the model',
      severity: 'may',
      notices: ['chat windows: people read what the model thinks, marks and all'],
    },
  },
  async observe(lab) {
    const { json, text } = await lab.greedy('chat');
    const message = at(json, 'choices', 0, 'message');
    const [long, short] = [isShown(message, 'reasoning_content'), isShown(message, 'reasoning')];
    if (long && short) return 'both';
    if (long) return 'reasoning_content';
    if (short) return 'reasoning';
    return MARK.test(text) ? 'in-text' : 'none';
  },
});

/** An answer with its thinking, which an endpoint keeps apart; skipped where it shows none. */
async function thought(lab: Lab): Promise<Reply> {
  const reply = await lab.greedy('chat');
  return reply.reasoning === '' ? lab.skip('prerequisite: no thinking is shown') : reply;
}

/** Room for thinking and answer, where the ordinary request ends in the middle of the thinking. */
const WHOLE_TOKENS = 1024;

export const cut = check({
  id: 'chat.reasoning.cut',
  claim: 'Thinking that the limit cuts is kept apart as it is when it comes to its end.',
  source: thread('openvinotoolkit/model_server#4495'),
  needs: ['chat'],
  cost: { requests: 2, tokens: 48 },
  outcomes: {
    apart: 'thinking that is cut is not in the content',
    'in-text': {
      says: 'thinking that is cut is in the content, though whole thinking is kept apart',
      severity: 'should',
      notices: ['chat windows and agents: a thought is taken for the answer'],
    },
  },
  async observe(lab) {
    const limit = lab.facts.chat.limitParameter;
    if (limit === undefined) return lab.inconclusive('no limit parameter is accepted');
    const short = await lab.ask('chat', { [limit]: 24 });
    if (!MARK.test(short.text)) {
      return short.reasoning === '' && !lab.facts.chat.thinkingTokens
        ? lab.skip('prerequisite: no thinking is shown')
        : 'apart';
    }
    const whole = await lab.ask('chat', { [limit]: WHOLE_TOKENS });
    if (whole.reasoning === '' || MARK.test(whole.text))
      return lab.skip('prerequisite: thinking is not kept apart');
    return { outcome: 'in-text', details: { content: short.text.slice(0, 60) } };
  },
});

export const streamed = check({
  id: 'chat.stream.reasoning',
  claim: 'What an answer shows of its thinking, its stream shows, too.',
  source: thread('raullenchai/Rapid-MLX#29'),
  needs: ['chat', 'chat.stream'],
  ...NOT_CORE,
  cost: { requests: 3, tokens: 72 },
  outcomes: {
    shown: 'the stream shows thinking, too',
    lost: {
      says: 'the answer shows its thinking without streaming only: a stream is silent until it has ended',
      severity: 'should',
      notices: ['chat windows: nothing moves while the model thinks'],
    },
  },
  async observe(lab) {
    await thought(lab);
    const stream = await lab.greedy('chat', { stream: true });
    if (stream.rejected) return lab.inconclusive('the stream is refused');
    if (stream.reasoning !== '' || MARK.test(stream.text)) return 'shown';
    const control = await lab.greedy('chat', {}, { fresh: true });
    return control.reasoning === ''
      ? lab.inconclusive('the model does not always think')
      : { outcome: 'lost', details: { withoutStreaming: control.reasoning.length } };
  },
});

export const stop = check({
  id: 'chat.stop.reasoning',
  claim: 'A stop sequence ends the answer, not the thinking before it.',
  source: thread('vllm-project/vllm#14170'),
  needs: ['chat'],
  ...NOT_CORE,
  cost: { requests: 2, tokens: 48 },
  outcomes: {
    untouched: 'the thinking goes on past the sequence',
    cut: {
      says: 'the thinking ends at the sequence, and no answer comes',
      severity: 'may',
      notices: ['who stops at a word that the model thinks of: the answer is empty, or a thought'],
    },
    rejected: REJECTED,
  },
  async observe(lab) {
    const { reasoning } = await thought(lab);
    const letter = commonLetter(reasoning) ?? lab.inconclusive('the thinking is too short');
    const stopped = await lab.greedy('chat', { stop: letter });
    if (stopped.rejected) return refused(stopped.rejected);
    if (stopped.reasoning.includes(letter)) return 'untouched';
    const early = stopped.finish_reason === 'stop' && stopped.reasoning.length < reasoning.length / 2;
    return early
      ? { outcome: 'cut', details: { stop: letter, thinking: stopped.reasoning.slice(0, 40) } }
      : lab.inconclusive('the model thought otherwise this time');
  },
});
