/** `stream`: the same answer, in pieces. */
import { check, over } from '../src/check/check.js';
import { arrayAt, at, stringAt } from '../src/check/json.js';
import { throwForBroken, throwForStatus } from '../src/check/lab.js';
import { TEXT_ENDPOINTS, toReply } from '../src/check/reply.js';
import { openapi, sdk } from '../src/check/source.js';
import { sameText } from '../src/check/text.js';

const REASONS = new Set(['stop', 'length', 'tool_calls', 'content_filter', 'function_call']);

export const reply = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.reply`,
    claim: 'With stream, the answer comes as server-sent events.',
    source: openapi('CreateChatCompletionRequest.stream'),
    needs: [endpoint, `${endpoint}.stream`],
    shows: `${endpoint}.stream`,
    cost: { requests: 2, tokens: 48 },
    outcomes: {
      streamed: 'the answer is a stream of events, each a chunk with choices',
      'not-streamed': {
        says: 'the answer is one document',
        severity: 'must',
        notices: ['openai-node and openai-python: no items, and no error'],
      },
      unreadable: { says: 'there are events, and none of them is a chunk with choices', severity: 'must' },
      absent: 'streaming is refused',
    },
    async observe(lab) {
      // Where no choice can be read there is no reply to ask the lab for.
      const ordinary = (await lab.greedy(endpoint)).received.request;
      const json = { ...(ordinary.json as object), stream: true };
      const received = await lab.send({ ...ordinary, json });
      throwForStatus(received);
      const read = toReply(endpoint, received);
      throwForBroken(read);
      const { streamed, chunks, choices } = read;
      if (!streamed) return 'not-streamed';
      return choices.length > 0 ? { outcome: 'streamed', details: { chunks: chunks.length } } : 'unreadable';
    },
  }),
);

export const text = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.text`,
    claim: 'The pieces of a stream make the text that comes without streaming.',
    source: openapi('CreateChatCompletionStreamResponse.choices.delta'),
    needs: [endpoint, `${endpoint}.stream`],
    cost: { requests: 4, tokens: 96 },
    outcomes: {
      same: 'the text is the same',
      empty: {
        says: 'the pieces make no text, though tokens are counted or come without streaming',
        severity: 'must',
      },
      replayed: { says: 'the whole text comes again after its pieces', severity: 'must' },
      shortened: { says: 'the end of the text is missing', severity: 'must' },
      different: { says: 'streaming gives another text, and does so each time', severity: 'should' },
    },
    async observe(lab) {
      const whole = await lab.greedy(endpoint);
      const streamed = await lab.greedy(endpoint, { stream: true });
      const [expected, got] = [whole.generated, streamed.generated];
      if (sameText(got, expected)) return 'same';
      if (got === '' && expected.trim() !== '') return 'empty';
      const half = got.slice(0, Math.floor(got.length / 2));
      if (half !== '' && got === half + half && !expected.startsWith(got.trim())) return 'replayed';
      if (lab.facts[endpoint].repeatable !== true)
        return lab.inconclusive('equal requests give different texts');
      const [wholeAgain, streamedAgain] = [await lab.fresh(whole), await lab.fresh(streamed)];
      if (wholeAgain.generated !== expected || streamedAgain.generated !== got) {
        return lab.inconclusive('two equal requests gave different texts');
      }
      const details = { unstreamed: expected.slice(-60), streamed: got.slice(-60) };
      return { outcome: expected.startsWith(got.trimEnd()) ? 'shortened' : 'different', details };
    },
  }),
);

