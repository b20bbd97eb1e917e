/** Lawful limits of tools: what is refused, and told so. */

import { refusal } from '../api-error.js';
import type { Exchange } from '../exchange.js';
import { eachChoice } from '../faults/change.js';
import { messagesOf } from '../faults/message-list.js';
import { eachCall } from '../faults/tool-answers.js';
import type { JsonObject } from '../json.js';
import type { Hooks } from '../points.js';
import type { Variation } from './variation.js';

/** Refuses the requests that have tools and fit a condition. */
function refuseTools(message: string, wrong: (body: JsonObject) => boolean): Hooks {
  return {
    body: (body) => {
      if (!Array.isArray(body.tools) || !wrong(body)) return body;
      throw refusal('unsupported', 'tools', 'unsupported_parameter', message);
    },
  };
}

/** After a forced call OpenAI itself says "stop" where others say "tool_calls", and the other way round. */
const OTHER_END: Readonly<Record<string, string>> = { stop: 'tool_calls', tool_calls: 'stop' };

function endedOtherwise(answer: JsonObject, { body }: Exchange): JsonObject {
  const forced = body.tool_choice === 'required' || typeof body.tool_choice === 'object';
  if (!forced || body.tool_choice === null) return answer;
  return eachChoice(answer, (choice) => {
    const other = OTHER_END[String(choice.finish_reason)];
    return other === undefined ? choice : { ...choice, finish_reason: other };
  });
}

/** Keeps back the piece that opens a call until its first arguments come, or the call ends without any. */
function openedWithArguments(chunks: readonly JsonObject[], { memory }: Exchange): JsonObject[] {
  return chunks.flatMap((chunk) => {
    const opening = memory.get('opening') as JsonObject | undefined;
    let opens = false;
    let merged = false;
    const changed = eachCall(chunk, (call) => {
      const called = call.function as JsonObject;
      if (called.name !== undefined) {
        opens = true;
        return call;
      }
      if (opening === undefined) return call;
      merged = true;
      const [first] = callsOf(opening);
      return {
        ...first,
        function: { ...(first?.function as JsonObject), arguments: called.arguments ?? '' },
      };
    });
    memory.set('opening', opens ? chunk : undefined);
    const waited = opening !== undefined && !merged ? [opening] : [];
    return opens ? waited : [...waited, changed];
  });
}

function callsOf(chunk: JsonObject): JsonObject[] {
  const [choice] = chunk.choices as JsonObject[];
  return ((choice?.delta as JsonObject | undefined)?.tool_calls ?? []) as JsonObject[];
}

/** Whether a tool is to be kept to strictly, and its parameters leave room for more. */
function isOpenAndStrict(tool: JsonObject): boolean {
  const { strict, parameters } = (tool.function ?? {}) as JsonObject;
  return strict === true && (parameters as JsonObject | undefined)?.additionalProperties !== false;
}

