/** Log-probabilities in the two shapes of the API. */

import type { TokenRecord } from '../generation/events.js';
import type { JsonObject } from '../json.js';
import { loadModel } from '../model/model.js';

/** `{content, refusal}`, an entry for each token of the text. */
export function chatLogprobs(tokens: readonly TokenRecord[]): JsonObject {
  const entry = (id: number, logprob: number | null): JsonObject => ({
    token: tokenText(id, ''),
    logprob,
    bytes: [...loadModel().tokenizer.bytes(id)],
  });
  const content = tokens.map(({ id, logprob, alternatives }) => ({
    ...entry(id, logprob),
    top_logprobs: alternatives.map((other) => entry(other.id, other.logprob)),
  }));
  return { content, refusal: null };
}

/**
 * Four lists of equal length.
 *
 * `top_logprobs` holds the asked number of tokens, and the chosen one if it is not among them; null where there is no context.
 * @param offset where the first token begins, in characters of prompt and text together
 */
export function completionLogprobs(tokens: readonly TokenRecord[], offset: number): JsonObject {
  const names = tokens.map(({ id }) => tokenText(id, 'bytes:'));
  const tops = tokens.map(({ id, logprob, alternatives }) => {
    if (logprob === null) return null;
    const entries = alternatives.map((other): [string, number] => [
      tokenText(other.id, 'bytes:'),
      other.logprob,
    ]);
    return Object.fromEntries([...entries, [tokenText(id, 'bytes:'), logprob]]);
  });
  const ids = tokens.map(({ id }) => id);
  return {
    tokens: names,
    token_logprobs: tokens.map(({ logprob }) => logprob),
    top_logprobs: tops,
    text_offset: ids.map((_, i) => offset + charactersIn(ids.slice(0, i))),
  };
}

/** How many characters the tokens begin: a character that is split over tokens counts where its first byte is. */
export function charactersIn(ids: readonly number[]): number {
  const { tokenizer } = loadModel();
  let count = 0;
  for (const id of ids) for (const byte of tokenizer.bytes(id)) if ((byte & 0xc0) !== 0x80) count++;
  return count;
}

/** The token's text; one that is a part of a character is written as its bytes, after the prefix. */
function tokenText(id: number, prefix: string): string {
  const bytes = Buffer.from(loadModel().tokenizer.bytes(id));
  const text = bytes.toString('utf8');
  if (Buffer.from(text, 'utf8').equals(bytes)) return text;
  return prefix + [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
