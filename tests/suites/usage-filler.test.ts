import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReferenceEndpoint, startReference } from '../../reference/server.js';
import { loadProfile } from '../../src/profile/profile.js';
import { trial } from '../../src/proof/trial.js';
import { checks } from '../../suites/index.js';

let reference: ReferenceEndpoint;
beforeAll(async () => {
  reference = await startReference({ apiKey: 'reference-key', contextWindow: 1024 });
});
afterAll(() => reference.close());

test.each(['usage-zeros-before', 'usage-empty-objects'])(
  '%s: a filler before the usage is no second usage to who reads with the official client',
  async (fault) => {
    const ids = ['chat.stream.usage.sdk', 'completions.stream.usage.sdk', 'chat.stream.usage.include_usage'];
    const { observations } = await trial({
      baseURL: `${reference.url}/fault/${fault}/v1`,
      apiKey: 'reference-key',
      profile: loadProfile('openai'),
      checks: checks.filter(({ facts }) => ids.includes(facts.id)),
      signal: new AbortController().signal,
    });
    expect(ids.map((id) => observations.get(id))).toMatchObject([
      { outcome: 'once' },
      { outcome: 'once' },
      { outcome: 'extra-chunk' },
    ]);
  },
);
