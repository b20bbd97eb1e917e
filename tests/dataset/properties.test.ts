/** What holds for any data: nothing breaks, nothing lawful is told, places are right, repairs change no sample. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noRepairs, repaired } from '../../src/dataset/index.js';
import {
  indexOfPointer,
  keysParsed,
  keysWritten,
  pointerOf,
  syntaxFault,
} from '../../src/dataset/json-text.js';
import { LineSplitter } from '../../src/dataset/lines.js';
import { checkText, chunked, GOOD, told } from './data.js';

const good = `${GOOD.join('\n')}\n`;

const text = fc.string({ unit: 'binary', maxLength: 40 }).map((each) => `${each}.`);

const lawfulSample = fc.record({
  messages: fc
    .tuple(
      fc.option(fc.record({ role: fc.constant('system'), content: text }), { nil: undefined }),
      fc.array(
        fc.tuple(
          fc.record({ role: fc.constant('user'), content: text }),
          fc.record({ role: fc.constant('assistant'), content: text }),
        ),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([first, turns]) => [...(first ? [first] : []), ...turns.flat()]),
});

describe('any bytes', () => {
  test('come to a report, whatever they are', async () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 300 }).map((each) => Buffer.from(each)),
      fc.json().map((each) => Buffer.from(each)),
      fc.json().map((each) => Buffer.from(`{"messages":${each},"weight":${each}}`)),
      fc
        .json()
        .map((each) =>
          Buffer.from(`{"messages":[{"role":"assistant","content":${each},"tool_calls":${each}}]}`),
        ),
      fc.json().map((each) => Buffer.from(`{"input":${each},"preferred_output":${each}}`)),
    );
    await fc.assert(
      fc.asyncProperty(anything, fc.constantFrom('openai', 'fireworks'), async (bytes, profile) => {
        const file = await checkText(bytes, profile);
        for (const { line, offset } of file.findings) {
          expect(line).toBeLessThanOrEqual(file.lines + 1);
          expect(offset).toBeLessThanOrEqual(Math.max(file.bytes, bytes.length));
        }
      }),
      { numRuns: 250 },
    );
  });

  test('a lawful file with any of its bytes replaced comes to a report', async () => {
    const bytes = Buffer.from(GOOD.slice(0, 3).join('\n'));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), async (at, value) => {
        const changed = Buffer.from(bytes);
        changed[at] = value;
        const file = await checkText(changed);
        expect(file.bytes === bytes.length || file.compression !== 'none').toBe(true);
      }),
      { numRuns: 250 },
    );
  });
});

test('lawful samples are never told, in whichever chunks they come', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(lawfulSample, { minLength: 1, maxLength: 5 }), async (samples) => {
      const unlike = samples.map((sample, i) => ({
        messages: [
          ...sample.messages,
          { role: 'user', content: `${i}?` },
          { role: 'assistant', content: 'Yes.' },
        ],
      }));
      const file = await checkText(good + unlike.map((each) => JSON.stringify(each)).join('\n'));
      expect(told(file)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

describe('lines', () => {
  test('are the same, however the bytes are cut', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', '\r'), maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(line),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        (lines, sizes) => {
          const bytes = Buffer.from(lines.join('\n'));
          const found: string[] = [];
          let next = 0;
          const splitter = new LineSplitter((piece, { number, offset }) => {
            expect(number).toBe(found.length + 1);
            expect(offset).toBe(next);
            next += piece.length + 1;
            found.push(Buffer.from(piece).toString());
          }, 1000);
          for (let start = 0, i = 0; start < bytes.length; i++) {
            const size = sizes[i % sizes.length] as number;
            splitter.push(bytes.subarray(start, start + size));
            start += size;
          }
          splitter.end();
          const expected = bytes.toString().split('\n');
          // What follows the last line feed is a line only if there is something.
          expect(found).toEqual(expected.at(-1) === '' ? expected.slice(0, -1) : expected);
        },
      ),
    );
  });
});

describe('JSON text', () => {
  test('is refused exactly where JSON.parse refuses it', () => {
    const nearly = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'{}[]":,\\u0123eE+-.truefalsn \t\b'), maxLength: 12 }),
      fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', '\\', 'x')).map(([json, at, put]) => {
        const cut = at % (json.length + 1);
        return json.slice(0, cut) + put + json.slice(cut + 1);
      }),
    );
    fc.assert(
      fc.property(nearly, (written) => {
        let refused = false;
        try {
          JSON.parse(written);
        } catch {
          refused = true;
        }
        expect(syntaxFault(written) !== undefined).toBe(refused);
      }),
      { numRuns: 2500 },
    );
  });

  test('has as many keys as its value, unless one is repeated', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1), (value, indent) => {
        const written = JSON.stringify(value, null, indent);
        expect(keysWritten(written)).toBe(keysParsed(JSON.parse(written)));
      }),
      { numRuns: 1000 },
    );
  });

  test('has each value where its pointer says', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const written = JSON.stringify(value);
        const visit = (here: unknown, path: readonly (string | number)[]) => {
          const index = indexOfPointer(written, pointerOf(path));
          expect(written.slice(index).startsWith(JSON.stringify(here))).toBe(true);
          if (typeof here !== 'object' || here === null) return;
          for (const [key, child] of Object.entries(here)) visit(child, [...path, key]);
        };
        visit(JSON.parse(written), []);
      }),
      { numRuns: 300 },
    );
  });
});

test('a repaired file has the same samples, and nothing left to repair', async () => {
  const line = fc.oneof(
    lawfulSample.map((each) => JSON.stringify(each)),
    fc.constantFrom('', ' ', '\t', '{', '{"a": "  "}'),
  );
  const dirty = fc.record({
    mark: fc.constantFrom('', '\ufeff'),
    lines: fc.array(
      fc.tuple(
        fc.constantFrom('', ' ', '\t '),
        line,
        fc.constantFrom('', '  '),
        fc.constantFrom('\n', '\r\n'),
      ),
    ),
  });
  await fc.assert(
    fc.asyncProperty(dirty, async ({ mark, lines }) => {
      const given = mark + lines.map((parts) => parts.join('')).join('');
      const repairs = noRepairs();
      const pieces: Uint8Array[] = [];
      for await (const piece of repaired(chunked(Buffer.from(given)), repairs)) pieces.push(piece);
      const result = Buffer.concat(pieces).toString();
      expect(result.split('\n').slice(0, -1)).toEqual(
        lines.map(([, each]) => each.trim()).filter((each) => each !== ''),
      );
      const again = noRepairs();
      const twice: Uint8Array[] = [];
      for await (const piece of repaired(chunked(Buffer.from(result)), again)) twice.push(piece);
      expect(Buffer.concat(twice).toString()).toBe(result);
      expect(again).toEqual(noRepairs());
    }),
    { numRuns: 300 },
  );
});
