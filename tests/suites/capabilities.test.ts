import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReferenceEndpoint, startReference } from '../../reference/server.js';
import { loadProfile } from '../../src/profile/profile.js';
import { type Trial, trial } from '../../src/proof/trial.js';
import { checks } from '../../suites/index.js';

let reference: ReferenceEndpoint;
beforeAll(async () => {
  reference = await startReference({ apiKey: 'reference-key', contextWindow: 1024 });
});
afterAll(() => reference.close());

/** What comes of the checks that are about something an endpoint may lack. */
function about(about: RegExp, selection: string): Promise<Trial> {
  return trial({
    baseURL: `${reference.url}/${selection}/v1`,
    apiKey: 'reference-key',
    profile: loadProfile('openai'),
    checks: checks.filter(({ facts }) => about.test(facts.id)),
    signal: new AbortController().signal,
  });
}

function verdicts({ judgements }: Trial, about: RegExp): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [id, { verdict }] of judgements)
    if (about.test(id)) found[verdict] = [...(found[verdict] ?? []), id];
  return found;
}

/** Not those that ask what is there without tools. */
const TOOLS = /^(?:chat|sdk\.chat)\.(?!option|.*without_tools).*tool/;

test('an endpoint that refuses tools has one check that says so, and no failure', async () => {
  const { unsupported, skipped, ...others } = verdicts(await about(TOOLS, 'variation/no-tools'), TOOLS);
  expect(unsupported).toEqual(['chat.tools.offered']);
  expect(skipped?.length).toBeGreaterThan(20);
  expect(others).toEqual({});
});

test('tools that are taken and never called are a deviation; what a call looks like is not asked', async () => {
  const { fail, unsupported } = verdicts(await about(TOOLS, 'fault/tools-dropped'), TOOLS);
  expect(fail).toEqual(['chat.tools.offered', 'chat.tool_choice.required', 'chat.tool_choice.named']);
  expect(unsupported).toBeUndefined();
});

const SHAPES = /^(?:chat|sdk\.chat)\.(?:response_format|parse)/;

test('an endpoint that refuses schemas and JSON mode has one check for each', async () => {
  const trialled = await about(SHAPES, 'variation/no-structured-output');
  const { unsupported, fail } = verdicts(trialled, SHAPES);
  expect(unsupported).toEqual(['chat.response_format.json_schema', 'chat.response_format.json_object']);
  expect(fail).toBeUndefined();
});

test('the checks of streamed calls share their requests', async () => {
  const streamed = /^chat\.stream\.tool_calls/;
  const { observations } = await about(streamed, 'dialect/openai');
  const looked = [...observations].filter(([id]) => streamed.test(id));
  const exchanges = new Set(looked.flatMap(([, observation]) => observation.exchanges));
  expect(looked.length).toBeGreaterThan(6);
  // The forced call, the same streamed, and any call streamed.
  expect(exchanges.size).toBeLessThanOrEqual(3);
});
