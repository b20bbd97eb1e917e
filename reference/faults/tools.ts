/** Faults of how tools are offered and chosen. */

import { ConnectionReset } from '../api-error.js';
import type { JsonObject } from '../json.js';
import { failing } from './change.js';
import type { Fault } from './fault.js';
import { choicesOf, chooseTools, finishWith, functionOf } from './tool-answers.js';

export const toolFaults: readonly Fault[] = [
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
  {
    id: 'tools-dropped',
    area: 'tools',
    says: 'Tools are taken and left out of the prompt, since the template has no place for them.',
    severity: 'must',
    source: 'https://github.com/ggml-org/llama.cpp/issues/27129',
    announces: { 'chat.tools.offered': 'dropped' },
    hooks: chooseTools(() => ({ tools: [], tool_choice: { mode: 'none', tools: [] } })),
  },
  {
    id: 'tools-500',
    area: 'tools',
    says: 'Any request that offers tools is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/maximhq/bifrost/issues/3511',
    announces: { 'chat.tools.offered': 'crashed' },
    hooks: failing(({ tools }) => Array.isArray(tools), 'provider call failed'),
  },
  {
    id: 'tools-in-streams-500',
    area: 'tools',
    says: 'Tools work, but in a stream they are answered with status 500.',
    severity: 'must',
    source: 'https://github.com/simonw/llm-llama-server/issues/3',
    announces: { 'chat.stream.tool_choice.auto': 'crashed', 'chat.stream.usage.tools': 'crashed' },
    hooks: failing(
      ({ stream, tools }) => stream === true && Array.isArray(tools),
      'Cannot use tools with stream',
    ),
  },
  {
    id: 'tool-parser-dies',
    area: 'tools',
    says: 'Where the model begins a call, the parser of calls dies and cuts the connection.',
    severity: 'must',
    source: 'https://github.com/ml-explore/mlx-lm/issues/1125',
    announces: { 'chat.tools.offered': 'crashed' },
    hooks: {
      events: (events) => {
        if (events.some(({ kind }) => kind === 'call')) throw new ConnectionReset();
        return events;
      },
    },
  },
  {
    id: 'named-tool-becomes-auto',
    area: 'tools',
    says: 'A tool that is chosen by name is taken for "auto": another may be called.',
    severity: 'must',
    source: 'https://github.com/ggml-org/llama.cpp/pull/28806',
    announces: { 'chat.tool_choice.named': 'other-tool' },
    hooks: chooseTools(({ tool_choice, tools }) =>
      tool_choice.mode === 'named' ? { tool_choice: { mode: 'auto', tools } } : {},
    ),
  },
  {
    id: 'tool-choice-none-ignored',
    area: 'tools',
    says: 'With tool_choice "none" the model may still call.',
    severity: 'must',
    source: 'https://github.com/ROCm/FastFlowLM/pull/728',
    announces: { 'chat.tool_choice.none': 'called' },
    hooks: chooseTools(({ tools }, { body }) =>
      body.tool_choice === 'none' ? { tool_choice: { mode: 'auto', tools } } : {},
    ),
  },
  {
    id: 'none-told-as-call',
    area: 'tools',
    says: 'With tool_choice "none" finish_reason is "tool_calls", and there is no call.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/54808',
    announces: { 'chat.tool_choice.none': 'told-as-call' },
    hooks: finishWith(({ body }) => body.tool_choice === 'none', 'tool_calls'),
  },
  {
    id: 'call-told-as-stop',
    area: 'tools',
    says: 'An answer with a call has finish_reason "stop".',
    severity: 'must',
    source: 'https://github.com/ollama/ollama/pull/7963',
    announces: { 'chat.tool_choice.auto': 'wrong-reason', 'chat.stream.tool_choice.auto': 'wrong-reason' },
    hooks: finishWith((_, reason) => reason === 'tool_calls', 'stop'),
  },
  {
    id: 'call-left-in-text',
    area: 'tools',
    says: 'The call stands in the text, between the marks of the model.',
    severity: 'should',
    source: 'https://github.com/zai-org/GLM-4/issues/124',
    announces: { 'chat.tool_choice.auto': 'in-text', 'chat.stream.tool_choice.auto': 'in-text' },
    hooks: {
      response: (response, { endpoint }) =>
        endpoint !== 'chat'
          ? response
          : {
              ...response,
              choices: choicesOf(response).map((choice) => {
                const { tool_calls: calls, ...message } = (choice.message ?? {}) as {
                  tool_calls?: JsonObject[];
                };
                if (!calls) return choice;
                const content = calls
                  .map((call) => `<tool_call>${JSON.stringify(call.function)}</tool_call>`)
                  .join('');
                return { ...choice, message: { ...message, content }, finish_reason: 'stop' };
              }),
            },
      chunks: (chunks) =>
        chunks.map((chunk) => ({
          ...chunk,
          choices: choicesOf(chunk).map((choice) => {
            const { tool_calls: calls, ...delta } = (choice.delta ?? {}) as { tool_calls?: JsonObject[] };
            if (!calls)
              return choice.finish_reason === 'tool_calls' ? { ...choice, finish_reason: 'stop' } : choice;
            const content = calls
              .map(functionOf)
              .map(
                ({ name, arguments: text }) =>
                  `${name === undefined ? '' : `<tool_call>${name} `}${text ?? ''}`,
              )
              .join('');
            return { ...choice, delta: { ...delta, content } };
          }),
        })),
    },
  },
  {
    id: 'parallel-tool-calls-ignored',
    area: 'tools',
    says: 'parallel_tool_calls false is accepted and changes nothing.',
    severity: 'should',
    source: 'https://github.com/tinyhumansai/opencompany/pull/1925',
    announces: { 'chat.parallel_tool_calls.false': 'several' },
    hooks: chooseTools(() => ({ parallel_tool_calls: true })),
  },
  {
    id: 'parallel-tool-calls-500',
    area: 'tools',
    says: 'parallel_tool_calls is handed on to a function that does not know it: status 500.',
    severity: 'must',
    source: 'https://github.com/BerriAI/litellm/issues/4619',
    announces: {
      'chat.parallel_tool_calls.false': 'crashed',
      'chat.option.parallel_tool_calls': 'crashed',
    },
    hooks: failing(
      (body) => 'parallel_tool_calls' in body,
      "create() got an unexpected keyword argument 'parallel_tool_calls'",
    ),
  },
];
