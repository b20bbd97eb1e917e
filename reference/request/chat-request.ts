/** The body of `POST /chat/completions`: its parameters, what they demand of each other, and the request made of them. */

import { type ApiError, refusal } from '../api-error.js';
import type { Dialect } from '../dialects/dialect.js';
import type { JsonObject } from '../json.js';
import { commonParameters, numberOr, readCommon } from './common-parameters.js';
import type { ChatRequest } from './generation-request.js';
import { messages, readMessages } from './messages.js';
import { boolean, integer, list, object, oneOf, type ParameterTable, string } from './parameters.js';
import {
  choiceProblem,
  functionCall,
  functions,
  readResponseFormat,
  readToolChoice,
  responseFormat,
  toolChoice,
  tools,
} from './tools.js';

export function chatParameters(dialect: Dialect): ParameterTable {
  return {
    ...commonParameters(dialect),
    messages: { check: messages, required: true },
    max_tokens: { check: integer(1) },
    max_completion_tokens: { check: integer(1) },
    logprobs: { check: boolean },
    top_logprobs: { check: integer(0, 20) },
    response_format: { check: responseFormat },
    tools: { check: tools },
    tool_choice: { check: toolChoice },
    parallel_tool_calls: { check: boolean },
    functions: { check: functions },
    function_call: { check: functionCall },
    modalities: { check: list(1, 2, oneOf(['text'])) },
    reasoning_effort: { check: oneOf(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']) },
    // Hints: taken, and without effect here.
    verbosity: { check: oneOf(['low', 'medium', 'high']) },
    service_tier: { check: oneOf(['auto', 'default', 'flex', 'scale', 'priority', 'fast']) },
    metadata: { check: object() },
    store: { check: boolean },
    safety_identifier: { check: string(64) },
    prompt_cache_key: { check: string() },
    prompt_cache_retention: { check: oneOf(['in_memory', '24h']) },
    prompt_cache_options: { check: object() },
    prediction: { check: object() },
    moderation: { check: object() },
  };
}

/** What the parameters demand of each other. */
export function chatConflicts(body: JsonObject): (ApiError | undefined)[] {
  const both = body.max_tokens != null && body.max_completion_tokens != null;
  const lonely = body.top_logprobs != null && body.logprobs !== true;
  const combination = 'invalid_parameter_combination';
  return [
    both
      ? refusal(
          'conflict',
          'max_tokens',
          combination,
          "'max_tokens' and 'max_completion_tokens' exclude each other.",
        )
      : undefined,
    lonely
      ? refusal('conflict', 'top_logprobs', combination, "'top_logprobs' needs 'logprobs' to be true.")
      : undefined,
    choiceProblem(body),
  ];
}

export function readChatRequest(body: JsonObject, dialect: Dialect): ChatRequest {
  const common = readCommon(body, dialect);
  const { tools: offered, choice, legacy } = readToolChoice(body);
  const parameter = body.max_completion_tokens == null ? 'max_tokens' : 'max_completion_tokens';
  const tokens = body[parameter];
  return {
    ...common,
    endpoint: 'chat',
    best_of: common.n,
    limit: typeof tokens === 'number' ? { tokens, parameter } : undefined,
    logprobs: body.logprobs === true ? numberOr(body.top_logprobs, 0) : undefined,
    messages: readMessages(body.messages),
    tools: offered,
    tool_choice: choice,
    parallel_tool_calls: body.parallel_tool_calls !== false,
    legacyFunctions: legacy,
    response_format: readResponseFormat(body.response_format),
    reasoning_effort: typeof body.reasoning_effort === 'string' ? body.reasoning_effort : undefined,
    service_tier: typeof body.service_tier === 'string' ? body.service_tier : undefined,
  };
}
