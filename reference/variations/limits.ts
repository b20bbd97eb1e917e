/** Lawful oddities of limits. */

import { refusal } from '../api-error.js';
import type { JsonObject } from '../json.js';
import type { Variation } from './variation.js';

const LIMITS = ['max_tokens', 'max_completion_tokens'];

function limitOf(body: JsonObject): number | undefined {
  const name = LIMITS.find((limit) => typeof body[limit] === 'number');
  return name === undefined ? undefined : Number(body[name]);
}

export const limitVariations: readonly Variation[] = [
  {
    id: 'zero-tokens-allowed',
    area: 'limits',
    says: 'A limit of 0 tokens gives an empty reply, in chat, too.',
    source: 'https://github.com/stanford-crfm/helm/issues/2317',
    produces: { 'chat.max_tokens.zero': 'empty' },
    hooks: {
      validation: (found, { body }) => ({
        ...found,
        refusals: found.refusals.filter(
          ({ reason, param }) => !(reason === 'range' && LIMITS.includes(param ?? '') && limitOf(body) === 0),
        ),
      }),
    },
  },
  {
    id: 'zero-tokens-refused',
    area: 'limits',
    says: 'A limit of 0 tokens is refused for completions, too.',
    source: 'https://github.com/vllm-project/vllm/issues/9336',
    produces: {
      'completions.max_tokens.zero': 'rejected',
      'completions.option.echo.max_tokens_zero': 'rejected',
    },
    hooks: {
      validation: (found, { body }) =>
        body.max_tokens === 0
          ? { ...found, refusals: [refusal('range', 'max_tokens', null, 'It must be at least 1.')] }
          : found,
    },
  },
  {
    id: 'negative-limit-unlimited',
    area: 'limits',
    says: 'A limit below 0 means that there is none.',
    source: 'https://github.com/abetlen/llama-cpp-python/issues/150',
    produces: {
      'chat.max_tokens.negative': 'answered',
      'completions.max_tokens.negative': 'answered',
    },
    hooks: {
      body: (body) => {
        if ((limitOf(body) ?? 0) >= 0) return body;
        return Object.fromEntries(Object.entries(body).filter(([name]) => !LIMITS.includes(name)));
      },
    },
  },
  {
    id: 'lower-limit-holds',
    area: 'limits',
    says: 'Of max_tokens and max_completion_tokens, the lower one holds.',
    source: 'https://github.com/ikawrakow/ik_llama.cpp/pull/2321',
    produces: { 'chat.max_tokens.both': 'lower' },
    hooks: {
      body: ({ max_tokens, ...body }) =>
        typeof max_tokens === 'number' && typeof body.max_completion_tokens === 'number'
          ? { ...body, max_completion_tokens: Math.min(max_tokens, body.max_completion_tokens) }
          : { ...body, ...(max_tokens !== undefined && { max_tokens }) },
    },
  },
];
