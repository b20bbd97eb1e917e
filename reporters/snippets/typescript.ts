/** JSON values as TypeScript. */
import { escapedJson } from '../plain.js';

export function typeScriptLiteral(value: unknown): string {
  const json = escapedJson(JSON.stringify(value, null, 2));
  // JSON strings have no line breaks, so a name at the start of a line is always a key.
  return json.replace(/^(\s*)"([A-Za-z_]\w*)":/gm, '$1$2:');
}

export function typeScriptString(text: string): string {
  return escapedJson(JSON.stringify(text));
}
