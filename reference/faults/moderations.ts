/** Faults of moderations. */

import { ApiError } from '../api-error.js';
import type { JsonObject } from '../json.js';
import type { Fault } from './fault.js';

export const moderationFaults: readonly Fault[] = [
  {
    id: 'moderations-without-categories',
    area: 'moderations',
    says: 'A result has a list of categories under a name of its own, and none under the documented one.',
    severity: 'must',
    source: 'https://github.com/meta-llama/llama-api-python/issues/33',
    announces: {
      'moderations.reply': 'malformed',
      'moderations.shape.response': 'breaking',
      'sdk.moderations.create': 'threw',
    },
    hooks: {
      response: (response, { endpoint }) =>
        endpoint === 'moderations'
          ? {
              model: response.model!,
              results: (response.results as JsonObject[]).map(({ flagged }) => ({
                flagged: flagged!,
                flagged_categories: null,
              })),
            }
          : response,
    },
  },
  {
    id: 'moderations-own-categories',
    area: 'moderations',
    says: 'A result has categories of its own in the place of the documented ones.',
    severity: 'should',
    source: 'https://github.com/ogx-ai/ogx/pull/3098',
    announces: { 'moderations.shape.response': 'deviating' },
    hooks: {
      response: (response, { endpoint }) =>
        endpoint === 'moderations'
          ? {
              ...response,
              results: (response.results as JsonObject[]).map((result) => ({
                ...result,
                categories: { violence: false, health: false, financial: false, law: false, pii: false },
              })),
            }
          : response,
    },
  },
  {
    id: 'moderations-without-a-model-500',
    area: 'moderations',
    says: 'A text to be moderated is answered with status 500 where no model is named.',
    severity: 'must',
    source: 'https://github.com/BerriAI/litellm/issues/4336',
    announces: { 'moderations.reply': 'crashed' },
    hooks: {
      body: (body, { endpoint }) => {
        if (endpoint !== 'moderations' || body.model !== undefined) return body;
        throw new ApiError({ reason: 'internal', status: 500, message: "'model'" });
      },
    },
  },
];
