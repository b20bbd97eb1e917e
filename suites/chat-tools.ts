/** `tools` and `tool_choice`: whether the model learns of the tools, and who decides about a call. */
import { check, NOT_CORE, REJECTED } from '../src/check/check.js';
import { isObject, parseJson } from '../src/check/json.js';
import { type Reply, refused } from '../src/check/reply.js';
import { openapi, thread } from '../src/check/source.js';
import { ASKING, askWithTools, CLOCK, functionTool, named, TOOLS, UNREAD_CALL } from '../src/check/tools.js';

const AGENTS = 'agents and structured-output libraries that force a call: they get prose';

export const offered = check({
  id: 'chat.tools.offered',
  claim: 'The model learns which tools are offered.',
  source: openapi('CreateChatCompletionRequest.tools'),
  needs: ['chat', 'tools'],
  shows: 'tools',
  cost: { requests: 3, tokens: 2 },
  outcomes: {
    read: 'the prompt has more tokens with tools than without them',
    dropped: {
      says: 'the prompt has as many tokens as without tools: the model never sees them',
      severity: 'must',
      notices: ['agents: the model makes up what a tool would have told, and no error says so'],
    },
    rejected: REJECTED,
    absent: 'tools are refused with every tool_choice',
  },
  async observe(lab) {
    // Where every way to a call breaks, this is the one check that says so.
    if ((await lab.capability('tools')) === 'broken') await askWithTools(lab, { tool_choice: 'auto' });
    const withTools = await lab.short('chat', { tools: TOOLS });
    if (withTools.rejected) return refused(withTools.rejected);
    const without = await lab.short('chat');
    const [more, less] = [withTools.usage?.prompt_tokens, without.usage?.prompt_tokens];
    if (more === undefined || less === undefined || more < less)
      return lab.inconclusive('the prompt tokens are not counted, or not whole');
    return { outcome: more > less ? 'read' : 'dropped', details: { with: more, without: less } };
  },
});

/** Whether a reply ended before it could come to a call: the model was still thinking. */
function isThinking({ finish_reason, text, reasoning }: Reply): boolean {
  return finish_reason === 'length' && (text.trim() === '' || reasoning !== '' || /<think/i.test(text));
}

const IGNORED = {
  says: 'the request is accepted, and the model answers with text',
  severity: 'should',
  notices: [AGENTS],
} as const;

export const required = check({
  id: 'chat.tool_choice.required',
  claim: 'tool_choice "required" makes the model call a tool.',
  source: openapi('ChatCompletionToolChoiceOption'),
  needs: ['chat', 'tools'],
  cost: { requests: 1, tokens: 64 },
  outcomes: { called: 'the message has a call', ignored: IGNORED, rejected: REJECTED },
  async observe(lab) {
    const reply = await askWithTools(lab, { tool_choice: 'required' });
    if (reply.rejected) return refused(reply.rejected);
    if (reply.tool_calls.length > 0) return 'called';
    return isThinking(reply) ? lab.inconclusive('the reply ended before it came to a call') : 'ignored';
  },
});

export const byName = check({
  id: 'chat.tool_choice.named',
  claim: 'A tool that is chosen by name is the one that is called.',
  source: openapi('ChatCompletionNamedToolChoice'),
  needs: ['chat', 'tools'],
  cost: { requests: 1, tokens: 64 },
  outcomes: {
    called: 'the message has a call of this tool',
    'other-tool': {
      says: 'the message has a call of another tool',
      severity: 'must',
      notices: ['programs that read the arguments without looking at the name'],
    },
    ignored: IGNORED,
    rejected: REJECTED,
  },
  async observe(lab) {
    const reply = await askWithTools(lab, { tool_choice: named(CLOCK) });
    if (reply.rejected) return refused(reply.rejected);
    const names = reply.tool_calls.map(({ name }) => name);
    if (names.length === 0)
      return isThinking(reply) ? lab.inconclusive('the reply ended before it came to a call') : 'ignored';
    return names.every((name) => name === CLOCK.function.name)
      ? 'called'
      : { outcome: 'other-tool', details: { called: names.join(', ') } };
  },
});

export const none = check({
  id: 'chat.tool_choice.none',
  claim: 'With tool_choice "none", no tool is called.',
  source: openapi('ChatCompletionToolChoiceOption'),
  needs: ['chat', 'tools'],
  ...NOT_CORE,
  cost: { requests: 1, tokens: 24 },
  outcomes: {
    text: 'the message has no call',
    called: {
      says: 'the message has a call',
      severity: 'must',
      notices: ['agents that want a summary at last: the loop never ends'],
    },
    'told-as-call': {
      says: 'the message has no call, and finish_reason says that there is one',
      severity: 'must',
      notices: ['agents that branch on finish_reason'],
    },
    rejected: REJECTED,
  },
  async observe(lab) {
    const reply = await lab.greedy('chat', { messages: [ASKING], tools: TOOLS, tool_choice: 'none' });
    if (reply.rejected) return refused(reply.rejected);
    if (reply.tool_calls.length > 0) return 'called';
    return reply.finish_reason === 'tool_calls' ? 'told-as-call' : 'text';
  },
});

