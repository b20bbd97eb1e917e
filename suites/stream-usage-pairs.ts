/** Usage in streams together with something else: features that work alone and fail in pairs. */
import { check, NOT_CORE, over } from '../src/check/check.js';
import { at, isObject } from '../src/check/json.js';
import { type Reply, refused, TEXT_ENDPOINTS } from '../src/check/reply.js';
import { openapi } from '../src/check/source.js';
import { wordInside } from '../src/check/text.js';

const USAGE = { stream: true, stream_options: { include_usage: true } };

function hasUsage({ chunks }: Reply): boolean {
  return chunks.some((chunk) => {
    const usage = at(chunk, 'usage');
    return isObject(usage) && Object.values(usage).some((count) => Number(count) > 0);
  });
}

const LOST = {
  says: 'no chunk has usage, though it comes without this',
  severity: 'must',
  notices: ['LiteLLM, Cline, Open WebUI: counts and cost are zero'],
} as const;

export const withStop = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.usage.stop`,
    claim: 'A stream that a stop sequence ends still has its usage.',
    source: openapi('ChatCompletionStreamOptions.include_usage'),
    needs: [endpoint, `${endpoint}.stream.usage`],
    ...NOT_CORE,
    cost: { requests: 4, tokens: 96 },
    outcomes: { there: 'a chunk has usage', lost: LOST },
    async observe(lab) {
      const { value: stop, question } = await lab.learn(
        endpoint,
        ({ text }) => wordInside(text),
        'the reply has no inner word to stop at',
      );
      const reply = await lab.greedy(endpoint, { ...question, ...USAGE, stop });
      if (reply.rejected) return lab.inconclusive('a stop sequence is refused');
      if (reply.finish_reason !== 'stop') return lab.inconclusive('the stop sequence did not end the stream');
      return hasUsage(reply) ? 'there' : 'lost';
    },
  }),
);

export const emptyOptions = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.usage.empty_options`,
    claim: 'Empty stream_options ask for nothing: a stream has usage with them where it has usage without.',
    source: openapi('ChatCompletionStreamOptions.include_usage'),
    needs: [endpoint, `${endpoint}.stream`],
    severity: 'may',
    cost: { requests: 2, tokens: 48 },
    outcomes: {
      same: 'it makes no difference',
      added: {
        says: 'usage comes that does not come without them',
        severity: 'may',
        notices: ['clients that index choices[0]: the chunk with the usage has none'],
      },
      rejected: 'empty stream_options are refused with a legible error',
    },
    async observe(lab) {
      const without = await lab.greedy(endpoint, { stream: true });
      const reply = await lab.greedy(endpoint, { stream: true, stream_options: {} });
      if (reply.rejected) return refused(reply.rejected);
      return hasUsage(reply) && !hasUsage(without) ? 'added' : 'same';
    },
  }),
);
