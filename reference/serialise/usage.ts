/** The `usage` object. */

import type { Exchange } from '../exchange.js';
import type { JsonObject } from '../json.js';

/** The tokens counted so far. */
export function usageOf(exchange: Exchange): JsonObject {
  const { prompt, completion, reasoning } = exchange.counts();
  const usage: JsonObject = {
    prompt_tokens: prompt,
    total_tokens: prompt + completion,
    completion_tokens: completion,
  };
  if (exchange.site.dialect.usageDetails) {
    usage.prompt_tokens_details = { cached_tokens: 0, audio_tokens: 0 };
    usage.completion_tokens_details = {
      reasoning_tokens: reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    };
  } else if (reasoning > 0) {
    usage.completion_tokens_details = { reasoning_tokens: reasoning };
  }
  return exchange.through('usage', usage);
}
