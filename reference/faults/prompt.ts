/** Faults of what the model is given to read. */

import { ApiError, ConnectionReset } from '../api-error.js';
import type { JsonObject } from '../json.js';
import { loadModel } from '../model/model.js';
import { failing } from './change.js';
import type { Fault } from './fault.js';

export const promptFaults: readonly Fault[] = [
  {
    id: 'prompt-templated',
    area: 'prompt',
    says: 'A system text is put in front of the prompt on /completions: it is counted, and echoed.',
    severity: 'should',
    source: 'https://github.com/ogx-ai/ogx/issues/1729',
    announces: {
      'completions.prompt.echo': 'modified',
      'completions.prompt.tokens': 'extended',
      'completions.prompt.logprobs': 'modified',
    },
    hooks: {
      prompt: (tokens, exchange) =>
        exchange.endpoint === 'completions'
          ? [...loadModel().tokenizer.encode('You are a helpful assistant.\n\n'), ...tokens]
          : tokens,
    },
  },
  {
    id: 'prompts-joined',
    area: 'prompt',
    says: 'Several prompts are joined to one: one choice comes for all of them.',
    severity: 'should',
    source: 'https://github.com/Ai00-X/ai00_server/pull/169',
    announces: {
      'completions.prompt.list': 'first',
      'completions.prompt.token_id_lists': 'fewer',
      'completions.prompt.list.stream': 'fewer',
      'completions.prompt.list.order': 'fewer',
    },
    hooks: {
      request: (request) =>
        request.endpoint === 'completions' && request.prompts.length > 1
          ? { ...request, prompts: [request.prompts.map(String).join('')] }
          : request,
    },
  },
  {
    id: 'batch-order-wrong',
    area: 'prompt',
    says: 'With several prompts, the choices have the indexes of each other.',
    severity: 'should',
    source: 'https://github.com/InternLM/lmdeploy/pull/2395',
    announces: { 'completions.prompt.list.order': 'mixed' },
    hooks: {
      response: (response, { body }) => {
        if (!Array.isArray(body.prompt) || !Array.isArray(response.choices)) return response;
        const last = response.choices.length - 1;
        const choices = response.choices as (JsonObject & { index: number })[];
        return { ...response, choices: choices.map((choice) => ({ ...choice, index: last - choice.index })) };
      },
    },
  },
  {
    id: 'echo-missing-in-streams',
    area: 'prompt',
    says: 'echo puts the prompt in front of a whole answer, and not of a stream.',
    severity: 'should',
    source: 'https://github.com/PaddlePaddle/FastDeploy/pull/3245',
    announces: { 'completions.option.echo.stream': 'ignored' },
    hooks: {
      request: (request) =>
        request.endpoint === 'completions' && request.stream ? { ...request, echo: false } : request,
    },
  },
  {
    id: 'echo-with-logprobs-breaks-streams',
    area: 'prompt',
    says: 'With echo and logprobs, a stream is cut off in the middle.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/2703',
    announces: { 'completions.option.echo.logprobs.stream': 'crashed' },
    hooks: {
      events: (events, { body, streamed }) => {
        if (streamed && body.echo === true && body.logprobs !== undefined) throw new ConnectionReset();
        return events;
      },
    },
  },
  {
    id: 'prompt-not-scored-in-streams',
    area: 'prompt',
    says: 'With echo and logprobs, a stream has no log probabilities of the prompt.',
    severity: 'should',
    source: 'https://github.com/ggml-org/llama.cpp/issues/27174',
    announces: { 'completions.option.echo.logprobs.stream': 'fewer' },
    hooks: {
      events: (events, { streamed }) =>
        events.map((event) =>
          streamed && event.kind === 'text' && event.channel === 'prompt' ? { ...event, tokens: [] } : event,
        ),
    },
  },
  {
    id: 'echo-with-zero-goes-on',
    area: 'prompt',
    says: 'max_tokens 0 is taken for no limit, and a text is written after the echo.',
    severity: 'should',
    source: 'https://github.com/vllm-project/vllm/issues/2995',
    announces: { 'completions.option.echo.max_tokens_zero': 'longer' },
    hooks: {
      body: (body) => (body.echo === true && body.max_tokens === 0 ? { ...body, max_tokens: 16 } : body),
    },
  },
  {
    id: 'echo-with-zero-500',
    area: 'prompt',
    says: 'echo with max_tokens 0 is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/2995',
    announces: { 'completions.option.echo.max_tokens_zero': 'crashed' },
    hooks: failing(({ echo, max_tokens }) => echo === true && max_tokens === 0, 'list index out of range'),
  },
  {
    id: 'negative-token-id-500',
    area: 'prompt',
    says: 'A token id below zero is answered with status 500.',
    severity: 'should',
    source: 'https://github.com/vllm-project/vllm/issues/35231',
    announces: { 'completions.prompt.token_ids.negative': 'server-error' },
    hooks: failing(
      ({ prompt }) => JSON.stringify(prompt ?? '').includes('[-'),
      "OverflowError: can't convert negative int to unsigned",
    ),
  },
  {
    id: 'negative-token-id-read',
    area: 'prompt',
    says: 'A token id below zero is counted from the end of the vocabulary.',
    severity: 'may',
    source: 'https://github.com/vllm-project/vllm/issues/35231',
    announces: { 'completions.prompt.token_ids.negative': 'accepted' },
    hooks: {
      body: (body) => (JSON.stringify(body.prompt) === '[[-1]]' ? { ...body, prompt: [[40]] } : body),
    },
  },
  {
    id: 'prompt-not-scored',
    area: 'prompt',
    says: 'With echo and logprobs, the tokens of the prompt have no log probabilities.',
    severity: 'should',
    source: 'https://github.com/ggml-org/llama.cpp/issues/27174',
    announces: { 'completions.option.echo.logprobs': 'text-only' },
    hooks: {
      events: (events) =>
        events.map((event) =>
          event.kind === 'text' && event.channel === 'prompt' ? { ...event, tokens: [] } : event,
        ),
    },
  },
  {
    id: 'empty-prompt-breaks',
    area: 'prompt',
    says: 'An empty prompt is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/7283',
    announces: { 'completions.prompt.empty': 'crashed' },
    hooks: {
      body: (body) => {
        if (body.prompt !== '') return body;
        const message = 'Background loop is stopped.';
        throw new ApiError({ reason: 'internal', status: 500, message });
      },
    },
  },
];
