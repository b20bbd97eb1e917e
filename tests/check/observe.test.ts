import { describe, expect, test } from 'vitest';
import type { Observation } from '../../schemas/types/report.js';
import { type Check, check, type Mode, SERVER_ERROR } from '../../src/check/check.js';
import type { Lab } from '../../src/check/lab.js';
import { type ObserveOptions, observeTarget } from '../../src/check/observe.js';
import { openapi } from '../../src/check/source.js';
import { completion, endpoint, FACTS, type Handler, json } from './endpoint.js';

/** A check that does what a test says. */
function question(
  id: string,
  observe: (lab: Lab) => Promise<'good' | 'bad'>,
  more: { mode?: Mode; needs?: Check['needs']; cost?: { requests: number; tokens: number } } = {},
): Check {
  return check({
    id,
    claim: 'It holds.',
    source: openapi('CreateChatCompletionRequest.stop'),
    needs: more.needs ?? [],
    ...(more.mode && { mode: more.mode }),
    cost: more.cost ?? { requests: 1, tokens: 24 },
    outcomes: { good: 'it holds', bad: { says: 'it does not', severity: 'must' } },
    observe,
  });
}

async function observe(handler: Handler, checks: Check[], more: Partial<ObserveOptions> = {}) {
  const { wire, target, stop, exchanges } = await endpoint(handler);
  const told: string[] = [];
  const observing = observeTarget({
    target,
    facts: FACTS,
    checks,
    wire,
    signal: stop.signal,
    recoveryMs: 50,
    onObservation: (id) => told.push(id),
    ...more,
  });
  await observing.done;
  const observations: Record<string, Observation> = {};
  for (const { facts } of checks) observations[facts.id] = await observing.observation(facts.id);
  return { observations, told, exchanges };
}

const talks: Handler = (_body, response) => json(response, 200, completion('once upon a time'));
const asks = async (lab: Lab) => {
  await lab.greedy('chat');
  return 'good' as const;
};

describe('what an observation comes to', () => {
  test('the word, with the exchanges that tell', async () => {
    const { observations, exchanges } = await observe(talks, [question('a', asks)]);
    expect(observations.a).toMatchObject({ outcome: 'good', exchanges: [exchanges[0]?.id] });
  });

  test('equal requests of several checks are sent once', async () => {
    const { observations, exchanges } = await observe(
      talks,
      ['a', 'b', 'c'].map((id) => question(id, asks)),
    );
    expect(Object.values(observations).every((seen) => 'outcome' in seen)).toBe(true);
    expect(exchanges).toHaveLength(1);
  });

  test('a premise that fails is inconclusive, with the reason', async () => {
    const { observations } = await observe(talks, [
      question('a', async (lab) => lab.inconclusive('nothing to go by')),
    ]);
    expect(observations.a).toEqual(expect.objectContaining({ inconclusive: 'nothing to go by' }));
  });

  test('a 5xx on a lawful request, while an ordinary one works: crashed', async () => {
    const handler: Handler = (body, response, request) =>
      body.stop ? json(response, 500, {}) : talks(body, response, request);
    const { observations } = await observe(handler, [
      question('a', async (lab) => {
        await lab.greedy('chat', { stop: 'x' });
        return 'good';
      }),
    ]);
    expect(observations.a).toMatchObject({ outcome: 'crashed' });
  });

  test('a 5xx to a mistake of ours is a server error, to everything else a crash', async () => {
    const handler: Handler = (body, response, request) =>
      body.stop ? json(response, 500, {}) : talks(body, response, request);
    const about = (id: string, lawful: boolean) =>
      check({
        id,
        claim: 'It holds.',
        source: openapi('CreateChatCompletionRequest.stop'),
        needs: [],
        cost: { requests: 1, tokens: 24 },
        outcomes: { good: 'it holds', 'server-error': SERVER_ERROR },
        async observe(lab) {
          await lab.greedy('chat', { stop: 'x' }, { lawful });
          return 'good';
        },
      });
    const { observations } = await observe(handler, [about('mistake', false), about('lawful', true)]);
    expect(observations.mistake).toMatchObject({ outcome: 'server-error' });
    expect(observations.lawful).toMatchObject({ outcome: 'crashed' });
  });

  test('a 5xx on everything is an error, not a deviation', async () => {
    const { observations } = await observe(
      (_body, response) => json(response, 500, {}),
      [question('a', asks)],
    );
    expect(observations.a).toHaveProperty('error');
  });

  test('no answer, while an ordinary request works: hung', async () => {
    const handler: Handler = (body, response, request) => {
      if (!body.stop) talks(body, response, request);
    };
    const { observations } = await observe(handler, [
      question('a', async (lab) => {
        await lab.greedy('chat', { stop: 'x' });
        return 'good';
      }),
    ]);
    expect(observations.a).toMatchObject({ outcome: 'hung' });
  });

  test('an endpoint that limits the rate says nothing about the question, also through the official client', async () => {
    const limits: Handler = (_body, response) => json(response, 429, {});
    const { observations } = await observe(limits, [
      question('sdk', async (lab) => {
        const asking = lab.sdk().chat.completions.create({ model: 'm', messages: [] });
        return asking.then(
          () => 'good' as const,
          () => 'bad' as const,
        );
      }),
    ]);
    expect(observations.sdk).toMatchObject({ inconclusive: expect.stringContaining('429') });
  });

  test('a mistake in a check is an error of ours, and the others go on', async () => {
    const { observations } = await observe(talks, [
      question('a', () => Promise.reject(new TypeError('oops'))),
      question('b', asks),
    ]);
    expect(observations.a).toMatchObject({ error: expect.stringContaining('a fault of touchstone') });
    expect(observations.b).toMatchObject({ outcome: 'good' });
  });

  test('what an endpoint lacks is skipped where the question makes no sense without it', async () => {
    const { observations, exchanges } = await observe(talks, [
      question('a', asks, { needs: ['completions'] }),
    ]);
    expect(observations.a).toMatchObject({ skipped: 'prerequisite: completions is absent' });
    expect(exchanges).toHaveLength(0);
  });
});

