/** Lawful oddities of log probabilities. */

import { refusal } from '../api-error.js';
import type { Variation } from './variation.js';

export const logprobVariations: readonly Variation[] = [
  {
    id: 'logprobs-null-once',
    area: 'logprobs',
    says: 'The first answer that was to have log probabilities has null, as happens to OpenAI; all others have them.',
    source: 'https://github.com/constructorfabric/gears-rust/issues/3690',
    trap: 'openai-gears-3690-logprobs-may-be-null',
    hooks: {
      request: (request, { site }) =>
        request.logprobs !== undefined && site.countSeen('logprobs-null-once') === 0
          ? { ...request, logprobs: undefined }
          : request,
    },
  },
  {
    id: 'few-alternatives',
    area: 'logprobs',
    says: 'Fewer alternatives come than were asked for.',
    source: 'https://github.com/InternLM/lmdeploy/issues/1548',
    produces: {
      'chat.option.top_logprobs.most': 'fewer',
      'completions.option.logprobs.most': 'fewer',
    },
    hooks: {
      request: (request) => ({
        ...request,
        logprobs: request.logprobs === undefined ? undefined : Math.min(request.logprobs, 4),
      }),
    },
  },
  {
    id: 'alternatives-refused',
    area: 'logprobs',
    says: 'Log probabilities come for the chosen tokens only: another number of alternatives is refused.',
    source: 'https://github.com/vllm-project/vllm/issues/5299',
    produces: {
      'chat.option.top_logprobs': 'rejected',
      'chat.option.top_logprobs.zero': 'rejected',
      'chat.option.top_logprobs.most': 'rejected',
      'completions.option.logprobs.top': 'rejected',
      'completions.option.logprobs.zero': 'rejected',
      'completions.option.logprobs.most': 'rejected',
    },
    hooks: {
      validation: (found, { body }) =>
        typeof body.top_logprobs === 'number' || (typeof body.logprobs === 'number' && body.logprobs !== 1)
          ? {
              ...found,
              refusals: [refusal('unsupported', 'logprobs', null, 'Alternatives are not offered.')],
            }
          : found,
    },
  },
  {
    id: 'no-logprobs-in-streams',
    area: 'logprobs',
    says: 'Log probabilities in a stream are refused with a legible error.',
    source: 'https://github.com/ml-explore/mlx-lm/pull/1630',
    produces: { 'chat.stream.logprobs': 'rejected', 'completions.stream.logprobs': 'rejected' },
    hooks: {
      validation: (found, { body }) =>
        body.stream === true && (body.logprobs ?? undefined) !== undefined
          ? { ...found, refusals: [refusal('unsupported', 'logprobs', null, 'Not in streams.')] }
          : found,
    },
  },
];
