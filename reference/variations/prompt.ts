/** Lawful oddities of prompts: what is clearly refused. */

import { type ApiError, refusal } from '../api-error.js';
import type { JsonObject } from '../json.js';
import type { Points } from '../points.js';
import type { Variation } from './variation.js';

/** Refuses what `reason` names. */
function refusing(reason: (body: JsonObject) => string | undefined) {
  return (found: Points['validation'], { body }: { readonly body: JsonObject }): Points['validation'] => {
    const message = reason(body);
    if (message === undefined) return found;
    const error: ApiError = refusal('unsupported', 'prompt', null, message);
    return { ...found, refusals: [...found.refusals, error] };
  };
}

export const promptVariations: readonly Variation[] = [
  {
    id: 'one-prompt-only',
    area: 'prompt',
    says: 'A list of prompts is refused with a legible error.',
    source: 'https://github.com/labscommunity/cascadia/pull/92',
    produces: {
      'completions.prompt.list': 'rejected',
      'completions.prompt.token_ids': 'rejected',
      'completions.prompt.token_id_lists': 'rejected',
      'completions.prompt.list.stream': 'rejected',
      'completions.prompt.list.order': 'rejected',
    },
    hooks: {
      validation: refusing(({ prompt }) =>
        Array.isArray(prompt) ? 'Several prompts are not supported.' : undefined,
      ),
    },
  },
  {
    id: 'empty-prompt-refused',
    area: 'prompt',
    says: 'An empty prompt is refused with a legible error.',
    source: 'https://github.com/vllm-project/vllm/issues/7283',
    produces: { 'completions.prompt.empty': 'rejected' },
    hooks: { validation: refusing(({ prompt }) => (prompt === '' ? 'The prompt is empty.' : undefined)) },
  },
  {
    id: 'no-echo-in-streams',
    area: 'prompt',
    says: 'echo is refused in streams and beside logprobs.',
    source: 'https://github.com/vllm-project/vllm/issues/15119',
    dialects: ['openai'],
    produces: {
      'completions.option.echo.stream': 'rejected',
      'completions.option.echo.logprobs': 'rejected',
      'completions.prompt.logprobs': 'rejected',
    },
    hooks: {
      validation: refusing(({ echo, stream, logprobs }) =>
        echo === true && (stream === true || typeof logprobs === 'number')
          ? 'echo is for whole answers without logprobs.'
          : undefined,
      ),
    },
  },
  {
    id: 'no-scores-in-streams',
    area: 'prompt',
    says: 'echo beside logprobs is refused in streams.',
    source: 'https://github.com/vllm-project/vllm/issues/15119',
    dialects: ['openai'],
    produces: { 'completions.option.echo.logprobs.stream': 'rejected' },
    hooks: {
      validation: refusing(({ echo, stream, logprobs }) =>
        echo === true && stream === true && typeof logprobs === 'number'
          ? 'echo with logprobs is for whole answers.'
          : undefined,
      ),
    },
  },
  {
    id: 'one-choice-in-streams',
    area: 'prompt',
    says: 'Several choices are refused in streams.',
    source: 'https://github.com/tetherto/qvac/pull/2027',
    produces: {
      'chat.stream.n': 'rejected',
      'completions.stream.n': 'rejected',
      'chat.stream.usage.n': 'rejected',
    },
    hooks: {
      validation: refusing(({ stream, n }) =>
        stream === true && Number(n ?? 1) > 1 ? 'Not in a stream.' : undefined,
      ),
    },
  },
  {
    id: 'empty-stream-options-refused',
    area: 'prompt',
    says: 'stream_options without a wish are refused with a legible error.',
    source: 'https://github.com/vllm-project/vllm/issues/4967',
    produces: {
      'chat.stream.usage.empty_options': 'rejected',
      'completions.stream.usage.empty_options': 'rejected',
    },
    hooks: {
      validation: refusing(({ stream_options }) =>
        JSON.stringify(stream_options) === '{}' ? 'stream_options is empty.' : undefined,
      ),
    },
  },
];
