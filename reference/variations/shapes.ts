/** Lawful oddities of shape: more than is documented, and less where the document contradicts itself. */

import type { JsonObject } from '../json.js';
import type { Variation } from './variation.js';

function eachChoice(answer: JsonObject, change: (choice: JsonObject) => JsonObject): JsonObject {
  if (!Array.isArray(answer.choices)) return answer;
  return { ...answer, choices: (answer.choices as JsonObject[]).map(change) };
}

export const shapeVariations: readonly Variation[] = [
  {
    id: 'further-properties',
    area: 'shapes',
    says: 'Answers and chunks have properties that the API does not know.',
    source: 'https://github.com/siyuan-note/siyuan/issues/19550',
    hooks: {
      response: (response) => ({
        ...eachChoice(response, (choice) => ({ ...choice, native_finish_reason: 'stop' })),
        provider: 'reference',
        timings: { predicted_ms: 1.5 },
      }),
      chunks: (chunks) =>
        chunks.map((chunk) => ({
          ...eachChoice(chunk, (choice) => ({ ...choice, native_finish_reason: null })),
          provider: 'reference',
        })),
    },
  },
  {
    id: 'optional-keys-left-out',
    area: 'shapes',
    says: 'What would be null is left out: refusal, logprobs, finish_reason before the end, usage in chunks.',
    source: 'https://github.com/BerriAI/litellm/issues/9657',
    hooks: {
      response: (response) => eachChoice(response, withoutNulls),
      chunks: (chunks) =>
        chunks.map((chunk) => {
          const { usage, ...rest } = eachChoice(chunk, withoutNulls);
          return usage ? { ...rest, usage } : rest;
        }),
    },
  },
  {
    id: 'role-null-in-later-chunks',
    area: 'shapes',
    says: 'After the first, each delta has role: null and tool_calls: null.',
    source: 'https://github.com/mistralai/mistral-vibe/pull/666',
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) =>
          eachChoice(chunk, (choice) => {
            const { delta } = choice as { delta?: JsonObject };
            return delta ? { ...choice, delta: { role: null, tool_calls: null, ...delta } } : choice;
          }),
        ),
    },
  },
  {
    id: 'filter-results-first',
    area: 'shapes',
    says: 'The first chunk has no choices, only the result of a filter, as Azure sends it.',
    source: 'https://github.com/pydantic/pydantic-ai/issues/797',
    hooks: {
      chunks: (chunks, { memory }) => {
        if (memory.get('filter-results-first') !== undefined) return chunks;
        memory.set('filter-results-first', true);
        const filter: JsonObject = {
          id: '',
          object: '',
          created: 0,
          model: '',
          choices: [],
          ...(chunks[0] !== undefined && 'usage' in chunks[0] && { usage: null }),
          prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }],
        };
        return [filter, ...chunks];
      },
    },
  },
];

function withoutNulls(choice: JsonObject): JsonObject {
  const { message } = choice as { message?: JsonObject };
  const kept = Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== null));
  if (message === undefined) return kept;
  const { refusal: _, ...rest } = message;
  return { ...kept, message: rest };
}
