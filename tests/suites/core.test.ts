import { expect, test } from 'vitest';
import { startReference } from '../../reference/server.js';
import { loadProfile } from '../../src/profile/profile.js';
import { trial } from '../../src/proof/trial.js';
import { isCore } from '../../src/report/exit-code.js';
import { checks } from '../../suites/index.js';

/** What the quick look at an endpoint may cost; the first contact is not counted. */
const MOST_REQUESTS = 60;

test('the core suite costs less than 60 requests', async () => {
  const reference = await startReference({ apiKey: 'reference-key', contextWindow: 1024 });
  try {
    const core = checks.filter(({ facts }) => isCore(facts));
    const { observations } = await trial({
      baseURL: reference.baseURL,
      apiKey: 'reference-key',
      profile: loadProfile('openai'),
      checks: core,
      signal: new AbortController().signal,
    });
    const ids = new Set(core.map(({ facts }) => facts.id));
    const sent = [...observations].filter(([id]) => ids.has(id)).flatMap(([, { exchanges }]) => exchanges);
    expect(core.length).toBeGreaterThan(50);
    expect(new Set(sent).size).toBeLessThan(MOST_REQUESTS);
  } finally {
    await reference.close();
  }
});
