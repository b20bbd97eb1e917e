import { expect, test } from 'vitest';
import { toHar } from '../../reporters/har.js';
import { exchange, hostileReport, report, result, streamed, target } from './report.js';

const later = { startedMs: 50, firstByteMs: 60, totalMs: 80 };
const { response: _, ...unanswered } = exchange('x3', {
  timing: { startedMs: 99, totalMs: 5 },
  failure: { kind: 'reset', message: 'the connection was reset' },
  attempt: 1,
});
const one = report([target('one', [result('models.list')])], {
  exchanges: [
    exchange('x2', {
      timing: later,
      request: { ...exchange('x').request, path: '/models?limit=2&after=a%20b' },
    }),
    streamed('x1', ['data: 1\n\n']),
    unanswered,
  ],
});

test('what HAR 1.2 demands of a log and of each entry is there', () => {
  const { log } = JSON.parse(toHar(one));
  expect(log).toMatchObject({ version: '1.2', creator: { name: 'touchstone', version: '0.1.0' } });
  for (const entry of log.entries) {
    expect(log.pages.map(({ id }: { id: string }) => id)).toContain(entry.pageref);
    expect(new Date(entry.startedDateTime).toISOString()).toBe(entry.startedDateTime);
    const { send, wait, receive } = entry.timings;
    expect(send + wait + receive).toBe(entry.time);
    expect(Object.keys(entry)).toEqual(expect.arrayContaining(['request', 'response', 'cache']));
    for (const message of [entry.request, entry.response]) {
      expect(message).toMatchObject({
        cookies: [],
        headersSize: expect.any(Number),
        bodySize: expect.any(Number),
      });
      expect(message.headers).toEqual(expect.any(Array));
    }
    expect(entry.response.content).toMatchObject({ size: expect.any(Number), mimeType: expect.any(String) });
  }
});

test('entries are in order of time, with address, query, body and answer', () => {
  const { entries } = JSON.parse(toHar(one)).log;
  expect(entries.map(({ comment }: { comment: string }) => comment)).toEqual([
    'exchange x1',
    'exchange x2',
    'exchange x3; retry 1; reset: the connection was reset',
  ]);
  expect(entries[1].request).toMatchObject({
    method: 'POST',
    url: 'http://one.example/v1/models?limit=2&after=a%20b',
    queryString: [
      { name: 'limit', value: '2' },
      { name: 'after', value: 'a b' },
    ],
    postData: { mimeType: 'application/json' },
  });
  expect(entries[1].timings).toEqual({ send: 0, wait: 60, receive: 20 });
  expect(entries[0].response.content).toMatchObject({ mimeType: 'text/event-stream', text: 'data: 1\n\n' });
  expect(entries[2].response.status).toBe(0);
});

test('what was not kept says so', () => {
  const texts = JSON.parse(toHar(hostileReport())).log.entries.map(
    (entry: { response: { content: { comment?: string } } }) => entry.response.content.comment,
  );
  expect(texts).toContain('the middle of 3000 bytes was not kept');
});