export const toolVariations: readonly Variation[] = [
  {
    id: 'no-tools',
    area: 'tools',
    says: 'The model cannot use tools; requests that offer some are refused.',
    source: 'https://github.com/unslothai/unsloth/pull/10314',
    produces: { 'chat.tools.offered': 'absent' },
    hooks: refuseTools('This model does not support tools.', () => true),
  },
  {
    id: 'forced-tools-only',
    area: 'tools',
    says: 'A call can be forced; where the model is to decide, the request is refused.',
    source: 'https://github.com/vllm-project/vllm/issues/9986',
    produces: {
      'chat.tools.offered': 'rejected',
      'chat.tool_choice.auto': 'rejected',
      'chat.stream.tool_choice.auto': 'rejected',
      'chat.stream.usage.tools': 'rejected',
    },
    hooks: refuseTools('"auto" tool choice is not enabled.', ({ tool_choice }) =>
      ['auto', undefined, null].includes(tool_choice as string),
    ),
  },
  {
    id: 'auto-tools-only',
    area: 'tools',
    says: 'The model decides about calls; any other tool_choice is refused.',
    source: 'https://github.com/vectorize-io/hindsight/issues/4246',
    produces: {
      'chat.tool_choice.required': 'rejected',
      'chat.tool_choice.named': 'rejected',
      'chat.tool_choice.none': 'rejected',
      'chat.parallel_tool_calls.false': 'rejected',
      'chat.tools.no_parameters': 'rejected',
      'chat.stream.tool_calls.parallel': 'rejected',
    },
    hooks: refuseTools(
      'Tool choice must be auto.',
      ({ tool_choice }) => ![undefined, null, 'auto'].includes(tool_choice as string),
    ),
  },
  {
    id: 'no-tools-in-streams',
    area: 'tools',
    says: 'Tools and streaming exclude each other, and the request is refused.',
    source: 'https://github.com/simonw/llm-llama-server/issues/3',
    produces: {
      'chat.stream.tool_calls': 'absent',
      'chat.stream.tool_choice.auto': 'rejected',
      'chat.stream.usage.tools': 'rejected',
    },
    hooks: refuseTools('Cannot use tools with stream.', ({ stream }) => stream === true),
  },
  {
    id: 'tool-choice-without-tools-refused',
    area: 'tools',
    says: 'tool_choice is refused where there are no tools.',
    source: 'https://github.com/vllm-project/vllm/issues/54808',
    produces: { 'chat.tool_choice.none.without_tools': 'rejected' },
    hooks: {
      body: (body) => {
        if (body.tool_choice === undefined || body.tools !== undefined) return body;
        throw refusal('value', 'tool_choice', null, "'tool_choice' is only allowed when 'tools' are given.");
      },
    },
  },
  {
    id: 'one-result-at-a-time',
    area: 'tools',
    says: 'A turn has one call and one result; more are refused.',
    source: 'https://github.com/vllm-project/vllm/issues/9986',
    produces: { 'chat.messages.tool.order': 'rejected' },
    hooks: {
      body: (body) => {
        const several = messagesOf(body).some(
          ({ tool_calls: calls }) => Array.isArray(calls) && calls.length > 1,
        );
        if (!several) return body;
        throw refusal('unsupported', 'messages', null, 'This model supports one call at a time.');
      },
    },
  },
  {
    id: 'no-stop-with-tools',
    area: 'tools',
    says: 'Tools and stop sequences exclude each other, and the request is refused.',
    source: 'https://github.com/langchain-ai/langchain/issues/38335',
    produces: { 'chat.stop.tools': 'rejected' },
    hooks: refuseTools('Cannot use tools with stop.', ({ stop }) => stop !== undefined && stop !== null),
  },
  {
    id: 'functions-answered-as-tools',
    area: 'tools',
    says: 'A call of a function is told in the newer form, as a tool call.',
    source: 'https://github.com/raullenchai/Rapid-MLX/pull/465',
    produces: { 'chat.option.functions.stream': 'as-tool-call' },
    hooks: {
      request: (request) => (request.endpoint === 'chat' ? { ...request, legacyFunctions: false } : request),
    },
  },
  {
    id: 'functions-in-whole-answers-only',
    area: 'tools',
    says: 'Functions and streaming exclude each other, and so do functions and a history of calls: refused.',
    source: 'https://github.com/TheR1D/shell_gpt/issues/717',
    produces: { 'chat.option.functions.stream': 'rejected', 'chat.messages.function': 'rejected' },
    hooks: {
      body: (body) => {
        const answered = messagesOf(body).some(({ role }) => role === 'function');
        if (!answered && !(body.stream === true && body.functions !== undefined)) return body;
        throw refusal(
          'unsupported',
          'functions',
          'unsupported_value',
          "This model does not support 'function' here.",
        );
      },
    },
  },
  {
    id: 'no-strict-tools',
    area: 'tools',
    says: 'strict is not supported for tools, and refused.',
    source: 'https://github.com/vercel/ai/issues/20681',
    produces: { 'chat.tools.strict': 'rejected' },
    hooks: refuseTools('Strict tools are not supported.', ({ tools }) =>
      JSON.stringify(tools).includes('"strict":true'),
    ),
  },
  {
    id: 'open-strict-schemas-refused',
    area: 'tools',
    says: 'A strict tool whose parameters allow more than they name is refused, as OpenAI does.',
    source: 'https://github.com/vercel/ai/issues/20681',
    trap: 'bedrock-vercel-20681-strict-open-schema',
    hooks: refuseTools('additionalProperties must be false.', ({ tools }) =>
      (tools as JsonObject[]).some(isOpenAndStrict),
    ),
  },
  {
    id: 'forced-call-ends-otherwise',
    area: 'tools',
    says: 'After a forced call finish_reason is "stop" where it was "tool_calls", and the other way round.',
    source: 'https://github.com/ENTERPILOT/GoModel/pull/124',
    trap: 'openai-gomodel-124-forced-tool-finish-stop',
    hooks: {
      response: endedOtherwise,
      chunks: (chunks, exchange) => chunks.map((chunk) => endedOtherwise(chunk, exchange)),
    },
  },
  {
    id: 'call-opened-with-arguments',
    area: 'tools',
    says: 'The first piece of a streamed call has its name and the beginning of its arguments.',
    source: 'https://github.com/ggml-org/llama.cpp/pull/22725',
    trap: 'llamacpp-llama-server-22725-name-and-args-in-one-delta',
    hooks: { chunks: openedWithArguments },
  },
  {
    id: 'single-calls',
    area: 'tools',
    says: 'The model makes one call at a time.',
    source: 'https://github.com/openai/openai-openapi/blob/master/openapi.yaml',
    produces: { 'chat.stream.tool_calls.parallel': 'single' },
    hooks: {
      request: (request) =>
        request.endpoint === 'chat' ? { ...request, parallel_tool_calls: false } : request,
    },
  },
  {
    id: 'tool-calls-null',
    area: 'tools',
    says: 'A message without calls has null in their place.',
    source: 'https://github.com/openai/openai-node/blob/v6.49.0/src/lib/ChatCompletionStream.ts',
    produces: { 'chat.tool_calls.without_tools': 'null' },
    hooks: {
      response: (response, { endpoint }) =>
        endpoint !== 'chat'
          ? response
          : {
              ...response,
              choices: (response.choices as JsonObject[]).map((choice) =>
                choice.message === undefined
                  ? choice
                  : { ...choice, message: { tool_calls: null, ...(choice.message as JsonObject) } },
              ),
            },
    },
  },
];
