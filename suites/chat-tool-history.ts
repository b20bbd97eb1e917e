/** The way of a call and back: the history that an agent sends, with the call that the endpoint itself has made. */
import { check, NOT_CORE } from '../src/check/check.js';
import { type Message, messageOf, reach } from '../src/check/conversation.js';
import type { JsonObject } from '../src/check/json.js';
import type { Lab } from '../src/check/lab.js';
import { type Reply, refused } from '../src/check/reply.js';
import { openapi, thread } from '../src/check/source.js';
import { ASKING, CALL_TOKENS, CLOCK, calledBy, TOOLS, WEATHER } from '../src/check/tools.js';

const NEEDS = ['chat', 'tools', 'tool_calls'] as const;
const RESULT = 'It is raining, eleven degrees, with a strong wind from the sea and low clouds until Friday.';

/** The calls with the documented members alone. */
function callsOf({ tool_calls }: Reply): Message[] {
  return tool_calls.map(({ id, name, arguments: text }) => ({
    id: id ?? 'call_touchstone',
    type: 'function',
    function: { name: name ?? '', arguments: text ?? '{}' },
  }));
}

/** The question, the answer with its calls, and a result for each. */
function history(reply: Reply, answer: Message, result: unknown): Message[] {
  const results = callsOf(reply).map(({ id }) => ({ role: 'tool', tool_call_id: id, content: result }));
  return [ASKING, answer, ...results];
}

/** The message with the calls, in the ways in which agents keep it. */
const KEPT: readonly {
  readonly id: string;
  readonly claim: string;
  readonly source: ReturnType<typeof openapi>;
  readonly severity: 'must' | 'should';
  readonly notices: string;
  answer(reply: Reply): Message;
}[] = [
  {
    id: 'null',
    claim: 'A message with calls may have null as content.',
    source: openapi('ChatCompletionRequestAssistantMessage.content'),
    severity: 'must',
    notices: 'the official SDKs and all that keep the message as documented: no tool loop works',
    answer: (reply) => ({ role: 'assistant', content: null, tool_calls: callsOf(reply) }),
  },
  {
    id: 'empty',
    claim: 'A message with calls may have an empty string as content.',
    source: openapi('ChatCompletionRequestAssistantMessage.content'),
    severity: 'should',
    notices: 'agents that keep text and calls apart: the second turn fails',
    answer: (reply) => ({ role: 'assistant', content: '', tool_calls: callsOf(reply) }),
  },
  {
    id: 'absent',
    claim: 'A message with calls may have no content at all.',
    source: openapi('ChatCompletionRequestAssistantMessage.content'),
    severity: 'should',
    notices: 'LangChain4j: it leaves the content out',
    answer: (reply) => ({ role: 'assistant', tool_calls: callsOf(reply) }),
  },
  {
    id: 'echo',
    claim: 'The message with the calls is taken back, member for member.',
    source: thread('vllm-project/vllm#10015'),
    severity: 'must',
    notices: 'agents that append the message as it came',
    answer: (reply) => messageOf(reply.json),
  },
];

export const kept = KEPT.map(({ id, claim, source, severity, notices, answer }) =>
  check({
    id: `chat.messages.tool_calls.${id}`,
    claim,
    source,
    needs: NEEDS,
    ...(id !== 'null' && NOT_CORE),
    cost: { requests: 4, tokens: 3 * CALL_TOKENS + 1 },
    outcomes: {
      accepted: 'the conversation goes on',
      refused: { says: 'the conversation is refused', severity, notices: [notices] },
    },
    async observe(lab) {
      const { reply, tool_choice } = await calledBy(lab);
      const messages = history(reply, answer(reply), RESULT);
      const { rejected } = await lab.short('chat', { messages, tools: TOOLS, tool_choice });
      return rejected ? { ...refused(rejected), outcome: 'refused' } : 'accepted';
    },
  }),
);

/** A conversation that ends with this result, and the tools with a choice that is known to be taken. */
async function conversation(lab: Lab, content: unknown): Promise<{ messages: Message[]; tools: JsonObject }> {
  const { reply, tool_choice } = await calledBy(lab);
  const answer = { role: 'assistant', content: null, tool_calls: callsOf(reply) };
  return { messages: history(reply, answer, content), tools: { tools: TOOLS, tool_choice } };
}

export const result = check({
  id: 'chat.messages.tool',
  claim: 'The model reads the result of a tool.',
  source: openapi('ChatCompletionRequestToolMessage'),
  needs: NEEDS,
  ...NOT_CORE,
  cost: { requests: 7, tokens: 3 * CALL_TOKENS + 4 },
  outcomes: {
    read: 'the prompt has more tokens with a longer result',
    dropped: {
      says: 'the prompt has as many tokens with a shorter result: the model never sees it',
      severity: 'must',
      notices: ['agents: the model makes up what the tool has told'],
    },
    refused: {
      says: 'the conversation is refused',
      severity: 'must',
      notices: ['agents: no tool loop works'],
    },
  },
  async observe(lab) {
    const { messages, tools } = await conversation(lab, RESULT);
    const { messages: shorter } = await conversation(lab, 'Rain.');
    const reached = await reach(lab, messages, shorter, {}, tools);
    return 'rejected' in reached ? { ...refused(reached.rejected), outcome: 'refused' } : reached;
  },
});

