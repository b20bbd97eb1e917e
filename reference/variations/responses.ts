/** Lawful oddities of `/responses`. */

import { refusal } from '../api-error.js';
import type { JsonObject } from '../json.js';
import type { Hooks } from '../points.js';
import type { Variation } from './variation.js';

/** Refuses the requests to `/responses` that fit a condition. */
function refusingResponses(wrong: (body: JsonObject) => boolean): Hooks {
  return {
    validation: (found, { endpoint, body }) =>
      endpoint === 'responses' && wrong(body)
        ? { ...found, refusals: [refusal('unsupported', 'input', null, 'This is not supported here.')] }
        : found,
  };
}

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
  {
    id: 'responses-of-one-text',
    area: 'responses',
    says: 'The input is a text, without instructions and without other roles; the rest is refused.',
    source: 'https://github.com/vllm-project/vllm/issues/33089',
    dialects: ['openai'],
    produces: {
      'responses.input.list': 'rejected',
      'responses.input.developer': 'rejected',
      'responses.instructions': 'rejected',
    },
    hooks: refusingResponses(
      ({ input, instructions }) => typeof input !== 'string' || instructions !== undefined,
    ),
  },
  {
    id: 'responses-not-kept',
    area: 'responses',
    says: 'Answers are not kept; who wants to go on from one is refused.',
    source: 'https://github.com/vllm-project/vllm/pull/22137',
    dialects: ['openai'],
    produces: { 'responses.previous_response_id': 'rejected' },
    hooks: refusingResponses(({ previous_response_id: id }) => id !== undefined),
  },
  {
    id: 'responses-always-kept',
    area: 'responses',
    says: 'Answers are kept; who does not want that is refused.',
    source: 'https://github.com/algorithmicsuperintelligence/optillm/issues/8',
    dialects: ['openai'],
    produces: { 'responses.store.false': 'rejected' },
    hooks: refusingResponses(({ store }) => store === false),
  },
];
