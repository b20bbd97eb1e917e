import { expect, test } from 'vitest';
import { latencyOf } from '../../reporters/reading/latency.js';
import type { Exchange } from '../../schemas/types/report.js';
import { exchange, report, result, streamed, target } from './report.js';

function of(...exchanges: Exchange[]) {
  return latencyOf(report([target('one', [result('models.list')])], { exchanges }), 'one');
}

const usage = (tokens: number) => `data: {"usage":{"completion_tokens":${tokens}}}\n\n`;
const role = 'data: {"choices":[{"delta":{"role":"assistant","content":""}}]}\n\n';
const word = 'data: {"choices":[{"delta":{"content":"é"}}]}\n\n';

test('the first token is the first piece with text, not the first piece', () => {
  expect(of(streamed('x', [role, word, word])).firstTokenMs).toMatchObject({ median: 20, count: 1 });
});

test.each([
  ['thinking', 'data: {"choices":[{"delta":{"reasoning_content":"Hm"}}]}\n\n'],
  ['the text of completions', 'data: {"choices":[{"text":"a"}]}\n\n'],
  [
    'the arguments of a tool',
    'data: {"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"{"}}]}}]}\n\n',
  ],
])('%s counts as text', (_name, piece) => {
  expect(of(streamed('x', [role, role, piece])).firstTokenMs?.median).toBe(30);
});

test('speed is told from the first token to the last, by what the endpoint counted', () => {
  // 11 tokens: ten steps of ten milliseconds, and the count with the last.
  const words = Array.from({ length: 10 }, () => word);
  expect(of(streamed('x', [...words, usage(11)])).tokensPerSecond?.median).toBe(100);
});

test.each([
  ['nothing is counted', [word, word]],
  ['there are too few tokens', [word, word, usage(3)]],
  ['everything came at once', [word + usage(20)]],
])('no speed where %s', (_name, texts) => {
  expect(of(streamed('x', texts)).tokensPerSecond).toBeUndefined();
});

test('median and the middle 80 % over all answers that are lawful and good', () => {
  const took = (totalMs: number, more: Partial<Exchange> = {}) =>
    exchange(`t${totalMs}`, { timing: { startedMs: 0, totalMs }, ...more });
  const good = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 900].map((ms) => took(ms));
  const { request, response } = exchange('x');
  const left = [
    took(5000, { request: { ...request, lawful: false } }),
    took(5001, { request: { ...request, path: '/models' } }),
    took(5002, { response: { ...(response as NonNullable<typeof response>), status: 400 } }),
    took(5003, { target: 'another' }),
    took(5004, { failure: { kind: 'cut', message: '' } }),
  ];
  expect(of(...good, ...left).answerMs).toEqual({ median: 60, low: 20, high: 100, count: 11 });
});

test('where the text was changed, places in it say nothing', () => {
  const one = streamed('x', [role, word]);
  const { response } = one;
  const body = { text: word, bytes: response?.body.bytes ?? 0 };
  expect(of({ ...one, response: { status: 200, headers: {}, body } })).toEqual({});
});

test('nothing asked, nothing told', () => {
  expect(of()).toEqual({});
});
