import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TextRelease } from '../../reference/generation/text-release.js';
import { type Answer, finishReasons, textOf, useReference } from './client.js';

const reference = useReference();

const ENDPOINTS: [string, (options: object, prefix?: string) => Promise<Answer>][] = [
  [
    'chat',
    (options, prefix) =>
      reference.chat('Tell me about the old miller', { max_tokens: 60, ...options }, prefix),
  ],
  [
    'completions',
    (options, prefix) => reference.complete('The old miller lived', { max_tokens: 60, ...options }, prefix),
  ],
];

describe.each(ENDPOINTS)('%s', (_, ask) => {
  test('the text ends before the stop sequence, wherever it lies between tokens, streamed or not', async () => {
    const free = textOf(await ask({}));
    for (let start = 3; start < 60; start += 7) {
      const stop = free.slice(start, start + 6);
      const expected = free.slice(0, free.indexOf(stop));
      const whole = await ask({ stop });
      expect(textOf(whole)).toBe(expected);
      expect(finishReasons(whole)).toEqual(['stop']);
      const streamed = await ask({ stop: [stop], stream: true });
      expect(textOf(streamed)).toBe(expected);
      expect(finishReasons(streamed)).toEqual(['stop']);
    }
  });

  test('of several stop sequences the one that comes first counts', async () => {
    const free = textOf(await ask({}));
    const answer = await ask({ stop: [free.slice(40, 45), free.slice(20, 25), free.slice(30, 35), 'never'] });
    expect(textOf(answer)).toBe(free.slice(0, free.indexOf(free.slice(20, 25))));
  });

  test('a stop sequence that never comes changes nothing, also if the text looks like its beginning', async () => {
    const free = textOf(await ask({}));
    const stop = [`${free.slice(10, 20)}#`, `${free.slice(-4)}#`];
    expect(textOf(await ask({ stop }))).toBe(free);
    expect(textOf(await ask({ stop, stream: true }))).toBe(free);
  });

  test('the older fireworks dialect includes it, the others do not', async () => {
    const free = textOf(await ask({}, '/dialect/fireworks'));
    const stop = free.slice(20, 27);
    expect(textOf(await ask({ stop }, '/dialect/fireworks'))).toBe(free.slice(0, free.indexOf(stop)));
    for (const stream of [false, true]) {
      expect(textOf(await ask({ stop, stream }, '/dialect/fireworks-2024'))).toBe(
        free.slice(0, free.indexOf(stop) + stop.length),
      );
    }
  });
});

test('whatever the pieces: what is shown is the text before the first stop sequence to be complete', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 12 });
  const pieces = fc.array(letters, { maxLength: 8 });
  const stop = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'é'), minLength: 1, maxLength: 4 }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(pieces, stop, (parts, sequences) => {
      const text = parts.join('');
      const ends = sequences
        .map((sequence) => ({ sequence, at: text.indexOf(sequence) }))
        .filter(({ at }) => at >= 0);
      ends.sort((a, b) => a.at + a.sequence.length - (b.at + b.sequence.length) || a.at - b.at);
      const release = new TextRelease({
        stop: sequences,
        stopText: 'omitted',
        holdBack: true,
        characters: 'whole',
      });
      let shown = '';
      // One byte at a time inside the pieces, too: characters are split.
      for (const part of parts) {
        for (const byte of Buffer.from(part)) {
          if (release.stopped) break;
          shown += release.push(Uint8Array.of(byte), { id: 0, logprob: null, alternatives: [] })?.text ?? '';
        }
      }
      shown += release.flush()?.text ?? '';
      expect(shown).toBe(ends[0] ? text.slice(0, ends[0].at) : text);
    }),
    { numRuns: 500 },
  );
});
