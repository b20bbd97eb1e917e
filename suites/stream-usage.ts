/** Usage in streams: where the counts are, asked for or not. */
import { check, NOT_CORE, over } from '../src/check/check.js';
import { arrayAt, at, isObject, type JsonObject, stringAt } from '../src/check/json.js';
import type { Lab } from '../src/check/lab.js';
import { type Reply, refused, TEXT_ENDPOINTS, type TextEndpoint } from '../src/check/reply.js';
import { fireworks, openapi } from '../src/check/source.js';

const INCLUDE_USAGE = openapi('ChatCompletionStreamOptions.include_usage');

type Where = 'absent' | 'finish-chunk' | 'extra-chunk' | 'every-chunk' | 'elsewhere';

/** Counts of nothing are a filler that some servers send before the real ones. */
function isUsage(chunk: JsonObject): boolean {
  const usage = at(chunk, 'usage');
  return isObject(usage) && Object.values(usage).some((count) => typeof count === 'number' && count > 0);
}

function isFinish(chunk: JsonObject): boolean {
  return arrayAt(chunk, 'choices').some((choice) => stringAt(choice, 'finish_reason') !== undefined);
}

/** In which chunk of a stream usage is. */
function whereUsageIs({ chunks }: Reply): Where {
  const withUsage = chunks.flatMap((chunk, i) => (isUsage(chunk) ? [i] : []));
  const finish = chunks.findLastIndex(isFinish);
  const [only, ...more] = withUsage;
  if (only === undefined) return 'absent';
  if (more.length > 0) return 'every-chunk';
  if (only === finish) return 'finish-chunk';
  return only > finish ? 'extra-chunk' : 'elsewhere';
}

const PLACES = {
  'finish-chunk': 'usage is in the chunk that has the finish_reason',
  'extra-chunk': 'usage is in a chunk of its own after the finish_reason',
  'every-chunk': {
    says: 'usage is in several chunks',
    severity: 'should',
    notices: ['clients that add up what they see (pydantic-ai, CAMEL, Cline): counted several times'],
  },
  elsewhere: { says: 'usage is in a chunk before the finish_reason only', severity: 'should' },
} as const satisfies Record<string, unknown>;

/** A stream in which usage was asked for; inconclusive where that is refused or nothing comes, for those who look at details. */
async function withUsage(lab: Lab, endpoint: TextEndpoint): Promise<Reply> {
  const reply = await lab.greedy(endpoint, { stream: true, stream_options: { include_usage: true } });
  if (reply.rejected) return lab.inconclusive('stream_options is refused');
  if (whereUsageIs(reply) === 'absent') return lab.inconclusive('no usage comes');
  return reply;
}

export const byDefault = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.usage.default`,
    claim: 'A stream has no usage unless it is asked for.',
    source: openapi('CreateChatCompletionStreamResponse.usage'),
    needs: [endpoint, `${endpoint}.stream`],
    cost: { requests: 1, tokens: 24 },
    outcomes: { absent: 'no chunk has usage', ...PLACES },
    async observe(lab) {
      return whereUsageIs(await lab.greedy(endpoint, { stream: true }));
    },
  }),
);

export const included = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.usage.include_usage`,
    claim: 'With include_usage, one more chunk before [DONE] has the usage.',
    source: INCLUDE_USAGE,
    needs: [endpoint, `${endpoint}.stream`, `${endpoint}.stream.usage`],
    shows: `${endpoint}.stream.usage`,
    cost: { requests: 1, tokens: 24 },
    outcomes: {
      ...PLACES,
      missing: {
        says: 'no chunk has usage, though it was asked for',
        severity: 'must',
        notices: ['LiteLLM, Cline, Open WebUI: counts and cost are zero'],
      },
      absent: 'stream_options is refused with a legible error',
    },
    async observe(lab) {
      const reply = await lab.greedy(endpoint, { stream: true, stream_options: { include_usage: true } });
      const where = whereUsageIs(reply);
      return where === 'absent' ? 'missing' : where;
    },
  }),
);

export const excluded = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.usage.include_usage_false`,
    claim: 'With include_usage false, a stream has no usage.',
    source: INCLUDE_USAGE,
    needs: [endpoint, `${endpoint}.stream`],
    cost: { requests: 1, tokens: 24 },
    outcomes: {
      absent: 'no chunk has usage',
      ...PLACES,
      rejected: 'stream_options is refused with a legible error',
    },
    async observe(lab) {
      const reply = await lab.greedy(endpoint, { stream: true, stream_options: { include_usage: false } });
      return reply.rejected ? refused(reply.rejected) : whereUsageIs(reply);
    },
  }),
);

export const before = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.usage.before`,
    claim: 'The chunks before the one with the usage have `usage: null`.',
    source: INCLUDE_USAGE,
    needs: [endpoint, `${endpoint}.stream.usage`],
    severity: 'may',
    cost: { requests: 1, tokens: 24 },
    outcomes: {
      null: 'they have usage with the value null',
      'left-out': 'they have no usage, some or all of them',
      counts: { says: 'they have counts too', severity: 'should' },
      other: { says: 'they have usage with another value' },
    },
    async observe(lab) {
      const { chunks } = await withUsage(lab, endpoint);
      const others = chunks.slice(0, chunks.findLastIndex(isUsage));
      if (others.length === 0) return lab.inconclusive('there is only one chunk');
      if (others.some(isUsage)) return 'counts';
      const values = others.map((chunk) => chunk.usage);
      if (values.some((value) => value !== null && value !== undefined)) return 'other';
      return values.includes(undefined) ? 'left-out' : 'null';
    },
  }),
);

