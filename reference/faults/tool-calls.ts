/** Faults of what a call looks like. */

import type { Json, JsonObject } from '../json.js';
import { failing } from './change.js';
import type { Fault } from './fault.js';
import { messagesOf } from './message-list.js';
import {
  choicesOf,
  chooseTools,
  eachCall,
  finishWith,
  isForced,
  wholeCalls,
  withFunction,
} from './tool-answers.js';

export const toolCallFaults: readonly Fault[] = [
  {
    id: 'call-told-as-function-calls',
    area: 'tools',
    says: 'An answer with a call has finish_reason "function_calls", a word that nobody documents.',
    severity: 'must',
    source: 'https://github.com/microsoft/autogen/issues/4878',
    announces: {
      'chat.tool_calls.finish_reason': 'unknown-word',
      'chat.stream.tool_calls.finish_reason': 'unknown-word',
    },
    hooks: finishWith(
      (exchange, reason) => reason === 'tool_calls' || (reason === 'stop' && isForced(exchange)),
      'function_calls',
    ),
  },
  {
    id: 'call-without-finish-reason',
    area: 'tools',
    says: 'An answer with a forced call has null as finish_reason.',
    severity: 'must',
    source: 'https://github.com/evalstate/fast-agent/pull/276',
    announces: {
      'chat.tool_calls.finish_reason': 'missing',
      'chat.stream.tool_calls.finish_reason': 'missing',
    },
    hooks: {
      response: (response, exchange) => (isForced(exchange) ? withoutReason(response) : response),
      chunks: (chunks, exchange) => (isForced(exchange) ? chunks.map(withoutReason) : chunks),
    },
  },
  {
    id: 'no-arguments-as-empty-string',
    area: 'tools',
    says: 'The arguments of a tool without parameters are an empty string.',
    severity: 'should',
    source: 'https://github.com/sigoden/aichat/pull/1217',
    announces: { 'chat.tools.no_parameters': 'no-object' },
    hooks: {
      response: (response) =>
        wholeCalls(response, (calls) =>
          calls.map(
            withFunction((called) => (called.arguments === '{}' ? { ...called, arguments: '' } : called)),
          ),
        ),
    },
  },
  {
    id: 'tool-arguments-object',
    area: 'tools',
    says: 'The arguments of a call are a JSON object, not a string.',
    severity: 'must',
    source: 'https://github.com/huggingface/text-generation-inference/issues/2461',
    announces: {
      'chat.tool_calls.arguments': 'not-a-string',
      'chat.stream.tool_calls.arguments': 'not-a-string',
    },
    hooks: {
      response: (response) =>
        wholeCalls(response, (calls) =>
          calls.map(
            withFunction((called) => ({ ...called, arguments: JSON.parse(String(called.arguments)) })),
          ),
        ),
      chunks: (chunks) =>
        chunks.map((chunk) =>
          eachCall(
            chunk,
            withFunction((called) => ({ ...called, arguments: {} })),
          ),
        ),
    },
  },
  {
    id: 'tool-arguments-incomplete',
    area: 'tools',
    says: 'The end of the arguments is missing, and finish_reason says that the call is complete.',
    severity: 'must',
    source: 'https://github.com/zai-org/GLM-4.5/issues/146',
    announces: {
      'chat.tool_calls.arguments': 'not-json',
      'chat.stream.tool_calls.arguments': 'not-json',
      'sdk.chat.run_tools': 'empty',
    },
    hooks: {
      response: (response) => wholeCalls(response, (calls) => calls.map(withFunction(withoutBrace))),
      chunks: (chunks) => chunks.map((chunk) => eachCall(chunk, withFunction(withoutBrace))),
    },
  },
  {
    id: 'tool-schema-ignored',
    area: 'tools',
    says: 'strict is accepted, and the arguments of a call may be anything.',
    severity: 'should',
    source: 'https://github.com/vercel/ai/issues/13789',
    announces: { 'chat.tools.strict': 'misfits' },
    hooks: chooseTools(({ tool_choice }) => ({
      tool_choice: {
        ...tool_choice,
        tools: tool_choice.tools.map((tool) => ({
          ...tool,
          parameters: { type: 'object', properties: { town: { type: 'string' } }, required: ['town'] },
        })),
      },
    })),
  },
  {
    id: 'tool-id-missing',
    area: 'tools',
    says: 'Calls have no id.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/18412',
    announces: { 'chat.tool_calls.id': 'missing', 'chat.stream.tool_calls.id': 'missing' },
    hooks: {
      response: (response) => wholeCalls(response, (calls) => calls.map(({ id: _, ...call }) => call)),
      chunks: (chunks) => chunks.map((chunk) => eachCall(chunk, ({ id: _, ...call }) => call)),
    },
  },
  {
    id: 'tool-id-null',
    area: 'tools',
    says: 'The id of a call is null, and a history that has it so is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/sigoden/aichat/issues/1296',
    announces: { 'chat.tool_calls.id': 'missing', 'chat.messages.tool_calls.echo': 'crashed' },
    hooks: {
      ...failing(
        (body) =>
          messagesOf(body).some(({ tool_calls: calls }) =>
            ((calls ?? []) as JsonObject[]).some(({ id }) => id === null),
          ),
        'type must be string, but is null',
      ),
      response: (response) => wholeCalls(response, (calls) => calls.map(withoutId)),
      chunks: (chunks) => chunks.map((chunk) => eachCall(chunk, withoutId)),
    },
  },
  {
    id: 'tool-id-shared',
    area: 'tools',
    says: 'All calls of an answer have the same id.',
    severity: 'must',
    source: 'https://github.com/xorbitsai/inference/issues/4237',
    announces: { 'chat.tool_calls.id': 'repeated' },
    hooks: {
      response: (response) =>
        wholeCalls(response, (calls) => calls.map((call) => ({ ...call, id: `call_${response.id}` }))),
    },
  },
  {
    id: 'tool-calls-empty-list',
    area: 'tools',
    says: 'Messages and deltas without calls have an empty list of them.',
    severity: 'may',
    source: 'https://github.com/n4ze3m/page-assist/issues/614',
    announces: { 'chat.tool_calls.without_tools': 'empty-list' },
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) => ({
          ...chunk,
          choices: choicesOf(chunk).map((choice) => ({
            ...choice,
            ...(choice.delta !== undefined && { delta: { tool_calls: [], ...(choice.delta as JsonObject) } }),
          })),
        })),
    },
  },
];

function withoutReason(answer: JsonObject): JsonObject {
  return { ...answer, choices: choicesOf(answer).map((choice) => ({ ...choice, finish_reason: null })) };
}

function withoutBrace(called: JsonObject): JsonObject {
  return typeof called.arguments === 'string'
    ? { ...called, arguments: called.arguments.replace('}', '') }
    : called;
}

function withoutId(call: JsonObject): JsonObject {
  return 'id' in call ? { ...call, id: null as Json } : call;
}
