/** Faults of streams: events, framing, delivery. */

import type { JsonObject } from '../json.js';
import type { SocketAct } from '../points.js';
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
];
