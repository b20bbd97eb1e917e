/** Faults of a model that thinks before it answers: where its thinking goes. */

import type { GenerationEvent } from '../generation/events.js';
import type { Json, JsonObject } from '../json.js';
import { eachChoice } from './change.js';
import type { Fault } from './fault.js';

/** Puts thinking into the text, between marks, where `when` holds of the choice. */
function intoText(when: (choice: JsonObject) => boolean): (response: JsonObject) => JsonObject {
  return (response) =>
    eachChoice(response, (choice) => {
      const { reasoning_content: thinking, ...message } = (choice.message ?? {}) as JsonObject;
      if (typeof thinking !== 'string' || !when(choice)) return choice;
      const end = message.content === '' || message.content === null ? '' : '</think>';
      return {
        ...choice,
        message: { ...message, content: `<think>${thinking}${end}${message.content ?? ''}` },
      };
    });
}

export const thinkingFaults: readonly Fault[] = [
  {
    id: 'thinking-in-text',
    area: 'messages',
    says: 'What the model thinks stands in the content, between its marks.',
    severity: 'may',
    source: 'https://github.com/Stack-Cairn/LiveAgent/issues/670',
    persona: 'reasoner',
    announces: { 'chat.reasoning.member': 'in-text' },
    hooks: { response: intoText(() => true) },
  },
  {
    id: 'cut-thinking-in-text',
    area: 'messages',
    says: 'Thinking is kept apart, but where the limit cuts it, it stands in the content.',
    severity: 'should',
    source: 'https://github.com/openvinotoolkit/model_server/issues/4495',
    persona: 'reasoner',
    announces: { 'chat.reasoning.cut': 'in-text' },
    hooks: {
      response: intoText(
        ({ finish_reason, message }) =>
          finish_reason === 'length' && ((message as JsonObject).content as Json) === '',
      ),
    },
  },
  {
    id: 'thinking-not-streamed',
    area: 'stream',
    says: 'A stream leaves out what the model thinks, which a whole answer shows.',
    severity: 'should',
    source: 'https://github.com/raullenchai/Rapid-MLX/pull/29',
    persona: 'reasoner',
    announces: { 'chat.stream.reasoning': 'lost' },
    hooks: {
      chunks: (chunks) =>
        chunks.filter((chunk) =>
          (chunk.choices as { delta?: JsonObject }[]).every(
            ({ delta }) => delta?.reasoning_content === undefined,
          ),
        ),
    },
  },
  {
    id: 'stop-in-thinking',
    area: 'stop',
    says: 'A stop sequence is looked for in the thinking, too: the answer never comes.',
    severity: 'may',
    source: 'https://github.com/vllm-project/vllm/issues/14170',
    persona: 'reasoner',
    announces: { 'chat.stop.reasoning': 'cut' },
    hooks: {
      events: (events, { body, memory }) => {
        const [stop] = [body.stop ?? []].flat();
        if (typeof stop !== 'string') return events;
        return events.flatMap((event): GenerationEvent[] => {
          if (event.kind === 'finish') return [memory.has('stopped') ? { ...event, reason: 'stop' } : event];
          if (event.kind !== 'text') return [event];
          if (memory.has('stopped')) return [];
          const before = String(memory.get('thought') ?? '');
          memory.set('thought', event.channel === 'reasoning' ? before + event.text : '');
          const place = event.channel === 'reasoning' ? (before + event.text).indexOf(stop) : -1;
          if (place < 0) return [event];
          memory.set('stopped', true);
          return [{ ...event, text: event.text.slice(0, Math.max(0, place - before.length)) }];
        });
      },
    },
  },
];
