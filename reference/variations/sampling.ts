/** Lawful oddities of models and samplers, of windows and keys. */

import { letting } from '../faults/change.js';
import { loadModel } from '../model/model.js';
import { hashText } from '../sampling/random.js';
import type { Variation } from './variation.js';

/** How far chance moves logits where sums come out in another order each time: more than hardware does, to be seen at all. */
const NOISE = 0.8;

export const samplingVariations: readonly Variation[] = [
  {
    id: 'greedy-not-repeatable',
    area: 'options',
    says: 'At temperature 0, equal requests give different texts now and then.',
    source: 'https://github.com/vllm-project/vllm/issues/5607',
    trap: 'vllm-5607-greedy-differs-under-load',
    mostInconclusive: 0.5,
    hooks: {
      logits: (logits, { site, memory }) => {
        const run = (memory.get('run') as number | undefined) ?? site.countSeen('greedy-not-repeatable');
        memory.set('run', run);
        const { values, generated } = logits;
        for (let id = 0; id < values.length; id++) {
          values[id]! += NOISE * ((hashText(`${run} ${generated.length} ${id}`) % 1000) / 1000);
        }
        return logits;
      },
    },
  },
  {
    id: 'temperature-nearly-zero',
    area: 'options',
    says: 'Temperature 0 is taken as a tiny one.',
    source: 'https://console.groq.com/docs/openai',
    trap: 'groq-docs-temperature-zero-rewritten',
    hooks: { sampling: (options) => ({ ...options, temperature: Math.max(options.temperature, 1e-8) }) },
  },
  {
    id: 'temperature-capped',
    area: 'options',
    says: 'A temperature above 1 is taken for 1, as one vendor documents.',
    source: 'https://docs.anthropic.com/es/api/openai-sdk',
    trap: 'anthropic-docs-temperature-capped',
    hooks: { sampling: (options) => ({ ...options, temperature: Math.min(options.temperature, 1) }) },
  },
  {
    id: 'greedy-by-default',
    area: 'options',
    says: 'Without a temperature, the likeliest token is taken.',
    source: 'https://github.com/Blaizzy/mlx-vlm/issues/1331',
    trap: 'mlx-vlm-server-1331-greedy-when-omitted',
    hooks: {
      sampling: (options, { body }) => ({
        ...options,
        temperature: body.temperature === undefined ? 0 : options.temperature,
      }),
    },
  },
  {
    id: 'seed-ignored',
    area: 'options',
    says: 'seed is taken, and equal requests give different texts all the same.',
    source: 'https://github.com/ggml-org/llama.cpp/issues/19981',
    trap: 'llamacpp-llama-server-19981-seed-gpu-nondeterministic',
    produces: { 'chat.option.seed': 'ignored', 'completions.option.seed': 'ignored' },
    hooks: { request: (request) => ({ ...request, seed: undefined }) },
  },
  {
    id: 'suffix-filled-in',
    area: 'prompt',
    says: 'suffix is taken, and the model writes towards it.',
    source: 'https://github.com/openai/openai-openapi/blob/master/openapi.yaml',
    produces: { 'completions.option.suffix': 'honoured' },
    hooks: {
      validation: letting(({ param }) => param === 'suffix'),
      sampling: (options, { body }) => {
        if (typeof body.suffix !== 'string') return options;
        const words = loadModel().tokenizer.encode(body.suffix);
        return {
          ...options,
          logit_bias: new Map([...options.logit_bias, ...words.map((id) => [id, 4] as const)]),
        };
      },
    },
  },
  {
    id: 'suffix-not-supported',
    area: 'prompt',
    says: 'suffix is refused in the words of a server that has no place for it.',
    source: 'https://github.com/vllm-project/vllm/issues/9976',
    produces: { 'completions.option.suffix': 'rejected' },
    hooks: {
      refusal: (error) =>
        error.param === 'suffix'
          ? error.with({ message: 'suffix is not currently supported', type: 'BadRequestError', param: null })
          : error,
    },
  },
  {
    id: 'suffix-ignored',
    area: 'prompt',
    says: 'suffix is taken and changes nothing: the API documents it for one model only.',
    source: 'https://github.com/openai/openai-openapi/blob/master/openapi.yaml',
    produces: { 'completions.option.suffix': 'ignored' },
    hooks: { validation: letting(({ param }) => param === 'suffix') },
  },
  {
    id: 'window-larger-than-stated',
    area: 'limits',
    says: 'The window is larger than the user stated: what should exceed it fits.',
    source: 'https://github.com/vllm-project/vllm/issues/42474',
    dialects: ['openai'],
    produces: {
      'chat.max_tokens.overflow': 'accepted',
      'completions.max_tokens.overflow': 'accepted',
      'chat.max_tokens.overflow.message': 'answered',
    },
    hooks: {
      request: (request, { memory }) => {
        memory.set('asked', request.limit?.tokens);
        return request;
      },
      fit: (fit, { memory }) => ({
        ...fit,
        verdict: 'fits',
        maxTokens: Number(memory.get('asked') ?? fit.maxTokens),
      }),
    },
  },
  {
    id: 'window-larger-for-truncation',
    area: 'limits',
    says: 'The window is larger than stated; only who asks for an error gets one.',
    source: 'https://github.com/vllm-project/vllm/issues/42474',
    dialects: ['fireworks', 'fireworks-2024'],
    produces: {
      'chat.context_length_exceeded_behavior.truncate': 'accepted',
      'completions.context_length_exceeded_behavior.truncate': 'accepted',
    },
    hooks: {
      fit: (fit, { body }) =>
        fit.verdict === 'shortened' ? { ...fit, verdict: 'fits', maxTokens: Number(body.max_tokens) } : fit,
    },
  },
  {
    id: 'limit-clamped',
    area: 'limits',
    says: 'A limit that exceeds the window is lowered to what there is room for.',
    source: 'https://github.com/ggml-org/llama.cpp/issues/17284',
    trap: 'llamacpp-llama-server-17284-overflow-400-vs-truncate',
    dialects: ['openai'],
    produces: { 'chat.max_tokens.overflow': 'truncated', 'completions.max_tokens.overflow': 'truncated' },
    hooks: { request: (request) => ({ ...request, overflow: 'truncate' }) },
  },
  {
    id: 'unknown-model-substituted',
    area: 'models',
    says: 'A server with one model answers with it, whatever model is asked for, and says so.',
    source: 'https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/619',
    produces: {
      'chat.error.model_unknown': 'substituted',
      'completions.error.model_unknown': 'substituted',
    },
    hooks: {
      validation: letting((error) => error.reason === 'unknown-model'),
      request: (request, { site }) => ({ ...request, model: site.dialect.model }),
    },
  },
  {
    id: 'models-public',
    area: 'auth',
    says: 'The list of models is open to all, the rest is not.',
    source: 'https://github.com/diegosouzapw/OmniRoute/issues/2257',
    trap: 'omniroute-2257-models-with-invalid-key',
    hooks: {
      admission: (admission, { endpoint }) => (endpoint === 'models' ? { admitted: true } : admission),
    },
  },
  {
    id: 'open-to-all',
    area: 'auth',
    says: 'No key is wanted.',
    source: 'https://github.com/router-for-me/CLIProxyAPI/issues/2714',
    trap: 'cliproxyapi-2714-open-when-key-unset',
    produces: { 'errors.key.wrong': 'open', 'errors.key.missing': 'open', 'sdk.error.key': 'none' },
    hooks: { admission: () => ({ admitted: true }) },
  },
  {
    id: 'empty-messages-taken',
    area: 'errors',
    says: 'An empty list of messages is answered.',
    source: 'https://github.com/openai/openai-openapi/blob/master/openapi.yaml',
    produces: { 'chat.error.messages_empty': 'accepted' },
    hooks: { validation: letting(({ param, code }) => param === 'messages' && code === 'empty_array') },
  },
];
