/** Faults of `finish_reason`. */

import type { GenerationEvent } from '../generation/events.js';
import type { Fault } from './fault.js';

/** Changes the reason in the event that ends a choice. */
function finishWith(change: (reason: string) => string) {
  return (events: readonly GenerationEvent[]): GenerationEvent[] =>
    events.map((event) => (event.kind === 'finish' ? { ...event, reason: change(event.reason) } : event));
}

export const finishFaults: readonly Fault[] = [
  {
    id: 'length-told-as-stop',
    area: 'finish',
    says: 'An answer that the limit cut off has finish_reason "stop".',
    severity: 'must',
    source: 'https://github.com/mudler/LocalAI/issues/3533',
    announces: { 'chat.max_tokens.finish_reason': 'stop', 'completions.max_tokens.finish_reason': 'stop' },
    hooks: { events: finishWith((reason) => (reason === 'length' ? 'stop' : reason)) },
  },
  {
    id: 'finish-reason-missing-in-streams',
    area: 'finish',
    says: 'No chunk of a stream has a finish_reason.',
    severity: 'must',
    source: 'https://github.com/waybarrios/vllm-mlx/issues/628',
    announces: {
      'chat.stream.finish_reason': 'missing',
      'completions.stream.finish_reason': 'missing',
      'chat.stream.end': 'missing',
      'completions.stream.end': 'missing',
      'sdk.chat.stream': 'threw',
    },
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) => ({
          ...chunk,
          choices: (chunk.choices as object[]).map((choice) => ({ ...choice, finish_reason: null })),
        })),
    },
  },
  {
    id: 'finish-reason-eos-token',
    area: 'finish',
    says: 'An answer that ends by itself has finish_reason "eos_token".',
    severity: 'must',
    source: 'https://github.com/huggingface/text-generation-inference/pull/2344',
    announces: { 'chat.stop.finish_reason': 'other', 'completions.stop.finish_reason': 'other' },
    hooks: { events: finishWith((reason) => (reason === 'stop' ? 'eos_token' : reason)) },
  },
];
