import { describe, expect, test } from 'vitest';
import { type Fault, faults } from '../../reference/faults/index.js';
import type { Check, Question } from '../../src/check/check.js';
import { openLedger } from '../../src/proof/ledger.js';
import { type Proof, prove } from '../../src/proof/prove.js';
import type { Trial } from '../../src/proof/trial.js';
import { catalogue } from '../../suites/index.js';

const { signal } = new AbortController();

function questionOf(id: string): Question {
  return catalogue.find(({ facts }) => facts.id === id) as Question;
}

/** What is not proved of these checks by these faults and variations, where nothing else counts. */
function proofOf(checks: readonly Question[], ids: readonly string[], whole = false): Promise<Proof> {
  return prove({ catalogue: checks, only: new Set(ids), whole, signal });
}

const done = questionOf('chat.stream.done');
const ANNOUNCED_ELSEWHERE = 'completions.stream.done, and there is no such check';

describe('a check', () => {
  test('is proved by faults of its area that bring forth its bad words, and a quiet endpoint', async () => {
    const { problems, checks } = await proofOf(
      [done, questionOf('completions.stream.done')],
      ['done-missing', 'crlf'],
    );
    expect(problems).toEqual([]);
    expect(checks.get('chat.stream.done')?.killedBy).toEqual(['done-missing']);
    expect([...(checks.get('chat.stream.done')?.words.keys() ?? [])].sort()).toEqual(['done', 'missing']);
  });

  test('that is taken out is named by the fault that announces it', async () => {
    const { problems } = await proofOf([done], ['done-missing']);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(ANNOUNCED_ELSEWHERE);
  });

  test('that no fault makes fail is named, and so is the word that nothing brings forth', async () => {
    const { problems } = await proofOf([done], ['crlf'], true);
    expect(problems).toContain('chat.stream.done: no fault makes it fail');
    expect(problems).toContain('chat.stream.done: the outcome "misspelt" is never brought forth');
  });

  test('that cannot fail is named', async () => {
    const { problems } = await proofOf(
      [{ ...(done as Check), observe: async () => 'done' }],
      ['done-missing'],
    );
    expect(problems).toContain('openai done-missing: chat.stream.done was to be "missing", and is "done"');
    expect(problems.join()).toContain('no check that it announces fails');
  });

  test('that fails without cause is named', async () => {
    const { problems } = await proofOf([{ ...(done as Check), observe: async () => 'missing' }], ['crlf']);
    expect(problems.join('\n')).toContain('openai obedient crlf: a false alarm: chat.stream.done');
    expect(problems.join('\n')).toContain('fireworks-2024 babbler crlf: a false alarm');
  });

  test('that gives up everywhere is named', async () => {
    const shy = {
      ...(done as Check),
      observe: async (lab: Parameters<Check['observe']>[0]) => lab.inconclusive('no'),
    };
    const { problems } = await proofOf([shy], ['crlf'], true);
    expect(problems).toContain('chat.stream.done: never comes to an outcome');
  });

  test('that costs more than it declares is named', async () => {
    const { facts } = done;
    const cheap = { ...(done as Check), facts: { ...facts, cost: { requests: 0, tokens: 0 } } };
    const { problems } = await proofOf([cheap], ['crlf']);
    expect(problems).toContain('openai obedient crlf: chat.stream.done declares 0 requests and sends 1');
  });

  test.each([
    ['missing', 'unsteady: "done" once, and then "missing"'],
    ['inconclusive', undefined],
  ])('that is "%s" only the second time: %s', async (word, named) => {
    let trials = 0;
    const shaky = {
      ...(done as Check),
      async observe(lab: Parameters<Check['observe']>[0]) {
        if (trials % 2 === 0) return 'done';
        return word === 'inconclusive' ? lab.inconclusive('another text') : word;
      },
    };
    const { problems, twice } = await prove({
      catalogue: [shaky],
      only: new Set(),
      plain: true,
      signal,
      onTrial: (_, done) => {
        trials = done;
      },
    });
    expect(twice).toBe(9);
    const told = problems.filter((problem) => problem.includes('unsteady'));
    expect(told).toEqual(
      named === undefined ? [] : Array(9).fill(expect.stringContaining(`chat.stream.done is ${named}`)),
    );
  });

  test('that a fault of another area alone makes fail is named', () => {
    const ledger = openLedger([done]);
    const fault = faults.find(({ id }) => id === 'done-missing') as Fault;
    const missing: Trial = {
      observations: new Map([['chat.stream.done', { outcome: 'missing', exchanges: [] }]]),
      judgements: new Map([
        ['chat.stream.done', { verdict: 'fail', documented: ['done'], severity: 'should', message: '' }],
      ]),
      costProblems: [],
    };
    const planned = { dialect: 'openai', persona: 'obedient', fault: 'done-missing' } as const;
    ledger.fault({ ...fault, area: 'tools' }, planned, missing, missing);
    const problems = ledger.problems(true);
    expect(problems).toContain('chat.stream.done: only faults of other areas make it fail (done-missing)');
    expect(problems.join()).toContain('no check of its own area (tools) fails, only chat.stream.done');
  });
});

test('a variation that does not produce what it says is named', async () => {
  const five = questionOf('chat.stop.five') as Check;
  const { problems } = await proofOf([{ ...five, observe: async () => 'rejected' }], ['stop-five-taken']);
  expect(problems).toContain(
    'openai obedient stop-five-taken: chat.stop.five was to be "accepted", and is "rejected"',
  );
});

test('an outcome that shows only with a model that obeys is listed as such', async () => {
  const { checks } = await proofOf(
    [questionOf('chat.stream.done'), questionOf('completions.stream.done')],
    ['done-missing'],
  );
  expect(checks.get('chat.stream.done')?.obedientOnly).toEqual(new Set());
});
