/** Faults of ranges: which values of an option are taken. */

import { ApiError, refusal } from '../api-error.js';
import type { Fault } from './fault.js';

export const rangeFaults: readonly Fault[] = [
  {
    id: 'out-of-range-500',
    area: 'ranges',
    says: 'A number outside of its range gets as far as the sampler, which fails: status 500.',
    severity: 'must',
    source: 'https://github.com/Arthur-Ficial/apfel/issues/235',
    announces: {
      'chat.option.temperature.outside': 'crashed',
      'chat.option.top_p.outside': 'crashed',
      'chat.option.presence_penalty.outside': 'crashed',
      'chat.option.frequency_penalty.outside': 'crashed',
      'chat.option.logit_bias.outside': 'crashed',
      'chat.option.n.outside': 'crashed',
      'chat.option.top_logprobs.outside': 'crashed',
      'completions.option.temperature.outside': 'crashed',
      'completions.option.top_p.outside': 'crashed',
      'completions.option.presence_penalty.outside': 'crashed',
      'completions.option.frequency_penalty.outside': 'crashed',
      'completions.option.logit_bias.outside': 'crashed',
      'completions.option.n.outside': 'crashed',
      'completions.option.logprobs.outside': 'crashed',
      'completions.option.best_of.outside': 'crashed',
      'chat.max_tokens.negative': 'crashed',
      'completions.max_tokens.negative': 'crashed',
    },
    hooks: {
      validation: (found) => {
        if (found.refusals[0]?.reason !== 'range') return found;
        throw new ApiError({ reason: 'internal', status: 500, message: 'GenerationError -1' });
      },
    },
  },
  {
    id: 'temperature-above-one-refused',
    area: 'ranges',
    says: 'A temperature above 1 is refused.',
    severity: 'should',
    source: 'https://github.com/theopenco/llmgateway/pull/3268',
    announces: { 'chat.option.ranges': 'narrower', 'completions.option.ranges': 'narrower' },
    hooks: {
      validation: (found, { body }) =>
        Number(body.temperature) > 1
          ? {
              ...found,
              refusals: [
                ...found.refusals,
                refusal('range', 'temperature', 'invalid_value', "'temperature' must be at most 1."),
              ],
            }
          : found,
    },
  },
  {
    id: 'n-zero-accepted',
    area: 'ranges',
    says: 'n: 0 is taken for n: 1.',
    severity: 'may',
    source: 'https://github.com/raullenchai/Rapid-MLX/issues/461',
    announces: { 'chat.option.n.outside': 'accepted', 'completions.option.n.outside': 'accepted' },
    hooks: { body: (body) => (body.n === 0 ? { ...body, n: 1 } : body) },
  },
];
