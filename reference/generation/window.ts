/** Whether a prompt and what is to be generated fit into the context window. */

import { ApiError } from '../api-error.js';
import type { GenerationRequest } from '../request/generation-request.js';

/** What was found; `maxTokens` is what may be generated if the request is not refused. */
export interface Fit {
  readonly verdict: 'fits' | 'shortened' | 'refused';
  readonly promptTokens: number;
  readonly window: number;
  readonly maxTokens: number;
}

export function fitIntoWindow(request: GenerationRequest, promptTokens: number, window: number): Fit {
  const room = window - promptTokens;
  const asked = request.limit?.tokens;
  const found = { promptTokens, window, maxTokens: Math.min(asked ?? room, room) };
  // A prompt that leaves no room is refused whatever the dialect says about max_tokens: nothing could be lowered to fit.
  if (room < 0 || (room === 0 && asked !== 0)) return { ...found, verdict: 'refused', maxTokens: 0 };
  if (asked === undefined || asked <= room) return { ...found, verdict: 'fits' };
  return { ...found, verdict: request.overflow === 'truncate' ? 'shortened' : 'refused' };
}

export function overflowError(request: GenerationRequest, { promptTokens, window }: Fit): ApiError {
  const asked =
    request.limit && promptTokens < window
      ? ` and ${request.limit.parameter} asks for ${request.limit.tokens} more`
      : '';
  return new ApiError({
    reason: 'overflow',
    status: 400,
    code: 'context_length_exceeded',
    param: request.endpoint === 'chat' ? 'messages' : null,
    message: `The request exceeds the model's maximum context length of ${window} tokens: the prompt has ${promptTokens}${asked}.`,
  });
}
