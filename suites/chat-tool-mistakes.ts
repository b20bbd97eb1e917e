/** Choices that the tools cannot fulfil, and results of calls that nobody made. */
import { check, REJECTED, SERVER_ERROR } from '../src/check/check.js';
import { refused } from '../src/check/reply.js';
import { openapi, thread } from '../src/check/source.js';
import {
  ASKING,
  askWithTools,
  CALL_TOKENS,
  CLOCK,
  functionTool,
  named,
  TOOLS,
  UNREAD_CALL,
} from '../src/check/tools.js';

const NEEDS = ['chat', 'tools'] as const;
const NO_SUCH_TOOL = functionTool('touchstone_no_such_tool', '');

export const unknownTool = check({
  id: 'chat.tool_choice.unknown_tool',
  claim: 'A tool that is chosen by name and not offered is refused.',
  source: thread('kekzl/imp#1265'),
  needs: NEEDS,
  cost: { requests: 2, tokens: 48 + CALL_TOKENS },
  outcomes: {
    rejected: REJECTED,
    'other-tool': {
      says: 'another tool is called',
      severity: 'should',
      notices: ['programs that read the arguments without looking at the name'],
    },
    accepted: {
      says: 'the request is answered as if no tool were chosen',
      severity: 'should',
      notices: ['who mistypes the name of a tool: nothing says so'],
    },
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const asked = { messages: [ASKING], tools: TOOLS, tool_choice: named(NO_SUCH_TOOL) };
    const reply = await lab.greedy('chat', asked, { tokens: 48, lawful: false });
    if (reply.rejected) return refused(reply.rejected);
    const offered = await askWithTools(lab, { tool_choice: named(CLOCK) });
    if (offered.tool_calls.length === 0)
      return lab.inconclusive('a tool that is offered is not called by its name, either');
    const names = reply.tool_calls.map(({ name }) => name);
    return names.length > 0 ? { outcome: 'other-tool', details: { called: names.join(', ') } } : 'accepted';
  },
});

export const unknownWord = check({
  id: 'chat.tool_choice.unknown_word',
  claim: 'A tool_choice that is none of the documented words is refused.',
  source: openapi('ChatCompletionToolChoiceOption'),
  needs: NEEDS,
  severity: 'may',
  cost: { requests: 1, tokens: 1 },
  outcomes: {
    rejected: REJECTED,
    accepted: {
      says: 'the request is answered as if the word were one of them',
      severity: 'may',
      notices: ['who writes "any" for "required": the choice is not made, and nothing says so'],
    },
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const asked = { messages: [ASKING], tools: TOOLS, tool_choice: 'touchstone' };
    const { rejected } = await lab.short('chat', asked, { lawful: false });
    return rejected ? refused(rejected) : 'accepted';
  },
});

export const requiredWithoutTools = check({
  id: 'chat.tool_choice.required.without_tools',
  claim: 'tool_choice "required" without tools is refused.',
  source: thread('kekzl/imp#1265'),
  needs: NEEDS,
  severity: 'may',
  cost: { requests: 2, tokens: 1 + CALL_TOKENS },
  outcomes: {
    rejected: REJECTED,
    accepted: 'the request is answered without a call',
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const { rejected } = await lab.short('chat', { tool_choice: 'required' }, { lawful: false });
    if (rejected) return refused(rejected);
    const { tool_calls } = await askWithTools(lab, { tool_choice: 'required' });
    return tool_calls.length > 0 ? 'accepted' : lab.inconclusive('with tools, nothing is called, either');
  },
});

export const noneWithoutTools = check({
  id: 'chat.tool_choice.none.without_tools',
  claim: 'Where no tools are offered and none is to be called, the answer is a text.',
  source: thread('vllm-project/vllm#54808'),
  needs: ['chat'],
  core: false,
  cost: { requests: 1, tokens: 24 },
  outcomes: {
    text: 'the message has no call',
    called: {
      says: 'the message has a call, or finish_reason says that it has one',
      severity: 'must',
      notices: ['agents that branch on finish_reason'],
    },
    'in-text': {
      says: 'a call stands in the text, with the marks of the model',
      severity: 'should',
      notices: ['people: they read a call instead of an answer'],
    },
    rejected: REJECTED,
  },
  async observe(lab) {
    const reply = await lab.greedy('chat', { messages: [ASKING], tool_choice: 'none' });
    if (reply.rejected) return refused(reply.rejected);
    if (reply.tool_calls.length > 0 || reply.finish_reason === 'tool_calls') return 'called';
    return UNREAD_CALL.test(reply.text) ? 'in-text' : 'text';
  },
});

export const unknownId = check({
  id: 'chat.messages.tool.unknown_id',
  claim: 'The result of a call that nobody made is refused.',
  source: thread('mistralai/mistral-common#322'),
  needs: NEEDS,
  severity: 'may',
  cost: { requests: 1, tokens: 1 },
  outcomes: {
    rejected: 'the conversation is refused with a legible error',
    accepted: {
      says: 'the conversation goes on',
      severity: 'may',
      notices: ['agents with a fault of their own: the result is taken for that of another call'],
    },
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const call = {
      id: 'call00001',
      type: 'function',
      function: { name: CLOCK.function.name, arguments: '{}' },
    };
    const messages = [
      ASKING,
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: 'call99999', content: 'It is noon.' },
    ];
    const { rejected } = await lab.short('chat', { messages, tools: TOOLS }, { lawful: false });
    return rejected ? refused(rejected) : 'accepted';
  },
});
