/** Lawful oddities of `/responses`. */

import { refusal } from '../api-error.js';
import type { Variation } from './variation.js';

export const responseVariations: readonly Variation[] = [
  {
    id: 'responses-without-tools',
    area: 'responses',
    says: 'Tools are refused with a legible error.',
    source: 'https://github.com/simonw/llm-llama-server/issues/3',
    dialects: ['openai'],
    produces: { 'responses.tools': 'rejected' },
    hooks: {
      validation: (found, { endpoint, body }) =>
        endpoint === 'responses' && body.tools !== undefined
          ? { ...found, refusals: [refusal('unsupported', 'tools', null, 'Tools are not supported here.')] }
          : found,
    },
  },
];
