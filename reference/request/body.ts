/** Reads the body of a request as a JSON object. */

import { ApiError } from '../api-error.js';
import type { Exchange } from '../exchange.js';
import { isObject, type Json, type JsonObject } from '../json.js';

const MAX_BODY_BYTES = 32 * 2 ** 20;
/** What walks a value recursively must not run out of stack. */
const MAX_DEPTH = 200;

/**
 * The body, which `exchange.body` keeps as well. The media type is not looked at.
 *
 * @throws ApiError with status 400 if it is no JSON object, 413 if it is larger than 32 MiB
 */
export async function readBody(exchange: Exchange): Promise<JsonObject> {
  const text = exchange.through('bodyText', await readText(exchange));
  const value = parse(text);
  if (!isObject(value)) throw malformed('The body must be a JSON object.');
  if (isDeeper(value, MAX_DEPTH)) throw malformed(`The body is nested more than ${MAX_DEPTH} levels deep.`);
  exchange.body = exchange.through('body', value);
  exchange.streamed = exchange.body.stream === true;
  return exchange.body;
}

async function readText({ request }: Exchange): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    size += (piece as Buffer).length;
    if (size <= MAX_BODY_BYTES) pieces.push(piece as Buffer);
  }
  if (size > MAX_BODY_BYTES) {
    throw new ApiError({
      reason: 'too-large',
      status: 413,
      message: `The body has ${size} bytes; ${MAX_BODY_BYTES} are the limit.`,
    });
  }
  return Buffer.concat(pieces).toString('utf8');
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw malformed(
      text === '' ? 'The body is empty; it must be a JSON object.' : 'The body is not valid JSON.',
    );
  }
}

function isDeeper(value: Json, levels: number): boolean {
  let level: (Json | undefined)[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}

function malformed(message: string): ApiError {
  return new ApiError({ reason: 'malformed-json', status: 400, message });
}
