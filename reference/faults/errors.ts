/** Faults of how mistakes are answered. */

import { ApiError } from '../api-error.js';
import type { Fault } from './fault.js';

export const errorFaults: readonly Fault[] = [
  {
    id: 'error-flat',
    area: 'errors',
    says: 'Errors are {"detail": …} instead of {"error": {…}}: the official SDKs show no message.',
    severity: 'must',
    source: 'https://github.com/raullenchai/Rapid-MLX/pull/491',
    announces: {
      'errors.envelope': 'illegible',
      'sdk.error.key': 'illegible',
      'sdk.error.model': 'illegible',
      'sdk.error.parameter': 'illegible',
    },
    hooks: { failure: (failure) => ({ ...failure, body: { detail: failure.error.message } }) },
  },
  {
    id: 'malformed-json-500',
    area: 'errors',
    says: 'A body that is no JSON is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/sgl-project/sglang/issues/3805',
    announces: {
      'chat.error.json_malformed': 'server-error',
      'completions.error.json_malformed': 'server-error',
    },
    hooks: {
      refusal: (error) =>
        error.reason === 'malformed-json' ? error.with({ status: 500, type: 'server_error' }) : error,
    },
  },
  {
    id: 'unknown-parameter-500',
    area: 'errors',
    says: 'A parameter that the endpoint does not know is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/BerriAI/litellm/issues/4619',
    announces: { 'chat.option.unknown': 'crashed', 'completions.option.unknown': 'crashed' },
    hooks: {
      validation: (found) => {
        if (found.unknown.length === 0) return found;
        const message = `generate() got an unexpected keyword argument '${found.unknown[0]}'`;
        throw new ApiError({ reason: 'internal', status: 500, message });
      },
    },
  },
];
