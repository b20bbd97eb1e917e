/** Faults of where `usage` stands, what it lacks, and whether a stream counts as the same answer does without streaming. */

import { usageOf } from '../serialise/usage.js';
import { eachChoice, isFinish, isUsageOnly } from './change.js';
import type { Fault } from './fault.js';

const NO_TOKENS = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };

export const usageShapeFaults: readonly Fault[] = [
  {
    id: 'usage-missing',
    area: 'usage',
    says: 'An answer that is not streamed has no usage.',
    severity: 'should',
    source: 'https://github.com/bentoml/OpenLLM/issues/453',
    announces: { 'chat.usage.counts': 'missing', 'completions.usage.counts': 'missing' },
    hooks: { response: ({ usage: _, ...response }) => response },
  },
  {
    id: 'usage-without-total',
    area: 'usage',
    says: 'usage has no total_tokens.',
    severity: 'must',
    source: 'https://github.com/SecretiveShell/MCP-Bridge/issues/48',
    announces: {
      'chat.usage.counts': 'incomplete',
      'completions.usage.counts': 'incomplete',
      'chat.stream.usage.sum': 'incomplete',
      'completions.stream.usage.sum': 'incomplete',
    },
    hooks: { usage: ({ total_tokens: _, ...usage }) => usage },
  },
  {
    id: 'thinking-beyond-the-whole',
    area: 'usage',
    says: 'The tokens of thinking are told as a part of completion_tokens, and not counted in them.',
    severity: 'should',
    source: 'https://github.com/router-for-me/CLIProxyAPI/issues/5733',
    announces: { 'usage.details': 'beyond' },
    hooks: {
      usage: (usage) => ({
        ...usage,
        ...(usage.completion_tokens !== undefined && {
          completion_tokens_details: { reasoning_tokens: Number(usage.completion_tokens) + 60 },
        }),
      }),
    },
  },
  {
    id: 'usage-before-the-end',
    area: 'usage',
    says: 'The usage of a stream stands in the chunk before the one that ends it, asked for or not.',
    severity: 'should',
    source: 'https://github.com/BerriAI/litellm/issues/17136',
    announces: {
      'chat.stream.usage.default': 'elsewhere',
      'completions.stream.usage.default': 'elsewhere',
      'chat.stream.usage.include_usage': 'elsewhere',
      'completions.stream.usage.include_usage': 'elsewhere',
      'chat.stream.usage.include_usage_false': 'elsewhere',
      'completions.stream.usage.include_usage_false': 'elsewhere',
    },
    hooks: {
      chunks: (chunks, exchange) =>
        chunks
          .filter((chunk) => !isUsageOnly(chunk))
          .flatMap((chunk) =>
            isFinish(chunk)
              ? [
                  {
                    ...eachChoice(chunk, (choice) => ({ ...choice, finish_reason: null })),
                    usage: usageOf(exchange),
                  },
                  { ...chunk, usage: null },
                ]
              : [chunk],
          ),
    },
  },
  {
    id: 'usage-empty-objects',
    area: 'usage',
    says: 'Some chunks before the usage have an empty object as usage.',
    severity: 'may',
    source: 'https://github.com/zed-industries/zed/issues/42893',
    announces: { 'chat.stream.usage.before': 'other', 'completions.stream.usage.before': 'other' },
    hooks: {
      chunks: (chunks) => chunks.map((chunk) => (chunk.usage === null ? { ...chunk, usage: {} } : chunk)),
    },
  },
  {
    id: 'usage-zeros-before',
    area: 'usage',
    says: 'The chunks before the usage have counts of zero.',
    severity: 'may',
    source: 'https://github.com/ollama/ollama/pull/16509',
    announces: { 'chat.stream.usage.before': 'other', 'completions.stream.usage.before': 'other' },
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) => (chunk.usage === null ? { ...chunk, usage: NO_TOKENS } : chunk)),
    },
  },
  {
    id: 'usage-chunk-with-choice',
    area: 'usage',
    says: 'The chunk that has the usage keeps an entry in choices.',
    severity: 'may',
    source: 'https://github.com/BerriAI/litellm/issues/8450',
    announces: { 'chat.stream.usage.choices': 'filled', 'completions.stream.usage.choices': 'filled' },
    hooks: {
      chunks: (chunks, { endpoint }) =>
        chunks.map((chunk) =>
          isUsageOnly(chunk)
            ? { ...chunk, choices: [{ index: 0, ...(endpoint === 'chat' ? { delta: {} } : { text: '' }) }] }
            : chunk,
        ),
    },
  },
  {
    id: 'usage-chunk-without-choices',
    area: 'usage',
    says: 'The chunk that has the usage has no member choices.',
    severity: 'must',
    source: 'https://github.com/awslabs/llmeter/pull/34',
    announces: { 'chat.stream.usage.choices': 'missing', 'completions.stream.usage.choices': 'missing' },
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) => {
          const { choices: _, ...rest } = chunk;
          return isUsageOnly(chunk) ? rest : chunk;
        }),
    },
  },
  {
    id: 'stream-prompt-not-counted',
    area: 'usage',
    says: 'The usage of a stream counts other tokens for the prompt than the same request does without streaming.',
    severity: 'should',
    source: 'https://github.com/cline/cline/issues/10148',
    announces: {
      'chat.stream.usage.equal': 'prompt-differs',
      'completions.stream.usage.equal': 'prompt-differs',
    },
    hooks: {
      usage: (usage, { streamed }) =>
        streamed ? { ...usage, prompt_tokens: 1, total_tokens: 1 + Number(usage.completion_tokens) } : usage,
    },
  },
  {
    id: 'stream-completion-counts-one',
    area: 'usage',
    says: 'The usage of a stream counts one token, however long the text is.',
    severity: 'should',
    source: 'https://github.com/abetlen/llama-cpp-python/issues/1344',
    announces: {
      'chat.stream.usage.equal': 'completion-differs',
      'completions.stream.usage.equal': 'completion-differs',
    },
    hooks: {
      usage: (usage, { streamed }) =>
        streamed ? { ...usage, completion_tokens: 1, total_tokens: 1 + Number(usage.prompt_tokens) } : usage,
    },
  },
];
