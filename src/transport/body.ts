/** A body as it is kept in a report: without secrets, and not longer than it need be. */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Body } from '../../schemas/types/report.js';

/** Characters kept of one body: enough for any ordinary exchange, and a report of hundreds of them stays small. */
const KEPT_CHARACTERS = 64 * 1024;

/** @param redact applied before the body is cut, so that no part of a secret is left at the edge */
export function recordedBody(bytes: Uint8Array, redact: (text: string) => string): Body {
  const text = redact(new TextDecoder().decode(bytes));
  const invalid = text.includes('\uFFFD') && !isUtf8(bytes);
  const facts = { bytes: bytes.length, ...(invalid && { invalidUtf8: true }) };
  if (text.length <= KEPT_CHARACTERS) return { text, ...facts };
  const half = KEPT_CHARACTERS / 2;
  return {
    text: text.slice(0, half),
    tail: text.slice(-half),
    ...facts,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
