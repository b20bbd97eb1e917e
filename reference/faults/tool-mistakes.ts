/** Faults of tools where something does not fit: the choice, the results, the limit, a stop sequence beside them. */

import type { JsonObject } from '../json.js';
import { eachChoice, letting } from './change.js';
import type { Fault } from './fault.js';
import { messagesOf } from './message-list.js';
import { finishWith, functionOf } from './tool-answers.js';

/** The name that the request chooses, where it chooses by name. */
function chosenName({ tool_choice: choice }: JsonObject): string | undefined {
  return typeof choice === 'object' && choice !== null
    ? String(functionOf(choice as JsonObject).name)
    : undefined;
}

function isOffered({ tools }: JsonObject, name: string): boolean {
  return Array.isArray(tools) && (tools as JsonObject[]).some((tool) => functionOf(tool).name === name);
}

export const toolMistakeFaults: readonly Fault[] = [
  {
    id: 'unknown-tool-calls-another',
    area: 'tools',
    says: 'A tool that is chosen by name and not offered makes the model call another one.',
    severity: 'should',
    source: 'https://github.com/kekzl/imp/pull/1265',
    announces: { 'chat.tool_choice.unknown_tool': 'other-tool' },
    hooks: {
      body: (body) => {
        const name = chosenName(body);
        return name !== undefined && Array.isArray(body.tools) && !isOffered(body, name)
          ? { ...body, tool_choice: 'required' }
          : body;
      },
    },
  },
  {
    id: 'unknown-tool-dropped',
    area: 'tools',
    says: 'A tool that is chosen by name and not offered is forgotten: the model answers with text.',
    severity: 'should',
    source: 'https://github.com/ggml-org/llama.cpp/pull/28806',
    announces: { 'chat.tool_choice.unknown_tool': 'accepted' },
    hooks: {
      body: (body) => {
        const name = chosenName(body);
        return name !== undefined && Array.isArray(body.tools) && !isOffered(body, name)
          ? { ...body, tool_choice: 'none' }
          : body;
      },
    },
  },
  {
    id: 'unknown-choice-becomes-auto',
    area: 'tools',
    says: 'A word that is no tool_choice is taken for "auto".',
    severity: 'may',
    source: 'https://github.com/Alishahryar1/free-claude-code/pull/1203',
    announces: { 'chat.tool_choice.unknown_word': 'accepted' },
    hooks: {
      body: (body) =>
        typeof body.tool_choice === 'string' && !['none', 'auto', 'required'].includes(body.tool_choice)
          ? { ...body, tool_choice: 'auto' }
          : body,
    },
  },
  {
    id: 'required-without-tools-answered',
    area: 'tools',
    says: 'tool_choice "required" without tools is answered with text.',
    severity: 'may',
    source: 'https://github.com/kekzl/imp/pull/1265',
    announces: { 'chat.tool_choice.required.without_tools': 'accepted' },
    hooks: {
      body: ({ tool_choice: choice, ...body }) =>
        choice === 'required' && !Array.isArray(body.tools)
          ? body
          : { ...body, ...(choice !== undefined && { tool_choice: choice }) },
    },
  },
  {
    id: 'no-tools-told-as-call',
    area: 'tools',
    says: 'Without tools, and with tool_choice "none", finish_reason is "tool_calls".',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/54808',
    announces: { 'chat.tool_choice.none.without_tools': 'called' },
    hooks: finishWith(({ body }) => body.tool_choice === 'none' && body.tools === undefined, 'tool_calls'),
  },
  {
    id: 'call-marks-without-tools',
    area: 'tools',
    says: 'Without tools, and with tool_choice "none", the marks of a call stand in the text.',
    severity: 'should',
    source: 'https://github.com/vllm-project/vllm/issues/54808',
    announces: { 'chat.tool_choice.none.without_tools': 'in-text' },
    hooks: {
      response: (response, { body }) =>
        body.tool_choice === 'none' && body.tools === undefined
          ? eachChoice(response, (choice) => ({
              ...choice,
              message: { ...(choice.message as JsonObject), content: '<tool_call>{"name": "get_weather"}' },
            }))
          : response,
    },
  },
  {
    id: 'stray-result-taken',
    area: 'messages',
    says: 'The result of a call that nobody made is taken.',
    severity: 'may',
    source: 'https://github.com/mistralai/mistral-common/issues/322',
    announces: { 'chat.messages.tool.unknown_id': 'accepted' },
    hooks: { validation: letting(({ param }) => String(param).endsWith('tool_call_id')) },
  },
  {
    id: 'results-by-place',
    area: 'messages',
    says: 'Results of calls are read in the order in which they come; their ids are not looked at.',
    severity: 'should',
    source: 'https://github.com/JustVugg/colibri/pull/118',
    announces: { 'chat.messages.tool.order': 'by-place' },
    hooks: {
      request: (request, { body }) => {
        if (request.endpoint !== 'chat') return request;
        const texts = messagesOf(body)
          .filter(({ role }) => role === 'tool')
          .map(({ content }) => (typeof content === 'string' ? content : undefined));
        let place = 0;
        const messages = request.messages.map((message) =>
          message.role === 'tool' ? { ...message, text: texts[place++] ?? message.text } : message,
        );
        return { ...request, messages };
      },
    },
  },
  {
    id: 'cut-call-told-as-whole',
    area: 'tools',
    says: 'A call that the limit cuts has finish_reason "tool_calls".',
    severity: 'must',
    source: 'https://github.com/ROCm/FastFlowLM/pull/728',
    announces: { 'chat.tool_calls.cut': 'hidden' },
    hooks: finishWith(
      ({ body }, reason) => reason === 'length' && body.tools !== undefined && body.tool_choice !== 'none',
      'tool_calls',
    ),
  },
  {
    id: 'stop-dropped-with-tools',
    area: 'stop',
    says: 'Stop sequences are dropped where tools are offered.',
    severity: 'must',
    source: 'https://github.com/Shelpuk-AI-Technology-Consulting/kitty-bridge/pull/92',
    announces: { 'chat.stop.tools': 'ignored', 'chat.stream.together.tools': 'lost' },
    hooks: {
      request: (request) =>
        request.endpoint === 'chat' && request.tools.length > 0 ? { ...request, stop: [] } : request,
    },
  },
  {
    id: 'tools-hold-back-streams',
    area: 'stream',
    says: 'Where tools are offered, the text of a stream comes in one piece.',
    severity: 'may',
    source: 'https://github.com/zai-org/GLM-4/issues/709',
    announces: { 'chat.stream.incremental.tools': 'buffered' },
    hooks: {
      events: (events, { body, memory }) => {
        if (body.tools === undefined) return events;
        return events.flatMap((event) => {
          const held = String(memory.get('held') ?? '');
          if (event.kind === 'text' && event.channel === 'content') {
            memory.set('held', held + event.text);
            return [];
          }
          if (event.kind !== 'finish' || held === '') return [event];
          const { choice } = event;
          return [
            { kind: 'text' as const, choice, channel: 'content' as const, text: held, tokens: [] },
            event,
          ];
        });
      },
    },
  },
  {
    id: 'partial-stop-loses-text',
    area: 'stop',
    says: 'What is held back for a stop sequence of which only the beginning comes is lost.',
    severity: 'must',
    source: 'https://github.com/ikawrakow/ik_llama.cpp/pull/810',
    announces: { 'chat.stop.partial': 'garbled', 'completions.stop.partial': 'garbled' },
    hooks: {
      events: (events, { body, streamed, memory }) => {
        const [stop] = [body.stop ?? []].flat();
        if (!streamed || typeof stop !== 'string') return events;
        return events.map((event) => {
          if (event.kind !== 'text') return event;
          const text = String(memory.get('text') ?? '') + event.text;
          memory.set('text', text);
          const place = text.indexOf(stop.slice(0, -2));
          const end = place + stop.length - 2;
          const isHeld = stop.length > 4 && place >= 0 && text.length - event.text.length < end;
          return isHeld ? { ...event, text: '' } : event;
        });
      },
    },
  },
];
