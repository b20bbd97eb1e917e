/** Faults of the replies of a conversation: what is in them, and how often they come. */

import { canonical, type JsonObject } from '../json.js';
import { eachChoice, eachDelta, isFinish, timesBefore } from './change.js';
import type { Fault } from './fault.js';

/** After so many equal requests, the session of the client is full. */
const SESSION = 4;

export const replyFaults: readonly Fault[] = [
  {
    id: 'session-fills-up',
    area: 'prompt',
    says: 'Requests of a client share a session; when it is full, answers are empty.',
    severity: 'must',
    source: 'https://github.com/InternLM/lmdeploy/issues/375',
    announces: { 'chat.reply.again': 'emptied' },
    hooks: {
      request: (request, { site, memory, body }) => {
        if (timesBefore(site.memory, canonical(body)) >= SESSION) memory.set('session-fills-up', true);
        return request;
      },
      events: (events, { memory }) =>
        memory.has('session-fills-up') ? events.filter(({ kind }) => kind !== 'text') : events,
    },
  },
  {
    id: 'completions-name-the-model-behind',
    area: 'models',
    says: 'Completions name the model behind the name that was asked for; chat does not.',
    severity: 'may',
    source: 'https://github.com/api7/aisix/pull/1086',
    announces: { 'completions.reply.model': 'different' },
    hooks: {
      response: (response, { endpoint }) =>
        endpoint === 'completions' ? { ...response, model: `upstream/${response.model}` } : response,
    },
  },
  {
    id: 'end-mark-in-text',
    area: 'prompt',
    says: 'The mark with which the model ends its turn stands at the end of the text.',
    severity: 'should',
    source: 'https://github.com/ModelTC/LightLLM/issues/130',
    announces: { 'chat.reply.turn_marks': 'leaked' },
    hooks: {
      response: (response) => eachChoice(response, marked),
      chunks: (chunks) =>
        chunks.map((chunk) =>
          chunk.choices && isFinish(chunk)
            ? eachDelta(chunk, (delta) => ({ ...delta, content: `${delta.content ?? ''}<|im_end|>` }))
            : chunk,
        ),
    },
  },
];

function marked(choice: JsonObject): JsonObject {
  const message = choice.message as JsonObject | undefined;
  return typeof message?.content === 'string'
    ? { ...choice, message: { ...message, content: `${message.content}<|im_end|>` } }
    : choice;
}
