import { expect, test } from 'vitest';
import type { Exchange } from '../../schemas/types/report.js';
import { envelope } from '../../suites/invariants.js';

/** An exchange as it is recorded, as far as the rule looks. */
function exchange(id: string, method: string, path: string, status: number, text: string): Exchange {
  return {
    id,
    request: { method, path, headers: { 'content-type': 'application/json' } },
    response: { status, headers: { 'content-type': 'application/json' }, body: { text, bytes: text.length } },
  } as unknown as Exchange;
}

const FRAMEWORK = '{"detail":"Not Found"}';
const DOCUMENTED = '{"error":{"message":"no","type":"invalid_request_error","param":null,"code":null}}';

test('what a server does not have at all is answered by its framework, and no error of the API', () => {
  const found = envelope.examine([
    exchange('a', 'POST', '/chat/completions', 400, DOCUMENTED),
    exchange('b', 'POST', '/completions', 404, FRAMEWORK),
    exchange('c', 'GET', '/models/m', 404, FRAMEWORK),
  ]);
  expect(found).toMatchObject({ outcome: 'documented', details: { errors: 1 } });
});

test('what it has must answer as the API does', () => {
  const found = envelope.examine([
    exchange('a', 'GET', '/models/m', 200, '{"id":"m"}'),
    exchange('b', 'GET', '/models/none', 404, FRAMEWORK),
  ]);
  expect(found?.outcome).toBe('illegible');
});
