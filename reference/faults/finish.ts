/** Faults of `finish_reason`. */

import type { GenerationEvent } from '../generation/events.js';
import { eachChoice, isFinish } from './change.js';
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
      'sdk.chat.stream.tools': 'threw',
    },
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) => eachChoice(chunk, (choice) => ({ ...choice, finish_reason: null }))),
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
  {
    id: 'length-told-as-eos-token',
    area: 'finish',
    says: 'An answer that the limit cut off has finish_reason "eos_token".',
    severity: 'must',
    source: 'https://github.com/huggingface/text-generation-inference/issues/2466',
    announces: {
      'chat.max_tokens.finish_reason': 'other',
      'completions.max_tokens.finish_reason': 'other',
      'chat.stream.finish_reason': 'unknown-word',
      'completions.stream.finish_reason': 'unknown-word',
    },
    hooks: { events: finishWith((reason) => (reason === 'length' ? 'eos_token' : reason)) },
  },
  {
    id: 'finish-reason-empty',
    area: 'finish',
    says: 'finish_reason is an empty text.',
    severity: 'must',
    source: 'https://github.com/dstackai/dstack/issues/2229',
    announces: {
      'chat.max_tokens.finish_reason': 'other',
      'completions.max_tokens.finish_reason': 'other',
      'chat.stop.finish_reason': 'other',
      'completions.stop.finish_reason': 'other',
    },
    hooks: { events: finishWith(() => '') },
  },
  {
    id: 'finish-reason-empty-in-each-chunk',
    area: 'finish',
    says: 'Every chunk of a stream that does not end the choice has an empty text as finish_reason.',
    severity: 'must',
    source: 'https://github.com/ollama/ollama/issues/4357',
    announces: {
      'chat.stream.finish_reason': 'unknown-word',
      'completions.stream.finish_reason': 'unknown-word',
    },
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) =>
          eachChoice(chunk, (choice) => ({ ...choice, finish_reason: choice.finish_reason ?? '' })),
        ),
    },
  },
  {
    id: 'finish-reason-repeated',
    area: 'finish',
    says: 'Two chunks of a stream end the same choice.',
    severity: 'should',
    source: 'https://github.com/yan97ao/argus/issues/405',
    announces: { 'chat.stream.finish_reason': 'repeated', 'completions.stream.finish_reason': 'repeated' },
    hooks: { chunks: (chunks) => chunks.flatMap((chunk) => (isFinish(chunk) ? [chunk, chunk] : [chunk])) },
  },
  {
    id: 'stop-told-as-length',
    area: 'finish',
    says: 'An answer that a stop sequence ended has finish_reason "length".',
    severity: 'must',
    source: 'https://github.com/EndlessInternational/intelligence/issues/2',
    announces: { 'chat.stop.finish_reason': 'length', 'completions.stop.finish_reason': 'length' },
    hooks: { events: finishWith((reason) => (reason === 'stop' ? 'length' : reason)) },
  },
];
