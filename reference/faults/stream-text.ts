/** Faults of whether a stream comes, whether its text is whole, and whether its events can be read. */

import { ConnectionReset } from '../api-error.js';
import type { GenerationEvent } from '../generation/events.js';
import type { JsonObject } from '../json.js';
import { eachChoice, eachDelta, isFinish, textOf, timesBefore } from './change.js';
import type { Fault } from './fault.js';

/** The chunk with this text in each of its choices. */
function withText(chunk: JsonObject, text: string): JsonObject {
  return eachChoice(chunk, (choice) =>
    'delta' in choice ? { ...choice, delta: { content: text } } : { ...choice, text },
  );
}

export const streamTextFaults: readonly Fault[] = [
  {
    id: 'stream-ignored',
    area: 'stream',
    says: 'stream is accepted, and one document comes.',
    severity: 'must',
    source: 'https://github.com/nomic-ai/gpt4all/issues/1513',
    announces: { 'chat.stream.reply': 'not-streamed', 'completions.stream.reply': 'not-streamed' },
    hooks: { request: (request) => ({ ...request, stream: false }) },
  },
  {
    id: 'stream-of-empty-events',
    area: 'stream',
    says: 'The events of a stream are empty.',
    severity: 'must',
    source: 'https://github.com/ollamaflow/ollamaflow/issues/7',
    announces: { 'chat.stream.reply': 'unreadable', 'completions.stream.reply': 'unreadable' },
    hooks: { frames: (frames) => frames.map(() => 'data: \n\n') },
  },
  {
    id: 'stream-without-text',
    area: 'stream',
    says: 'The chunks of a stream have no text, though the same answer has one without streaming.',
    severity: 'must',
    source: 'https://github.com/langchain4j/langchain4j/issues/3372',
    announces: { 'chat.stream.text': 'empty', 'completions.stream.text': 'empty' },
    hooks: {
      events: (events, { streamed }) => (streamed ? events.filter(({ kind }) => kind !== 'text') : events),
    },
  },
  {
    id: 'stream-replays-text',
    area: 'stream',
    says: 'The last chunk of a stream has the whole text once more.',
    severity: 'must',
    source: 'https://github.com/raullenchai/Rapid-MLX/issues/1709',
    announces: { 'chat.stream.text': 'replayed', 'completions.stream.text': 'replayed' },
    hooks: {
      chunks: (chunks, { memory }) =>
        chunks.flatMap((chunk) => {
          const [choice] = chunk.choices as JsonObject[];
          if (choice === undefined) return [chunk];
          const text = String(memory.get('text') ?? '') + textOf(choice);
          memory.set('text', text);
          return isFinish(chunk) ? [withText(chunk, text)] : [chunk];
        }),
    },
  },
  {
    id: 'stream-loses-last-token',
    area: 'stream',
    says: 'The last piece of the text does not come in streams.',
    severity: 'must',
    source: 'https://github.com/LostRuins/koboldcpp/pull/1031',
    announces: { 'chat.stream.text': 'shortened', 'completions.stream.text': 'shortened' },
    hooks: {
      events: (events, { streamed, memory }) => {
        if (!streamed) return events;
        return events.flatMap((event) => {
          if (event.kind !== 'text') return [event];
          const before = memory.get('held') as GenerationEvent | undefined;
          memory.set('held', event);
          return before ? [before] : [];
        });
      },
    },
  },
  {
    id: 'stream-loses-tokens',
    area: 'stream',
    says: 'Some pieces in the middle of the text do not come in streams.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/30099',
    announces: { 'chat.stream.text': 'different', 'completions.stream.text': 'different' },
    hooks: {
      events: (events, { streamed, memory }) =>
        events.filter(
          ({ kind }) => kind !== 'text' || !streamed || timesBefore(memory, 'stream-loses-tokens') % 5 !== 2,
        ),
    },
  },
  {
    id: 'done-without-brackets',
    area: 'stream',
    says: 'A stream ends with "data: DONE".',
    severity: 'must',
    source: 'https://github.com/googleapis/java-genai/issues/1084',
    announces: {
      'chat.stream.done': 'misspelt',
      'completions.stream.done': 'misspelt',
      'chat.stream.usage.sdk': 'threw',
      'completions.stream.usage.sdk': 'threw',
      'http.stream.framing': 'broken',
    },
    hooks: { ending: () => 'data: DONE\n\n' },
  },
  {
    id: 'role-empty-in-streams',
    area: 'stream',
    says: 'The deltas after the first have an empty text as role.',
    severity: 'should',
    source: 'https://github.com/MiniMax-AI/MiniMax-M2.5/issues/2',
    announces: { 'chat.stream.role': 'other' },
    hooks: {
      chunks: (chunks) => chunks.map((chunk) => eachDelta(chunk, (delta) => ({ role: '', ...delta }))),
    },
  },
  {
    id: 'several-documents-in-an-event',
    area: 'stream',
    says: 'Two chunks stand in one event: the blank line between them is missing.',
    severity: 'must',
    source: 'https://github.com/bentoml/OpenLLM/issues/864',
    announces: { 'http.stream.framing': 'broken', 'sdk.chat.stream': 'threw' },
    hooks: {
      frames: (frames, { memory }) =>
        frames.map((frame) => (timesBefore(memory, 'events') === 3 ? frame.replace('\n\n', '\n') : frame)),
    },
  },
  {
    id: 'keep-alive-as-data',
    area: 'stream',
    says: 'A keep-alive that should be a comment is sent as data.',
    severity: 'must',
    source: 'https://github.com/anomalyco/opencode/issues/50871',
    announces: {
      'http.stream.framing': 'broken',
      'sdk.chat.stream': 'threw',
      'chat.stream.usage.sdk': 'threw',
      'completions.stream.usage.sdk': 'threw',
    },
    hooks: { frames: (frames) => frames.flatMap((frame) => ['data: : keepalive\n\n', frame]) },
  },
  {
    id: 'error-text-in-stream',
    area: 'stream',
    says: 'A stream begins with a line of JSON that is no event.',
    severity: 'must',
    source: 'https://github.com/gpustack/gpustack/issues/6155',
    announces: { 'http.stream.framing': 'broken' },
    hooks: {
      frames: (frames, { memory }) =>
        timesBefore(memory, 'frames') === 0 ? frames.map((frame) => frame.replace(/^data: /, '')) : frames,
    },
  },
  {
    id: 'reset-before-the-answer',
    area: 'stream',
    says: 'The connection is reset before a streamed answer begins.',
    severity: 'must',
    source: 'https://github.com/maximhq/bifrost/issues/1305',
    announces: { 'chat.stream.reply': 'crashed', 'completions.stream.reply': 'crashed' },
    hooks: {
      request: (request) => {
        if (request.stream) throw new ConnectionReset();
        return request;
      },
    },
  },
];
