import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../schemas/types/report.js';
import { requestId } from '../../suites/http-headers.js';
import { details } from '../../suites/usage-details.js';

/** An answer as it is recorded, as far as the rules look. */
function answer(id: string, headers: Record<string, string>, body: object, method = 'POST'): Exchange {
  const text = JSON.stringify(body);
  return {
    id,
    request: { method, path: '/chat/completions', headers: {}, credentials: 'own', lawful: true },
    response: { status: 200, headers, body: { text, bytes: text.length } },
  } as unknown as Exchange;
}

describe('request ids', () => {
  const named = (id: string, name: string, method?: string) =>
    answer(id, { 'x-request-id': name }, {}, method);

  test.each([
    ['unique', [named('a', 'req_1'), named('b', 'req_2')]],
    ['unique', [named('a', 'req_1'), answer('b', {}, {})]],
    ['repeated', [named('a', 'req_1'), named('b', 'req_1')]],
    ['absent', [answer('a', {}, {}), answer('b', {}, {})]],
  ])('are %s', (outcome, exchanges) => {
    expect(requestId.examine(exchanges)?.outcome).toBe(outcome);
  });

  test('of what may come out of a cache say nothing', () => {
    expect(requestId.examine([named('a', 'req_1', 'GET'), named('b', 'req_1', 'GET')])).toBeUndefined();
  });
});

describe('the details of usage', () => {
  const counted = (usage: object) => [answer('a', {}, { usage })];
  const USAGE = { prompt_tokens: 8, completion_tokens: 5, total_tokens: 13 };

  test.each([
    ['absent', {}],
    ['absent', { prompt_tokens_details: null, completion_tokens_details: {} }],
    ['within', { prompt_tokens_details: { cached_tokens: 8, audio_tokens: null } }],
    ['within', { completion_tokens_details: { reasoning_tokens: 0, accepted_prediction_tokens: 9 } }],
    ['beyond', { prompt_tokens_details: { cached_tokens: 9 } }],
    ['beyond', { completion_tokens_details: { reasoning_tokens: 60 } }],
    ['beyond', { completion_tokens_details: { audio_tokens: -1 } }],
  ])('are %s', (outcome, more) => {
    expect(details.examine(counted({ ...USAGE, ...more }))?.outcome).toBe(outcome);
  });

  test('are compared with nothing where the whole is not counted', () => {
    const found = details.examine(counted({ completion_tokens_details: { reasoning_tokens: 60 } }));
    expect(found?.outcome).toBe('within');
  });
});
