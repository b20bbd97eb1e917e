/** Faults of what `/responses` reads: items, instructions, earlier answers. */

import type { JsonObject } from '../json.js';
import type { Hooks } from '../points.js';
import type { ChatRequest, GenerationRequest } from '../request/generation-request.js';
import type { Fault } from './fault.js';

/** Changes the body of a request to `/responses`. */
function asked(change: (body: JsonObject) => JsonObject): Hooks {
  return { body: (body, { endpoint }) => (endpoint === 'responses' ? change(body) : body) };
}

/** Leaves messages out of what the model reads. */
function without(role: string): Hooks {
  return {
    request: (request: GenerationRequest, { endpoint }) =>
      endpoint === 'responses'
        ? {
            ...(request as ChatRequest),
            messages: (request as ChatRequest).messages.filter((message) => message.role !== role),
          }
        : request,
  };
}

export const responseInputFaults: readonly Fault[] = [
  {
    id: 'responses-items-blanked',
    area: 'responses',
    says: 'The parts of an item are not read: it becomes an empty message.',
    severity: 'must',
    source: 'https://github.com/NousResearch/hermes-agent/pull/21963',
    dialects: ['openai'],
    announces: { 'responses.input.list': 'different' },
    hooks: asked((body) => ({
      ...body,
      ...(Array.isArray(body.input) && {
        input: (body.input as JsonObject[]).map((item) =>
          Array.isArray(item.content) ? { ...item, content: '' } : item,
        ),
      }),
    })),
  },
  {
    id: 'responses-developer-dropped',
    area: 'responses',
    says: 'A message of the role developer is taken, and left out.',
    severity: 'must',
    source: 'https://github.com/SamSaffron/term-llm/pull/308',
    dialects: ['openai'],
    announces: { 'responses.input.developer': 'dropped' },
    hooks: without('developer'),
  },
  {
    id: 'responses-instructions-dropped',
    area: 'responses',
    says: 'instructions are taken, and the model never reads them.',
    severity: 'must',
    source: 'https://github.com/Layr-Labs/d-inference/issues/731',
    dialects: ['openai'],
    announces: { 'responses.instructions': 'dropped' },
    hooks: without('system'),
  },
  {
    id: 'responses-previous-ignored',
    area: 'responses',
    says: 'previous_response_id is taken and changes nothing.',
    severity: 'must',
    source: 'https://github.com/Blaizzy/mlx-vlm/issues/1046',
    dialects: ['openai'],
    announces: {
      'responses.previous_response_id': 'forgotten',
      'responses.previous_response_id.unknown': 'accepted',
    },
    hooks: asked(({ previous_response_id: _, ...body }) => body),
  },
  {
    id: 'responses-kept-all-the-same',
    area: 'responses',
    says: 'An answer is kept although store is false.',
    severity: 'should',
    source: 'https://github.com/smg-project/smg/pull/916',
    dialects: ['openai'],
    announces: { 'responses.store.false': 'kept' },
    hooks: asked(({ store: _, ...body }) => body),
  },
];
