/** Lawful oddities of embeddings. */

import { ApiError, refusal } from '../api-error.js';
import type { Variation } from './variation.js';

export const embeddingVariations: readonly Variation[] = [
  {
    id: 'one-text-as-floats',
    area: 'embeddings',
    says: 'One text at a time is taken, and numbers come; everything else is refused with a legible error.',
    source: 'https://github.com/danny-avila/rag_api/issues/115',
    produces: {
      'embeddings.input.list': 'rejected',
      'embeddings.input.token_ids': 'rejected',
      'embeddings.dimensions': 'rejected',
      'embeddings.encoding_format.base64': 'rejected',
      'sdk.embeddings.create': 'rejected',
    },
    hooks: {
      validation: (found, { endpoint, body }) => {
        if (endpoint !== 'embeddings') return found;
        const odd = Array.isArray(body.input) || body.dimensions !== undefined;
        const encoded = body.encoding_format === 'base64';
        return odd || encoded
          ? { ...found, refusals: [refusal('unsupported', 'input', null, 'One text, as numbers.')] }
          : found;
      },
    },
  },
  {
    id: 'no-embeddings',
    area: 'embeddings',
    says: 'There is no path for embeddings.',
    source: 'https://github.com/paiml/aprender/issues/2375',
    produces: { 'embeddings.reply': 'absent' },
    hooks: {
      body: (body, { endpoint }) => {
        if (endpoint !== 'embeddings') return body;
        throw new ApiError({
          reason: 'path',
          status: 404,
          code: 'unknown_url',
          message: 'There is nothing.',
        });
      },
    },
  },
];
