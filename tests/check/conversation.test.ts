import { expect, test } from 'vitest';
import { openCapabilities } from '../../src/check/capability-probes.js';
import { QUESTION, reach } from '../../src/check/conversation.js';
import { openLab } from '../../src/check/lab.js';
import { type Body, completion, endpoint, FACTS, json } from './endpoint.js';

const SYSTEM = { role: 'system', content: 'Answer in two short sentences and never use a foreign word.' };

/** A server that counts the characters of some messages as the prompt's tokens. */
async function reaching(counted: (message: Body) => number) {
  const { wire, target } = await endpoint((body: Body, response) => {
    const prompt_tokens = body.messages.reduce((sum: number, message: Body) => sum + counted(message), 0);
    json(
      response,
      200,
      completion('yes', { usage: { prompt_tokens, completion_tokens: 1, total_tokens: prompt_tokens + 1 } }),
    );
  });
  const lab = openLab({
    target,
    facts: FACTS,
    wire,
    capabilities: openCapabilities(() => lab),
    onExchange: () => {},
  });
  return reach(lab, [SYSTEM, QUESTION], [QUESTION]);
}

test('a message that adds to the prompt is read', async () => {
  expect(await reaching(({ content }) => content.length)).toMatchObject({ outcome: 'read' });
});

test('one that adds nothing, where others do, is dropped', async () => {
  expect(await reaching(({ role, content }) => (role === 'user' ? content.length : 0))).toMatchObject({
    outcome: 'dropped',
  });
});

test.each([
  ['always the same', () => 0],
  ['only the number of users', ({ role }: Body) => (role === 'user' ? 7 : 0)],
])('where the count is %s, nothing can be said', async (_name, counted) => {
  await expect(reaching(counted)).rejects.toThrow(/does not follow the prompt/);
});
