/** Faults of how a failure in the middle of a stream is told. */

import { ApiError } from '../api-error.js';
import type { Hooks } from '../points.js';
import { timesBefore } from './change.js';
import type { Fault } from './fault.js';

/** Shorter streams come to their end. */
const EVENTS_BEFORE_FAILURE = 6;

const MESSAGE = 'The engine stopped before the answer was complete.';

/** The engine fails when some of a stream is sent. */
export const failsMidStream: NonNullable<Hooks['events']> = (events, { streamed, memory }) => {
  if (streamed && timesBefore(memory, 'fails-mid-stream') === EVENTS_BEFORE_FAILURE)
    throw new ApiError({ reason: 'internal', status: 500, message: MESSAGE });
  return events;
};

/** The event in which the failure is told, changed. */
function telling(change: (envelope: string) => readonly string[]): Hooks {
  return {
    events: failsMidStream,
    frames: (frames) =>
      frames.flatMap((frame) => {
        const envelope = /^data: (\{"error":.*\})\n\n$/s.exec(frame)?.[1];
        return envelope === undefined ? [frame] : change(envelope);
      }),
  };
}

export const streamErrorFaults: readonly Fault[] = [
  {
    id: 'stream-error-as-text',
    area: 'errors',
    says: 'A failure in the middle of a stream is told as an event whose error is a plain text.',
    severity: 'should',
    source: 'https://github.com/Blaizzy/nativ/pull/195',
    announces: { 'errors.mid_stream': 'misshapen', 'chat.stream.reply': 'crashed' },
    hooks: telling(() => [`data: ${JSON.stringify({ error: MESSAGE })}\n\n`]),
  },
  {
    id: 'stream-error-unframed',
    area: 'errors',
    says: 'A failure in the middle of a stream is told as JSON without "data:", which clients pass over.',
    severity: 'must',
    source: 'https://github.com/lemonade-sdk/lemonade/issues/2826',
    announces: { 'errors.mid_stream': 'illegible', 'http.stream.framing': 'broken' },
    hooks: telling((envelope) => [`${envelope}\n`]),
  },
  {
    id: 'stream-error-in-a-field-of-its-own',
    area: 'errors',
    says: 'A failure in the middle of a stream is told in a field "error", which event streams do not have.',
    severity: 'must',
    source: 'https://github.com/ggml-org/llama.cpp/pull/16109',
    announces: { 'errors.mid_stream': 'illegible' },
    hooks: telling((envelope) => [`error: ${envelope}\n\n`]),
  },
  {
    id: 'stream-error-not-json',
    area: 'errors',
    says: 'A failure in the middle of a stream is told as an event that is no JSON.',
    severity: 'must',
    source: 'https://github.com/lucasjinreal/Crane/pull/121',
    announces: {
      'errors.mid_stream': 'illegible',
      'http.stream.framing': 'broken',
      'sdk.chat.stream': 'threw',
    },
    hooks: telling(() => [`data: error: ${MESSAGE}\n\n`]),
  },
  {
    id: 'stream-error-swallowed',
    area: 'stream',
    says: 'A failure in the middle of a stream is not told: [DONE] follows as if the answer were complete.',
    severity: 'must',
    source: 'https://github.com/bigduu/Bamboo-agent/pull/383',
    announces: {
      'chat.stream.text': 'shortened',
      'completions.stream.text': 'shortened',
      'chat.stream.end': 'missing',
      'completions.stream.end': 'missing',
    },
    hooks: telling(() => ['data: [DONE]\n\n']),
  },
  {
    id: 'stream-cut-without-a-word',
    area: 'errors',
    says: 'A failure in the middle of a stream ends it, without an error and without [DONE].',
    severity: 'must',
    source: 'https://github.com/Dstack-TEE/private-ai-gateway/pull/98',
    announces: {
      'errors.mid_stream': 'silent',
      'chat.stream.text': 'shortened',
      'completions.stream.text': 'shortened',
      'chat.stream.done': 'missing',
      'completions.stream.done': 'missing',
    },
    hooks: telling(() => []),
  },
  {
    id: 'stream-error-as-content',
    area: 'stream',
    says: 'A failure in the middle of a stream is told as text of the answer.',
    severity: 'must',
    source: 'https://github.com/NousResearch/hermes-agent/pull/22501',
    announces: { 'chat.stream.text': 'different', 'completions.stream.text': 'different' },
    hooks: {
      events: (events, exchange) => {
        const [event] = events;
        if (!exchange.streamed || event === undefined) return events;
        const times = timesBefore(exchange.memory, 'stream-error-as-content');
        if (times !== EVENTS_BEFORE_FAILURE) return times < EVENTS_BEFORE_FAILURE ? events : [];
        const { choice } = event;
        return [
          { kind: 'text', choice, channel: 'content', text: ` [error] ${MESSAGE}`, tokens: [] },
          { kind: 'finish', choice, reason: 'stop' },
        ];
      },
    },
  },
];
