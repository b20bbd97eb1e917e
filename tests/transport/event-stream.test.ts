import { describe, expect, test } from 'vitest';
import { framingOf, readEventStream } from '../../src/transport/event-stream.js';

const bytes = (text: string) => Buffer.from(text, 'utf8');
const kinds = (text: string | Buffer) =>
  framingOf(typeof text === 'string' ? bytes(text) : text).anomalies.map(({ kind }) => kind);

describe('lawful framing is clean', () => {
  test.each([
    ['plain events', 'data: {"a":1}\n\ndata: [DONE]\n\n'],
    ['CRLF', 'data: {"a":1}\r\n\r\ndata: [DONE]\r\n\r\n'],
    ['CR alone', 'data: {"a":1}\r\rdata: [DONE]\r\r'],
    ['no space after the colon', 'data:{"a":1}\n\ndata:[DONE]\n\n'],
    ['comments', ': ping\n\ndata: {"a":1}\n\n: ping\ndata: [DONE]\n\n'],
    ['JSON over two data lines', 'data: {"a":\ndata: 1}\n\ndata: [DONE]\n\n'],
    ['letters outside ASCII', 'data: {"a":"grüße 🦊"}\n\ndata: [DONE]\n\n'],
  ])('%s', (_name, text) => {
    expect(framingOf(bytes(text))).toMatchObject({ events: 1, done: true, anomalies: [] });
  });
});

describe('framing that loses or breaks something is named', () => {
  test.each([
    ['unframed-json', 'data: {"a":1}\n\n{"error":{"message":"x"}}\n\n'],
    ['no-blank-line', 'data: {"a":1}\ndata: {"a":2}\ndata: [DONE]\n'],
    ['not-json', 'data: {"a":\n\n'],
    ['empty-data', 'event: ping\n\ndata: {"a":1}\n\n'],
    ['empty-data', 'data:\n\ndata: {"a":1}\n\n'],
    ['unfinished-event', 'data: {"a":1}\n\ndata: {"a":2}'],
    ['after-done', 'data: [DONE]\n\ndata: {"a":1}\n\n'],
    ['done-spelling', 'data: {"a":1}\n\ndata: [done]\n\n'],
    ['done-spelling', 'data: {"a":1}\n\ndata: [DONE] \n\n'],
    ['unknown-field', 'error: {"a":1}\n\ndata: {"a":1}\n\n'],
    ['retry-field', 'retry: 3000\ndata: {"a":1}\n\n'],
    ['id-field', 'id: 1\ndata: {"a":1}\n\n'],
    ['named-event', 'event: message\ndata: {"a":1}\n\n'],
  ] as const)('%s', (kind, text) => {
    expect(kinds(text)).toContain(kind);
  });

  test('bytes that are not UTF-8', () => {
    expect(
      kinds(Buffer.concat([bytes('data: {"a":"'), Buffer.from([0xff, 0xfe]), bytes('"}\n\n')])),
    ).toContain('invalid-utf8');
  });

  test('a thousand equal oddities are one, with a count', () => {
    const { anomalies } = framingOf(bytes('event: ping\n\n'.repeat(1000)));
    expect(anomalies.find(({ kind }) => kind === 'empty-data')).toMatchObject({ count: 1000 });
  });
});

test('a stream without [DONE] is not done', () => {
  expect(framingOf(bytes('data: {"a":1}\n\n'))).toMatchObject({ events: 1, done: false });
});

test('events are read whole however the bytes are cut, inside characters too', () => {
  const text = 'data: {"a":"grüße 🦊"}\n\ndata: [DONE]\n\n';
  const whole = bytes(text);
  for (let size = 1; size <= whole.length; size += 1) {
    const reader = readEventStream();
    for (let from = 0; from < whole.length; from += size)
      reader.push(whole.subarray(from, from + size), from);
    expect(reader.events.map(({ data }) => data)).toEqual(['{"a":"grüße 🦊"}', '[DONE]']);
  }
});

test('an event has the time at which its last byte came', () => {
  const reader = readEventStream();
  reader.push(bytes('data: 1\n\ndata: 2'), 10);
  reader.push(bytes('\n\n'), 25);
  expect(reader.events.map(({ atMs }) => atMs)).toEqual([10, 25]);
});
