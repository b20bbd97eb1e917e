import { expect, test } from 'vitest';
import type { Exchange } from '../../schemas/types/report.js';
import { midStream } from '../../suites/stream-errors.js';

const PIECE = '{"choices":[{"index":0,"delta":{"content":"Hel"},"finish_reason":null}],"error":null}';
const END = '{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}';
const ERROR = '{"error":{"message":"out of memory","type":"server_error"}}';

/** A stream as it is recorded, as far as the rule looks. */
function stream(lines: readonly string[], more: Partial<Exchange> = {}): Exchange {
  const text = lines.map((line) => `${line}\n\n`).join('');
  return {
    id: text.length.toString(16),
    request: { method: 'POST', path: '/chat/completions', headers: {}, credentials: 'own', lawful: true },
    response: { status: 200, headers: {}, body: { text, bytes: text.length } },
    stream: {
      events: lines.length,
      done: text.includes('[DONE]'),
      comments: 0,
      anomalies: [],
      arrivalMs: [],
      arrivalBytes: [],
    },
    ...more,
  } as unknown as Exchange;
}

const WHOLE = stream([`data: ${PIECE}`, `data: ${END}`, 'data: [DONE]']);

test.each([
  ['told', [`data: ${PIECE}`, `data: ${ERROR}`]],
  ['told', [`data: ${PIECE}`, `event: error\ndata: ${ERROR}`, 'data: [DONE]']],
  ['misshapen', [`data: ${PIECE}`, 'data: {"error":"out of memory"}']],
  ['illegible', [`data: ${PIECE}`, ERROR]],
  ['illegible', [`data: ${PIECE}`, `error: ${ERROR}`]],
  ['illegible', [`data: ${PIECE}`, 'data: Error: out of memory']],
  ['silent', [`data: ${PIECE}`]],
])('a stream that breaks off is %s', (outcome, lines) => {
  expect(midStream.examine([WHOLE, stream(lines)])?.outcome).toBe(outcome);
});

test.each([
  [
    'told',
    '{"type":"response.failed","response":{"error":{"code":"server_error","message":"out of memory"}}}',
  ],
  ['told', '{"type":"error","code":"server_error","message":"out of memory","param":null}'],
  ['misshapen', '{"type":"response.failed","response":{"error":null}}'],
  ['silent', '{"type":"response.output_text.delta","delta":"Hel"}'],
])('a stream of /responses that breaks off is %s', (outcome, last) => {
  const request = {
    method: 'POST',
    path: '/responses',
    headers: {},
    credentials: 'own',
    lawful: true,
  } as const;
  const begin = 'data: {"type":"response.created","response":{"error":null}}';
  const whole = stream([begin, 'data: {"type":"response.completed","response":{"error":null}}'], { request });
  expect(midStream.examine([whole])).toBeUndefined();
  expect(midStream.examine([whole, stream([begin, `data: ${last}`], { request })])?.outcome).toBe(outcome);
});

test('of several that break off, the worst is told', () => {
  const told = stream([`data: ${PIECE}`, `data: ${ERROR}`]);
  expect(midStream.examine([WHOLE, told, stream([`data: ${PIECE}`])])?.outcome).toBe('silent');
});

test('nothing is said where no stream breaks off, or the client left, or no stream ever comes to an end', () => {
  const left = stream([`data: ${PIECE}`], { failure: { kind: 'cut', message: 'closed' } });
  expect(midStream.examine([WHOLE, left])).toBeUndefined();
  expect(midStream.examine([stream([`data: ${PIECE}`])])).toBeUndefined();
});

test('a finish_reason that is missing before [DONE] may only have been forgotten', () => {
  expect(midStream.examine([WHOLE, stream([`data: ${PIECE}`, 'data: [DONE]'])])).toBeUndefined();
});

test('pieces of text after an error are noted', () => {
  const found = midStream.examine([stream([`data: ${ERROR}`, `data: ${PIECE}`])]);
  expect(found?.notes).toEqual(['After an error, pieces of text follow.']);
});
