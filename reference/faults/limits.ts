/** Faults of token limits and of the context window. */

import { ApiError, NeverAnswered } from '../api-error.js';
import type { Fault } from './fault.js';

export const limitFaults: readonly Fault[] = [
  {
    id: 'max-tokens-ignored',
    area: 'limits',
    says: 'max_tokens and max_completion_tokens are accepted and do not limit anything.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm-omni/issues/445',
    announces: {
      'chat.max_tokens.respected': 'exceeded',
      'chat.max_completion_tokens.respected': 'exceeded',
      'completions.max_tokens.respected': 'exceeded',
      'completions.max_tokens.default': 'longer',
    },
    hooks: {
      fit: (fit) => (fit.verdict === 'refused' ? fit : { ...fit, maxTokens: fit.window - fit.promptTokens }),
    },
  },
  {
    id: 'max-completion-tokens-ignored',
    area: 'limits',
    says: 'max_completion_tokens is accepted and does not limit anything.',
    severity: 'must',
    source: 'https://github.com/abetlen/llama-cpp-python/issues/1907',
    announces: { 'chat.max_completion_tokens.respected': 'exceeded' },
    hooks: {
      request: (request) =>
        request.limit?.parameter === 'max_completion_tokens' ? { ...request, limit: undefined } : request,
    },
  },
  {
    id: 'overflow-500',
    area: 'limits',
    says: 'A request over the context window is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/unslothai/unsloth/pull/6010',
    announces: { 'chat.max_tokens.overflow': 'crashed', 'completions.max_tokens.overflow': 'crashed' },
    hooks: {
      fit: (fit) => {
        if (fit.verdict === 'fits') return fit;
        throw new ApiError({
          reason: 'overflow',
          status: 500,
          message: 'Error code: 400 - context size exceeded',
        });
      },
    },
  },
  {
    id: 'overflow-hangs',
    area: 'limits',
    says: 'A request over the context window is never answered.',
    severity: 'must',
    source: 'https://github.com/paiml/aprender/issues/665',
    announces: { 'chat.max_tokens.overflow': 'hung', 'completions.max_tokens.overflow': 'hung' },
    hooks: {
      fit: (fit) => {
        if (fit.verdict === 'fits') return fit;
        throw new NeverAnswered();
      },
    },
  },
  {
    id: 'overflow-behavior-ignored',
    area: 'limits',
    says: 'context_length_exceeded_behavior is accepted and changes nothing.',
    severity: 'should',
    source: 'https://github.com/sgl-project/sglang/issues/8096',
    dialects: ['fireworks', 'fireworks-2024'],
    announces: {
      'chat.context_length_exceeded_behavior.error': 'accepted',
      'completions.context_length_exceeded_behavior.error': 'accepted',
    },
    hooks: {
      request: (request, exchange) => ({ ...request, overflow: exchange.site.dialect.overflow.behavior }),
    },
  },
  {
    id: 'max-tokens-zero-unlimited',
    area: 'limits',
    says: 'A limit of 0 tokens is taken for no limit.',
    severity: 'should',
    source: 'https://github.com/abetlen/llama-cpp-python/issues/150',
    announces: { 'chat.max_tokens.zero': 'text', 'completions.max_tokens.zero': 'text' },
    hooks: {
      body: (body) =>
        Object.fromEntries(
          Object.entries(body).filter(([name, value]) => !(/^max_.*tokens$/.test(name) && value === 0)),
        ),
    },
  },
  {
    id: 'max-tokens-zero-one',
    area: 'limits',
    says: 'A limit of 0 tokens is looked at after the first token, which comes all the same.',
    severity: 'may',
    source: 'https://github.com/ggml-org/llama.cpp/issues/4047',
    announces: { 'chat.max_tokens.zero': 'one', 'completions.max_tokens.zero': 'one' },
    hooks: {
      body: (body) =>
        Object.fromEntries(
          Object.entries(body).map(([name, value]) => [
            name,
            /^max_.*tokens$/.test(name) && value === 0 ? 1 : value,
          ]),
        ),
    },
  },
  {
    id: 'max-tokens-wins',
    area: 'limits',
    says: 'Beside max_tokens, max_completion_tokens is not looked at.',
    severity: 'should',
    source: 'https://github.com/abetlen/llama-cpp-python/issues/1907',
    announces: { 'chat.max_tokens.both': 'higher' },
    hooks: {
      body: ({ max_completion_tokens, ...body }) =>
        body.max_tokens === undefined && max_completion_tokens !== undefined
          ? { ...body, max_completion_tokens }
          : body,
    },
  },
  {
    id: 'limit-counts-one-more',
    area: 'limits',
    says: 'One token more is counted than the limit allows.',
    severity: 'may',
    source: 'https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/2335',
    // In the other dialect a stream that is cut tells no usage.
    dialects: ['fireworks', 'fireworks-2024'],
    announces: {
      'chat.max_tokens.respected': 'off-by-one',
      'chat.max_completion_tokens.respected': 'off-by-one',
      'completions.max_tokens.respected': 'off-by-one',
    },
    hooks: {
      usage: ({ completion_tokens, total_tokens, ...usage }) => ({
        ...usage,
        completion_tokens: Number(completion_tokens) + 1,
        total_tokens: Number(total_tokens) + 1,
      }),
    },
  },
  {
    id: 'overflow-cuts-prompt',
    area: 'limits',
    says: 'Where prompt and limit exceed the window, the prompt is cut without a word.',
    severity: 'must',
    source: 'https://github.com/ollama/ollama/issues/4967',
    announces: { 'chat.max_tokens.overflow': 'prompt-cut', 'completions.max_tokens.overflow': 'prompt-cut' },
    hooks: {
      prompt: (tokens, { body, site }) => {
        const { contextWindow } = site.options;
        const wanted = Number(body.max_tokens ?? body.max_completion_tokens ?? 0);
        return tokens.length + wanted > contextWindow ? tokens.slice(-Math.floor(contextWindow / 2)) : tokens;
      },
    },
  },
  {
    id: 'overflow-truncate-refused',
    area: 'limits',
    says: 'context_length_exceeded_behavior "truncate" is accepted, and what exceeds the window is refused all the same.',
    severity: 'should',
    source: 'https://github.com/vllm-project/vllm/issues/42474',
    dialects: ['fireworks', 'fireworks-2024'],
    announces: {
      'chat.context_length_exceeded_behavior.truncate': 'refused',
      'completions.context_length_exceeded_behavior.truncate': 'refused',
    },
    hooks: { request: (request) => ({ ...request, overflow: 'error' }) },
  },
];
