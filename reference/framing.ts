/** Server-sent events as the API uses them: one `data` field with JSON, and a last event that says that nothing follows. */

import type { Json, JsonObject } from './json.js';

export function frameOf(value: Json): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

/** An event that has the name of its type, as those of `/responses` do. */
export function namedFrameOf(value: JsonObject): string {
  return `event: ${value.type}\n${frameOf(value)}`;
}

export const doneFrame = 'data: [DONE]\n\n';
