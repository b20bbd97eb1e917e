/** Faults of `usage`. */

import { usageOf } from '../serialise/usage.js';
import type { Fault } from './fault.js';

export const usageFaults: readonly Fault[] = [
  {
    id: 'stream-usage-missing',
    area: 'usage',
    says: 'A stream has no usage, even if asked for.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/6371',
    announces: {
      'chat.stream.usage.include_usage': 'missing',
      'completions.stream.usage.include_usage': 'missing',
      'chat.stream.usage.sdk': 'missing',
      'completions.stream.usage.sdk': 'missing',
    },
    hooks: {
      chunks: (chunks) =>
        chunks
          .filter((chunk) => (chunk.choices as unknown[]).length > 0)
          .map(({ usage: _, ...chunk }) => chunk),
    },
  },
  {
    id: 'usage-on-every-chunk',
    area: 'usage',
    says: 'Every chunk of a stream has a running usage: clients that add up count too much.',
    severity: 'should',
    source: 'https://github.com/vllm-project/vllm/issues/7262',
    announces: {
      'chat.stream.usage.default': 'every-chunk',
      'completions.stream.usage.default': 'every-chunk',
      'chat.stream.usage.include_usage': 'every-chunk',
      'completions.stream.usage.include_usage': 'every-chunk',
      'chat.stream.usage.include_usage_false': 'every-chunk',
      'completions.stream.usage.include_usage_false': 'every-chunk',
      'chat.stream.usage.before': 'counts',
      'completions.stream.usage.before': 'counts',
      'chat.stream.usage.sdk': 'repeated',
      'completions.stream.usage.sdk': 'repeated',
    },
    hooks: { chunks: (chunks, exchange) => chunks.map((chunk) => ({ ...chunk, usage: usageOf(exchange) })) },
  },
  {
    id: 'usage-total-wrong',
    area: 'usage',
    says: 'total_tokens is not the sum of prompt_tokens and completion_tokens.',
    severity: 'should',
    source: 'https://github.com/evalstate/fast-agent/pull/276',
    announces: {
      'chat.usage.counts': 'wrong-sum',
      'completions.usage.counts': 'wrong-sum',
      'chat.stream.usage.sum': 'wrong-sum',
      'completions.stream.usage.sum': 'wrong-sum',
    },
    hooks: { usage: (usage) => ({ ...usage, total_tokens: Number(usage.total_tokens) + 7 }) },
  },
  {
    id: 'usage-zero',
    area: 'usage',
    says: 'All counts of usage are zero.',
    severity: 'should',
    source: 'https://github.com/ollama/ollama/issues/13371',
    announces: { 'chat.usage.counts': 'zero', 'completions.usage.counts': 'zero' },
    hooks: {
      usage: (usage) =>
        Object.fromEntries(
          Object.entries(usage).map(([key, count]) => [key, typeof count === 'number' ? 0 : count]),
        ),
    },
  },
];
