/** Faults of streams: events, framing, delivery. */

import type { JsonObject } from '../json.js';
import type { SocketAct } from '../points.js';
import { eachChoice } from './change.js';
import type { Fault } from './fault.js';

/** Changes each delta of a chat chunk. */
function eachDelta(chunk: JsonObject, change: (delta: JsonObject) => JsonObject): JsonObject {
  const choices = chunk.choices as (JsonObject & { delta?: JsonObject })[];
  return {
    ...chunk,
    choices: choices.map((choice) => (choice.delta ? { ...choice, delta: change(choice.delta) } : choice)),
  };
}

export const streamFaults: readonly Fault[] = [
  {
    id: 'done-missing',
    area: 'stream',
    says: 'A stream ends without "data: [DONE]".',
    severity: 'must',
    source: 'https://github.com/huggingface/text-generation-inference/pull/2221',
    announces: { 'chat.stream.done': 'missing', 'completions.stream.done': 'missing' },
    hooks: { ending: () => '' },
  },
  {
    id: 'stream-stays-open',
    area: 'stream',
    says: 'A stream ends without "data: [DONE]", and the connection stays open.',
    severity: 'must',
    source: 'https://github.com/diegosouzapw/OmniRoute/issues/6777',
    announces: { 'chat.stream.reply': 'hung', 'completions.stream.reply': 'hung' },
    hooks: {
      ending: () => '',
      acts: (acts, { streamed }) =>
        acts.map((act) => (streamed && act.act === 'end' ? { act: 'hang' } : act)),
    },
  },
  {
    id: 'role-missing-in-streams',
    area: 'stream',
    says: 'No delta of a stream has a role.',
    severity: 'must',
    source: 'https://github.com/Portkey-AI/gateway/issues/1399',
    announces: {
      'chat.stream.role': 'missing',
      'chat.stream.message': 'broken',
      'sdk.chat.stream': 'threw',
    },
    hooks: { chunks: (chunks) => chunks.map((chunk) => eachDelta(chunk, ({ role: _, ...delta }) => delta)) },
  },
  {
    id: 'role-in-every-chunk',
    area: 'stream',
    says: 'Every delta of a stream has the role: clients that concatenate read "assistantassistant".',
    severity: 'should',
    source: 'https://github.com/mudler/LocalAI/issues/340',
    announces: { 'chat.stream.role': 'every-chunk' },
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) => eachDelta(chunk, (delta) => ({ role: 'assistant', ...delta }))),
    },
  },
  {
    id: 'chunk-id-changes',
    area: 'stream',
    says: 'Every chunk of a stream has an id of its own.',
    severity: 'should',
    source: 'https://github.com/raullenchai/Rapid-MLX/issues/461',
    announces: { 'chat.stream.id': 'changing', 'completions.stream.id': 'changing' },
    hooks: {
      chunks: (chunks, { memory }) =>
        chunks.map((chunk) => {
          const number = Number(memory.get('chunk-id-changes') ?? 0);
          memory.set('chunk-id-changes', number + 1);
          return { ...chunk, id: `${chunk.id}-${number}` };
        }),
    },
  },
  {
    id: 'stream-buffered',
    area: 'stream',
    says: 'A stream arrives all at once, when it is complete.',
    severity: 'should',
    source: 'https://github.com/Kong/kong/issues/14425',
    announces: { 'chat.stream.incremental': 'buffered', 'completions.stream.incremental': 'buffered' },
    hooks: {
      acts: (acts, { memory, streamed }) => {
        if (!streamed) return acts;
        const kept = [...((memory.get('stream-buffered') as SocketAct[] | undefined) ?? []), ...acts];
        memory.set('stream-buffered', kept);
        return kept.at(-1)?.act === 'end' ? kept : [];
      },
    },
  },
  {
    id: 'reset-mid-stream',
    area: 'stream',
    says: 'The connection is reset in the middle of a stream.',
    severity: 'must',
    source: 'https://github.com/Dstack-TEE/private-ai-gateway/pull/98',
    announces: { 'chat.stream.reply': 'crashed', 'completions.stream.reply': 'crashed' },
    hooks: {
      acts: (acts, { memory, streamed }) => {
        const writes = Number(memory.get('reset-mid-stream') ?? 0) + acts.length;
        memory.set('reset-mid-stream', writes);
        return streamed && writes > 3 ? [{ act: 'reset' }] : acts;
      },
    },
  },
  {
    id: 'characters-split',
    area: 'stream',
    says: 'Each token is decoded alone: a character that is split over tokens becomes U+FFFD.',
    severity: 'must',
    source: 'https://github.com/paiml/aprender/pull/2019',
    announces: { 'chat.stream.characters': 'broken' },
    hooks: {
      rules: (rules, exchange) => (exchange.streamed ? { ...rules, characters: 'per-token' } : rules),
    },
  },
  {
    id: 'stream-model-differs',
    area: 'stream',
    says: 'A stream names another model than a whole answer does.',
    severity: 'may',
    source: 'https://github.com/BerriAI/litellm/pull/38810',
    announces: { 'chat.stream.model': 'different', 'completions.stream.model': 'different' },
    hooks: { chunks: (chunks) => chunks.map((chunk) => ({ ...chunk, model: `upstream/${chunk.model}` })) },
  },
  {
    id: 'stream-choices-all-index-0',
    area: 'stream',
    says: 'In a stream with n, all choices have index 0: their texts run into one.',
    severity: 'must',
    source: 'https://github.com/BerriAI/litellm/issues/3276',
    announces: { 'chat.stream.n': 'ignored', 'completions.stream.n': 'ignored' },
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) => ({
          ...chunk,
          choices: (chunk.choices as JsonObject[]).map((choice) => ({ ...choice, index: 0 })),
        })),
    },
  },
  {
    id: 'logprobs-lost-with-stop',
    area: 'stream',
    says: 'A stream has no log probabilities where there is a stop sequence.',
    severity: 'should',
    source: 'https://github.com/kekzl/imp/issues/1588',
    announces: {
      'chat.stream.together': 'lost',
      'completions.stream.together': 'lost',
      'chat.stream.together.tools': 'lost',
    },
    hooks: {
      chunks: (chunks, { body }) =>
        body.stop == null
          ? chunks
          : chunks.map((chunk) => eachChoice(chunk, (choice) => ({ ...choice, logprobs: null }))),
    },
  },
  {
    id: 'session-of-who-left',
    area: 'stream',
    says: 'After a client left a stream, the next answer is empty: the session was not closed.',
    severity: 'must',
    source: 'https://github.com/InternLM/lmdeploy/issues/394',
    announces: { 'chat.stream.left': 'disturbed', 'completions.stream.left': 'disturbed' },
    hooks: {
      // Slowly enough that whoever leaves does so before the end.
      pace: () => 2,
      request: (request, { site, streamed, signal, memory }) => {
        if (streamed) {
          signal.addEventListener('abort', () => {
            if (!memory.has('whole')) site.memory.set('session-of-who-left', true);
          });
        }
        return request;
      },
      response: (response, { site }) => {
        if (!site.memory.delete('session-of-who-left') || !Array.isArray(response.choices)) return response;
        const choices = response.choices as JsonObject[];
        return {
          ...response,
          choices: choices.map((choice) => ({
            ...choice,
            ...('message' in choice ? { message: { role: 'assistant', content: '' } } : { text: '' }),
          })),
        };
      },
      ending: (ending, { memory }) => {
        memory.set('whole', true);
        return ending;
      },
    },
  },
  {
    id: 'stream-options-start-a-stream',
    area: 'stream',
    says: 'A request with stream_options is answered with a stream, though it asks for none.',
    severity: 'must',
    source: 'https://github.com/decolua/9router/pull/3301',
    announces: { 'chat.stream_options.alone': 'streamed' },
    hooks: {
      body: (body) =>
        body.stream_options != null && body.stream === undefined ? { ...body, stream: true } : body,
    },
  },
];
