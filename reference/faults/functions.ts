/** Faults of the older way to offer tools: `functions`, `function_call`, and messages of the role function. */

import type { JsonObject } from '../json.js';
import type { Fault } from './fault.js';
import { choicesOf } from './tool-answers.js';

export const functionFaults: readonly Fault[] = [
  {
    id: 'functions-not-streamed',
    area: 'tools',
    says: 'A stream leaves out the call of a function, in the older form.',
    severity: 'should',
    source: 'https://github.com/run-llama/llama_index/issues/18313',
    announces: { 'chat.option.functions.stream': 'lost' },
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) => ({
          ...chunk,
          choices: choicesOf(chunk).map((choice) => {
            const { function_call: _, ...delta } = (choice.delta ?? {}) as JsonObject;
            return choice.delta ? { ...choice, delta } : choice;
          }),
        })),
    },
  },
  {
    id: 'function-call-untold-in-streams',
    area: 'tools',
    says: 'After the call of a function, the finish_reason of a stream does not say that there is one.',
    severity: 'should',
    source: 'https://github.com/zai-org/ChatGLM3/issues/1311',
    announces: { 'chat.option.functions.stream': 'untold' },
    hooks: {
      chunks: (chunks, { body }) =>
        body.functions === undefined
          ? chunks
          : chunks.map((chunk) => ({
              ...chunk,
              choices: choicesOf(chunk).map((choice) => ({ ...choice, finish_reason: null })),
            })),
    },
  },
  {
    id: 'function-result-dropped',
    area: 'messages',
    says: 'The result of a function is taken, and left out of the prompt.',
    severity: 'should',
    source: 'https://github.com/BerriAI/litellm/pull/3448',
    announces: { 'chat.messages.function': 'dropped' },
    hooks: {
      request: (request) =>
        request.endpoint === 'chat'
          ? { ...request, messages: request.messages.filter(({ role }) => role !== 'function') }
          : request,
    },
  },
];
