/** Lawful oddities of embeddings. */

import { ApiError, refusal } from '../api-error.js';
import { loadModel } from '../model/model.js';
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
    id: 'long-texts-in-pieces',
    area: 'embeddings',
    says: 'A text that is longer than the window is read in pieces.',
    source: 'https://github.com/danny-avila/rag_api/issues/115',
    produces: { 'embeddings.input.overflow': 'read' },
    hooks: {
      embeddingRequest: (request, { site, memory }) => {
        const inputs = request.inputs.map((input) =>
          typeof input === 'string' ? loadModel().tokenizer.encode(input) : input,
        );
        memory.set(
          'tokens',
          inputs.reduce((sum, input) => sum + input.length, 0),
        );
        return { ...request, inputs: inputs.map((input) => input.slice(0, site.options.contextWindow)) };
      },
      usage: (usage, { endpoint, memory }) => {
        const tokens = Number(memory.get('tokens'));
        return endpoint === 'embeddings' ? { ...usage, prompt_tokens: tokens, total_tokens: tokens } : usage;
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
