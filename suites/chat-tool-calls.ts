/** `tool_calls`: what a call looks like. */
import { check, NOT_CORE } from '../src/check/check.js';
import { arrayAt, at, isObject, parseJson } from '../src/check/json.js';
import { refused } from '../src/check/reply.js';
import { openapi } from '../src/check/source.js';
import { askWithTools, CALL_TOKENS, CLOCK, calledBy, streamedCall, TOWNS } from '../src/check/tools.js';

const NEEDS = ['chat', 'tools', 'tool_calls'] as const;
const NEEDS_STREAM = ['chat', 'chat.stream', 'tools', 'tool_calls', 'chat.stream.tool_calls'] as const;
/** The question with each way to a call, and the same streamed; all of them are shared. */
const WHOLE = { requests: 3, tokens: 3 * CALL_TOKENS } as const;
const STREAMED = { requests: 4, tokens: 4 * CALL_TOKENS } as const;

export const callArguments = check({
  id: 'chat.tool_calls.arguments',
  claim: 'The arguments of a call are a string, and the string is a JSON object.',
  source: openapi('ChatCompletionMessageToolCall.function.arguments'),
  needs: NEEDS,
  cost: WHOLE,
  outcomes: {
    json: 'arguments is a string with a JSON object',
    'not-a-string': {
      says: 'arguments is not a string',
      severity: 'must',
      notices: ['programs that parse it, as the documentation tells them: they throw'],
    },
    'not-json': {
      says: 'arguments is a string, and no JSON object',
      severity: 'should',
      notices: ['agents: the call cannot be carried out'],
    },
  },
  async observe(lab) {
    const { reply } = await calledBy(lab);
    const sent = arrayAt(reply.json, 'choices', 0, 'message', 'tool_calls');
    const texts = sent.map((call) => at(call, 'function', 'arguments'));
    const odd = texts.find((text) => typeof text !== 'string');
    if (texts.some((text) => typeof text !== 'string'))
      return { outcome: 'not-a-string', details: { type: typeof odd } };
    if (reply.finish_reason === 'length') return lab.inconclusive('the reply ended inside of a call');
    const unreadable = (texts as string[]).find((text) => !isObject(parseJson(text)));
    return unreadable === undefined
      ? 'json'
      : { outcome: 'not-json', details: { arguments: unreadable.slice(0, 80) } };
  },
});

export const strict = check({
  id: 'chat.tools.strict',
  claim: 'With strict, the arguments of a call fit its schema.',
  source: openapi('FunctionObject.strict'),
  needs: NEEDS,
  cost: { requests: 4, tokens: 4 * CALL_TOKENS },
  outcomes: {
    fits: 'the arguments have the one key of the schema, with one of its values',
    misfits: {
      says: 'the arguments do not fit the schema',
      severity: 'should',
      notices: ['programs that rely on it and validate no more'],
    },
    rejected: 'strict is refused with a legible error',
  },
  async observe(lab) {
    const { tool_choice } = await calledBy(lab);
    const messages = [{ role: 'user', content: 'What time is it in Ulaanbaatar?' }];
    const tools = [{ ...CLOCK, function: { ...CLOCK.function, strict: true } }];
    const reply = await lab.greedy('chat', { messages, tools, tool_choice }, { tokens: CALL_TOKENS });
    if (reply.rejected) return refused(reply.rejected);
    const [call] = reply.tool_calls;
    if (call === undefined || reply.finish_reason === 'length')
      return lab.inconclusive('the reply has no complete call');
    const value = parseJson(call.arguments ?? '');
    const keys = isObject(value) ? Object.keys(value) : [];
    const fits = keys.join() === 'town' && (TOWNS as readonly unknown[]).includes(at(value, 'town'));
    return fits
      ? 'fits'
      : { outcome: 'misfits', details: { arguments: (call.arguments ?? '').slice(0, 80) } };
  },
});

