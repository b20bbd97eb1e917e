/** Lawful oddities of options: how far an endpoint goes, if it says so or does no harm. */

import { refusal } from '../api-error.js';
import { HINTS } from '../faults/hints.js';
import type { JsonObject } from '../json.js';
import type { Variation } from './variation.js';

/** The nearest value in the range, for those that are outside. */
const CLAMPED: Readonly<Record<string, readonly [number, number]>> = {
  temperature: [0, 2],
  top_p: [0, 1],
  presence_penalty: [-2, 2],
  frequency_penalty: [-2, 2],
  top_logprobs: [0, 20],
  best_of: [0, 20],
};

function clamp(body: JsonObject): JsonObject {
  const clamped = Object.entries(CLAMPED).flatMap(([name, [low, high]]) => {
    const value = body[name];
    return typeof value === 'number' ? [[name, Math.min(high, Math.max(low, value))]] : [];
  });
  const logprobs = typeof body.logprobs === 'number' ? { logprobs: Math.min(5, body.logprobs) } : {};
  const biases = Object.entries((body.logit_bias ?? {}) as Record<string, number>);
  const logit_bias = Object.fromEntries(
    biases.map(([id, bias]) => [id, Math.min(100, Math.max(-100, bias))]),
  );
  return {
    ...body,
    ...Object.fromEntries(clamped),
    ...logprobs,
    ...(body.logit_bias !== undefined && { logit_bias }),
  };
}

export const optionVariations: readonly Variation[] = [
  {
    id: 'out-of-range-clamped',
    area: 'options',
    says: 'A number outside of its range is taken for the nearest one in it.',
    source: 'https://docs.anthropic.com/es/api/openai-sdk',
    produces: {
      'chat.option.temperature.outside': 'accepted',
      'chat.option.top_p.outside': 'accepted',
      'chat.option.presence_penalty.outside': 'accepted',
      'chat.option.frequency_penalty.outside': 'accepted',
      'chat.option.logit_bias.outside': 'accepted',
      'chat.option.top_logprobs.outside': 'accepted',
      'completions.option.temperature.outside': 'accepted',
      'completions.option.top_p.outside': 'accepted',
      'completions.option.presence_penalty.outside': 'accepted',
      'completions.option.frequency_penalty.outside': 'accepted',
      'completions.option.logit_bias.outside': 'accepted',
      'completions.option.logprobs.outside': 'accepted',
      'completions.option.best_of.outside': 'accepted',
    },
    hooks: { body: clamp },
  },
  {
    id: 'one-choice-only',
    area: 'options',
    says: 'More than one choice is refused with a legible error.',
    source: 'https://github.com/algorithmicsuperintelligence/optillm/issues/8',
    dialects: ['openai'],
    trap: 'llamacpp-llama-server-8-n-400-clean',
    produces: {
      'chat.option.n': 'rejected',
      'completions.option.n': 'rejected',
      'chat.option.n.different': 'rejected',
      'completions.option.n.different': 'rejected',
      'chat.usage.n': 'rejected',
      'completions.usage.n': 'rejected',
      'chat.stream.usage.n': 'rejected',
      'completions.stream.usage.n': 'rejected',
    },
    hooks: {
      validation: (found, { body }) =>
        Number(body.n ?? 1) > 1
          ? { ...found, refusals: [refusal('unsupported', 'n', null, 'Only one choice can be made.')] }
          : found,
    },
  },
  {
    id: 'hints-refused',
    area: 'options',
    says: 'Options that the endpoint does not know are refused with a legible error.',
    source: 'https://github.com/Gitlawb/openclaude/issues/739',
    produces: {
      'chat.option.user': 'rejected',
      'completions.option.user': 'rejected',
      'chat.option.safety_identifier': 'rejected',
      'chat.option.prompt_cache_key': 'rejected',
      'chat.option.metadata': 'rejected',
      'chat.option.store': 'rejected',
      'chat.option.service_tier': 'rejected',
      'chat.option.reasoning_effort': 'rejected',
      'chat.option.verbosity': 'rejected',
      'chat.option.parallel_tool_calls': 'rejected',
    },
    hooks: {
      validation: (found, { body }) => {
        // Beside other options at their defaults it is let pass: what asks for nothing may always be sent.
        const hint = 'n' in body ? undefined : HINTS.find((name) => name in body);
        return hint === undefined
          ? found
          : { ...found, refusals: [refusal('unknown-parameter', hint, null, `'${hint}' is not known.`)] };
      },
    },
  },
];
