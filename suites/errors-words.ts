/** What an error says: which parameter is wrong, how long it is, and whether it repeats the key. */
import { check, over, SERVER_ERROR } from '../src/check/check.js';
import { parseJson, stringAt } from '../src/check/json.js';
import { WRONG_KEY } from '../src/check/lab.js';
import { toReply } from '../src/check/reply.js';
import { openapi, thread } from '../src/check/source.js';

export const named = check({
  id: 'chat.error.temperature_type.named',
  claim: 'The error for a wrong parameter names it.',
  source: openapi('Error.param'),
  needs: ['chat'],
  severity: 'may',
  cost: { requests: 2, tokens: 2 },
  outcomes: {
    param: 'param is the name of the parameter',
    message: { says: 'the message has the name of the parameter, and param does not', severity: 'may' },
    unnamed: {
      says: 'neither param nor the message has the name of the parameter',
      severity: 'may',
      notices: ['clients that leave out what is refused and try again: they cannot know what it was'],
    },
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const ordinary = (await lab.short('chat')).received.request;
    const json = { ...(ordinary.json as object), temperature: 'hot' };
    const received = await lab.send({ ...ordinary, json, lawful: false });
    const { status = 0 } = received;
    if (status >= 500) return { outcome: 'server-error', details: { status } };
    const { rejected } = toReply('chat', received);
    if (rejected === undefined) return lab.inconclusive('a temperature that is no number is not refused');
    const { param, message } = rejected;
    if (param?.includes('temperature')) return 'param';
    const outcome = /temperature/i.test(message) ? 'message' : 'unnamed';
    return { outcome, details: { param: param ?? null, message: message.slice(0, 120) } };
  },
});

/** Hexadecimal digests are at least this long. */
const DIGEST = /\b[0-9a-f]{40,}\b/i;

export const keyRepeated = check({
  id: 'errors.key.repeated',
  claim: 'The error for a wrong key does not repeat the key.',
  source: thread('BerriAI/litellm#39787'),
  needs: ['chat'],
  cost: { requests: 2, tokens: 1 },
  outcomes: {
    kept: 'the key is not in the error, or shortened',
    repeated: {
      says: 'the whole key is in the error',
      severity: 'should',
      notices: ['whoever logs errors: a key with one letter too few is in the log'],
    },
    digest: {
      says: 'a digest of the key is in the error',
      severity: 'may',
      notices: ['public gateways: who guesses a key learns how it is stored'],
    },
  },
  async observe(lab) {
    const ordinary = (await lab.short('chat')).received.request;
    const { status = 0, text } = await lab.send({ ...ordinary, credentials: 'wrong', lawful: false });
    if (status < 400) return lab.skip('prerequisite: a wrong key is not refused');
    if (text.includes(WRONG_KEY)) return 'repeated';
    return DIGEST.test(text)
      ? { outcome: 'digest', details: { found: DIGEST.exec(text)?.[0] ?? '' } }
      : 'kept';
  },
});

/** As many wrong messages as a long conversation has. */
const WRONG = Array.from({ length: 200 }, () => 1);

/** A page of a book: nobody needs more to find a mistake. */
const LONG_BYTES = 64 * 1024;

export const size = over(['chat', 'responses'], (endpoint) =>
  check({
    id: `${endpoint}.error.size`,
    claim: 'An error is short, however many things are wrong.',
    source: thread('vllm-project/vllm#49239'),
    needs: ['chat', endpoint],
    cost: { requests: 1, tokens: 16 },
    outcomes: {
      short: 'the error is shorter than 64 KiB',
      long: {
        says: 'the error is longer than 64 KiB: it tells each mistake, with what was sent',
        severity: 'should',
        notices: ['proxies and logs: one wrong request of a client fills them'],
      },
      accepted: { says: 'messages that are numbers are answered', severity: 'should' },
      'server-error': SERVER_ERROR,
    },
    async observe(lab) {
      const path = endpoint === 'chat' ? '/chat/completions' : '/responses';
      const list = endpoint === 'chat' ? { messages: WRONG } : { input: WRONG };
      const json = { model: lab.model('chat'), ...list };
      const { status = 0, text } = await lab.send({ method: 'POST', path, json, lawful: false });
      const details = { status, bytes: Buffer.byteLength(text) };
      if (status >= 500) return { outcome: 'server-error', details };
      const inside = stringAt(parseJson(text), 'error', 'message') !== undefined;
      if (status < 400 && !inside) return { outcome: 'accepted', details };
      return { outcome: details.bytes > LONG_BYTES ? 'long' : 'short', details };
    },
  }),
);
