/** For each fault of shape the shortest request that shows it. */
import { expect } from 'vitest';
import { type Answer, type Any, MODEL } from './client.js';

type Chat = (fault: string, content: string, options?: object) => Promise<Answer>;
type Get = (path: string) => Promise<Answer>;

const STREAM = { stream: true, max_tokens: 4 };

export function shownShapes(chat: Chat, get: Get): Record<string, () => Promise<void>> {
  const models = (fault: string, id = '') => get(`/fault/${fault}/v1/models${id}`);
  const choices = async (fault: string): Promise<Any[]> =>
    (await chat(fault, 'Count from 1 to 9', STREAM)).chunks.flatMap((chunk) => chunk.choices);
  return {
    'models-object-missing': async () =>
      expect((await models('models-object-missing')).json).toEqual({ data: [expect.any(Object)] }),
    'model-entries-bare': async () => {
      const bare = { id: MODEL, object: 'model' };
      expect((await models('model-entries-bare')).json.data).toEqual([bare]);
      expect((await models('model-entries-bare', `/${MODEL}`)).json).toEqual(bare);
    },
    'model-owners-as-list': async () =>
      expect((await models('model-owners-as-list')).json.data[0].owned_by).toEqual(['reference']),
    'answer-object-missing': async () =>
      expect((await chat('answer-object-missing', 'hi')).json).not.toHaveProperty('object'),
    'choice-index-null': async () =>
      expect((await chat('choice-index-null', 'hi')).json.choices[0].index).toBeNull(),
    'first-chunk-without-model': async () => {
      const { chunks } = await chat('first-chunk-without-model', 'hi', STREAM);
      expect(chunks.map(({ model }) => model !== undefined).slice(0, 2)).toEqual([false, true]);
    },
    'chunk-id-null': async () => expect((await chat('chunk-id-null', 'hi', STREAM)).chunks[0].id).toBeNull(),
    'finish-reason-empty-before-the-end': async () =>
      expect((await choices('finish-reason-empty-before-the-end'))[0].finish_reason).toBe(''),
    'last-chunk-without-delta': async () =>
      expect((await choices('last-chunk-without-delta')).at(-1)).not.toHaveProperty('delta'),
    'usage-empty-object': async () =>
      expect((await chat('usage-empty-object', 'hi', STREAM)).chunks[0].usage).toEqual({}),
    'usage-chunk-without-id': async () => {
      const options = { ...STREAM, stream_options: { include_usage: true } };
      expect((await chat('usage-chunk-without-id', 'hi', options)).chunks.at(-1).id).toBe('');
    },
    'end-in-another-choice': async () =>
      expect((await choices('end-in-another-choice')).map(({ index }) => index).at(-1)).toBe(1),
    'text-after-finish-reason': async () =>
      expect((await choices('text-after-finish-reason')).at(-1).delta.content).toBe(' late'),
    'finish-reason-twice': async () => {
      const ended = (await choices('finish-reason-twice')).filter((choice) => choice.finish_reason !== null);
      expect(ended).toHaveLength(2);
    },
  };
}
