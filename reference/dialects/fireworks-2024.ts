/** Fireworks as its compatibility page described it in 2024: stop text included, five options missing. */

import type { Dialect } from './dialect.js';
import { fireworks } from './fireworks.js';

export const fireworks2024: Dialect = {
  ...fireworks,
  name: 'fireworks-2024',
  stopText: 'included',
  unsupported: {
    presence_penalty: { harmless: [0] },
    frequency_penalty: { harmless: [0] },
    best_of: { harmless: [1] },
    logit_bias: { harmless: [{}] },
    functions: { harmless: [[]] },
    function_call: { harmless: ['none'] },
  },
};
