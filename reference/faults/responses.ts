/** Faults of `/responses`. */

import type { JsonObject } from '../json.js';
import type { Fault } from './fault.js';

const FEW_EVENTS = new Set(['response.created', 'response.output_text.done', 'response.completed']);

/** Changes the answer that the last event of a stream brings. */
function lastAnswer(event: JsonObject, change: (answer: JsonObject) => JsonObject): JsonObject {
  return event.response === undefined ? event : { ...event, response: change(event.response as JsonObject) };
}

export const responseFaults: readonly Fault[] = [
  {
    id: 'responses-object-missing',
    area: 'responses',
    says: 'The answer does not say that it is a response: the official clients give no output_text.',
    severity: 'must',
    source: 'https://github.com/64bit/async-openai/pull/403',
    dialects: ['openai'],
    announces: {
      'responses.reply': 'malformed',
      'responses.shape.response': 'breaking',
      'sdk.responses.create': 'empty',
    },
    hooks: { responseObject: ({ object: _, ...answer }) => answer },
  },
  {
    id: 'responses-cut-told-as-completed',
    area: 'responses',
    says: 'An answer that the limit cut has the status "completed".',
    severity: 'must',
    source: 'https://github.com/jundot/omlx/pull/2817',
    dialects: ['openai'],
    announces: { 'responses.status': 'completed' },
    hooks: {
      responseObject: (answer) => ({ ...answer, status: 'completed', incomplete_details: null }),
    },
  },
  {
    id: 'responses-usage-zero',
    area: 'responses',
    says: 'All counts of usage are zero.',
    severity: 'should',
    source: 'https://github.com/vllm-project/vllm/issues/24184',
    dialects: ['openai'],
    announces: { 'responses.usage': 'none' },
    hooks: {
      responseObject: (answer) => ({
        ...answer,
        usage: { input_tokens: 0, output_tokens: 0, total_tokens: 0 },
      }),
    },
  },
  {
    id: 'responses-three-events',
    area: 'responses',
    says: 'A stream has three events: no item, no part and no piece of text is told.',
    severity: 'must',
    source: 'https://github.com/Sophomoresty/gemini-web2api/pull/57',
    dialects: ['openai'],
    announces: {
      'responses.stream.events': 'disordered',
      'responses.stream.text': 'different',
      'sdk.responses.stream': 'threw',
    },
    hooks: {
      responseEvents: (events) =>
        events
          .map((event) =>
            event.type === 'response.incomplete' ? { ...event, type: 'response.completed' } : event,
          )
          .filter(({ type }) => FEW_EVENTS.has(String(type))),
    },
  },
  {
    id: 'responses-last-event-empty',
    area: 'responses',
    says: 'The last event of a stream has an answer without output, though the pieces had some.',
    severity: 'must',
    source: 'https://github.com/NVIDIA-NeMo/Switchyard/pull/777',
    dialects: ['openai'],
    announces: { 'responses.stream.text': 'different', 'sdk.responses.stream': 'empty' },
    hooks: {
      responseEvents: (events) =>
        events.map((event) => lastAnswer(event, (answer) => ({ ...answer, output: [] }))),
    },
  },
  {
    id: 'responses-start-missing',
    area: 'responses',
    says: 'A stream does not begin with response.created.',
    severity: 'must',
    source: 'https://github.com/BerriAI/litellm/issues/9545',
    dialects: ['openai'],
    announces: { 'responses.stream.events': 'disordered', 'sdk.responses.stream': 'threw' },
    hooks: {
      responseEvents: (events) =>
        events.filter(({ type }) => type !== 'response.created' && type !== 'response.in_progress'),
    },
  },
  {
    id: 'responses-events-unnamed',
    area: 'responses',
    says: 'Events have data only: clients that look for their names see none.',
    severity: 'should',
    source: 'https://github.com/ranxianglei/billion-context/issues/549',
    dialects: ['openai'],
    announces: { 'responses.stream.events': 'unnamed' },
    hooks: { frames: (frames) => frames.map((frame) => frame.replace(/^event: .*\n/, '')) },
  },
  {
    id: 'responses-sequence-missing',
    area: 'responses',
    says: 'Events have no sequence_number.',
    severity: 'should',
    source: 'https://github.com/diegosouzapw/OmniRoute/issues/13964',
    dialects: ['openai'],
    announces: { 'responses.stream.sequence_number': 'other' },
    hooks: {
      responseEvents: (events) => events.map(({ sequence_number: _, ...event }) => event),
    },
  },
  {
    id: 'responses-tool-choice-ignored',
    area: 'responses',
    says: 'tool_choice is accepted and does not force a call.',
    severity: 'should',
    source: 'https://github.com/vllm-project/vllm/issues/49712',
    dialects: ['openai'],
    announces: { 'responses.tools': 'ignored' },
    hooks: {
      request: (request, { endpoint }) =>
        endpoint === 'responses' && request.endpoint === 'chat'
          ? { ...request, tool_choice: { mode: 'none', tools: [] } }
          : request,
    },
  },
  {
    id: 'responses-call-id-empty',
    area: 'responses',
    says: 'The call_id of a function_call is empty.',
    severity: 'must',
    source: 'https://github.com/BigPizzaV3/CodexPlusPlus/issues/315',
    dialects: ['openai'],
    announces: { 'responses.tools': 'malformed' },
    hooks: {
      responseObject: (answer) => ({
        ...answer,
        output: (answer.output as JsonObject[]).map((item) =>
          'call_id' in item ? { ...item, call_id: '' } : item,
        ),
      }),
    },
  },
];
