/** A prompt and `max_tokens` that do not fit the context window together: refused, or the reply shortened. */

import type { Parameters } from '../src/check/ask.js';
import { check, NOT_CORE, over, REJECTED } from '../src/check/check.js';
import type { Lab } from '../src/check/lab.js';
import { type Reply, refused, TEXT_ENDPOINTS, type TextEndpoint } from '../src/check/reply.js';
import { fireworks, openapi, thread } from '../src/check/source.js';

/** Larger than any window, and within 32 bits. */
const HUGE = 10_000_000;

/** A server that ignores disconnects stops soon all the same, and nobody pays for a window full of tokens. */
const SOON = { stop: [' ', '\n', '.', ','] };

/** Up to this window a prompt that nearly fills it costs little. */
const LARGEST_WINDOW_TO_FILL = 8192;

/** Tokens left in the window by the prompt that nearly fills it, and tokens then asked for. */
const ROOM = 24;
const WANTED = 64;

type Overflow =
  | { readonly outcome: 'rejected'; readonly reply: Reply }
  | {
      readonly outcome: 'accepted' | 'truncated' | 'prompt-cut';
      readonly details: Record<string, number | string | null>;
    };

/** Asks for more than the window holds, and says what became of it. */
async function overflow(lab: Lab, endpoint: TextEndpoint, parameters: Parameters = {}): Promise<Overflow> {
  const limit = lab.facts[endpoint].limitParameter;
  if (limit === undefined) return lab.inconclusive('no limit parameter is accepted');
  const window = lab.facts.contextWindow;
  if (window === undefined || window > LARGEST_WINDOW_TO_FILL) {
    const begin = (tokens: number) =>
      lab.ask(endpoint, { ...SOON, ...parameters, [limit]: tokens, stream: true }, { cutAfterEvents: 1 });
    const reply = await begin(HUGE);
    if (!reply.rejected) return { outcome: 'accepted', details: { [limit]: HUGE } };
    if ((await begin(ROOM)).rejected)
      return lab.inconclusive('the same request is refused also where it fits the window');
    return { outcome: 'rejected', reply };
  }

  const { text, tokens } = await nearlyFull(lab, endpoint, window);
  const filled = endpoint === 'chat' ? { messages: [{ role: 'user', content: text }] } : { prompt: text };
  const greedy = lab.facts[endpoint].temperature === false ? {} : { temperature: 0 };
  const reply = await lab.ask(endpoint, { ...filled, ...greedy, ...parameters, [limit]: WANTED + ROOM });
  if (reply.rejected) return { outcome: 'rejected', reply };
  const counted = reply.usage?.prompt_tokens;
  const written = reply.usage?.completion_tokens;
  const details = {
    window,
    prompt: tokens,
    counted: counted ?? null,
    wanted: WANTED + ROOM,
    written: written ?? null,
  };
  // The calibration is off by a few tokens at the joints; a prompt that was cut lacks many.
  if (counted !== undefined && counted < tokens - ROOM) return { outcome: 'prompt-cut', details };
  const cut = reply.finish_reason === 'length' && written !== undefined && written < WANTED + ROOM;
  return { outcome: cut ? 'truncated' : 'accepted', details };
}

/** A prompt that leaves about `ROOM` tokens of the window, measured with the endpoint's own counts. */
async function nearlyFull(lab: Lab, endpoint: TextEndpoint, window: number) {
  const words = (count: number) => Array.from({ length: count }, () => 'fox').join(' ');
  const measure = async (count: number) => {
    const asked =
      endpoint === 'chat'
        ? { messages: [{ role: 'user', content: words(count) }] }
        : { prompt: words(count) };
    const { usage, rejected } = await lab.short(endpoint, asked);
    if (rejected || usage?.prompt_tokens === undefined)
      return lab.inconclusive('prompt tokens are not counted');
    return usage.prompt_tokens;
  };
  const [few, more] = [await measure(16), await measure(48)];
  const perWord = (more - few) / 32;
  if (perWord <= 0) return lab.inconclusive('prompt tokens do not grow with the prompt');
  const count = Math.floor((window - ROOM - few) / perWord) + 16;
  return { text: words(count), tokens: Math.round(few + (count - 16) * perWord) };
}

