/** Puts the checks of a request together and refuses it for the first reason found. */

import { ApiError, refusal } from '../api-error.js';
import type { Exchange } from '../exchange.js';
import type { JsonObject } from '../json.js';
import { checkParameters, type ParameterTable, unsupported } from './parameters.js';

/**
 * @param conflicts what the parameters demand of each other; looked at only if each is well by itself
 * @throws ApiError with status 400, or 404 for an unknown model
 */
export function validate(
  exchange: Exchange,
  table: ParameterTable,
  conflicts: (body: JsonObject) => readonly (ApiError | undefined)[],
): void {
  const { body, site, endpoint } = exchange;
  const { refusals, unknown } = checkParameters(body, table, site.dialect);
  if (endpoint === 'chat' || endpoint === 'responses')
    refusals.push(...unsupported(body, site.persona.refuses));
  if (refusals.length === 0) {
    refusals.push(
      ...[...conflicts(body), strayStreamOptions(exchange), unknownModel(exchange)].filter(
        (found) => found !== undefined,
      ),
    );
  }
  const passed = exchange.through('validation', { refusals, unknown });
  if (passed.refusals[0]) throw passed.refusals[0];
}

function strayStreamOptions({ body, site }: Exchange): ApiError | undefined {
  if (site.dialect.strayStreamOptions === 'ignored' || body.stream_options == null || body.stream === true)
    return undefined;
  return refusal('conflict', 'stream_options', null, "'stream_options' is for requests with 'stream': true.");
}

function unknownModel({ body, site }: Exchange): ApiError | undefined {
  return body.model === site.dialect.model ? undefined : modelNotFound(String(body.model));
}

export function modelNotFound(model: string): ApiError {
  return new ApiError({
    reason: 'unknown-model',
    status: 404,
    code: 'model_not_found',
    param: 'model',
    message: `There is no model '${model}'.`,
  });
}
