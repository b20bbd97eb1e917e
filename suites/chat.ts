/** POST /chat/completions: the plain conversation. */
import { check } from '../src/check/check.js';
import { QUESTION } from '../src/check/conversation.js';
import { at, parseJson, stringAt } from '../src/check/json.js';
import { type Lab, throwForStatus } from '../src/check/lab.js';
import { refused } from '../src/check/reply.js';
import { openapi } from '../src/check/source.js';
import { sameText } from '../src/check/text.js';

export const reply = check({
  id: 'chat.reply',
  claim: 'A conversation is answered with a message of the assistant.',
  source: openapi('CreateChatCompletionResponse'),
  needs: ['chat'],
  shows: 'chat',
  cost: { requests: 1, tokens: 24 },
  outcomes: {
    message: 'choices[0].message is of the role assistant, with text or null as content',
    malformed: {
      says: 'choices[0].message, its role or its content is not as documented',
      severity: 'must',
      notices: ['every client: it reads choices[0].message.content'],
    },
    absent: 'the path is refused',
  },
  async observe(lab) {
    const message = at(await answer(lab), 'choices', 0, 'message');
    const content = at(message, 'content');
    const role = stringAt(message, 'role');
    const readable = typeof content === 'string' || content === null;
    return role === 'assistant' && readable
      ? 'message'
      : { outcome: 'malformed', details: { role: role ?? null, content: typeof content } };
  },
});

/** The body of an ordinary answer; also where the first contact could make nothing of it. */
async function answer(lab: Lab): Promise<unknown> {
  if (lab.facts.chat.state === 'present') return (await lab.greedy('chat')).json;
  const json = { model: lab.model('chat'), messages: [QUESTION], max_tokens: 24 };
  const received = await lab.send({ method: 'POST', path: '/chat/completions', json });
  throwForStatus(received);
  return parseJson(received.text);
}

export const roles = check({
  id: 'chat.messages.roles',
  claim: 'A conversation of system, user, assistant and user is accepted.',
  source: openapi('ChatCompletionRequestMessage'),
  needs: ['chat'],
  cost: { requests: 1, tokens: 1 },
  outcomes: {
    accepted: 'the conversation is answered',
    rejected: 'the conversation is refused with a legible error',
  },
  async observe(lab) {
    const messages = [
      { role: 'system', content: 'You are a helpful assistant.' },
      { role: 'user', content: 'Say this is a test' },
      { role: 'assistant', content: 'This is a test.' },
      { role: 'user', content: 'Say it again' },
    ];
    const { rejected } = await lab.short('chat', { messages });
    return rejected ? refused(rejected) : 'accepted';
  },
});

export const contentParts = check({
  id: 'chat.messages.content_parts',
  claim: 'Content as one text part means the same as content as a string.',
  source: openapi('ChatCompletionRequestMessageContentPartText'),
  needs: ['chat'],
  cost: { requests: 2, tokens: 48 },
  outcomes: {
    same: 'the prompt has as many tokens, or the reply the same text',
    different: {
      says: 'the prompt is counted otherwise and the reply is another: the parts are not read as text',
      severity: 'must',
      notices: ['Cline and others that always send parts: the model does not see the question'],
    },
    rejected: 'parts are refused with a legible error',
  },
  async observe(lab) {
    const text = 'Describe a walk through an old town, from the harbour to the market.';
    const plain = await lab.greedy('chat', { messages: [{ role: 'user', content: text }] });
    const parts = await lab.greedy('chat', {
      messages: [{ role: 'user', content: [{ type: 'text', text }] }],
    });
    if (parts.rejected) return refused(parts.rejected);
    if (sameText(plain.text, parts.text)) return 'same';
    const asString = plain.usage?.prompt_tokens;
    const asParts = parts.usage?.prompt_tokens;
    if (asString === undefined || asParts === undefined) {
      return lab.inconclusive('the texts differ, and no prompt tokens are counted');
    }
    // Joining parts may add a line break or two.
    return Math.abs(asString - asParts) <= 3
      ? 'same'
      : { outcome: 'different', details: { asString, asParts } };
  },
});
