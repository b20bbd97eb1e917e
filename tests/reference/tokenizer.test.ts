import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadModel } from '../../reference/model/model.js';
import { nextUtf8State, type Utf8State } from '../../reference/model/utf8.js';

const { tokenizer, language } = loadModel();

test('any text comes back from its tokens unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
    }),
  );
});

test('common words are one token, and an emoji is several', () => {
  expect(tokenizer.encode(' the')).toHaveLength(1);
  expect(tokenizer.encode('🙂').length).toBeGreaterThan(1);
});

test('small ids are visible characters', () => {
  for (let id = 0; id < 94; id++) expect(tokenizer.decode([id])).toMatch(/^[!-~]$/);
});

test('a very long word is encoded as well', () => {
  const text = 'ab'.repeat(100_000);
  expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
});

test('the automaton accepts exactly the bytes that are UTF-8', () => {
  const accepts = (bytes: Uint8Array): boolean => {
    let state: Utf8State | undefined = 0;
    for (const byte of bytes) state = state === undefined ? undefined : nextUtf8State(state, byte);
    return state === 0;
  };
  const isUtf8 = (bytes: Uint8Array): boolean =>
    Buffer.from(Buffer.from(bytes).toString('utf8')).equals(Buffer.from(bytes));
  const nearUtf8 = fc.array(
    fc.constantFrom(
      0x41,
      0x7f,
      0x80,
      0x8f,
      0x90,
      0x9f,
      0xa0,
      0xbf,
      0xc1,
      0xc2,
      0xe0,
      0xe1,
      0xed,
      0xef,
      0xf0,
      0xf1,
      0xf4,
      0xf5,
    ),
  );
  fc.assert(
    fc.property(nearUtf8, (bytes) => accepts(Uint8Array.from(bytes)) === isUtf8(Uint8Array.from(bytes))),
    { numRuns: 1000 },
  );
});

test('the model gives every token a finite logit', () => {
  const logits = new Float64Array(tokenizer.size);
  for (const context of ['', 'Once upon a time', 'é', '漢字']) {
    language.logits(tokenizer.encode(context), logits);
    expect(logits.every(Number.isFinite)).toBe(true);
  }
});
