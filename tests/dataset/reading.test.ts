/** How files are read: compression, encodings, broken and huge lines; and where findings are said to be. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { checkDataset, SampleMemory } from '../../src/dataset/index.js';
import { assistant, checkText, chunked, GOOD, sample, told, user } from './data.js';

const good = `${GOOD.join('\n')}\n`;

/** Zstandard without compression: a frame for each content, as parallel compressors write several. */
function storedZstd(...frames: readonly Buffer[]): Buffer {
  return Buffer.concat(
    frames.map((content) => {
      // RFC 8878: magic, a descriptor for a single segment with four bytes of size, then one raw block.
      const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0]);
      header.writeUInt32LE(content.length, 5);
      const block = Buffer.alloc(3);
      block.writeUIntLE((content.length << 3) | 1, 0, 3);
      return Buffer.concat([header, block, content]);
    }),
  );
}

describe('compressed files', () => {
  test.each([
    ['none', Buffer.from(good)],
    ['gzip', gzipSync(good)],
    ['gzip', Buffer.concat([gzipSync(good.slice(0, 1000)), gzipSync(good.slice(1000))])],
    ['zstd', storedZstd(Buffer.from(good))],
    ['zstd', storedZstd(Buffer.from(good.slice(0, 1000)), Buffer.from(good.slice(1000)))],
  ])('%s is read to its end', async (compression, bytes) => {
    for (const size of [1, 3, 61, 100_000]) {
      const file = await checkDataset(chunked(bytes, size), 'openai');
      expect(file).toMatchObject({ compression, samples: 50, bytes: Buffer.byteLength(good), counts: [] });
    }
  });

  test.each([
    ['a truncated gzip', gzipSync(good).subarray(0, -20)],
    ['a damaged gzip', Buffer.concat([gzipSync(good).subarray(0, -6), Buffer.alloc(6, 7)])],
    ['a gzip of which only the beginning is there', gzipSync(good).subarray(0, 5)],
    ['a truncated zstd', storedZstd(Buffer.from(good)).subarray(0, -20)],
    [
      'a damaged zstd',
      Buffer.concat([storedZstd(Buffer.from(good)), Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xff, 0xff])]),
    ],
  ])('%s is one finding, which says where it was', async (_name, bytes) => {
    const file = await checkText(bytes);
    expect(told(file)).toEqual(['file.compression:broken']);
    const [finding] = file.findings;
    expect(finding).toMatchObject({ line: file.lines + 1, offset: file.bytes, severity: 'must' });
    expect(finding?.detail).toMatch(/^(gzip|zstd): \w/);
  });
});

describe('a broken line in the middle', () => {
  const broken = GOOD[0]?.replace('}]', ',}]') ?? '';
  const lines = [
    ...GOOD.slice(0, 25),
    broken,
    ...GOOD.slice(25),
    sample([user(), assistant('ä', { weight: 7 })]),
  ];

  test('is one finding with line and offset, and the rest is still checked', async () => {
    const file = await checkText(lines.join('\n'));
    expect(told(file)).toEqual(['line.json:invalid', 'message.weight:other']);
    const before = lines.slice(0, 25).join('\n').length + 1;
    expect(file.findings).toMatchObject([
      { line: 26, offset: before + broken.indexOf(',}') + 1, detail: 'there is a comma before }' },
      { line: 52, pointer: '/messages/1/weight' },
    ]);
    expect(file).toMatchObject({ lines: 52, samples: 51 });
  });

  test('the offset of a finding is that of the value, in bytes', async () => {
    const text = lines.join('\n');
    const file = await checkText(text);
    const { offset = 0 } = file.findings[1] ?? {};
    expect(Buffer.from(text).subarray(offset).toString()).toBe('7}]}');
  });

  test.each([
    ['{"a" 1}', 5, 'a colon is expected, not "1"'],
    ['{"a":}', 5, 'a value is expected, not "}"'],
    ['{a:1}', 1, 'a key in double quotes is expected, not "a"'],
    ["{'a':1}", 1, 'a key in double quotes is expected, not "\'"'],
    ['{"a":1', 6, 'a comma or } is expected, not the end of the line'],
    ['{"a":"b}', 8, 'the line ends inside a string'],
    ['{"a":"b\tc"}', 7, 'a control character in a string must be escaped (U+0009)'],
    ['{"a":"\\x"}', 6, 'there is no escape "\\\\x"'],
    ['{"a":NaN}', 5, 'a value is expected, not "N"'],
    ['{"a":1}{"b":2}', 7, 'there is more after the end of the value: "{"'],
    ['{"a":[1,2,]}', 10, 'there is a comma before ]'],
  ])('%s: the place is told, and why', async (line, offset, detail) => {
    const file = await checkText(`${line}\n${good}`);
    expect(file.findings).toMatchObject([{ rule: 'line.json', line: 1, offset, detail }]);
  });
});

