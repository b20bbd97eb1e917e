/** The body of `POST /embeddings`. */

import type { JsonObject } from '../json.js';
import { DIMENSIONS } from '../model/embedding.js';
import { numberOr } from './common-parameters.js';
import type { EmbeddingRequest } from './generation-request.js';
import { integer, oneOf, type ParameterTable, string, wrongValue } from './parameters.js';
import { promptOrInput, readEntries } from './token-input.js';

export const embeddingParameters: ParameterTable = {
  model: { check: string(), required: true },
  input: {
    required: true,
    check: (value, name) => {
      const empty = value === '' || (Array.isArray(value) && value.includes(''));
      return empty
        ? wrongValue(name, `'${name}' must not hold an empty string.`)
        : promptOrInput(value, name);
    },
  },
  encoding_format: { check: oneOf(['float', 'base64']) },
  dimensions: { check: integer(1, DIMENSIONS) },
  user: { check: string() },
};

export function readEmbeddingRequest(body: JsonObject): EmbeddingRequest {
  return {
    model: String(body.model),
    inputs: readEntries(body.input),
    encoding_format: body.encoding_format === 'base64' ? 'base64' : 'float',
    dimensions: numberOr(body.dimensions, DIMENSIONS),
  };
}
