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
      'chat.option.temperature.outside': 'server-error',
      'chat.option.top_p.outside': 'server-error',
      'chat.option.presence_penalty.outside': 'server-error',
      'chat.option.frequency_penalty.outside': 'server-error',
      'chat.option.logit_bias.outside': 'server-error',
      'chat.option.n.outside': 'server-error',
      'chat.option.top_logprobs.outside': 'server-error',
      'completions.option.temperature.outside': 'server-error',
      'completions.option.top_p.outside': 'server-error',
      'completions.option.presence_penalty.outside': 'server-error',
      'completions.option.frequency_penalty.outside': 'server-error',
      'completions.option.logit_bias.outside': 'server-error',
      'completions.option.n.outside': 'server-error',
      'completions.option.logprobs.outside': 'server-error',
      'completions.option.best_of.outside': 'server-error',
      'chat.max_tokens.negative': 'server-error',
      'completions.max_tokens.negative': 'server-error',
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
