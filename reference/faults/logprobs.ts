/** Faults of log-probabilities. */

import type { Fault } from './fault.js';

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
];