export const choices = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.usage.choices`,
    claim: 'The chunk that has the usage has an empty list of choices.',
    source: INCLUDE_USAGE,
    needs: [endpoint, `${endpoint}.stream.usage`],
    cost: { requests: 1, tokens: 24 },
    outcomes: {
      empty: 'choices is an empty list',
      filled: { says: 'choices has an entry', severity: 'may' },
      missing: {
        says: 'there are no choices',
        severity: 'must',
        notices: ['the .stream() helpers of both SDKs throw'],
      },
    },
    async observe(lab) {
      const { chunks } = await withUsage(lab, endpoint);
      const found = at(chunks.findLast(isUsage), 'choices');
      if (!Array.isArray(found)) return 'missing';
      return found.length === 0 ? 'empty' : 'filled';
    },
  }),
);

export const sum = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.usage.sum`,
    claim: 'In the usage of a stream, the total is the sum of prompt and reply.',
    source: openapi('CompletionUsage.total_tokens'),
    needs: [endpoint, `${endpoint}.stream.usage`],
    cost: { requests: 1, tokens: 24 },
    outcomes: {
      consistent: 'all three counts are there, and the total is the sum',
      'wrong-sum': { says: 'the total is not the sum of the two', severity: 'should' },
      incomplete: {
        says: 'a count is missing',
        severity: 'must',
        notices: ['clients that read usage.total_tokens'],
      },
    },
    async observe(lab) {
      const { usage } = await withUsage(lab, endpoint);
      const { prompt_tokens, completion_tokens, total_tokens } = usage ?? {};
      if (prompt_tokens === undefined || completion_tokens === undefined || total_tokens === undefined) {
        return 'incomplete';
      }
      const details = { prompt_tokens, completion_tokens, total_tokens };
      return {
        outcome: total_tokens === prompt_tokens + completion_tokens ? 'consistent' : 'wrong-sum',
        details,
      };
    },
  }),
);

export const equal = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.usage.equal`,
    claim: 'A stream counts what the same request counts without streaming.',
    source: openapi('CompletionUsage'),
    needs: [endpoint, `${endpoint}.stream.usage`],
    cost: { requests: 2, tokens: 48 },
    outcomes: {
      equal: 'the counts agree',
      'prompt-differs': { says: 'the same prompt is counted differently', severity: 'should' },
      'completion-differs': { says: 'the same text is counted differently', severity: 'should' },
    },
    async observe(lab) {
      const streamed = await withUsage(lab, endpoint);
      const whole = await lab.greedy(endpoint);
      if (whole.usage === undefined) return lab.inconclusive('without streaming there is no usage');
      const details = {
        streamedPrompt: streamed.usage?.prompt_tokens ?? null,
        wholePrompt: whole.usage.prompt_tokens ?? null,
        streamedCompletion: streamed.usage?.completion_tokens ?? null,
        wholeCompletion: whole.usage.completion_tokens ?? null,
      };
      if (details.streamedPrompt !== details.wholePrompt) return { outcome: 'prompt-differs', details };
      // Another text may well have another length.
      const comparable =
        streamed.generated === whole.generated && streamed.finish_reason === whole.finish_reason;
      const same = details.streamedCompletion === details.wholeCompletion;
      if (same || !comparable) return 'equal';
      return { outcome: 'completion-differs', details };
    },
  }),
);

export const throughSdk = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stream.usage.sdk`,
    claim: 'The official client gives the usage of a stream as `chunk.usage`.',
    source: fireworks('Token usage for streaming responses'),
    needs: [endpoint, `${endpoint}.stream`],
    ...(endpoint === 'completions' && NOT_CORE),
    cost: { requests: 1, tokens: 24 },
    outcomes: {
      once: 'one chunk has it',
      repeated: {
        says: 'several chunks have it',
        severity: 'should',
        notices: ['clients that add up what they see'],
      },
      missing: {
        says: 'no chunk has it',
        severity: 'must',
        notices: ['everybody who counts tokens with the official client'],
      },
      threw: { says: 'the client throws while it reads the stream', severity: 'must' },
      rejected: 'the client throws because the request is refused',
    },
    async observe(lab) {
      const seen = await usagesThroughSdk(lab, endpoint);
      if (seen instanceof Error) {
        const { status } = seen as { status?: number };
        const details = { message: seen.message.slice(0, 200), ...(status !== undefined && { status }) };
        return {
          outcome: status !== undefined && status >= 400 && status < 500 ? 'rejected' : 'threw',
          details,
        };
      }
      if (seen === 0) return 'missing';
      return seen === 1 ? 'once' : { outcome: 'repeated', details: { chunks: seen } };
    },
  }),
);

/** How many chunks have usage, as a program with the official client sees them; or what the client threw. */
async function usagesThroughSdk(lab: Lab, endpoint: TextEndpoint): Promise<number | Error> {
  const client = lab.sdk();
  const common = {
    model: lab.model(endpoint),
    stream: true,
    stream_options: { include_usage: true },
  } as const;
  let seen = 0;
  try {
    const stream =
      endpoint === 'chat'
        ? await client.chat.completions.create({
            ...common,
            ...lab.limit('chat', 8),
            messages: [{ role: 'user', content: 'Say this is a test' }],
          })
        : await client.completions.create({
            ...common,
            ...lab.limit('completions', 8),
            prompt: 'The quick brown fox',
          });
    for await (const chunk of stream) if (isUsage({ usage: chunk.usage })) seen += 1;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  return seen;
}
