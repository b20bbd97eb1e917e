/** Small data for the tests: lines, files of lines, and what is told of them. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatasetFile } from '../../schemas/types/dataset-report.js';
import { checkDataset, type DatasetOptions } from '../../src/dataset/index.js';
import { loadProfile, type ResolvedProfile } from '../../src/profile/profile.js';

export const user = (content: unknown = 'How far is the moon?') => ({ role: 'user', content });
export const assistant = (content: unknown = 'As far as thirty earths in a row.', more: object = {}) => ({
  role: 'assistant',
  content,
  ...more,
});
export const system = (content: unknown = 'Answer in one sentence.') => ({ role: 'system', content });

export const sample = (messages: readonly unknown[], more: object = {}) =>
  JSON.stringify({ messages, ...more });

export const preference = (more: object = {}) =>
  JSON.stringify({
    input: { messages: [user()] },
    preferred_output: [assistant('Thirty earths.')],
    non_preferred_output: [assistant('No idea.')],
    ...more,
  });

/** A question with what a grader needs. */
export const task = (messages: readonly unknown[] = [user()], more: object = { answer: '384400' }) =>
  sample(messages, more);

/** As many faultless samples, no two alike, as every vendor advises. */
export const GOOD = Array.from({ length: 50 }, (_, i) =>
  sample([user(`What is ${i} + 1?`), assistant(`${i + 1}`)]),
);

export const GOOD_PREFERENCES = Array.from({ length: 50 }, (_, i) =>
  preference({ preferred_output: [assistant(`It is ${i}.`)] }),
);

export const GOOD_TASKS = Array.from({ length: 50 }, (_, i) => task([user(`What is ${i} + 1?`)]));

/** In chunks of this many bytes, so that lines lie across them. The memory of a chunk is used again for the next. */
export async function* chunked(bytes: Uint8Array, size = 61): AsyncGenerator<Uint8Array, void> {
  const chunk = Buffer.alloc(size);
  for (let start = 0; start < bytes.length; start += size) {
    const piece = bytes.subarray(start, start + size);
    chunk.set(piece);
    yield chunk.subarray(0, piece.length);
    chunk.fill(0);
  }
}

export function checkText(
  text: string | Uint8Array,
  profile = 'openai',
  options: DatasetOptions = {},
): Promise<DatasetFile> {
  const loaded = profiles.get(profile) ?? loadProfile(profile);
  profiles.set(profile, loaded);
  return checkDataset(chunked(typeof text === 'string' ? Buffer.from(text) : text), loaded, options);
}

const profiles = new Map<string, ResolvedProfile>();

/** `rule:outcome` of every finding, each once, sorted. */
export function told({ counts }: DatasetFile): string[] {
  return counts.map(({ rule, outcome }) => `${rule}:${outcome}`).sort();
}

/** The path of a profile that says something else of fine-tuning data than `parent`. */
export function profileWith(dataset: object, parent = 'openai'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'touchstone-')), 'vendor.json');
  writeFileSync(path, JSON.stringify({ title: 'A vendor', extends: parent, expect: {}, dataset }));
  return path;
}

export const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(40, 1)]);
export const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(40, 1)]);
export const WEBP = Buffer.from(`RIFF....WEBP${'.'.repeat(30)}`, 'latin1');
export const GIF = Buffer.from(`GIF89a${'.'.repeat(30)}`, 'latin1');

export const dataUrl = (bytes: Buffer, type: string) =>
  `data:image/${type};base64,${bytes.toString('base64')}`;
export const image = (url: string) => ({ type: 'image_url', image_url: { url } });
export const picture = () => image(dataUrl(PNG, 'png'));

export const call = (id: string, args: unknown = '{"city":"Rome"}', name = 'weather') => ({
  id,
  type: 'function',
  function: { name, arguments: args },
});
export const calls = (...list: readonly unknown[]) => ({ role: 'assistant', tool_calls: list });
export const answer = (id: string, content = '21 degrees') => ({ role: 'tool', tool_call_id: id, content });
export const WEATHER = {
  type: 'function',
  function: {
    name: 'weather',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, unit: { enum: ['C', 'F'] }, days: { type: 'integer' } },
      required: ['city'],
      additionalProperties: false,
    },
  },
};
