import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { meterText, openMeter } from '../../src/cli/meter.js';

function terminal(isTTY: boolean): { readonly stream: NodeJS.WriteStream; readonly written: () => string } {
  const stream = new PassThrough();
  return {
    stream: Object.assign(stream, { isTTY, columns: 60 }) as unknown as NodeJS.WriteStream,
    written: () => String(stream.read() ?? ''),
  };
}

test('a line tells how far it is, how fast, and how long the rest takes', () => {
  expect(meterText('train.jsonl', 250e6, 1000e6, 2000)).toBe('train.jsonl  25 %  250 MB  125 MB/s  6 s left');
});

test('of a stream without an end nobody knows how long it takes', () => {
  expect(meterText('standard input', 5e6, undefined, 1000)).toBe('standard input  5.0 MB  5.0 MB/s');
});

test('on a terminal the line is written now and then, and taken away at the end', () => {
  const { stream, written } = terminal(true);
  let clockMs = 1000;
  const meter = openMeter(stream, () => clockMs);
  meter.begin('train.jsonl', 100e6);
  clockMs += 1000;
  meter.add(50e6);
  expect(written()).toContain('train.jsonl  50 %');
  clockMs += 1;
  meter.add(1);
  expect(written()).toBe('');
  meter.end();
  expect(written()).not.toContain('train.jsonl');
});

test('in a pipe nothing is written', () => {
  const { stream, written } = terminal(false);
  const meter = openMeter(stream);
  meter.begin('train.jsonl', 100);
  meter.add(100);
  meter.end();
  expect(written()).toBe('');
});