test('a deviation seen among other requests counts only if it is seen alone, too', async () => {
  let running = 0;
  const handler: Handler = (body, response, request) => {
    running += 1;
    const crowded = running > 1;
    setTimeout(() => {
      running -= 1;
      if (crowded) json(response, 200, completion('crowded'));
      else talks(body, response, request);
    }, 30);
  };
  const looks = (which: 0 | 1 | 2) => async (lab: Lab) =>
    (await lab.plain('chat', which)).text === 'crowded' ? ('bad' as const) : ('good' as const);
  const { observations } = await observe(
    handler,
    ([0, 1, 2] as const).map((n) => question(`q${n}`, looks(n))),
  );
  const seen = Object.values(observations);
  expect(seen.map((observation) => 'outcome' in observation && observation.outcome)).toEqual([
    'good',
    'good',
    'good',
  ]);
  expect(seen.flatMap(({ notes = [] }: { notes?: string[] }) => notes).join()).toContain('alone it is not');
});

test('phases: calm ones first, then one at a time, then the hostile', async () => {
  const { told } = await observe(talks, [
    question('hostile', asks, { mode: 'hostile' }),
    question('alone', asks, { mode: 'alone' }),
    question('calm', asks),
  ]);
  expect(told).toEqual(['calm', 'alone', 'hostile']);
});

test('a hostile check after which nothing is answered breaks the next, and the rest is not blamed', async () => {
  let broken = false;
  const handler: Handler = (body, response, request) => {
    if (body.stop) broken = true;
    if (broken && !body.stop) json(response, 500, {});
    else talks(body, response, request);
  };
  const breaks = question(
    'breaks',
    async (lab) => {
      await lab.greedy('chat', { stop: 'x' });
      return 'good';
    },
    { mode: 'hostile' },
  );
  const { observations } = await observe(handler, [breaks, question('after', asks, { mode: 'hostile' })]);
  expect(observations.breaks).toMatchObject({ outcome: 'breaks-the-next' });
  expect(observations.after).toMatchObject({ skipped: expect.stringMatching(/^down/) });
});