const AUTO = [
  { id: 'chat.tool_choice.auto', how: '', parameters: {}, needs: [] },
  {
    id: 'chat.stream.tool_choice.auto',
    how: ', in a stream',
    parameters: { stream: true },
    needs: ['chat.stream'],
  },
] as const;

export const auto = AUTO.map(({ id, how, parameters, needs }) =>
  check({
    id,
    claim: `Where the model decides to call a tool, finish_reason says so${how}.`,
    source: openapi('CreateChatCompletionResponse.choices.finish_reason'),
    needs: ['chat', 'tools', ...needs],
    // Agents stream.
    ...(how === '' && NOT_CORE),
    cost: { requests: 1, tokens: 64 },
    outcomes: {
      called: 'the message has a call, and finish_reason is "tool_calls"',
      text: 'the model answers with text, and finish_reason says how it ended',
      'wrong-reason': {
        says: 'the message has a call, and finish_reason says something else; or there is none, and it says there is one',
        severity: 'must',
        notices: [
          'agents that go on while finish_reason is "tool_calls": the loop ends, and the call is lost',
        ],
      },
      'in-text': {
        says: 'the call stands in the text, with the marks of the model',
        severity: 'should',
        notices: ['agents: the call is shown to the user, and never made'],
      },
      rejected: REJECTED,
    },
    async observe(lab) {
      const reply = await askWithTools(lab, { tool_choice: 'auto', ...parameters });
      if (reply.rejected) return refused(reply.rejected);
      const { finish_reason, tool_calls, text } = reply;
      if (UNREAD_CALL.test(text)) return 'in-text';
      const details = { finish_reason: finish_reason ?? null };
      if (tool_calls.length > 0 && finish_reason === 'length')
        return lab.inconclusive('the reply ended inside of a call');
      const told = finish_reason === 'tool_calls';
      const lawful =
        finish_reason === 'stop' || finish_reason === 'length' || finish_reason === 'content_filter';
      if (tool_calls.length > 0) return told ? 'called' : { outcome: 'wrong-reason', details };
      return lawful ? 'text' : { outcome: 'wrong-reason', details };
    },
  }),
);

export const parallelFalse = check({
  id: 'chat.parallel_tool_calls.false',
  claim: 'With parallel_tool_calls false, there is at most one call.',
  source: openapi('ParallelToolCalls'),
  needs: ['chat', 'tools', 'tool_calls'],
  cost: { requests: 1, tokens: 64 },
  outcomes: {
    one: 'the message has one call',
    several: {
      says: 'the message has several calls',
      severity: 'should',
      notices: ['agents that carry out one call at a time: the others are lost'],
    },
    rejected: REJECTED,
  },
  async observe(lab) {
    const parameters = { tool_choice: 'required', parallel_tool_calls: false };
    const reply = await askWithTools(lab, parameters);
    if (reply.rejected) return refused(reply.rejected);
    const calls = reply.tool_calls.length;
    if (calls === 0) return lab.inconclusive('the reply has no call');
    return calls === 1 ? 'one' : { outcome: 'several', details: { calls } };
  },
});

const PING = functionTool('ping', 'Tells whether the service is up.');

export const noParameters = check({
  id: 'chat.tools.no_parameters',
  claim: 'A tool without parameters can be called, and its arguments are an empty object.',
  source: openapi('FunctionObject.parameters'),
  needs: ['chat', 'tools', 'tool_calls'],
  cost: { requests: 1, tokens: 48 },
  outcomes: {
    object: 'arguments is a JSON object',
    'no-object': {
      says: 'arguments is no JSON object: an empty string, "null", or missing',
      severity: 'should',
      notices: ['clients that parse it: aichat and llm report arguments that are no JSON'],
    },
    rejected: REJECTED,
  },
  async observe(lab) {
    const messages = [{ role: 'user', content: 'Is the service up? Call the function ping.' }];
    const choice = { messages, tools: [PING], tool_choice: named(PING) };
    const reply = await lab.greedy('chat', choice, { tokens: 48 });
    if (reply.rejected) return refused(reply.rejected);
    const [call] = reply.tool_calls;
    if (call === undefined || reply.finish_reason === 'length')
      return lab.inconclusive('the reply has no complete call');
    const { arguments: text = '' } = call;
    return isObject(parseJson(text))
      ? 'object'
      : { outcome: 'no-object', details: { arguments: text.slice(0, 60) } };
  },
});

export const usageInStream = check({
  id: 'chat.stream.usage.tools',
  claim: 'Usage comes at the end of a stream also where tools are offered.',
  source: thread('LostRuins/koboldcpp#2480'),
  needs: ['chat', 'tools', 'chat.stream.usage'],
  cost: { requests: 1, tokens: 1 },
  outcomes: {
    present: 'there is usage',
    lost: {
      says: 'there is none, though there is without tools',
      severity: 'should',
      notices: ['opencode: it never learns that the window is full'],
    },
    rejected: REJECTED,
  },
  async observe(lab) {
    const parameters = { tools: TOOLS, stream: true, stream_options: { include_usage: true } };
    const reply = await lab.short('chat', parameters);
    if (reply.rejected) return refused(reply.rejected);
    return reply.usage ? 'present' : 'lost';
  },
});
