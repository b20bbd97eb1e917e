/** Server-sent events as the API uses them: one `data` field with JSON, and a last event that says that nothing follows. */

import type { Json } from './json.js';

export function frameOf(value: Json): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

export const doneFrame = 'data: [DONE]\n\n';
