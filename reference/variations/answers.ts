/** Lawful oddities of what stands in an answer, and in an error. */

import { ApiError } from '../api-error.js';
import { eachChoice, timesBefore } from '../faults/change.js';
import type { JsonObject } from '../json.js';
import type { Variation } from './variation.js';

/** Changes the message of each choice of a chat answer. */
function eachMessage(answer: JsonObject, change: (message: JsonObject) => JsonObject): JsonObject {
  return eachChoice(answer, (choice) =>
    choice.message ? { ...choice, message: change(choice.message as JsonObject) } : choice,
  );
}

export const answerVariations: readonly Variation[] = [
  {
    id: 'refusal-left-out',
    area: 'prompt',
    says: 'Messages and deltas have no member refusal.',
    source: 'https://github.com/mlcommons/endpoints/issues/133',
    trap: 'llamacpp-llama-server-133-refusal-required',
    hooks: {
      response: (response) => eachMessage(response, ({ refusal: _, ...message }) => message),
      chunks: (chunks) =>
        chunks.map((chunk) =>
          eachChoice(chunk, (choice) => {
            const { refusal: _, ...delta } = (choice.delta ?? {}) as JsonObject;
            return choice.delta ? { ...choice, delta } : choice;
          }),
        ),
    },
  },
  {
    id: 'logprobs-left-out',
    area: 'logprobs',
    says: 'Where nobody asked for log-probabilities, choices have no member logprobs.',
    source: 'https://github.com/mlcommons/endpoints/issues/133',
    hooks: {
      response: (response) => eachChoice(response, withoutNullLogprobs),
      chunks: (chunks) => chunks.map((chunk) => eachChoice(chunk, withoutNullLogprobs)),
    },
  },
  {
    id: 'answers-with-more',
    area: 'prompt',
    says: 'Answers have members that the API does not know.',
    source: 'https://github.com/vllm-project/vllm/pull/2976',
    trap: 'vllm-2976-matched-stop-extension',
    hooks: {
      response: (response) => ({
        ...eachMessage(
          eachChoice(response, (choice) => ({ ...choice, stop_reason: null, content_filter_results: {} })),
          (message) => ({ ...message, annotations: [], audio: null, provider_specific_fields: {} }),
        ),
        provider: 'reference',
        timings: { prompt_n: 3 },
        kv_transfer_params: null,
      }),
    },
  },
  {
    id: 'other-ids',
    area: 'prompt',
    says: 'The id of an answer is a UUID without a prefix.',
    source: 'https://github.com/openai/openai-openapi/blob/master/openapi.yaml',
    hooks: {
      response: (response) => (response.choices ? { ...response, id: uuidOf(response) } : response),
      chunks: (chunks) => chunks.map((chunk) => ({ ...chunk, id: uuidOf(chunk) })),
    },
  },
  {
    id: 'model-by-its-full-name',
    area: 'models',
    says: 'The answer names the dated model behind the name that was asked for.',
    source: 'https://github.com/openai/openai-openapi/blob/master/openapi.yaml',
    hooks: {
      response: (response) =>
        response.choices ? { ...response, model: `${response.model}-2026-01-01` } : response,
      chunks: (chunks) => chunks.map((chunk) => ({ ...chunk, model: `${chunk.model}-2026-01-01` })),
    },
  },
  {
    id: 'fingerprint-left-out',
    area: 'prompt',
    says: 'There is no system_fingerprint.',
    source: 'https://github.com/openai/openai-openapi/blob/master/openapi.yaml',
    hooks: {
      response: ({ system_fingerprint: _, ...response }) => response,
      chunks: (chunks) => chunks.map(({ system_fingerprint: _, ...chunk }) => chunk),
    },
  },
  {
    id: 'text-trimmed',
    area: 'prompt',
    says: 'Whole answers are trimmed of white space, streams are not.',
    source: 'https://github.com/vllm-project/vllm/issues/5607',
    hooks: {
      response: (response, { body }) =>
        eachChoice(
          eachMessage(response, (message) =>
            typeof message.content === 'string' ? { ...message, content: message.content.trim() } : message,
          ),
          (choice) =>
            typeof choice.text === 'string' && body.echo !== true
              ? { ...choice, text: choice.text.trim() }
              : choice,
        ),
    },
  },
  {
    id: 'usage-with-details',
    area: 'usage',
    says: 'usage tells of cached tokens, which are a part of the prompt.',
    source: 'https://github.com/laravel/ai/pull/924',
    trap: 'openrouter-laravel-924-cached-subset',
    hooks: {
      usage: (usage) => ({
        ...usage,
        prompt_tokens_details: { cached_tokens: Math.floor(Number(usage.prompt_tokens) / 2) },
        cost: 0.000_01,
        queue_time: 0.003,
      }),
    },
  },
  {
    id: 'logprobs-from-the-completion',
    area: 'logprobs',
    says: 'text_offset counts from the beginning of the completion.',
    source: 'https://github.com/xorbitsai/inference/pull/5245',
    trap: 'xinference-5245-text-offset-relative',
    hooks: {
      response: (response, { body }) =>
        body.echo === true
          ? response
          : eachChoice(response, (choice) => {
              const { text_offset, ...others } = (choice.logprobs ?? {}) as JsonObject;
              if (!Array.isArray(text_offset)) return choice;
              const first = Number(text_offset[0] ?? 0);
              return {
                ...choice,
                logprobs: { ...others, text_offset: text_offset.map((place) => Number(place) - first) },
              };
            }),
    },
  },
  {
    id: 'start-token-echoed',
    area: 'prompt',
    says: 'An echoed prompt begins with the start token of the model.',
    source: 'https://github.com/ggml-org/llama.cpp/issues/6982',
    trap: 'llamacpp-llama-server-6982-double-bos',
    produces: { 'completions.prompt.echo': 'start-token', 'completions.prompt.logprobs': 'start-token' },
    hooks: {
      response: (response, { body }) =>
        body.echo === true
          ? eachChoice(response, (choice) => ({
              ...choice,
              text: `<s> ${choice.text}`,
              ...(choice.logprobs && { logprobs: withStartToken(choice.logprobs as JsonObject) }),
            }))
          : response,
    },
  },
  {
    id: 'errors-without-param',
    area: 'errors',
    says: 'Errors have a message and a type, and neither param nor code.',
    source: 'https://github.com/openai/openai-node/blob/v6.49.0/src/core/error.ts',
    produces: { 'chat.error.temperature_type.named': 'message' },
    hooks: {
      failure: (failure) => ({
        ...failure,
        body: { error: { message: failure.error.message, type: failure.error.type } },
      }),
    },
  },
  {
    id: 'overflow-in-own-words',
    area: 'limits',
    says: 'A request that exceeds the window is refused in words of its own, without a code.',
    source: 'https://github.com/cline/cline/issues/849',
    dialects: ['openai'],
    produces: { 'chat.max_tokens.overflow.message': 'worded' },
    hooks: {
      refusal: (error) =>
        error.reason === 'overflow'
          ? error.with({ code: null, message: 'This endpoint has a maximum context length that is smaller.' })
          : error,
    },
  },
  {
    id: 'limit-with-retry-after',
    area: 'errors',
    says: 'Some requests are turned away with 429, and told to come again at once.',
    source: 'https://github.com/BerriAI/litellm/issues/4695',
    produces: { 'errors.status.retry_after': 'given' },
    mostInconclusive: 0.3,
    hooks: {
      validation: (found, { site }) => {
        if (timesBefore(site.memory, 'limit-with-retry-after') % 5 !== 2) return found;
        throw new ApiError({
          reason: 'internal',
          status: 429,
          message: 'Too many requests.',
          headers: { 'retry-after': '0' },
        });
      },
    },
  },
  {
    id: 'errors-with-more',
    area: 'errors',
    says: 'Errors have members that the API does not know.',
    source: 'https://github.com/siyuan-note/siyuan/issues/19550',
    hooks: {
      failure: (failure) => ({
        ...failure,
        body: {
          ...(failure.body as JsonObject),
          object: 'error',
          user_id: 'org-1',
          request_id: 'req-1',
        },
      }),
    },
  },
  {
    id: 'mistakes-422',
    area: 'errors',
    says: 'A parameter of the wrong type or out of its range is answered with status 422.',
    source: 'https://github.com/abetlen/llama-cpp-python/issues/1384',
    trap: 'llama-cpp-python-1384-negative-temp-range',
    hooks: {
      refusal: (error) =>
        ['type', 'range', 'value', 'missing'].includes(error.reason) ? error.with({ status: 422 }) : error,
    },
  },
  {
    id: 'unknown-model-400',
    area: 'models',
    says: 'A model that does not exist is answered with status 400.',
    source: 'https://github.com/InternLM/lmdeploy/issues/1338',
    trap: 'lmdeploy-1338-model-name-required',
    produces: {
      'chat.error.model_unknown': 'refused',
      'completions.error.model_unknown': 'refused',
    },
    hooks: {
      refusal: (error, { endpoint }) =>
        error.reason === 'unknown-model' && endpoint !== 'models' ? error.with({ status: 400 }) : error,
    },
  },
];

function withoutNullLogprobs({ logprobs, ...choice }: JsonObject): JsonObject {
  return logprobs === null || logprobs === undefined ? choice : { ...choice, logprobs };
}

function uuidOf({ id }: JsonObject): string {
  const digits = Buffer.from(String(id)).toString('hex').padEnd(32, '0').slice(-32);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function withStartToken(logprobs: JsonObject): JsonObject {
  const list = (name: string) => (logprobs[name] ?? []) as (string | number | null)[];
  return {
    tokens: ['<s>', ...list('tokens')],
    token_logprobs: [null, ...list('token_logprobs')],
    top_logprobs: [null, ...list('top_logprobs')],
    text_offset: [0, ...list('text_offset').map((place) => Number(place) + 4)],
  };
}
