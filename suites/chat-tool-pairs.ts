/** Tools together with what cuts a reply, and with streams: a call that the limit cuts, text beside tools. */
import { check, NOT_CORE } from '../src/check/check.js';
import { QUESTION } from '../src/check/conversation.js';
import { arrayAt, isObject, parseJson, stringAt } from '../src/check/json.js';
import { type Reply, refused } from '../src/check/reply.js';
import { openapi, thread } from '../src/check/source.js';
import { wordInside } from '../src/check/text.js';
import { askWithTools, CALL_TOKENS, calledBy, TOOLS } from '../src/check/tools.js';

/** The part of a call that the limit leaves: its name comes, its arguments do not come to their end. */
const PART = 0.7;

export const cut = check({
  id: 'chat.tool_calls.cut',
  claim: 'A call that the limit cuts is not told as a whole one.',
  source: thread('ROCm/FastFlowLM#728'),
  needs: ['chat', 'tools', 'tool_calls'],
  ...NOT_CORE,
  cost: { requests: 4, tokens: 4 * CALL_TOKENS },
  outcomes: {
    told: 'finish_reason is "length", or the arguments are a whole JSON object all the same',
    hidden: {
      says: 'the arguments are no JSON object, and finish_reason is not "length"',
      severity: 'must',
      notices: ['agents: they carry out half a call, or throw at its arguments'],
    },
  },
  async observe(lab) {
    const { reply: whole, tool_choice } = await calledBy(lab);
    const limit = lab.facts.chat.limitParameter;
    const written = whole.usage?.completion_tokens;
    if (limit === undefined || !written) return lab.inconclusive('tokens of the call are not counted');
    const reply = await askWithTools(lab, { tool_choice, [limit]: Math.floor(written * PART) });
    if (reply.rejected) return lab.inconclusive('so few tokens are refused');
    const details = { finish_reason: reply.finish_reason ?? null };
    const broken = reply.tool_calls.some((call) => !isObject(parseJson(call.arguments ?? '')));
    if (broken && reply.finish_reason !== 'length') return { outcome: 'hidden', details };
    return { outcome: 'told', details };
  },
});

/** A text where tools are offered; undefined of a reply that calls one. */
function word({ text, tool_calls }: Reply): string | undefined {
  return tool_calls.length > 0 ? undefined : wordInside(text);
}

export const stop = check({
  id: 'chat.stop.tools',
  claim: 'Stop sequences end a text also where tools are offered.',
  source: thread('Shelpuk-AI-Technology-Consulting/kitty-bridge#92'),
  needs: ['chat', 'tools'],
  ...NOT_CORE,
  cost: { requests: 4, tokens: 96 },
  outcomes: {
    honoured: 'the text ends at the stop sequence',
    ignored: {
      says: 'the text runs past the stop sequence',
      severity: 'must',
      notices: ['agents that stop at a marker: they read on into invented turns'],
    },
    rejected: 'stop is refused beside tools, with a legible error',
  },
  async observe(lab) {
    const { value, question } = await lab.learn('chat', word, 'no reply beside tools has an inner word', {
      tools: TOOLS,
    });
    const stopped = await lab.greedy('chat', { ...question, tools: TOOLS, stop: value });
    if (stopped.rejected) return refused(stopped.rejected);
    const place = stopped.text.indexOf(value);
    if (place >= 0 && stopped.text.slice(place + value.length).trim() !== '')
      return { outcome: 'ignored', details: { stop: value } };
    return stopped.finish_reason === 'stop'
      ? 'honoured'
      : lab.inconclusive('the reply went another way and does not come to the stop sequence');
  },
});

/** Below this number of pieces, a reply of 24 tokens may come in one by chance. */
const SEVERAL = 4;

/** How many pieces of text a stream has. */
function pieces({ chunks }: Reply): number {
  return chunks
    .flatMap((chunk) => arrayAt(chunk, 'choices'))
    .filter((choice) => (stringAt(choice, 'delta', 'content') ?? '') !== '').length;
}

export const streamed = check({
  id: 'chat.stream.incremental.tools',
  claim: 'A text comes in pieces also where tools are offered.',
  source: openapi('CreateChatCompletionRequest.stream'),
  needs: ['chat', 'tools', 'chat.stream'],
  severity: 'may',
  ...NOT_CORE,
  cost: { requests: 2, tokens: 48 },
  outcomes: {
    incremental: 'the text comes in several pieces',
    buffered: {
      says: 'the text comes in one piece, though it comes in several without tools',
      severity: 'may',
      notices: ['agents and chat windows: nothing moves until the reply is complete'],
    },
  },
  async observe(lab) {
    const plain = await lab.greedy('chat', { messages: [QUESTION], stream: true });
    if (pieces(plain) < SEVERAL) return lab.inconclusive('without tools, the text comes in few pieces, too');
    const reply = await lab.greedy('chat', { messages: [QUESTION], stream: true, tools: TOOLS });
    if (reply.rejected) return lab.inconclusive('tools are refused in a stream');
    if (reply.tool_calls.length > 0 || reply.text.length < plain.text.length / 2)
      return lab.inconclusive('the model calls a tool, or says little');
    const found = { withTools: pieces(reply), without: pieces(plain) };
    return { outcome: found.withTools === 1 ? 'buffered' : 'incremental', details: found };
  },
});
