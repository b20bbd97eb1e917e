/** Lawful oddities of what stands in the chunks of a stream. */

import { eachChoice, eachDelta, isFinish, isUsageOnly, textOf } from '../faults/change.js';
import type { GenerationEvent } from '../generation/events.js';
import type { JsonObject } from '../json.js';
import { usageOf } from '../serialise/usage.js';
import type { Variation } from './variation.js';

type TextEvent = Extract<GenerationEvent, { kind: 'text' }>;

/** How many tokens a chunk has where tokens come together. */
const TOKENS_A_CHUNK = 4;

export const chunkVariations: readonly Variation[] = [
  {
    id: 'finish-with-last-text',
    area: 'stream',
    says: 'The last text and finish_reason come in one chunk.',
    source: 'https://github.com/vllm-project/vllm/pull/36944',
    trap: 'vllm-36944-finish-merged-with-content',
    hooks: {
      chunks: (chunks, { memory, body }) => {
        if (Number(body.n ?? 1) > 1) return chunks;
        const [held, chunk] = [memory.get('held') as JsonObject | undefined, chunks[0]!];
        memory.set('held', undefined);
        if (held !== undefined && isFinish(chunk)) return [joined(held, chunk)];
        const [choice] = chunk.choices as JsonObject[];
        const keep = choice !== undefined && !isFinish(chunk) && textOf(choice) !== '';
        if (keep) memory.set('held', chunk);
        return [...(held ? [held] : []), ...(keep ? [] : [chunk])];
      },
    },
  },
  {
    id: 'role-with-first-text',
    area: 'stream',
    says: 'The role comes with the first text and not in a delta of its own.',
    source: 'https://github.com/open-webui/open-webui/issues/7726',
    hooks: {
      chunks: (chunks, { memory, body }) => {
        if (Number(body.n ?? 1) > 1 || body.tools || body.functions) return chunks;
        return chunks.flatMap((chunk) => {
          const delta = (chunk.choices as JsonObject[])[0]?.delta as JsonObject | undefined;
          if (delta?.role && !memory.get('role')) {
            memory.set('role', true);
            return [];
          }
          if (!memory.get('role') || memory.get('told') || delta === undefined) return [chunk];
          memory.set('told', true);
          return [eachDelta(chunk, (other) => ({ role: 'assistant', ...other }))];
        });
      },
    },
  },
  {
    id: 'empty-deltas',
    area: 'stream',
    says: 'Between the deltas with text there are some with none.',
    source: 'https://github.com/vllm-project/vllm/issues/13087',
    hooks: {
      chunks: (chunks) =>
        chunks.flatMap((chunk) => {
          const [choice] = chunk.choices as JsonObject[];
          if (choice === undefined || isFinish(chunk) || textOf(choice) === '') return [chunk];
          const empty = eachChoice(chunk, (other) =>
            'delta' in other
              ? { ...other, delta: { content: '' }, logprobs: null }
              : { ...other, text: '', logprobs: null },
          );
          return [empty, chunk];
        }),
    },
  },
  {
    id: 'role-null-later',
    area: 'stream',
    says: 'The deltas after the first have null as role.',
    source: 'https://github.com/mistralai/mistral-vibe/pull/666',
    trap: 'sglang-666-role-null-ok',
    hooks: {
      chunks: (chunks) => chunks.map((chunk) => eachDelta(chunk, (delta) => ({ role: null, ...delta }))),
    },
  },
  {
    id: 'usage-null-left-out',
    area: 'usage',
    says: 'The chunks before the usage have no member usage.',
    source: 'https://github.com/BerriAI/litellm/issues/9657',
    dialects: ['openai'],
    produces: {
      'chat.stream.usage.before': 'left-out',
      'completions.stream.usage.before': 'left-out',
    },
    hooks: {
      chunks: (chunks) =>
        chunks.map(({ usage, ...chunk }) => (usage === null ? chunk : { ...chunk, ...(usage && { usage }) })),
    },
  },
  {
    id: 'usage-unasked',
    area: 'usage',
    says: 'A stream ends with a chunk of usage, asked for or not.',
    source: 'https://docs.fireworks.ai/tools-sdks/openai-compatibility.md',
    dialects: ['openai'],
    produces: {
      'chat.stream.usage.default': 'extra-chunk',
      'completions.stream.usage.default': 'extra-chunk',
      'chat.stream.usage.include_usage_false': 'extra-chunk',
      'completions.stream.usage.include_usage_false': 'extra-chunk',
    },
    hooks: {
      chunks: (chunks, exchange) => {
        const asked = (exchange.body.stream_options as JsonObject | undefined)?.include_usage === true;
        if (asked || Number(exchange.body.n ?? 1) > 1) return chunks;
        return chunks.flatMap((chunk) =>
          isFinish(chunk) ? [chunk, { ...chunk, choices: [], usage: usageOf(exchange) }] : [chunk],
        );
      },
    },
  },
  {
    id: 'filter-chunk-first',
    area: 'stream',
    says: 'A stream begins with a chunk that has the results of a filter and no choices.',
    source: 'https://github.com/pydantic/pydantic-ai/issues/797',
    hooks: {
      chunks: (chunks, { memory }) =>
        chunks.flatMap((chunk) => {
          if (memory.get('filtered')) return [chunk];
          memory.set('filtered', true);
          return [{ ...chunk, choices: [], prompt_filter_results: [] }, chunk];
        }),
    },
  },
  {
    id: 'tokens-together',
    area: 'stream',
    says: 'A chunk brings the text of several tokens.',
    source: 'https://github.com/eugr/llama-benchy/pull/11',
    trap: 'vllm-with-speculative-decoding-11-chunks-are-not-tokens',
    hooks: {
      events: (events, { memory, body }) => {
        if (Number(body.n ?? 1) > 1) return events;
        return events.flatMap((event) => {
          const held = (memory.get('together') as TextEvent | undefined) ?? undefined;
          if (event.kind !== 'text' || (held && held.channel !== event.channel)) {
            memory.set('together', undefined);
            return held ? [held, event] : [event];
          }
          const both = held
            ? { ...event, text: held.text + event.text, tokens: [...held.tokens, ...event.tokens] }
            : event;
          const full = both.tokens.length >= TOKENS_A_CHUNK;
          memory.set('together', full ? undefined : both);
          return full ? [both] : [];
        });
      },
    },
  },
  {
    id: 'a-letter-a-chunk',
    area: 'stream',
    says: 'Each chunk brings one letter.',
    source: 'https://github.com/langgenius/dify/issues/9775',
    trap: 'dify-9775-stream-args',
    hooks: {
      events: (events, { streamed }) =>
        events.flatMap((event) => {
          if (!streamed || event.kind !== 'text') return [event];
          const letters = [...event.text];
          return letters.map((text, i) => ({
            ...event,
            text,
            // The log-probabilities of the token come with its last letter.
            tokens: i === letters.length - 1 ? event.tokens : [],
          }));
        }),
    },
  },
  {
    id: 'chunks-with-more',
    area: 'stream',
    says: 'Chunks have members that the API does not know.',
    source: 'https://github.com/siyuan-note/siyuan/issues/19550',
    trap: 'openrouter-siyuan-19550-native-finish',
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) => ({
          ...eachChoice(chunk, (choice) => ({
            ...choice,
            native_finish_reason: choice.finish_reason === null ? null : 'STOP',
            stop_reason: null,
            matched_stop: null,
          })),
          provider: 'reference',
          timings: isUsageOnly(chunk) ? { predicted_ms: 3.5 } : null,
          service_tier: 'default',
          obfuscation: 'aX7',
        })),
    },
  },
];

/** The chunk that ends a choice, with the text of the one before it. */
function joined(before: JsonObject, finish: JsonObject): JsonObject {
  const [earlier] = before.choices as JsonObject[];
  const logprobs = earlier!.logprobs;
  return eachChoice(finish, (choice) =>
    'delta' in choice
      ? { ...choice, logprobs, delta: { ...(choice.delta as JsonObject), ...(earlier!.delta as JsonObject) } }
      : { ...choice, logprobs, text: earlier!.text },
  );
}
