/** Faults of models and their names. */

import type { Fault } from './fault.js';

export const modelFaults: readonly Fault[] = [
  {
    id: 'unknown-model-accepted',
    area: 'models',
    says: 'A model that does not exist is accepted, and its name is echoed as if it had answered.',
    severity: 'should',
    source: 'https://github.com/ddalcu/mlx-serve/issues/257',
    announces: {
      'chat.error.model_unknown': 'echoed',
      'completions.error.model_unknown': 'echoed',
      'sdk.error.model': 'none',
    },
    hooks: {
      validation: (found) => ({
        ...found,
        refusals: found.refusals.filter((error) => error.reason !== 'unknown-model'),
      }),
    },
  },
];