describe('bytes that are not UTF-8', () => {
  test.each([
    ['a Latin-1 letter', [0xe9]],
    ['a character that is cut off', [0xe2, 0x82]],
    ['an encoded surrogate', [0xed, 0xa0, 0x80]],
    ['an overlong form', [0xc0, 0xaf]],
    ['a replacement character that is cut off', [0xef, 0xbf]],
  ])('%s is told with its place, once', async (_name, bad) => {
    const start = Buffer.from('{"messages":[{"role":"user","content":"ä€');
    const line = Buffer.concat([start, Buffer.from(bad), Buffer.from('"}]}\n')]);
    const file = await checkText(Buffer.concat([line, Buffer.from(good)]));
    expect(file.findings).toMatchObject([{ rule: 'file.encoding', outcome: 'invalid', line: 1 }]);
    expect(file.findings[0]?.offset).toBe(start.length);
    expect(file.samples).toBe(50);
  });
});

test('a line of more than 160 MiB is a finding, and the rest is still checked', async () => {
  async function* stream() {
    yield Buffer.from(good);
    const piece = Buffer.alloc(2 ** 20, 'a');
    for (let i = 0; i < 161; i++) yield piece;
    yield Buffer.from(`\n${sample([user()])}\n`);
  }
  const file = await checkDataset(stream(), 'openai');
  expect(told(file)).toEqual(['line.size:beyond', 'sample.assistant:missing']);
  expect(file.findings).toMatchObject([
    { line: 51, offset: good.length, detail: `${161 * 2 ** 20} bytes` },
    { line: 52, offset: good.length + 161 * 2 ** 20 + 1 + '{"messages":'.length },
  ]);
});

test('an empty file has too few samples, and that is all', async () => {
  const file = await checkText('');
  expect(told(file)).toEqual(['file.samples.advised:below', 'file.samples.least:below']);
  expect(file).toMatchObject({ lines: 0, samples: 0, bytes: 0, kind: 'supervised' });
});

test('samples that two files share are found, those of one file are not mixed up with them', async () => {
  const memory = new SampleMemory();
  const training = await checkText(good, 'openai', { memory });
  const others = GOOD.map((line) => line.replace('What', 'Which'));
  const validation = await checkText([...others, GOOD[7], others[3]].join('\n'), 'openai', { memory });
  expect(told(training)).toEqual([]);
  expect(validation.findings).toMatchObject([
    { rule: 'line.duplicate', outcome: 'shared', line: 51 },
    { rule: 'line.duplicate', outcome: 'repeated', line: 52, detail: 'first on line 4' },
  ]);
});

test('many samples are remembered, and none is taken for another', async () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => sample([user(`a ${i % 10_000} b`), assistant()]));
  const file = await checkText(lines.join('\n'), 'openai', { maxFindings: 10_000 });
  expect(file.counts).toMatchObject([{ rule: 'line.duplicate', count: 10_000 }]);
  expect(file.findings.every(({ line, detail }) => detail === `first on line ${line - 10_000}`)).toBe(true);
});

test('all findings are counted, and of each kind as many are listed as asked for', async () => {
  const bad = Array.from({ length: 30 }, (_, i) => sample([user(`${i}`), assistant('a', { weight: 2 })]));
  const file = await checkText([...GOOD, ...bad, '{'].join('\n'), 'openai', { maxFindings: 3 });
  expect(file.counts.map(({ rule, count }) => [rule, count])).toEqual([
    ['message.weight', 30],
    ['line.json', 1],
  ]);
  expect(file.findings.map(({ line }) => line)).toEqual([51, 52, 53, 81]);
});

test.each([
  ['lists', '['],
  ['objects', '{"a":'],
])('%s nested by millions are one finding, and soon', async (_name, bracket) => {
  const file = await checkText(`${bracket.repeat(2_000_000)}\n${good}`);
  expect(told(file)).toEqual(['line.json:too-deep']);
  expect(file.samples).toBe(50);
});

test('roles that do not exist are counted together', async () => {
  const strange = ['bot', 'USER', '__proto__'].map((role) => sample([{ role, content: 'a' }, assistant()]));
  const file = await checkText(`${good}${strange.join('\n')}`);
  expect(file.messages).toEqual({ user: 50, assistant: 53, other: 3 });
});

test('the summary counts messages by role and samples by size', async () => {
  const file = await checkText(good);
  expect(file.messages).toEqual({ user: 50, assistant: 50 });
  expect(file.sizes).toEqual({ unit: 'bytes', buckets: [{ upTo: 128, samples: 50 }] });
});
