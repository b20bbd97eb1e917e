/** Lawful limits of `response_format`: what is refused, and told so. */

import { refusal } from '../api-error.js';
import { isObject, type JsonObject } from '../json.js';
import type { Hooks } from '../points.js';
import type { Variation } from './variation.js';

/** Refuses the requests that demand a shape and fit a condition. */
function refuseShape(message: string, wrong: (body: JsonObject, format: string) => boolean): Hooks {
  return {
    body: (body) => {
      const { response_format: format } = body;
      if (!isObject(format) || format.type === 'text' || !wrong(body, JSON.stringify(format))) return body;
      throw refusal('unsupported', 'response_format', 'unsupported_value', message);
    },
  };
}

const SCHEMA = 'chat.response_format.json_schema';

export const structuredVariations: readonly Variation[] = [
  {
    id: 'no-structured-output',
    area: 'structured',
    says: 'The reply is text; any other response_format is refused.',
    source: 'https://github.com/llm-exe/llm-exe/issues/662',
    produces: { [SCHEMA]: 'absent', 'chat.response_format.json_object': 'absent' },
    hooks: refuseShape('This response_format type is unavailable.', () => true),
  },
  {
    id: 'plain-schemas-only',
    area: 'structured',
    says: 'Of JSON Schema, flat objects of enumerated texts are supported, and the rest is refused.',
    source: 'https://github.com/openai/openai-openapi/blob/master/openapi.yaml',
    produces: {
      [`${SCHEMA}.nested`]: 'rejected',
      [`${SCHEMA}.array`]: 'rejected',
      [`${SCHEMA}.additional_properties`]: 'rejected',
      [`${SCHEMA}.impossible`]: 'rejected',
    },
    hooks: refuseShape('The schema has what is not supported.', (_, format) =>
      /"type":"(?:boolean|array|integer)"/.test(format),
    ),
  },
  {
    id: 'structured-output-alone',
    area: 'structured',
    says: 'response_format excludes streaming and tools.',
    source: 'https://github.com/TanStack/ai/issues/605',
    produces: {
      [`${SCHEMA}.stream`]: 'rejected',
      [`${SCHEMA}.tools`]: 'rejected',
      'chat.response_format.json_object.stream': 'rejected',
    },
    hooks: refuseShape(
      'Structured output cannot be combined with streaming or tools.',
      ({ stream, tools }) => stream === true || tools !== undefined,
    ),
  },
];
