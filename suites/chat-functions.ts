/** The deprecated `functions` and `function_call`: old agents still speak this way, whole, in streams and in the history. */
import { check, NOT_CORE, REJECTED } from '../src/check/check.js';
import { type Message, reach } from '../src/check/conversation.js';
import { arrayAt, at, isObject, parseJson, stringAt } from '../src/check/json.js';
import type { Lab } from '../src/check/lab.js';
import { type Reply, refused } from '../src/check/reply.js';
import { openapi } from '../src/check/source.js';
import { WEATHER } from '../src/check/tools.js';

const { function: FUNCTION } = WEATHER;

const ASKING: Message = { role: 'user', content: 'What is the weather in Porto?' };

/** Asks with the function, demanded by name. */
function demand(lab: Lab, stream = false): Promise<Reply> {
  const parameters = {
    messages: [ASKING],
    functions: [FUNCTION],
    function_call: { name: FUNCTION.name },
    ...(stream && { stream }),
  };
  return lab.greedy('chat', parameters, { tokens: 48 });
}

/** The name in an answer: some servers tell the call in the newer form. */
function calledIn({ json, tool_calls }: Reply): unknown {
  return at(json, 'choices', 0, 'message', 'function_call', 'name') ?? tool_calls[0]?.name;
}

export const functions = check({
  id: 'chat.option.functions',
  claim: 'The deprecated functions and function_call still make the model call a function.',
  source: openapi('CreateChatCompletionRequest.functions'),
  needs: ['chat'],
  severity: 'may',
  cost: { requests: 1, tokens: 48 },
  outcomes: {
    honoured: 'the message has a call of the function',
    ignored: { says: 'the model answers with text, though a function was demanded by name', severity: 'may' },
    rejected: REJECTED,
  },
  async observe(lab) {
    const reply = await demand(lab);
    if (reply.rejected) return refused(reply.rejected);
    return calledIn(reply) === FUNCTION.name ? 'honoured' : 'ignored';
  },
});

/** A call in the older form, put together from its pieces. */
function joinedCall({ chunks }: Reply) {
  const pieces = chunks
    .flatMap((chunk) => arrayAt(chunk, 'choices'))
    .map((choice) => at(choice, 'delta', 'function_call'));
  const text = (name: string) => pieces.map((piece) => stringAt(piece, name) ?? '').join('');
  return { name: text('name'), arguments: text('arguments') };
}

export const streamed = check({
  id: 'chat.option.functions.stream',
  claim: 'A call of a function comes in a stream, too, and finish_reason says so.',
  source: openapi('ChatCompletionStreamResponseDelta.function_call'),
  needs: ['chat', 'chat.stream'],
  severity: 'may',
  ...NOT_CORE,
  cost: { requests: 2, tokens: 96 },
  outcomes: {
    called: 'the pieces make a call of the function, and finish_reason is "function_call" or "stop"',
    'as-tool-call': 'the pieces make a call in the newer form, as without streaming',
    untold: {
      says: 'the pieces make a call, and finish_reason is another word, or missing',
      severity: 'should',
      notices: ['old agents that branch on finish_reason: the call is never made'],
    },
    lost: {
      says: 'the pieces make no call, though the answer without streaming has one',
      severity: 'should',
      notices: ['old agents that stream: they get an empty message'],
    },
    rejected: 'functions in a stream are refused with a legible error',
  },
  async observe(lab) {
    const whole = await demand(lab);
    if (whole.rejected || calledIn(whole) !== FUNCTION.name)
      return lab.inconclusive('functions have no effect without streaming, either');
    const stream = await demand(lab, true);
    if (stream.rejected) return refused(stream.rejected);
    if (stream.tool_calls[0]?.name === FUNCTION.name) return 'as-tool-call';
    const call = joinedCall(stream);
    const { finish_reason } = stream;
    if (call.name !== FUNCTION.name || (finish_reason !== 'length' && !isObject(parseJson(call.arguments))))
      return { outcome: 'lost', details: { name: call.name, arguments: call.arguments.slice(0, 60) } };
    return ['function_call', 'stop', 'length'].includes(finish_reason ?? '')
      ? 'called'
      : { outcome: 'untold', details: { finish_reason: finish_reason ?? null } };
  },
});

const RESULT = 'It is raining, eleven degrees, with a strong wind from the sea and low clouds until Friday.';

/** A made-up history with a call of the function, and this result. */
function history(content: string): Message[] {
  const function_call = { name: FUNCTION.name, arguments: '{"town": "Porto"}' };
  return [
    ASKING,
    { role: 'assistant', content: null, function_call },
    { role: 'function', name: FUNCTION.name, content },
  ];
}

export const result = check({
  id: 'chat.messages.function',
  claim: 'The model reads the result of a function, in the deprecated form.',
  source: openapi('ChatCompletionRequestFunctionMessage'),
  needs: ['chat'],
  severity: 'may',
  ...NOT_CORE,
  cost: { requests: 4, tokens: 4 },
  outcomes: {
    read: 'the prompt has more tokens with a longer result',
    dropped: {
      says: 'the prompt has as many tokens with a shorter result: the model never sees it',
      severity: 'should',
      notices: ['old agents: the model makes up what the function has told'],
    },
    rejected: 'the role function is refused with a legible error',
  },
  async observe(lab) {
    const functions = { functions: [FUNCTION] };
    const reached = await reach(lab, history(RESULT), history('Rain.'), {}, functions);
    return 'rejected' in reached ? refused(reached.rejected) : reached;
  },
});