export const defaultOverflow = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.max_tokens.overflow`,
    claim: 'A prompt and max_tokens that exceed the context window together are refused.',
    source: openapi('CreateCompletionRequest.max_tokens'),
    needs: [endpoint],
    mode: 'alone',
    ...(endpoint === 'completions' && NOT_CORE),
    cost: { requests: 3, tokens: 90 },
    outcomes: {
      rejected: REJECTED,
      accepted: 'the request is answered',
      truncated: 'the reply is shortened to what the window has room for',
      'prompt-cut': {
        says: 'the prompt is cut without a word: fewer tokens are counted than were sent',
        severity: 'must',
        notices: ['everybody: the model does not see what was asked'],
      },
    },
    async observe(lab) {
      const seen = await overflow(lab, endpoint);
      return seen.outcome === 'rejected'
        ? refused(seen.reply.rejected as NonNullable<Reply['rejected']>)
        : seen;
    },
  }),
);

/** What clients look for where a request is refused: that it was too long, or asked for too much. */
const SAYS_TOO_LONG = /context|token|too (long|large|many|big)|length|exceed|maximum|max_/i;

export const overflowMessage = check({
  id: 'chat.max_tokens.overflow.message',
  claim: 'The error for a request that exceeds the context window says so.',
  source: thread('vllm-project/vllm#33418'),
  needs: ['chat'],
  mode: 'alone',
  cost: { requests: 3, tokens: 90 },
  outcomes: {
    coded: 'code is "context_length_exceeded"',
    worded: 'the message speaks of the context, of tokens or of a length',
    unsaid: {
      says: 'neither the code nor the message says what was too long',
      severity: 'should',
      notices: ['Cline and other coding clients: they look for it to shorten the conversation, and give up'],
    },
    answered: 'the request is not refused',
  },
  async observe(lab) {
    const seen = await overflow(lab, 'chat');
    if (seen.outcome !== 'rejected') return 'answered';
    const { code, message = '' } = seen.reply.rejected ?? {};
    if (code === 'context_length_exceeded') return 'coded';
    const outcome = SAYS_TOO_LONG.test(`${code ?? ''} ${message}`) ? 'worded' : 'unsaid';
    return { outcome, details: { code: code ?? null, message: message.slice(0, 200) } };
  },
});

/** Whether the option as such is known: an ordinary request with it. */
async function optionRefused(lab: Lab, endpoint: TextEndpoint, value: string) {
  const { rejected } = await lab.short(endpoint, { context_length_exceeded_behavior: value });
  return rejected;
}

export const behaviorError = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.context_length_exceeded_behavior.error`,
    claim: 'With context_length_exceeded_behavior "error", a request that exceeds the window is refused.',
    source: fireworks('API compatibility: Differences'),
    needs: [endpoint],
    mode: 'alone',
    cost: { requests: 4, tokens: 91 },
    outcomes: {
      refused: 'the request that exceeds the window is refused',
      accepted: 'the request that exceeds the window is answered all the same',
      rejected: 'the option itself is refused',
    },
    async observe(lab) {
      const rejected = await optionRefused(lab, endpoint, 'error');
      if (rejected) return refused(rejected);
      const seen = await overflow(lab, endpoint, { context_length_exceeded_behavior: 'error' });
      return seen.outcome === 'rejected' ? 'refused' : { outcome: 'accepted', details: seen.details };
    },
  }),
);

export const behaviorTruncate = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.context_length_exceeded_behavior.truncate`,
    claim:
      'With context_length_exceeded_behavior "truncate", max_tokens is lowered to what the window has room for.',
    source: fireworks('API compatibility: Differences'),
    needs: [endpoint],
    mode: 'alone',
    cost: { requests: 4, tokens: 91 },
    outcomes: {
      accepted: 'the request that exceeds the window is answered',
      truncated: 'the reply is shortened to what the window has room for',
      refused: 'the request that exceeds the window is refused all the same',
      rejected: 'the option itself is refused',
    },
    async observe(lab) {
      const rejected = await optionRefused(lab, endpoint, 'truncate');
      if (rejected) return refused(rejected);
      const seen = await overflow(lab, endpoint, { context_length_exceeded_behavior: 'truncate' });
      if (seen.outcome === 'rejected') return 'refused';
      return { outcome: seen.outcome === 'truncated' ? 'truncated' : 'accepted', details: seen.details };
    },
  }),
);