export const ids = check({
  id: 'chat.tool_calls.id',
  claim: 'Each call of an answer has an id of its own.',
  source: openapi('ChatCompletionMessageToolCall.id'),
  needs: NEEDS,
  ...NOT_CORE,
  cost: WHOLE,
  outcomes: {
    unique: 'each call has an id, and no two have the same',
    missing: {
      says: 'a call has no id, or an empty one',
      severity: 'must',
      notices: ['AutoGen and others: the result cannot name the call that it answers'],
    },
    repeated: {
      says: 'two calls of one answer have the same id',
      severity: 'must',
      notices: ['agents with several calls: one result is taken for the other'],
    },
  },
  async observe(lab) {
    const { reply } = await calledBy(lab);
    // Most models answer the demand for any tool with two calls.
    const several = await askWithTools(lab, { tool_choice: 'required' });
    for (const { tool_calls } of [several, reply]) {
      const found = tool_calls.map(({ id }) => id);
      if (found.some((id) => id === undefined || id === '')) return 'missing';
      if (new Set(found).size < found.length)
        return { outcome: 'repeated', details: { id: found[0] ?? '', calls: found.length } };
    }
    return 'unique';
  },
});

const REASONS = new Set(['tool_calls', 'stop', 'length']);

const FINISH = [
  { id: 'chat.tool_calls.finish_reason', how: '', stream: false },
  { id: 'chat.stream.tool_calls.finish_reason', how: ', in a stream', stream: true },
] as const;

export const finishReasons = FINISH.map(({ id, how, stream }) =>
  check({
    id,
    claim: `An answer with a forced call has a finish_reason, one of the documented words${how}.`,
    source: openapi('CreateChatCompletionResponse.choices.finish_reason'),
    needs: stream ? NEEDS_STREAM : NEEDS,
    cost: stream ? STREAMED : WHOLE,
    outcomes: {
      told: 'finish_reason is "tool_calls", or "stop" as OpenAI itself says after a choice by name',
      missing: {
        says: 'finish_reason is missing or null',
        severity: 'must',
        notices: ['fast-agent: it takes no notice of the call', 'the .stream() helper of openai-node throws'],
      },
      'unknown-word': {
        says: 'finish_reason is a word that is not documented',
        severity: 'must',
        notices: ['AutoGen, OpenAI .NET, Rust clients: the answer cannot be decoded'],
      },
    },
    async observe(lab) {
      const reply = stream ? await streamedCall(lab) : (await calledBy(lab)).reply;
      const { finish_reason } = reply;
      if (finish_reason === undefined || finish_reason === null) return 'missing';
      return REASONS.has(finish_reason) ? 'told' : { outcome: 'unknown-word', details: { finish_reason } };
    },
  }),
);

export const withoutTools = check({
  id: 'chat.tool_calls.without_tools',
  claim: 'Without tools, neither a message nor a delta has tool_calls.',
  source: openapi('ChatCompletionResponseMessage.tool_calls'),
  needs: ['chat', 'chat.stream'],
  cost: { requests: 2, tokens: 48 },
  outcomes: {
    absent: 'tool_calls is left out',
    null: { says: 'tool_calls is null', severity: 'may' },
    'empty-list': {
      says: 'tool_calls is an empty list',
      severity: 'may',
      notices: [
        'JavaScript programs that ask `if (message.tool_calls)`: an empty list is true',
        'LangChain.js',
      ],
    },
  },
  async observe(lab) {
    const whole = await lab.greedy('chat');
    const streamed = await lab.greedy('chat', { stream: true });
    const holders = [
      at(whole.json, 'choices', 0, 'message'),
      ...streamed.chunks.flatMap((chunk) => arrayAt(chunk, 'choices')).map((choice) => at(choice, 'delta')),
    ];
    const values = holders.map((holder) => at(holder, 'tool_calls')).filter((value) => value !== undefined);
    if (values.some(Array.isArray)) return 'empty-list';
    return values.length > 0 ? 'null' : 'absent';
  },
});
