/** `POST /chat/completions` */

import type { Exchange } from '../exchange.js';
import { collect } from '../generation/collect.js';
import { generate } from '../generation/generate.js';
import { sendJson, sendStream } from '../http/send.js';
import { readBody } from '../request/body.js';
import { chatConflicts, chatParameters, readChatRequest } from '../request/chat-request.js';
import type { ChatRequest } from '../request/generation-request.js';
import { validate } from '../request/validate.js';
import { chatChunks, chatCompletion } from '../serialise/chat.js';

export async function chat(exchange: Exchange): Promise<void> {
  const { dialect } = exchange.site;
  const body = await readBody(exchange);
  validate(exchange, chatParameters(dialect), chatConflicts);
  const request = exchange.through('request', readChatRequest(body, dialect)) as ChatRequest;
  const generation = generate(exchange, request);
  if (request.stream) return await sendStream(exchange, chatChunks(exchange, request, generation));
  const choices = await collect(generation, request);
  if (!exchange.gone)
    await sendJson(exchange, exchange.through('response', chatCompletion(exchange, request, choices)));
}
