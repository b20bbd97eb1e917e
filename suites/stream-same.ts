/** Streams against whole answers: the same model, whole characters, every choice; and what leaving one does to others. */
import { check, NOT_CORE, over, REJECTED, SERVER_ERROR } from '../src/check/check.js';
import { arrayAt, type JsonObject, stringAt } from '../src/check/json.js';
import { type Reply, refused, TEXT_ENDPOINTS } from '../src/check/reply.js';
import { openapi, sdk, thread } from '../src/check/source.js';

const CHUNK = {
  chat: 'CreateChatCompletionStreamResponse',
  completions: 'CreateCompletionResponse',
} as const;

/** Chunks that carry something of the answer; filters and meters send others. */
function answering({ chunks }: Reply): JsonObject[] {
  return chunks.filter((chunk) => arrayAt(chunk, 'choices').length > 0);
}

export const model = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.model`,
    claim: 'The chunks name the model that the answer names without streaming.',
    source: openapi(`${CHUNK[endpoint]}.model`),
    needs: [endpoint, `${endpoint}.stream`],
    cost: { requests: 2, tokens: 48 },
    outcomes: {
      same: 'the names are equal',
      different: {
        says: 'a stream names another model',
        severity: 'may',
        notices: ['cost tables by model name: two lines for one model'],
      },
    },
    async observe(lab) {
      const whole = await lab.greedy(endpoint);
      const reply = await lab.greedy(endpoint, { stream: true });
      const names = new Set(answering(reply).flatMap((chunk) => stringAt(chunk, 'model') ?? []));
      const expected = stringAt(whole.json, 'model');
      if (expected === undefined || names.size === 0) return lab.inconclusive('no model is named');
      return [...names].every((name) => name === expected)
        ? 'same'
        : { outcome: 'different', details: { streamed: [...names].join(', '), unstreamed: expected } };
    },
  }),
);

/** Texts with characters of two to four bytes, to be copied by who obeys and gone on from by who does not. */
const MULTIBYTE = [
  'Repeat this text exactly: Zürich, naïve café, Ελλάδα, 東京 🙂🌍🚀',
  'Reply with three emoji: 🙂🌍🚀🙂🌍🚀🙂🌍',
  'Please answer in Japanese: 東京はどんな町ですか。',
] as const;

export const characters = check({
  id: 'chat.stream.characters',
  claim: 'Characters of several bytes come whole in a stream.',
  source: sdk('openai-node', 'src/internal/decoders/line.ts'),
  needs: ['chat', 'chat.stream'],
  cost: { requests: 6, tokens: 192 },
  outcomes: {
    whole: 'the text has characters of several bytes, and none is broken',
    broken: {
      says: 'characters arrive as U+FFFD that are whole without streaming',
      severity: 'must',
      notices: ['everybody who does not write English'],
    },
  },
  async observe(lab) {
    for (const content of MULTIBYTE) {
      const asked = { messages: [{ role: 'user', content }] };
      const streamed = await lab.greedy('chat', { ...asked, stream: true }, { tokens: 32 });
      if (streamed.rejected) continue;
      // A limit may cut a character in two: its end is not looked at.
      const inner = [...streamed.generated.trimEnd()].slice(0, -2).join('');
      if (inner.includes('\uFFFD')) {
        const whole = await lab.greedy('chat', asked, { tokens: 32 });
        if (!whole.generated.includes('\uFFFD'))
          return { outcome: 'broken', details: { text: streamed.generated.slice(0, 60) } };
      } else if (/[\u0080-\u{10FFFF}]/u.test(inner)) return 'whole';
    }
    return lab.inconclusive('the model writes no such characters');
  },
});

export const several = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.n`,
    claim: 'With n, a stream has every choice.',
    source: openapi(`${CHUNK[endpoint]}.choices.index`),
    needs: [endpoint, `${endpoint}.stream`],
    cost: { requests: 2, tokens: 32 },
    outcomes: {
      each: 'there are chunks of both choices',
      ignored: { says: 'one choice comes where two were asked for', severity: 'should' },
      rejected: 'several choices in a stream are refused with a legible error',
    },
    async observe(lab) {
      const reply = await lab.greedy(endpoint, { n: 2, stream: true }, { tokens: 8 });
      if (reply.rejected) return refused(reply.rejected);
      return reply.choices.length < 2 ? 'ignored' : 'each';
    },
  }),
);

export const left = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.left`,
    claim: 'A client that leaves a stream does not disturb the next request.',
    source: sdk('openai-node', 'src/core/streaming.ts'),
    needs: [endpoint, `${endpoint}.stream`],
    mode: 'alone',
    ...NOT_CORE,
    cost: { requests: 6, tokens: 224 },
    outcomes: {
      served: 'the next request is answered as before',
      disturbed: {
        says: 'the next request is answered with another text or with nothing',
        severity: 'must',
        notices: ['everybody who shares the server'],
      },
    },
    async observe(lab) {
      const before = await lab.greedy(endpoint);
      const afterLeaving = async () => {
        await lab.greedy(endpoint, { stream: true }, { tokens: 64, fresh: true, cutAfterEvents: 2 });
        return lab.fresh(before);
      };
      const next = await afterLeaving();
      if (next.rejected === undefined && next.generated === before.generated) return 'served';
      if (next.rejected === undefined && lab.facts[endpoint].repeatable !== true && next.generated !== '')
        return 'served';
      // Once more without anybody leaving: is it the leaving that disturbs?
      const control = await lab.fresh(before);
      const again = await afterLeaving();
      return control.generated === before.generated && again.generated !== before.generated
        ? { outcome: 'disturbed', details: { text: next.generated.slice(0, 60) } }
        : lab.inconclusive('equal requests give different texts');
    },
  }),
);

export const strayOptions = check({
  id: 'chat.stream_options.alone',
  claim: 'stream_options without stream is refused or ignored.',
  source: thread('BerriAI/litellm#5803'),
  needs: ['chat'],
  severity: 'may',
  ...NOT_CORE,
  cost: { requests: 1, tokens: 1 },
  outcomes: {
    rejected: REJECTED,
    ignored: 'the request is answered as without it',
    streamed: {
      says: 'the answer is a stream',
      severity: 'must',
      notices: ['clients that asked for one document'],
    },
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const reply = await lab.short('chat', { stream_options: { include_usage: true } }, { lawful: false });
    if (reply.rejected) return refused(reply.rejected);
    return reply.streamed ? 'streamed' : 'ignored';
  },
});
