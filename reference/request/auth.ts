/** Who may ask: anyone, or whoever brings the key. */

import { ApiError } from '../api-error.js';
import type { Exchange } from '../exchange.js';
import type { Admission } from '../points.js';

/** @throws ApiError with status 401 */
export function admit(exchange: Exchange): void {
  const admission = exchange.through('admission', decide(exchange));
  if (!admission.admitted) throw admission.error;
}

function decide(exchange: Exchange): Admission {
  const { apiKey } = exchange.site.options;
  if (apiKey === undefined) return { admitted: true };
  const header = exchange.request.headers.authorization;
  const token = /^Bearer +(.*)$/i.exec(header ?? '')?.[1]?.trim();
  if (token === apiKey) return { admitted: true };
  const problem = header === undefined ? 'The request brings no API key.' : 'The API key is not valid.';
  return {
    admitted: false,
    error: new ApiError({
      reason: 'key',
      status: 401,
      code: 'invalid_api_key',
      message: `${problem} Send it as "Authorization: Bearer KEY".`,
    }),
  };
}