test('an endpoint that was gone before is no hostile check’s doing', async () => {
  let gone = false;
  const handler: Handler = (body, response, request) => {
    if (body.stop) gone = true;
    if (gone) request.socket.destroy();
    else talks(body, response, request);
  };
  const { observations } = await observe(handler, [
    question(
      'alone',
      async (lab) => {
        await lab.greedy('chat', { stop: 'x' });
        return 'good';
      },
      { mode: 'alone' },
    ),
    question('hostile', asks, { mode: 'hostile' }),
  ]);
  expect(observations.alone).toMatchObject({
    error: expect.stringContaining('an ordinary request failed too'),
  });
  expect(observations.hostile).toMatchObject({ skipped: expect.stringMatching(/^down/) });
});

describe('a budget', () => {
  const costs = (id: string, requests: number, which: 0 | 1 | 2) =>
    question(
      id,
      async (lab) => {
        await lab.plain('chat', which);
        return 'good';
      },
      { cost: { requests, tokens: 24 } },
    );

  test('what does not fit any more is skipped, and says so', async () => {
    const { observations, exchanges } = await observe(talks, [costs('a', 1, 0), costs('b', 5, 1)], {
      limits: { maxRequests: 3 },
    });
    expect(observations.a).toMatchObject({ outcome: 'good' });
    expect(observations.b).toMatchObject({ skipped: expect.stringMatching(/^budget/) });
    expect(exchanges).toHaveLength(1);
  });

  test('what was reserved and not used is there for others', async () => {
    const { observations } = await observe(talks, [costs('a', 3, 0), costs('b', 2, 1)], {
      limits: { maxRequests: 3 },
    });
    expect(observations.b).toMatchObject({ outcome: 'good' });
  });
});

test('a stopped run skips what it did not come to', async () => {
  const { wire, target, stop } = await endpoint(talks);
  stop.abort();
  const observing = observeTarget({
    target,
    facts: FACTS,
    checks: [question('a', asks)],
    wire,
    signal: stop.signal,
  });
  await observing.done;
  expect(await observing.observation('a')).toMatchObject({ skipped: expect.stringMatching(/^stopped/) });
});

describe('what the official client swallows', () => {
  const threw = async (lab: Lab) => {
    try {
      await lab.sdk().models.list();
      return 'good' as const;
    } catch {
      return 'bad' as const;
    }
  };

  test('is no deviation where the run was stopped meanwhile', async () => {
    const { wire, target, stop } = await endpoint(() => stop.abort());
    const observing = observeTarget({
      target,
      facts: FACTS,
      checks: [question('a', threw)],
      wire,
      signal: stop.signal,
    });
    await observing.done;
    expect(await observing.observation('a')).toMatchObject({ skipped: expect.stringMatching(/^stopped/) });
  });

  test('is an error where nobody listens any more', async () => {
    const baseURL = 'http://127.0.0.1:1/v1';
    const { wire, target, stop } = await endpoint(talks, { baseURL });
    const observing = observeTarget({
      target: { ...target, baseURL },
      facts: FACTS,
      checks: [question('a', threw)],
      wire,
      signal: stop.signal,
      recoveryMs: 50,
    });
    await observing.done;
    expect(await observing.observation('a')).toMatchObject({
      error: expect.stringContaining('cannot be reached'),
    });
  });
});

test('a stream that the client leaves was not ended by a stop of the run', async () => {
  const chunk = JSON.stringify({ id: 'c', object: 'chat.completion.chunk', choices: [] });
  const { exchanges } = await observe(
    (_body, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(`data: ${chunk}\n\n`);
    },
    [
      question('a', async (lab) => {
        const stream = await lab.sdk().chat.completions.create({ model: 'm', messages: [], stream: true });
        for await (const _chunk of stream) break;
        return 'good';
      }),
    ],
  );
  await expect
    .poll(() => exchanges[0]?.failure)
    .toMatchObject({ kind: 'cut', message: expect.stringContaining('the client') });
});

test('a deviation that could not be confirmed alone says so', async () => {
  const { wire, target, stop } = await endpoint(talks);
  const observing = observeTarget({
    target,
    facts: FACTS,
    checks: [
      question('a', async (lab) => {
        await lab.greedy('chat');
        stop.abort();
        return 'bad';
      }),
    ],
    wire,
    signal: stop.signal,
  });
  await observing.done;
  expect(await observing.observation('a')).toMatchObject({
    outcome: 'bad',
    notes: [expect.stringContaining('not asked again alone')],
  });
});
