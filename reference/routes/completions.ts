/** `POST /completions` */

import type { Exchange } from '../exchange.js';
import { collect } from '../generation/collect.js';
import { generate } from '../generation/generate.js';
import { sendJson, sendStream } from '../http/send.js';
import { readBody } from '../request/body.js';
import {
  completionConflicts,
  completionParameters,
  readCompletionRequest,
} from '../request/completion-request.js';
import type { CompletionRequest } from '../request/generation-request.js';
import { validate } from '../request/validate.js';
import { completion, completionChunks } from '../serialise/completion.js';

export async function completions(exchange: Exchange): Promise<void> {
  const { dialect } = exchange.site;
  const body = await readBody(exchange);
  validate(exchange, completionParameters(dialect), completionConflicts);
  const request = exchange.through('request', readCompletionRequest(body, dialect)) as CompletionRequest;
  const generation = generate(exchange, request);
  if (request.stream) return await sendStream(exchange, completionChunks(exchange, request, generation));
  const choices = await collect(generation, request);
  if (!exchange.gone)
    await sendJson(
      exchange,
      exchange.through('response', completion(exchange, request, generation, choices)),
    );
}
