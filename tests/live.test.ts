import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { useReference } from './reference/client.js';

const reference = useReference();

interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    assertionResults: readonly { status: string; title: string; failureMessages: string[] }[];
  }[];
}

/** `vitest run --project suites`, as somebody with an endpoint of their own types it. */
async function suites(baseURL: string): Promise<Results> {
  const child = spawn(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--project', 'suites', '--reporter=json'],
    { env: { PATH: process.env.PATH, OPENAI_BASE_URL: baseURL }, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let text = '';
  for await (const piece of child.stdout.setEncoding('utf8')) text += piece;
  return JSON.parse(text.slice(text.indexOf('{')));
}

test('the suites as vitest tests pass on a faultless endpoint', async () => {
  const { numPassedTests, numFailedTests } = await suites(reference.endpoint.baseURL);
  expect(numFailedTests).toBe(0);
  expect(numPassedTests).toBeGreaterThan(100);
});

test('and fail on one with a fault, with the sentence of the verdict', async () => {
  const { testResults } = await suites(`${reference.endpoint.url}/fault/stop-ignored/v1`);
  const failed = testResults[0]?.assertionResults.filter(({ status }) => status === 'failed') ?? [];
  const stop = failed.find(({ title }) => title.startsWith('chat.stop.text:'));
  expect(stop?.failureMessages.join()).toContain('the text runs past the stop sequence (ignored)');
});
