/** The error envelope. */

import type { ApiError } from '../api-error.js';
import type { JsonObject } from '../json.js';

export function envelope({ message, type, param, code }: ApiError): JsonObject {
  return { error: { message, type, param, code } };
}
