import { describe, expect, test } from 'vitest';
import type { CheckFacts, Observation } from '../../schemas/types/report.js';
import { type Expected, judge } from '../../src/judge/judge.js';

const check: CheckFacts = {
  id: 'chat.stop.text',
  claim: 'The returned text ends before the stop sequence.',
  source: { document: 'openapi', place: 'StopConfiguration', url: 'https://example.com/openapi.yaml' },
  needs: ['chat'],
  mode: 'calm',
  cost: { requests: 2, tokens: 48 },
  severity: 'should',
  outcomes: {
    omitted: { says: 'the text ends before the stop sequence' },
    included: { says: 'the text ends with the stop sequence', severity: 'may' },
    ignored: { says: 'the text runs past the stop sequence', severity: 'must' },
    rejected: { says: 'the request is refused' },
    absent: { says: 'there is no such thing' },
    odd: { says: 'something else' },
    crashed: { says: 'the server broke', severity: 'must' },
    hung: { says: 'the server does not answer', severity: 'must' },
    'breaks-the-next': { says: 'the next request fails', severity: 'must' },
  },
} as unknown as CheckFacts;

const saw = (outcome: string): Observation => ({ outcome, exchanges: [] });

type Entry = NonNullable<Expected['entry']>;

function expecting(entry: Partial<Entry> = {}): Expected {
  return {
    profile: 'vendor',
    entry: {
      documented: ['omitted'],
      tolerated: [],
      source: 'https://example.com/docs',
      weak: false,
      own: true,
      ...entry,
    },
  };
}

describe('the first line that fits', () => {
  test.each([
    ['inconclusive', { inconclusive: 'no inner word', exchanges: [] }],
    ['unsupported', { unsupported: 'no such endpoint', exchanges: [] }],
    ['skipped', { skipped: 'budget: 3 requests left', exchanges: [] }],
    ['error', { error: 'the endpoint went away', exchanges: [] }],
  ] as [string, Observation][])('1. not observed: %s, and its reason', (verdict, observation) => {
    const judged = judge(observation, expecting(), check);
    expect(judged.verdict).toBe(verdict);
    expect(Object.values(observation)).toContain(judged.message);
    expect(judged.severity).toBeUndefined();
  });

  test('2. documented: pass, with the source', () => {
    expect(judge(saw('omitted'), expecting(), check)).toMatchObject({
      verdict: 'pass',
      source: 'https://example.com/docs',
    });
  });

  test('3. tolerated: pass, marked, with the thread that says why', () => {
    const judged = judge(
      saw('included'),
      expecting({ tolerated: ['included'], toleratedSource: 'vendor/server#1' }),
      check,
    );
    expect(judged).toMatchObject({ verdict: 'pass', tolerated: true });
    expect(judged.message).toContain('vendor/server#1');
  });

  test.each(['rejected', 'absent'])(
    '4. clearly %s, and the vendor promises nothing itself: unsupported',
    (word) => {
      expect(judge(saw(word), expecting({ own: false, inheritedFrom: 'openai' }), check).verdict).toBe(
        'unsupported',
      );
    },
  );

  test('4. clearly refused although the vendor documents it: fail', () => {
    expect(judge(saw('rejected'), expecting(), check)).toMatchObject({ verdict: 'fail', severity: 'should' });
  });

  test('a documented refusal passes, and honouring what is documented as refused does not', () => {
    const refusing = expecting({ documented: ['rejected'] });
    expect(judge(saw('rejected'), refusing, check).verdict).toBe('pass');
    expect(judge(saw('omitted'), refusing, check).verdict).toBe('fail');
  });

  test('5. else fail, with the severity of the outcome, or the check’s own', () => {
    expect(judge(saw('ignored'), expecting(), check)).toMatchObject({ verdict: 'fail', severity: 'must' });
    expect(judge(saw('odd'), expecting(), check)).toMatchObject({ verdict: 'fail', severity: 'should' });
  });

  test('the sentence says what is documented and what was seen', () => {
    const { message } = judge(saw('ignored'), expecting(), check);
    expect(message).toContain('the text ends before the stop sequence');
    expect(message).toContain('the text runs past the stop sequence');
  });
});

describe('how much a word weighs', () => {
  test('a weak source makes it at most a may', () => {
    expect(judge(saw('ignored'), expecting({ weak: true }), check).severity).toBe('may');
  });

  test.each(['crashed', 'hung', 'breaks-the-next'])('but no document makes it right that it %s', (word) => {
    expect(judge(saw(word), expecting({ weak: true }), check).severity).toBe('must');
  });

  test('an inherited expectation is marked as not the vendor’s word', () => {
    const judged = judge(saw('ignored'), expecting({ own: false, inheritedFrom: 'openai' }), check);
    expect(judged.inherited).toBe(true);
    expect(judged.inheritedFrom).toBe('openai');
    expect(judged.message).toMatch(/^Not documented by \S+; openai documents: /);
  });
});

test('where nothing is documented nothing is judged, and what was seen is told', () => {
  const judged = judge(saw('ignored'), { profile: 'vendor', entry: undefined }, check);
  expect(judged.verdict).toBe('skipped');
  expect(judged.message).toMatch(/^undocumented: vendor/);
  expect(judged.message).toContain('the text runs past the stop sequence');
});

test('the judge is pure: the same in, the same out, nothing changed', () => {
  const [observation, expected] = [saw('ignored'), expecting()];
  const before = structuredClone({ observation, expected, check });
  const first = judge(observation, expected, check);
  expect(judge(observation, expected, check)).toEqual(first);
  expect({ observation, expected, check }).toEqual(before);
});
