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
    announces: {
      'chat.usage.counts': 'zero',
      'completions.usage.counts': 'zero',
      'embeddings.usage': 'none',
    },
    hooks: {
      usage: (usage) =>
        Object.fromEntries(
          Object.entries(usage).map(([key, count]) => [key, typeof count === 'number' ? 0 : count]),
        ),
    },
  },
  {
    id: 'completion-tokens-off-by-one',
    area: 'usage',
    says: 'The last token of the reply is not counted.',
    severity: 'should',
    source: 'https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/2335',
    announces: {
      'chat.max_tokens.one': 'other',
      'completions.max_tokens.one': 'other',
      'chat.max_tokens.exact': 'other',
      'completions.max_tokens.exact': 'other',
    },
    hooks: {
      usage: (usage) => ({
        ...usage,
        completion_tokens: Math.max(0, Number(usage.completion_tokens) - 1),
        total_tokens: Number(usage.total_tokens) - 1,
      }),
    },
  },
  {
    id: 'prompt-tokens-missing-when-cached',
    area: 'usage',
    says: 'A prompt that was read before is not counted again.',
    severity: 'should',
    source: 'https://github.com/ollama/ollama/issues/2068',
    announces: { 'chat.usage.repeated': 'different', 'completions.usage.repeated': 'different' },
    hooks: {
      usage: (usage, { site, body }) => {
        const seen = site.countSeen(`prompt-tokens-missing-when-cached ${JSON.stringify(body)}`);
        const { prompt_tokens, completion_tokens } = usage;
        return seen % 2 === 1
          ? { ...usage, prompt_tokens: 1, total_tokens: 1 + Number(completion_tokens) }
          : { ...usage, prompt_tokens };
      },
    },
  },
  {
    id: 'usage-counts-keys',
    area: 'usage',
    says: 'usage counts the keys of an object instead of its tokens: 2, 2 and 4, whatever is asked.',
    severity: 'should',
    source: 'https://github.com/neuralmagic/deepsparse/pull/1496',
    announces: { 'chat.usage.prompt': 'constant', 'completions.usage.prompt': 'constant' },
    hooks: {
      usage: (usage) => ({ ...usage, prompt_tokens: 2, completion_tokens: 2, total_tokens: 4 }),
    },
  },
  {
    id: 'chat-prompt-counted-in-words',
    area: 'usage',
    says: 'In chat, the words of the prompt are counted instead of its tokens.',
    severity: 'should',
    source: 'https://github.com/xencon/aixcl/issues/400',
    announces: { 'usage.endpoints': 'differ' },
    hooks: {
      usage: (usage, { endpoint, body }) => {
        if (endpoint !== 'chat') return usage;
        const words = JSON.stringify(body.messages).split(/\s+/).length;
        return { ...usage, prompt_tokens: words, total_tokens: words + Number(usage.completion_tokens) };
      },
    },
  },
  {
    id: 'usage-of-one-choice',
    area: 'usage',
    says: 'With n, only the tokens of one choice are counted.',
    severity: 'should',
    source: 'https://github.com/vllm-project/vllm/pull/9357',
    announces: {
      'chat.usage.n': 'one',
      'completions.usage.n': 'one',
      'chat.stream.usage.n': 'one',
      'completions.stream.usage.n': 'one',
    },
    hooks: {
      usage: (usage, { body }) => {
        const completion = Math.floor(Number(usage.completion_tokens) / Number(body.n ?? 1));
        return {
          ...usage,
          completion_tokens: completion,
          total_tokens: Number(usage.prompt_tokens) + completion,
        };
      },
    },
  },
  {
    id: 'usage-lost-at-a-stop',
    area: 'usage',
    says: 'A stream that a stop sequence ended reports counts of zero.',
    severity: 'must',
    source: 'https://github.com/pleaseai/shunt/pull/607',
    announces: {
      'chat.stream.usage.stop': 'lost',
      'completions.stream.usage.stop': 'lost',
      'chat.stream.together': 'lost',
      'completions.stream.together': 'lost',
    },
    hooks: {
      usage: (usage, { body, streamed }) =>
        streamed && body.stop != null
          ? { ...usage, prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }
          : usage,
    },
  },
  {
    id: 'empty-stream-options-add-usage',
    area: 'usage',
    says: 'Empty stream_options are taken for a wish for usage.',
    severity: 'may',
    source: 'https://github.com/vllm-project/vllm/pull/36379',
    announces: {
      'chat.stream.usage.empty_options': 'added',
      'completions.stream.usage.empty_options': 'added',
    },
    hooks: {
      request: (request, { body }) =>
        JSON.stringify(body.stream_options) === '{}' ? { ...request, include_usage: true } : request,
    },
  },
];
