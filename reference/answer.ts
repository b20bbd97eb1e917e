/** Leads a request to its route, and turns what is thrown on the way into an answer. */

import type { ServerResponse } from 'node:http';
import { ApiError, ConnectionReset, NeverAnswered } from './api-error.js';
import type { Exchange } from './exchange.js';
import { sendFailure, sendPreflight } from './http/send.js';
import { perform } from './http/socket.js';
import { admit } from './request/auth.js';
import { findRoute } from './routes/index.js';
import type { SelectionError } from './selection.js';

/** Answers the request, whatever happens; resolves when nothing more is to be done. */
export async function answer(exchange: Exchange, route: readonly string[] | undefined): Promise<void> {
  try {
    if (exchange.request.method === 'OPTIONS') return await sendPreflight(exchange);
    const handle = findRoute(exchange, route);
    admit(exchange);
    await handle(exchange);
  } catch (error) {
    await answerThrown(exchange, error);
  }
}

/** A path that chooses what does not exist is a mistake in a test, not a conversation in any dialect: it is told plainly. */
export function answerSelectionError(response: ServerResponse, error: SelectionError): void {
  const body = {
    error: { message: error.message, type: 'reference_selection_error', param: null, code: null },
  };
  response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function answerThrown(exchange: Exchange, thrown: unknown): Promise<void> {
  if (exchange.gone) return;
  try {
    if (thrown instanceof NeverAnswered) return await perform(exchange, [{ act: 'hang' }]);
    if (thrown instanceof ConnectionReset) return await perform(exchange, [{ act: 'reset' }]);
    await sendFailure(exchange, thrown instanceof ApiError ? thrown : internalError(thrown));
  } catch (error) {
    // A fault may also act on the answer to a failure; and the client may leave at any moment.
    if (error instanceof NeverAnswered) return;
    exchange.request.socket.destroy();
  }
}

function internalError(thrown: unknown): ApiError {
  const message = `The reference endpoint failed: ${thrown instanceof Error ? thrown.stack : String(thrown)}`;
  return new ApiError({ reason: 'internal', status: 500, message });
}
