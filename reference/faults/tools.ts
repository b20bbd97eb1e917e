/** Faults of tool calls. */

import type { JsonObject } from '../json.js';
import type { Fault } from './fault.js';

/** Changes each tool call of a chunk. */
function eachCall(chunk: JsonObject, change: (call: JsonObject) => JsonObject): JsonObject {
  const choices = chunk.choices as (JsonObject & { delta: JsonObject & { tool_calls?: JsonObject[] } })[];
  return {
    ...chunk,
    choices: choices.map((choice) =>
      choice.delta?.tool_calls
        ? { ...choice, delta: { ...choice.delta, tool_calls: choice.delta.tool_calls.map(change) } }
        : choice,
    ),
  };
}

export const toolFaults: readonly Fault[] = [
  {
    id: 'tool-index-missing',
    area: 'tools',
    says: 'The fragments of streamed tool calls have no index: official clients lose the call.',
    severity: 'must',
    source: 'https://github.com/sgl-project/sglang/issues/5661',
    announces: { 'chat.stream.tool_calls.index': 'missing' },
    hooks: { chunks: (chunks) => chunks.map((chunk) => eachCall(chunk, ({ index: _, ...call }) => call)) },
  },
  {
    id: 'tool-index-always-zero',
    area: 'tools',
    says: 'All streamed tool calls have index 0: parallel calls run into one.',
    severity: 'must',
    source: 'https://github.com/InternLM/lmdeploy/issues/3412',
    announces: { 'chat.stream.tool_calls.parallel': 'merged' },
    hooks: { chunks: (chunks) => chunks.map((chunk) => eachCall(chunk, (call) => ({ ...call, index: 0 }))) },
  },
  {
    id: 'tool-choice-required-ignored',
    area: 'tools',
    says: 'tool_choice "required" and a named tool are accepted and do not force a call.',
    severity: 'should',
    source: 'https://github.com/vllm-project/vllm/issues/50477',
    announces: {
      'chat.tool_choice.required': 'ignored',
      'chat.tool_choice.named': 'ignored',
      'chat.option.functions': 'ignored',
    },
    hooks: {
      request: (request) =>
        request.endpoint === 'chat' && ['required', 'named'].includes(request.tool_choice.mode)
          ? { ...request, tool_choice: { mode: 'none', tools: [] } }
          : request,
    },
  },
];
