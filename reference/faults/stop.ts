/** Faults of stop sequences. */

import { NeverAnswered } from '../api-error.js';
import type { GenerationEvent } from '../generation/events.js';
import { loadModel } from '../model/model.js';
import { failing, refusing } from './change.js';
import type { Fault } from './fault.js';

export const stopFaults: readonly Fault[] = [
  {
    id: 'stop-ignored',
    area: 'stop',
    says: 'Stop sequences are accepted and do not stop anything.',
    severity: 'must',
    source: 'https://github.com/dphnAI/sonar/issues/742',
    announces: {
      'chat.stop.text': 'ignored',
      'completions.stop.text': 'ignored',
      'chat.stop.list': 'ignored',
      'completions.stop.list': 'ignored',
      'chat.stop.first': 'ignored',
      'completions.stop.first': 'ignored',
      'chat.stop.across_tokens': 'ignored',
      'completions.stop.across_tokens': 'ignored',
    },
    hooks: { request: (request) => ({ ...request, stop: [] }) },
  },
  {
    id: 'stop-ignored-in-streams',
    area: 'stop',
    says: 'Stop sequences work, but not in streams.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/2577',
    announces: { 'chat.stop.stream': 'ignored', 'completions.stop.stream': 'ignored' },
    hooks: { rules: (rules, exchange) => (exchange.streamed ? { ...rules, stop: [] } : rules) },
  },
  {
    id: 'stop-text-included',
    area: 'stop',
    says: 'The returned text ends with the stop sequence.',
    severity: 'should',
    source: 'https://github.com/mzau/mlx-knife/issues/68',
    dialects: ['openai', 'fireworks'],
    announces: { 'chat.stop.text': 'included', 'completions.stop.text': 'included' },
    hooks: { rules: (rules) => ({ ...rules, stopText: 'included' }) },
  },
  {
    id: 'stop-prefix-leaks',
    area: 'stop',
    says: 'A stream shows the beginning of a stop sequence before it is complete.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/3574',
    announces: { 'chat.stop.stream': 'leaked', 'completions.stop.stream': 'leaked' },
    hooks: { rules: (rules, exchange) => (exchange.streamed ? { ...rules, holdBack: false } : rules) },
  },
  {
    id: 'stop-list-refused',
    area: 'stop',
    says: 'stop is taken as one text, and refused as a list.',
    severity: 'should',
    source: 'https://github.com/mudler/LocalAI/issues/154',
    announces: { 'chat.stop.list': 'narrower', 'completions.stop.list': 'narrower' },
    hooks: { validation: refusing('stop', Array.isArray) },
  },
  {
    id: 'stop-first-entry-only',
    area: 'stop',
    says: 'Of a list of stop sequences, the first alone stops anything.',
    severity: 'must',
    source: 'https://github.com/NVIDIA/TensorRT-LLM/issues/829',
    announces: {
      'chat.stop.first': 'later',
      'completions.stop.first': 'later',
      'chat.stop.list': 'ignored',
      'completions.stop.list': 'ignored',
    },
    hooks: { request: (request) => ({ ...request, stop: request.stop.slice(0, 1) }) },
  },
  {
    id: 'stop-of-one-token-only',
    area: 'stop',
    says: 'A stop sequence works only where it is a single token.',
    severity: 'must',
    source: 'https://github.com/ggml-org/llama.cpp/issues/11538',
    announces: { 'chat.stop.across_tokens': 'ignored', 'completions.stop.across_tokens': 'ignored' },
    hooks: {
      request: (request) => ({
        ...request,
        stop: request.stop.filter((sequence) => loadModel().tokenizer.encode(sequence).length === 1),
      }),
    },
  },
  {
    id: 'stop-unmatched-loses-text',
    area: 'stop',
    says: 'A stop sequence that does not occur makes the text empty: what was held back for it is lost.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/11089',
    announces: { 'chat.stop.unmatched': 'shortened', 'completions.stop.unmatched': 'shortened' },
    hooks: {
      events: (events, { body, memory }) => {
        if (!body.stop) return events;
        const held = [...((memory.get('held') as GenerationEvent[] | undefined) ?? []), ...events];
        const finish = events.find(({ kind }) => kind === 'finish') as { reason: string } | undefined;
        memory.set('held', finish ? [] : held);
        if (finish === undefined) return [];
        return finish.reason === 'length' ? held.filter(({ kind }) => kind !== 'text') : held;
      },
    },
  },
  {
    id: 'stop-unmatched-hangs',
    area: 'stop',
    says: 'A request with a stop sequence that does not occur is never answered.',
    severity: 'must',
    source: 'https://github.com/ai-dynamo/dynamo/issues/3014',
    announces: { 'chat.stop.unmatched': 'hung', 'completions.stop.unmatched': 'hung' },
    hooks: {
      events: (events, { body }) => {
        const ended = events.some((event) => event.kind === 'finish' && event.reason === 'length');
        if (body.stop && ended) throw new NeverAnswered();
        return events;
      },
    },
  },
  {
    id: 'stop-five-500',
    area: 'stop',
    says: 'Five stop sequences are answered with status 500.',
    severity: 'must',
    source: 'https://github.com/ai-dynamo/dynamo/issues/14463',
    announces: { 'chat.stop.five': 'server-error', 'completions.stop.five': 'server-error' },
    hooks: failing(({ stop }) => Array.isArray(stop) && stop.length > 4, 'too many stop sequences'),
  },
];
