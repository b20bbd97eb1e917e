/** Faults of calls in pieces. */

import type { JsonObject } from '../json.js';
import type { Fault } from './fault.js';
import { choicesOf, eachCall, functionOf, withFunction } from './tool-answers.js';

export const toolStreamFaults: readonly Fault[] = [
  {
    id: 'tool-index-missing',
    area: 'tools',
    says: 'The fragments of streamed tool calls have no index: official clients lose the call.',
    severity: 'must',
    source: 'https://github.com/sgl-project/sglang/issues/5661',
    announces: { 'chat.stream.tool_calls.index': 'missing', 'sdk.chat.stream.tools': 'empty' },
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
    id: 'tool-index-from-one',
    area: 'tools',
    says: 'The indexes of streamed calls begin with 1.',
    severity: 'must',
    source: 'https://github.com/pipecat-ai/pipecat/issues/4987',
    announces: { 'chat.stream.tool_calls.index': 'not-from-zero' },
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) => eachCall(chunk, (call) => ({ ...call, index: Number(call.index) + 1 }))),
    },
  },
  {
    id: 'tool-arguments-missing-in-streams',
    area: 'tools',
    says: 'A stream has the name of a call and never its arguments.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/9693',
    announces: { 'chat.stream.tool_calls.arguments': 'missing' },
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) =>
          eachCall(
            chunk,
            withFunction((called) => ({ ...called, arguments: null })),
          ),
        ),
    },
  },
  {
    id: 'tool-id-new-in-every-piece',
    area: 'tools',
    says: 'Each piece of a streamed call has an id of its own.',
    severity: 'must',
    source: 'https://github.com/zai-org/GLM-4/issues/194',
    announces: { 'chat.stream.tool_calls.id': 'changing' },
    hooks: {
      chunks: (chunks, { memory }) =>
        chunks.map((chunk) =>
          eachCall(chunk, (call) => {
            const number = Number(memory.get('tool-id-new-in-every-piece') ?? 0);
            memory.set('tool-id-new-in-every-piece', number + 1);
            return { ...call, id: `call_${chunk.id}_${number}` };
          }),
        ),
    },
  },
  {
    id: 'tool-identity-repeated',
    area: 'tools',
    says: 'Each piece of a streamed call has its id and its name again.',
    severity: 'should',
    source: 'https://github.com/mcowger/plexus/pull/722',
    announces: { 'chat.stream.tool_calls.id': 'repeated', 'chat.stream.tool_calls.name': 'repeated' },
    hooks: {
      chunks: (chunks, { memory }) =>
        chunks.map((chunk) =>
          eachCall(chunk, (call) => {
            const key = `tool-identity-repeated ${call.index}`;
            const known = (memory.get(key) ?? call) as JsonObject;
            memory.set(key, known);
            return {
              ...call,
              id: known.id!,
              function: { ...functionOf(call), name: functionOf(known).name! },
            };
          }),
        ),
    },
  },
  {
    id: 'tool-identity-emptied',
    area: 'tools',
    says: 'Later pieces of a streamed call have an empty id and an empty name.',
    severity: 'may',
    source: 'https://github.com/anomalyco/opencode/issues/37841',
    announces: { 'chat.stream.tool_calls.id': 'emptied' },
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) =>
          eachCall(chunk, (call) => ({ id: '', ...call, function: { name: '', ...functionOf(call) } })),
        ),
    },
  },
  {
    id: 'tool-name-late',
    area: 'tools',
    says: 'The first piece of a streamed call has an empty name, and the next one the name.',
    severity: 'must',
    source: 'https://github.com/jjang-ai/vmlx/pull/244',
    announces: { 'chat.stream.tool_calls.name': 'late' },
    hooks: {
      chunks: (chunks) =>
        chunks.flatMap((chunk) => {
          const begun = eachCall(chunk, (call) =>
            functionOf(call).name === undefined
              ? call
              : { ...call, function: { ...functionOf(call), name: '' } },
          );
          return JSON.stringify(begun) === JSON.stringify(chunk)
            ? [chunk]
            : [begun, eachCall(chunk, ({ id: _, ...call }) => call)];
        }),
    },
  },
  {
    id: 'tool-name-missing-in-streams',
    area: 'tools',
    says: 'No piece of a streamed call has a name.',
    severity: 'must',
    source: 'https://github.com/jin38324/OCI_GenAI_access_gateway/pull/22',
    announces: { 'chat.stream.tool_calls.name': 'missing' },
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) =>
          eachCall(
            chunk,
            withFunction(({ name: _, ...called }) => called),
          ),
        ),
    },
  },
  {
    id: 'calls-lost-in-streams',
    area: 'tools',
    says: 'A call that comes without streaming is lost in a stream.',
    severity: 'must',
    source: 'https://github.com/ddalcu/mlx-serve/issues/287',
    announces: { 'chat.stream.tool_calls': 'lost' },
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) => ({
          ...chunk,
          choices: choicesOf(chunk).map((choice) => {
            const { tool_calls: _, ...delta } = (choice.delta ?? {}) as JsonObject;
            return { ...choice, delta };
          }),
        })),
    },
  },
  {
    id: 'usage-lost-with-tools',
    area: 'tools',
    says: 'A stream has no usage where tools are offered, though it was asked for.',
    severity: 'should',
    source: 'https://github.com/LostRuins/koboldcpp/issues/2480',
    announces: { 'chat.stream.usage.tools': 'lost', 'chat.stream.together.tools': 'lost' },
    hooks: {
      chunks: (chunks, { body }) =>
        body.tools === undefined
          ? chunks
          : chunks.filter(({ usage }) => usage === null || usage === undefined),
    },
  },
];
