/** Faults of stop sequences. */

import type { Fault } from './fault.js';

export const stopFaults: readonly Fault[] = [
  {
    id: 'stop-ignored',
    area: 'stop',
    says: 'Stop sequences are accepted and do not stop anything.',
    severity: 'must',
    source: 'https://github.com/dphnAI/sonar/issues/742',
    announces: {
      'chat.stop.text': 'ignored',
      'completions.stop.text': 'ignored',
      'chat.stop.list': 'ignored',
      'completions.stop.list': 'ignored',
      'chat.stop.first': 'ignored',
      'completions.stop.first': 'ignored',
      'chat.stop.across_tokens': 'ignored',
      'completions.stop.across_tokens': 'ignored',
    },
    hooks: { request: (request) => ({ ...request, stop: [] }) },
  },
  {
    id: 'stop-ignored-in-streams',
    area: 'stop',
    says: 'Stop sequences work, but not in streams.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/2577',
    announces: { 'chat.stop.stream': 'ignored', 'completions.stop.stream': 'ignored' },
    hooks: { rules: (rules, exchange) => (exchange.streamed ? { ...rules, stop: [] } : rules) },
  },
  {
    id: 'stop-text-included',
    area: 'stop',
    says: 'The returned text ends with the stop sequence.',
    severity: 'should',
    source: 'https://github.com/mzau/mlx-knife/issues/68',
    dialects: ['openai', 'fireworks'],
    announces: { 'chat.stop.text': 'included', 'completions.stop.text': 'included' },
    hooks: { rules: (rules) => ({ ...rules, stopText: 'included' }) },
  },
  {
    id: 'stop-prefix-leaks',
    area: 'stop',
    says: 'A stream shows the beginning of a stop sequence before it is complete.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/3574',
    announces: { 'chat.stop.stream': 'leaked', 'completions.stop.stream': 'leaked' },
    hooks: { rules: (rules, exchange) => (exchange.streamed ? { ...rules, holdBack: false } : rules) },
  },
];
