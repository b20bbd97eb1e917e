/** The official client, used as its documentation says: what a program with it gets. */
import type OpenAI from 'openai';
import { check, NOT_CORE } from '../src/check/check.js';
import type { Lab } from '../src/check/lab.js';
import { fireworks, sdk } from '../src/check/source.js';

/** Of the user alone: some templates know no system message, and whether they do is not the question here. */
const MESSAGES = [{ role: 'user', content: 'Say this is a test' }] as const;

/** What was thrown, in the words of a program that catches it. */
function thrown(error: unknown): {
  readonly name: string;
  readonly status: number | undefined;
  readonly message: string;
} {
  const { status, message = String(error) } = error as { status?: number; message?: string };
  const name = error instanceof Error ? error.constructor.name : typeof error;
  return { name, status, message };
}

type Call = (client: OpenAI, lab: Lab) => Promise<string | undefined>;

/** A call of the client, and what a program then reads: a text, or nothing. */
const CALLS: readonly {
  readonly id: string;
  readonly claim: string;
  readonly section: string;
  readonly needs: readonly ('chat' | 'completions' | 'models')[];
  readonly tokens: number;
  readonly call: Call;
}[] = [
  {
    id: 'sdk.chat.create',
    claim: 'client.chat.completions.create() gives a message.',
    section: 'Usage: Chat Completion',
    needs: ['chat'],
    tokens: 8,
    async call(client, lab) {
      const answer = await client.chat.completions.create({
        model: lab.model('chat'),
        messages: [...MESSAGES],
        ...lab.limit('chat', 8),
      });
      const content = answer.choices[0]?.message.content;
      return typeof content === 'string' || content === null ? 'a message' : undefined;
    },
  },
  {
    id: 'sdk.completions.create',
    claim: 'client.completions.create() gives a text.',
    section: 'Usage: Completion',
    needs: ['completions'],
    tokens: 8,
    async call(client, lab) {
      const answer = await client.completions.create({
        model: lab.model('completions'),
        prompt: 'The quick brown fox',
        ...lab.limit('completions', 8),
      });
      return typeof answer.choices[0]?.text === 'string' ? 'a text' : undefined;
    },
  },
  {
    id: 'sdk.models.list',
    claim: 'client.models.list() gives the models.',
    section: 'Usage',
    needs: ['models'],
    tokens: 0,
    async call(client) {
      const ids: string[] = [];
      for await (const { id } of client.models.list()) ids.push(id);
      return ids.length > 0 ? 'models' : undefined;
    },
  },
];

const THREW = {
  says: 'the client throws',
  severity: 'must',
  notices: ['programs with the official client'],
} as const;

/** What a call came to; `empty` where it gives nothing a program could use. */
async function carriedOut(lab: Lab, call: Call) {
  try {
    return (await call(lab.sdk(), lab)) === undefined ? 'empty' : 'works';
  } catch (error) {
    const { name, status, message } = thrown(error);
    if (status === 429) return lab.inconclusive('the endpoint is limiting our rate (429)');
    return {
      outcome: 'threw',
      details: { name, status: status ?? null, message: message.slice(0, 200) },
    } as const;
  }
}

export const calls = CALLS.map(({ id, claim, section, needs, tokens, call }) =>
  check({
    id,
    claim,
    source: fireworks(section),
    needs,
    ...(id !== 'sdk.chat.create' && NOT_CORE),
    cost: { requests: 1, tokens },
    outcomes: {
      works: 'the call gives what the documentation promises',
      empty: {
        says: 'the call gives nothing, without an error',
        severity: 'must',
        notices: ['programs with the official client'],
      },
      threw: THREW,
    },
    observe: (lab) => carriedOut(lab, call),
  }),
);

export const stream = check({
  id: 'sdk.chat.stream',
  claim: 'client.chat.completions.stream() assembles the message of a stream.',
  source: fireworks('Usage: Chat Completion'),
  needs: ['chat', 'chat.stream'],
  cost: { requests: 1, tokens: 8 },
  outcomes: { works: 'the call gives what the documentation promises', threw: THREW },
  async observe(lab) {
    const found = await carriedOut(lab, async (client) => {
      const answer = client.chat.completions.stream({
        model: lab.model('chat'),
        messages: [...MESSAGES],
        ...lab.limit('chat', 8),
      });
      await answer.finalChatCompletion();
      return 'a message';
    });
    // The helper throws where there is no message at the end.
    return found === 'empty' ? 'works' : found;
  },
});

/** A mistake, and the classes of the client that fit it. */
const MISTAKES = [
  {
    id: 'key',
    claim: 'A wrong key makes the client throw AuthenticationError, with the server\u2019s words.',
    classes: ['AuthenticationError', 'PermissionDeniedError'],
    credentials: 'wrong',
    change: {},
  },
  {
    id: 'model',
    claim: 'An unknown model makes the client throw NotFoundError, with the server\u2019s words.',
    classes: ['NotFoundError', 'BadRequestError', 'PermissionDeniedError', 'UnprocessableEntityError'],
    credentials: 'own',
    change: { model: 'touchstone-no-such-model' },
  },
  {
    id: 'parameter',
    claim:
      'A parameter of the wrong type makes the client throw BadRequestError, with the server\u2019s words.',
    classes: ['BadRequestError', 'UnprocessableEntityError'],
    credentials: 'own',
    change: { temperature: 'hot' as unknown as number },
  },
] as const;

export const errors = MISTAKES.map(({ id, claim, classes, credentials, change }) =>
  check({
    id: `sdk.error.${id}`,
    claim,
    source: sdk('openai-node', 'src/core/error.ts'),
    needs: ['chat'],
    // What can be read of one error can be read of the others.
    ...(id !== 'key' && NOT_CORE),
    cost: { requests: 1, tokens: 1 },
    outcomes: {
      legible: 'the client throws a class that fits, with the message of the server',
      illegible: {
        says: 'the client throws, and its message says only "status code (no body)"',
        severity: 'must',
        notices: ['programs with openai-node 6: the cause is lost', 'Continue: "400 status code (no body)"'],
      },
      'other-class': { says: 'the client throws a class that does not fit', severity: 'should' },
      none: { says: 'the client throws nothing', severity: 'should' },
    },
    async observe(lab) {
      const client = lab.sdk({ credentials, lawful: false });
      try {
        await client.chat.completions.create({
          model: lab.model('chat'),
          messages: [...MESSAGES],
          ...lab.limit('chat', 1),
          ...change,
        });
        return 'none';
      } catch (error) {
        const { name, status, message } = thrown(error);
        const details = { name, status: status ?? null, message: message.slice(0, 200) };
        if (status === 429) return lab.inconclusive('the endpoint is limiting our rate (429)');
        if (status !== undefined && message.includes('(no body)')) return { outcome: 'illegible', details };
        return {
          outcome: (classes as readonly string[]).includes(name) ? 'legible' : 'other-class',
          details,
        };
      }
    },
  }),
);
