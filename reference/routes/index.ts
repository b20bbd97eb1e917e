/** The routes below `/v1`. */

import { ApiError } from '../api-error.js';
import type { Dialect } from '../dialects/dialect.js';
import type { Endpoint, Exchange } from '../exchange.js';
import { chat } from './chat.js';
import { completions } from './completions.js';
import { embeddings } from './embeddings.js';
import { listModels, retrieveModel } from './models.js';
import { moderations } from './moderations.js';
import { responses } from './responses.js';

interface Route {
  readonly method: 'GET' | 'POST';
  readonly endpoint: Endpoint;
  readonly handle: (exchange: Exchange) => Promise<void>;
}

const ROUTES: Readonly<Record<string, Route>> = {
  models: { method: 'GET', endpoint: 'models', handle: listModels },
  completions: { method: 'POST', endpoint: 'completions', handle: completions },
  'chat/completions': { method: 'POST', endpoint: 'chat', handle: chat },
  embeddings: { method: 'POST', endpoint: 'embeddings', handle: embeddings },
  responses: { method: 'POST', endpoint: 'responses', handle: responses },
  moderations: { method: 'POST', endpoint: 'moderations', handle: moderations },
};

/**
 * What answers the request; notes the endpoint in the exchange.
 *
 * @throws ApiError with status 404 for an unknown path, 405 for a method that the path does not have
 */
export function findRoute(
  exchange: Exchange,
  path: readonly string[] | undefined,
): (exchange: Exchange) => Promise<void> {
  const { method, url } = exchange.request;
  const route = path && routeOf(path, exchange.site.dialect);
  if (!route) {
    throw new ApiError({
      reason: 'path',
      status: 404,
      code: 'unknown_url',
      message: `There is nothing at ${method} ${url}.`,
    });
  }
  exchange.endpoint = route.endpoint;
  // A HEAD is answered as a GET is, without the body (RFC 9110, 9.3.2).
  if (method !== route.method && !(method === 'HEAD' && route.method === 'GET')) {
    const message = `${url} takes ${route.method}, not ${method}.`;
    throw new ApiError({
      reason: 'method',
      status: 405,
      code: 'method_not_allowed',
      message,
      headers: { allow: route.method },
    });
  }
  return route.handle;
}

/** The id of a model may hold slashes, encoded or not. */
function routeOf(path: readonly string[], dialect: Dialect): Route | undefined {
  if (path[0] === 'models' && path.length > 1) {
    return {
      method: 'GET',
      endpoint: 'models',
      handle: (exchange) => retrieveModel(exchange, path.slice(1).join('/')),
    };
  }
  const name = path.join('/');
  const lacking =
    (name === 'responses' && !dialect.responses) || (name === 'moderations' && !dialect.moderations);
  return lacking ? undefined : ROUTES[name];
}
