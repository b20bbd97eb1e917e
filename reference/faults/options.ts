/** Faults of sampling options. */

import { ApiError } from '../api-error.js';
import { eachChoice, failing } from './change.js';
import type { Fault } from './fault.js';

export const optionFaults: readonly Fault[] = [
  {
    id: 'presence-penalty-ignored',
    area: 'options',
    says: 'presence_penalty is accepted and changes nothing.',
    severity: 'should',
    source: 'https://github.com/abetlen/llama-cpp-python/issues/169',
    dialects: ['openai', 'fireworks'],
    announces: {
      'chat.option.presence_penalty': 'ignored',
      'completions.option.presence_penalty': 'ignored',
    },
    hooks: { sampling: (options) => ({ ...options, presence_penalty: 0 }) },
  },
  {
    id: 'frequency-penalty-ignored',
    area: 'options',
    says: 'frequency_penalty is accepted and changes nothing.',
    severity: 'should',
    source: 'https://github.com/vllm-project/vllm/issues/18902',
    dialects: ['openai', 'fireworks'],
    announces: {
      'chat.option.frequency_penalty': 'ignored',
      'completions.option.frequency_penalty': 'ignored',
    },
    hooks: { sampling: (options) => ({ ...options, frequency_penalty: 0 }) },
  },
  {
    id: 'penalties-count-prompt',
    area: 'options',
    says: 'The penalties count the prompt as well, each time that a token occurs there.',
    severity: 'should',
    source: 'https://github.com/NVIDIA/TensorRT-LLM/pull/5623',
    dialects: ['openai', 'fireworks'],
    persona: 'babbler',
    announces: {
      'chat.option.presence_penalty.first_token': 'changed',
      'completions.option.presence_penalty.first_token': 'changed',
      'chat.option.frequency_penalty.first_token': 'changed',
      'completions.option.frequency_penalty.first_token': 'changed',
    },
    hooks: {
      sampling: (options) => ({
        ...options,
        // Added up while the prompt is read: what should count once counts at each place.
        frequency_penalty: options.frequency_penalty + options.presence_penalty,
        penalised: 'prompt-and-generated',
      }),
    },
  },
  {
    id: 'logit-bias-ignored',
    area: 'options',
    says: 'logit_bias is accepted and changes nothing.',
    severity: 'should',
    source: 'https://github.com/ollama/ollama/issues/3795',
    dialects: ['openai', 'fireworks'],
    announces: { 'chat.option.logit_bias': 'ignored', 'completions.option.logit_bias': 'ignored' },
    hooks: { sampling: (options) => ({ ...options, logit_bias: new Map() }) },
  },
  {
    id: 'temperature-zero-becomes-one',
    area: 'options',
    says: 'temperature 0 is taken for "not set" and becomes 1: equal requests give different texts.',
    severity: 'should',
    source: 'https://github.com/opendatahub-io/vllm-tgis-adapter/pull/182',
    announces: {
      'chat.option.temperature.zero': 'not-repeatable',
      'completions.option.temperature.zero': 'not-repeatable',
    },
    hooks: { sampling: (options) => ({ ...options, temperature: options.temperature || 1 }) },
  },
  {
    id: 'n-copies',
    area: 'options',
    says: 'The choices of one request are drawn with the same chance: they are copies.',
    severity: 'should',
    source: 'https://github.com/oobabooga/textgen/pull/7425',
    announces: { 'chat.option.n.different': 'same', 'completions.option.n.different': 'same' },
    hooks: { randomness: (key) => key.replace(/ \d+$/, '') },
  },
  {
    id: 'n-ignored',
    area: 'options',
    says: 'n is accepted, and one choice comes.',
    severity: 'should',
    source: 'https://github.com/abetlen/llama-cpp-python/issues/1906',
    announces: { 'chat.option.n': 'ignored', 'completions.option.n': 'ignored' },
    hooks: { request: (request) => ({ ...request, n: 1, best_of: 1 }) },
  },
  {
    id: 'best-of-ignored',
    area: 'options',
    says: 'best_of is accepted, and no further candidates are made: usage does not count them.',
    severity: 'may',
    source: 'https://github.com/kekzl/imp/issues/1598',
    dialects: ['openai', 'fireworks'],
    announces: { 'completions.option.best_of': 'ignored' },
    hooks: { body: ({ best_of: _, ...body }) => body },
  },
  {
    id: 'contradiction-500',
    area: 'options',
    says: 'Parameters that contradict each other are found out too late: status 500.',
    severity: 'should',
    source: 'https://github.com/sgl-project/sglang/pull/28862',
    announces: {
      'completions.option.best_of.fewer': 'server-error',
      'chat.tool_choice.unknown_tool': 'server-error',
      'chat.tool_choice.unknown_word': 'server-error',
      'chat.tool_choice.required.without_tools': 'server-error',
    },
    hooks: {
      validation: (found) => {
        const wrong = found.refusals.some(
          ({ reason, param }) =>
            (reason === 'conflict' && param === 'best_of') || (reason === 'value' && param === 'tool_choice'),
        );
        if (!wrong) return found;
        throw new ApiError({
          reason: 'internal',
          status: 500,
          message: 'issubclass() arg 1 must be a class',
        });
      },
    },
  },
  {
    id: 'best-of-below-n-taken',
    area: 'options',
    says: 'best_of below n is taken as if it were n.',
    severity: 'may',
    source: 'https://github.com/raullenchai/Rapid-MLX/pull/733',
    announces: { 'completions.option.best_of.fewer': 'accepted' },
    hooks: {
      body: (body) =>
        Number(body.best_of ?? 20) < Number(body.n ?? 1) ? { ...body, best_of: body.n as number } : body,
    },
  },
  {
    id: 'top-p-ignored',
    area: 'options',
    says: 'top_p is accepted and changes nothing.',
    severity: 'should',
    source: 'https://github.com/laravel/ai/issues/533',
    announces: { 'chat.option.top_p': 'ignored', 'completions.option.top_p': 'ignored' },
    hooks: { sampling: (options) => ({ ...options, top_p: 1 }) },
  },
  {
    id: 'logit-bias-stays',
    area: 'options',
    says: 'A logit_bias acts on the next request, too.',
    severity: 'must',
    source: 'https://github.com/ggml-org/llama.cpp/issues/9477',
    dialects: ['openai', 'fireworks'],
    announces: {
      'chat.option.logit_bias.next_request': 'changed',
      'completions.option.logit_bias.next_request': 'changed',
    },
    hooks: {
      sampling: (options, { site }) => {
        const left = site.memory.get('logit-bias-stays') as typeof options.logit_bias | undefined;
        site.memory.set('logit-bias-stays', options.logit_bias);
        return left && options.logit_bias.size === 0 ? { ...options, logit_bias: left } : options;
      },
    },
  },
  {
    id: 'choices-without-index',
    area: 'options',
    says: 'The choices of an answer have no index.',
    severity: 'must',
    source: 'https://github.com/SecretiveShell/MCP-Bridge/issues/48',
    announces: {
      'chat.option.n': 'wrong-index',
      'completions.option.n': 'wrong-index',
      'completions.prompt.list': 'wrong-index',
    },
    hooks: { response: (response) => eachChoice(response, ({ index: _, ...choice }) => choice) },
  },
  {
    id: 'seed-500',
    area: 'options',
    says: 'A request with a seed is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/InternLM/lmdeploy/issues/2353',
    announces: { 'chat.option.seed': 'crashed', 'completions.option.seed': 'crashed' },
    hooks: failing((body) => body.seed !== undefined, 'unexpected keyword: seed'),
  },
  {
    id: 'suffix-500',
    area: 'options',
    says: 'A request with a suffix is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/docker/model-runner/issues/403',
    announces: { 'completions.option.suffix': 'crashed' },
    hooks: failing((body) => body.suffix !== undefined, 'Unsupported param: suffix'),
  },
];
