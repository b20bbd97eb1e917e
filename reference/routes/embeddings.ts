/** `POST /embeddings` */

import { ApiError } from '../api-error.js';
import type { Exchange } from '../exchange.js';
import { sendJson } from '../http/send.js';
import type { Json } from '../json.js';
import { embed } from '../model/embedding.js';
import { loadModel } from '../model/model.js';
import { readBody } from '../request/body.js';
import { embeddingParameters, readEmbeddingRequest } from '../request/embedding-request.js';
import { validate } from '../request/validate.js';

export async function embeddings(exchange: Exchange): Promise<void> {
  const body = await readBody(exchange);
  validate(exchange, embeddingParameters, () => []);
  const request = exchange.through('embeddingRequest', readEmbeddingRequest(body));
  const { tokenizer } = loadModel();
  const inputs = request.inputs.map((input) => (typeof input === 'string' ? tokenizer.encode(input) : input));
  for (const tokens of inputs) refuseTooLong(tokens.length, exchange.site.options.contextWindow);
  const promptTokens = inputs.reduce((total, tokens) => total + tokens.length, 0);
  const answer = {
    object: 'list',
    data: inputs.map((tokens, index) => ({
      object: 'embedding',
      index,
      embedding: encode(embed(tokens, request.dimensions), request.encoding_format),
    })),
    model: request.model,
    usage: exchange.through('usage', { prompt_tokens: promptTokens, total_tokens: promptTokens }),
  };
  await sendJson(exchange, exchange.through('response', answer));
}

/** Numbers, or the base64 of little-endian 32-bit floats. */
function encode(vector: Float32Array, format: 'float' | 'base64'): Json {
  if (format === 'float') return [...vector];
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [place, value] of vector.entries()) bytes.writeFloatLE(value, place * 4);
  return bytes.toString('base64');
}

function refuseTooLong(tokens: number, window: number): void {
  if (tokens <= window) return;
  throw new ApiError({
    reason: 'overflow',
    status: 400,
    code: 'context_length_exceeded',
    param: 'input',
    message: `An input has ${tokens} tokens, more than the model's maximum context length of ${window} tokens.`,
  });
}
