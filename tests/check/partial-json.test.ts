import { describe, expect, test } from 'vitest';
import { readSoFar } from '../../src/check/partial-json.js';

describe('what is whole', () => {
  test.each([
    ['{"a": [1, true, null], "b": {"c": "d"}}'],
    [' {"a": "\\u00e9\\n\\"x\\""} \n'],
    ['[]'],
    ['-1.5e3'],
    ['"text"'],
    ['{"__proto__": 1}'],
  ])('%s is read as JSON.parse reads it', (text) => {
    expect(readSoFar(text)).toEqual({ value: JSON.parse(text), complete: true });
  });
});

describe('what was cut off', () => {
  test.each([
    ['', undefined],
    ['{', {}],
    ['{"tide"', {}],
    ['{"tide": "eb', {}],
    ['{"tide": "ebb"', { tide: 'ebb' }],
    ['{"tide": "ebb", "calm": tr', { tide: 'ebb' }],
    ['{"days": [{"tide": "ebb"}, {"tide', { days: [{ tide: 'ebb' }, {}] }],
    ['{"a": "\\u00', {}],
    ['[-', []],
  ])('%j has what is complete in it', (text, value) => {
    expect(readSoFar(text)).toEqual({ value, complete: false });
  });

  test('every beginning of JSON is one', () => {
    const text = '{"days": [{"tide": "\\u00e9bb", "n": -12.5e+1}, null, false], "sea": {}}';
    for (let length = 0; length < text.length; length += 1)
      expect(readSoFar(text.slice(0, length))?.complete, text.slice(0, length)).toBe(false);
  });
});

describe('what cannot become JSON', () => {
  test.each([
    ['Here is the JSON: {}'],
    ['```json\n{}\n```'],
    ['{} and so on'],
    ['{"a": 1,}'],
    ["{'a': 1}"],
    ['{"a" 1}'],
    ['{"a": "line\nbreak"}'],
    ['[1 2]'],
    ['{a: 1}'],
    ['nothing'],
  ])('%j', (text) => {
    expect(readSoFar(text)).toBeUndefined();
  });
});