/** Joining parts may add a line break or two. */
const MOST_FOR_JOINING = 3;

export const resultInParts = check({
  id: 'chat.messages.content_parts.tool',
  claim: 'The result of a tool as one text part means the same as a string.',
  source: openapi('ChatCompletionRequestToolMessage.content'),
  needs: NEEDS,
  ...NOT_CORE,
  cost: { requests: 7, tokens: 3 * CALL_TOKENS + 4 },
  outcomes: {
    same: 'the prompt has as many tokens',
    different: {
      says: 'the prompt is counted otherwise: the part is not read as its text',
      severity: 'must',
      notices: ['agents that send results in parts: the model reads something else, or nothing'],
    },
    rejected: 'parts are refused with a legible error',
  },
  async observe(lab) {
    const { messages, tools } = await conversation(lab, RESULT);
    const plain = await lab.short('chat', { messages, ...tools });
    if (plain.rejected) return lab.inconclusive('the conversation is refused with a string, too');
    const { messages: parted } = await conversation(lab, [{ type: 'text', text: RESULT }]);
    const inParts = await lab.short('chat', { messages: parted, ...tools });
    if (inParts.rejected) return refused(inParts.rejected);
    const [asString, asParts] = [plain.usage?.prompt_tokens, inParts.usage?.prompt_tokens];
    if (asString === undefined || asParts === undefined)
      return lab.inconclusive('no prompt tokens are counted');
    return {
      outcome: Math.abs(asString - asParts) <= MOST_FOR_JOINING ? 'same' : 'different',
      details: { asString, asParts },
    };
  },
});

/** Two calls of a made-up history, and their results; ids as short as any server demands. */
const CALLS = [
  { id: 'callsky01', name: WEATHER.function.name, result: 'It is raining, eleven degrees.' },
  { id: 'callnow02', name: CLOCK.function.name, result: 'A quarter past nine in the evening.' },
] as const;

/** The history, with the results of the calls in this order, each under this id. */
function resultsOf(...results: readonly (readonly [id: string, result: string])[]): Message[] {
  const tool_calls = CALLS.map(({ id, name }) => ({
    id,
    type: 'function',
    function: { name, arguments: '{"town": "Porto"}' },
  }));
  return [
    ASKING,
    { role: 'assistant', content: null, tool_calls },
    ...results.map(([tool_call_id, content]) => ({ role: 'tool', tool_call_id, content })),
  ];
}

/** What a reply says in all detail: two prompts that are the same have the same. */
function fingerprint({ usage, text, logprobs }: Reply): string {
  return JSON.stringify([usage?.prompt_tokens, text, logprobs]);
}

export const resultOrder = check({
  id: 'chat.messages.tool.order',
  claim: 'Results of several calls belong to their calls by id, in whatever order they come.',
  source: thread('JustVugg/colibri#118'),
  needs: ['chat', 'tools', 'chat.logprobs'],
  ...NOT_CORE,
  // Answers differ a little where several requests are computed together.
  mode: 'alone',
  cost: { requests: 4, tokens: 96 },
  outcomes: {
    'by-id': 'results in another order are not taken for each other',
    'by-place': {
      says: 'the first result is taken for that of the first call, whatever its id',
      // The chat templates of many open models show no ids: their servers cannot do better.
      severity: 'may',
      notices: ['agents that carry out calls side by side: the answer of one is taken for that of the other'],
    },
    rejected: 'a history with two results is refused with a legible error',
  },
  async observe(lab) {
    const [sky, now] = CALLS;
    const ask = async (messages: readonly Message[], fresh = false) => {
      const parameters = { messages, logprobs: true, tools: TOOLS };
      return lab.greedy('chat', parameters, { fresh });
    };
    const swapped = resultsOf([now.id, now.result], [sky.id, sky.result]);
    const seen = await ask(swapped);
    if (seen.rejected) return refused(seen.rejected);
    if (fingerprint(seen) !== fingerprint(await ask(swapped, true)))
      return lab.inconclusive('equal requests give different answers');
    const right = fingerprint(await ask(resultsOf([sky.id, sky.result], [now.id, now.result])));
    if (fingerprint(seen) === right) return 'by-id';
    // Each result under the id of the other call, in the order in which they came.
    const wrong = fingerprint(await ask(resultsOf([sky.id, now.result], [now.id, sky.result])));
    return fingerprint(seen) === wrong ? 'by-place' : 'by-id';
  },
});
