/** Faults of options that ask for little or nothing, and that common clients send. */

import { ApiError, refusal } from '../api-error.js';
import type { Fault } from './fault.js';

/** Options that ask for little or nothing. */
export const HINTS = [
  'user',
  'safety_identifier',
  'prompt_cache_key',
  'metadata',
  'store',
  'service_tier',
  'reasoning_effort',
  'verbosity',
  'parallel_tool_calls',
];

export const hintFaults: readonly Fault[] = [
  {
    id: 'hints-500',
    area: 'hints',
    says: 'Options that the engine does not know reach it as arguments: status 500.',
    severity: 'must',
    source: 'https://github.com/BerriAI/litellm/issues/4619',
    announces: {
      'chat.option.user': 'crashed',
      'completions.option.user': 'crashed',
      'chat.option.safety_identifier': 'crashed',
      'chat.option.prompt_cache_key': 'crashed',
      'chat.option.metadata': 'crashed',
      'chat.option.store': 'crashed',
      'chat.option.service_tier': 'crashed',
      'chat.option.reasoning_effort': 'crashed',
      'chat.option.verbosity': 'crashed',
      'chat.option.parallel_tool_calls': 'crashed',
    },
    hooks: {
      body: (body) => {
        const hint = HINTS.find((name) => name in body);
        if (hint === undefined) return body;
        const message = `create() got an unexpected keyword argument '${hint}'`;
        throw new ApiError({ reason: 'internal', status: 500, message });
      },
    },
  },
  {
    id: 'default-value-refused',
    area: 'hints',
    says: 'frequency_penalty is refused, also at its default of 0.',
    severity: 'should',
    source: 'https://github.com/mistralai/platform-docs-public/issues/7',
    announces: { 'chat.option.defaults': 'refused', 'completions.option.defaults': 'refused' },
    hooks: {
      validation: (found, { body }) =>
        'frequency_penalty' in body
          ? {
              ...found,
              refusals: [
                refusal(
                  'unknown-parameter',
                  'frequency_penalty',
                  'extra_forbidden',
                  'Extra inputs are not permitted.',
                ),
              ],
            }
          : found,
    },
  },
  {
    id: 'null-refused',
    area: 'hints',
    says: 'An explicit null is refused: the type must be number.',
    severity: 'must',
    source: 'https://github.com/ggml-org/llama.cpp/issues/25515',
    announces: { 'chat.option.null': 'refused', 'completions.option.null': 'refused' },
    hooks: {
      validation: (found, { body }) => {
        const name = Object.keys(body).find((key) => body[key] === null);
        return name === undefined
          ? found
          : {
              ...found,
              refusals: [refusal('type', name, null, `Field '${name}': type must be number, but is null`)],
            };
      },
    },
  },
];
