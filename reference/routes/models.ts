/** `GET /models` and `GET /models/{id}` */

import type { Exchange } from '../exchange.js';
import { sendJson } from '../http/send.js';
import type { JsonObject } from '../json.js';
import { modelNotFound } from '../request/validate.js';

/** Unix seconds; the model is as old as its first text. */
const CREATED = 1_767_225_600;

export async function listModels(exchange: Exchange): Promise<void> {
  await sendJson(exchange, exchange.through('response', { object: 'list', data: [entry(exchange)] }));
}

/** @throws ApiError with status 404 for an unknown id */
export async function retrieveModel(exchange: Exchange, id: string): Promise<void> {
  if (id !== exchange.site.dialect.model) throw modelNotFound(id);
  await sendJson(exchange, exchange.through('response', entry(exchange)));
}

function entry({ site: { dialect, options } }: Exchange): JsonObject {
  return {
    id: dialect.model,
    object: 'model',
    created: CREATED,
    owned_by: dialect.ownedBy,
    ...(dialect.statesContextLength && { context_length: options.contextWindow }),
  };
}
