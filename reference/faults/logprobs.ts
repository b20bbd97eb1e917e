/** Faults of log-probabilities. */

import { ApiError } from '../api-error.js';
import type { GenerationEvent, TokenRecord } from '../generation/events.js';
import type { JsonObject } from '../json.js';
import { failing } from './change.js';
import type { Fault } from './fault.js';

/** Changes the records of the tokens of each text event. */
function eachRecords(change: (tokens: readonly TokenRecord[]) => readonly TokenRecord[]) {
  return (events: readonly GenerationEvent[]): GenerationEvent[] =>
    events.map((event) => (event.kind === 'text' ? { ...event, tokens: change(event.tokens) } : event));
}

/** Changes the log probabilities of each choice of an answer that is not streamed. */
function eachLogprobs(response: JsonObject, change: (logprobs: JsonObject) => JsonObject): JsonObject {
  if (!Array.isArray(response.choices)) return response;
  const choices = response.choices as (JsonObject & { logprobs: JsonObject | null })[];
  return {
    ...response,
    choices: choices.map((choice) =>
      choice.logprobs ? { ...choice, logprobs: change(choice.logprobs) } : choice,
    ),
  };
}

export const logprobFaults: readonly Fault[] = [
  {
    id: 'logprobs-null',
    area: 'logprobs',
    says: 'logprobs is accepted and stays null.',
    severity: 'must',
    source: 'https://github.com/ggml-org/llama.cpp/issues/11346',
    announces: { 'chat.option.logprobs': 'ignored', 'completions.option.logprobs': 'ignored' },
    hooks: { request: (request) => ({ ...request, logprobs: undefined }) },
  },
  {
    id: 'logprobs-missing-in-streams',
    area: 'logprobs',
    says: 'logprobs comes with whole answers and not in streams.',
    severity: 'must',
    source: 'https://github.com/ml-explore/mlx-lm/pull/1630',
    announces: { 'chat.stream.logprobs': 'missing', 'completions.stream.logprobs': 'missing' },
    hooks: { request: (request) => (request.stream ? { ...request, logprobs: undefined } : request) },
  },
  {
    id: 'logprobs-are-logits',
    area: 'logprobs',
    says: 'What is reported as log probability is far above 0: the logits, not normalised.',
    severity: 'should',
    source: 'https://github.com/abetlen/llama-cpp-python/issues/349',
    announces: {
      'chat.option.logprobs.values': 'positive',
      'completions.option.logprobs.values': 'positive',
    },
    hooks: {
      events: eachRecords((tokens) =>
        tokens.map((token) => ({ ...token, logprob: token.logprob === null ? null : token.logprob + 30 })),
      ),
    },
  },
  {
    id: 'logprobs-with-vocabulary-markers',
    area: 'logprobs',
    says: 'The tokens, and their bytes, are those of the vocabulary: a space is the letter G with a dot.',
    severity: 'should',
    source: 'https://github.com/InternLM/lmdeploy/issues/2802',
    announces: { 'chat.option.logprobs.text': 'different' },
    hooks: {
      response: (response) =>
        eachLogprobs(response, (logprobs) =>
          Array.isArray(logprobs.content)
            ? {
                ...logprobs,
                content: (logprobs.content as (JsonObject & { token: string })[]).map((entry) => {
                  const token = entry.token.replaceAll(' ', '\u0120');
                  return { ...entry, token, bytes: [...Buffer.from(token, 'utf8')] };
                }),
              }
            : logprobs,
        ),
    },
  },
  {
    id: 'logprobs-of-every-other-token',
    area: 'logprobs',
    says: 'Of the log probabilities of a text, only those of every other token arrive.',
    severity: 'should',
    source: 'https://github.com/raullenchai/Rapid-MLX/issues/220',
    announces: {
      'chat.option.logprobs.text': 'different',
      'completions.option.logprobs.text': 'different',
    },
    hooks: {
      events: (events, { memory, streamed }) => {
        if (streamed) return events;
        return eachRecords((tokens) => {
          const number = Number(memory.get('logprobs-of-every-other-token') ?? 0);
          memory.set('logprobs-of-every-other-token', number + 1);
          return number % 2 === 0 ? tokens : [];
        })(events);
      },
    },
  },
  {
    id: 'logprobs-of-the-last-chunk-only',
    area: 'logprobs',
    says: 'In a stream, the log probabilities of most tokens are lost on the way.',
    severity: 'should',
    source: 'https://github.com/Menci/Floway/issues/481',
    announces: { 'chat.stream.logprobs': 'different', 'completions.stream.logprobs': 'different' },
    hooks: {
      chunks: (chunks, { memory }) => {
        const number = Number(memory.get('logprobs-of-the-last-chunk-only') ?? 0) + 1;
        memory.set('logprobs-of-the-last-chunk-only', number);
        return number % 4 === 0
          ? chunks
          : chunks.map((chunk) => ({
              ...chunk,
              choices: (chunk.choices as JsonObject[]).map((choice) => ({ ...choice, logprobs: null })),
            }));
      },
    },
  },
  {
    id: 'top-logprobs-missing',
    area: 'logprobs',
    says: 'The alternatives of each token are asked for, and do not come.',
    severity: 'should',
    source: 'https://github.com/BerriAI/litellm/issues/875',
    announces: {
      'chat.option.top_logprobs': 'ignored',
      'completions.option.logprobs.top': 'ignored',
    },
    hooks: {
      response: (response) =>
        eachLogprobs(response, (logprobs) =>
          Array.isArray(logprobs.content)
            ? {
                ...logprobs,
                content: (logprobs.content as JsonObject[]).map((entry) => ({ ...entry, top_logprobs: [] })),
              }
            : { ...logprobs, top_logprobs: null },
        ),
    },
  },
  {
    id: 'top-logprobs-of-another-token',
    area: 'logprobs',
    says: 'The alternatives reported for a token are those of another one.',
    severity: 'should',
    source: 'https://github.com/sgl-project/sglang/issues/39260',
    announces: { 'chat.option.top_logprobs': 'foreign', 'completions.option.logprobs.top': 'foreign' },
    hooks: {
      response: (response) =>
        eachLogprobs(response, (logprobs) => {
          const unlikely = (alternatives: JsonObject): JsonObject =>
            Object.fromEntries(Object.keys(alternatives).map((token) => [token, -12]));
          return Array.isArray(logprobs.content)
            ? {
                ...logprobs,
                content: (logprobs.content as (JsonObject & { top_logprobs: JsonObject[] })[]).map(
                  (entry) => ({
                    ...entry,
                    top_logprobs: entry.top_logprobs.map((other) => ({ ...other, logprob: -12 })),
                  }),
                ),
              }
            : {
                ...logprobs,
                top_logprobs: ((logprobs.top_logprobs ?? []) as (JsonObject | null)[]).map(
                  (alternatives) => alternatives && unlikely(alternatives),
                ),
              };
        }),
    },
  },
  {
    id: 'logprobs-zero-is-none',
    area: 'logprobs',
    says: 'With 0 alternatives there are no log probabilities at all.',
    severity: 'should',
    source: 'https://github.com/ai-dynamo/dynamo/pull/14510',
    announces: {
      'chat.option.top_logprobs.zero': 'ignored',
      'completions.option.logprobs.zero': 'ignored',
    },
    hooks: {
      request: (request, { body }) =>
        body.top_logprobs === 0 || body.logprobs === 0 ? { ...request, logprobs: undefined } : request,
    },
  },
  {
    id: 'completions-logprobs-500',
    area: 'logprobs',
    says: 'logprobs on completions is answered with status 500: a token that is no text cannot be written as JSON.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/2706',
    announces: { 'completions.option.logprobs': 'crashed' },
    hooks: failing(
      ({ prompt, logprobs }) => prompt !== undefined && typeof logprobs === 'number',
      'Object of type bytes is not JSON serializable',
    ),
  },
  {
    id: 'many-logprobs-500',
    area: 'logprobs',
    says: 'Asking for the documented most of alternatives is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/sgl-project/sglang/issues/5984',
    announces: {
      'chat.option.top_logprobs.most': 'crashed',
      'completions.option.logprobs.most': 'crashed',
    },
    hooks: {
      request: (request, { body }) => {
        if (body.top_logprobs !== 20 && body.logprobs !== 5) return request;
        const message = 'Out of range float values are not JSON compliant';
        throw new ApiError({ reason: 'internal', status: 500, message });
      },
    },
  },
  {
    id: 'finish-reason-lost-with-logprobs',
    area: 'logprobs',
    says: 'A stream with log probabilities never has a finish_reason.',
    severity: 'must',
    source: 'https://github.com/BerriAI/litellm/issues/10686',
    announces: {
      'chat.stream.logprobs.finish_reason': 'lost',
      'completions.stream.logprobs.finish_reason': 'lost',
    },
    hooks: {
      chunks: (chunks, { body }) =>
        body.logprobs === undefined || body.logprobs === null
          ? chunks
          : chunks.map((chunk) => ({
              ...chunk,
              choices: (chunk.choices as JsonObject[]).map((choice) => ({ ...choice, finish_reason: null })),
            })),
    },
  },
];
