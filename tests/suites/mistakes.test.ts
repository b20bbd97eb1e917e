import { expect, test } from 'vitest';
import { startReference } from '../../reference/server.js';
import { loadProfile } from '../../src/profile/profile.js';
import { trial } from '../../src/proof/trial.js';
import { checks } from '../../suites/index.js';

/** What OpenAI refuses and others take: nobody is wrong to send it, so that a 5xx to it is a crash. */
const LAWFUL = /max_tokens\.(both|zero)|context_length_exceeded_behavior/;

/** Each answers one kind of mistake with status 500. */
const FAULTS = [
  'mistakes-500',
  'malformed-json-500',
  'out-of-range-500',
  'unknown-parameter-500',
  'unknown-path-500',
  'unknown-model-500',
  'media-type-500',
  'stop-five-500',
  'large-body-500',
];

test('a server that answers every mistake with 500 is told so, and never said to crash', async () => {
  const reference = await startReference({ apiKey: 'reference-key', contextWindow: 1024, faults: FAULTS });
  try {
    const { observations } = await trial({
      baseURL: reference.baseURL,
      apiKey: 'reference-key',
      profile: loadProfile('openai'),
      checks,
      signal: new AbortController().signal,
    });
    const saying = (word: string) =>
      [...observations].filter(([, seen]) => 'outcome' in seen && seen.outcome === word).map(([id]) => id);
    expect(saying('crashed').filter((id) => !LAWFUL.test(id))).toEqual([]);
    expect(saying('server-error').length).toBeGreaterThan(30);
  } finally {
    await reference.close();
  }
});