export const done = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.done`,
    claim: 'A stream ends with `data: [DONE]`.',
    source: openapi('CreateCompletionRequest.stream'),
    needs: [endpoint, `${endpoint}.stream`],
    cost: { requests: 1, tokens: 24 },
    outcomes: {
      done: 'the last event is [DONE]',
      missing: {
        says: 'the stream ends without [DONE]',
        severity: 'should',
        notices: ['clients that wait for it: they hang until the connection closes'],
      },
      misspelt: {
        says: 'the last event is [DONE] in another spelling',
        severity: 'must',
        notices: ['the official SDKs: lower case throws'],
      },
    },
    async observe(lab) {
      const { received } = await lab.greedy(endpoint, { stream: true });
      if (received.stream?.done) return 'done';
      const misspelt = received.stream?.anomalies.some(({ kind }) => kind === 'done-spelling');
      return misspelt ? 'misspelt' : 'missing';
    },
  }),
);

export const finishReason = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.finish_reason`,
    claim: 'Exactly one chunk has a finish_reason, one of the documented words.',
    source: openapi('CreateChatCompletionStreamResponse.choices.finish_reason'),
    needs: [endpoint, `${endpoint}.stream`],
    cost: { requests: 1, tokens: 24 },
    outcomes: {
      once: 'one chunk has it',
      missing: {
        says: 'no chunk has it',
        severity: 'must',
        notices: ['the .stream() helper of openai-node throws', 'camel-openai: NullPointerException'],
      },
      repeated: {
        says: 'several chunks have it',
        severity: 'should',
        notices: ['agents that end a turn twice'],
      },
      'unknown-word': {
        says: 'it is a word that is not documented',
        severity: 'must',
        notices: ['OpenAI .NET, Rust clients: the chunk cannot be decoded'],
      },
    },
    async observe(lab) {
      const { chunks } = await lab.greedy(endpoint, { stream: true });
      const reasons = chunks
        .flatMap((chunk) => arrayAt(chunk, 'choices'))
        .map((choice) => at(choice, 'finish_reason'))
        .filter((reason) => reason !== null && reason !== undefined);
      if (reasons.length === 0) return 'missing';
      if (!reasons.every((reason) => REASONS.has(reason as string))) {
        return { outcome: 'unknown-word', details: { finish_reason: JSON.stringify(reasons[0]) } };
      }
      return reasons.length === 1 ? 'once' : { outcome: 'repeated', details: { chunks: reasons.length } };
    },
  }),
);

export const role = check({
  id: 'chat.stream.role',
  claim: 'The first delta has the role "assistant".',
  source: sdk('openai-node', 'src/lib/ChatCompletionStream.ts'),
  needs: ['chat', 'chat.stream'],
  cost: { requests: 1, tokens: 24 },
  outcomes: {
    'first-delta': 'the role comes once, with the first delta',
    missing: {
      says: 'no delta has a role',
      severity: 'must',
      notices: ['the .stream() helper of openai-node throws', 'openai-python: the role is null'],
    },
    'every-chunk': {
      says: 'several deltas have the role',
      severity: 'should',
      notices: ['the .stream() helper of openai-python: the role becomes "assistantassistant"'],
    },
    other: {
      says: 'a role is empty, or another one than "assistant"',
      severity: 'should',
      notices: ['the AI SDK: the chunk fails its validation'],
    },
  },
  async observe(lab) {
    const { chunks } = await lab.greedy('chat', { stream: true });
    const roles = chunks
      .flatMap((chunk) => arrayAt(chunk, 'choices'))
      .map((choice) => stringAt(choice, 'delta', 'role'))
      .filter((found) => found !== undefined);
    if (roles.length === 0) return 'missing';
    if (roles.some((found) => found !== 'assistant')) {
      return { outcome: 'other', details: { role: roles.find((found) => found !== 'assistant') ?? '' } };
    }
    return roles.length === 1 ? 'first-delta' : { outcome: 'every-chunk', details: { deltas: roles.length } };
  },
});

/** Generation must take at least this long for a pause between pieces to mean anything. */
const MEASURABLE_MS = 100;

export const incremental = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.incremental`,
    claim: 'Tokens are sent as they are made, not all at the end.',
    source: openapi('CreateChatCompletionRequest.stream'),
    needs: [endpoint, `${endpoint}.stream`],
    mode: 'alone',
    cost: { requests: 3, tokens: 130 },
    outcomes: {
      incremental: 'the first piece comes well before the last',
      buffered: {
        says: 'everything comes at once, when the reply is complete',
        severity: 'should',
        notices: ['people who watch: nothing moves, then all is there'],
      },
    },
    async observe(lab) {
      const short = await lab.short(endpoint, {}, { fresh: true });
      const whole = await lab.greedy(endpoint, {}, { tokens: 64, fresh: true });
      const generatingMs = whole.received.totalMs - short.received.totalMs;
      if (generatingMs < MEASURABLE_MS) return lab.inconclusive('the endpoint writes too fast to see');
      const streamed = await lab.greedy(endpoint, { stream: true }, { tokens: 64, fresh: true });
      const times = (streamed.received.events ?? []).map(({ atMs }) => atMs);
      const [firstMs = 0, lastMs = 0] = [times[0], times.at(-1)];
      if (times.length < 5) return lab.inconclusive('the stream has too few events to tell');
      const details = { firstMs, lastMs, unstreamedMs: whole.received.totalMs };
      if (lastMs - firstMs > generatingMs / 4) return { outcome: 'incremental', details };
      // A hiccup of one request must not accuse: the first piece has to come about when the whole would be complete.
      const atTheEnd = firstMs >= short.received.totalMs + 0.7 * generatingMs;
      return atTheEnd
        ? { outcome: 'buffered', details }
        : lab.inconclusive('the times of the requests do not fit together');
    },
  }),
);
