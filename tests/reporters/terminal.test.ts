import { describe, expect, test } from 'vitest';
import { toText } from '../../reporters/terminal.js';
import { deceiving, exchange, facts, HOSTILE, hostileReport, report, result, target } from './report.js';

/** Only what a colour is made of: any other sequence stays. */
function withoutColours(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a colour begins with one
  return text.replace(/\u001b\[\d+m/g, '');
}

const plain = { color: false, width: 80, folder: 'touchstone-report' };

const ONE = report(
  [
    target('one', [
      result('models.list'),
      result('chat.stop.text', 'fail', { exchanges: ['x1'], notes: ['a note on it'] }),
      result('chat.seed', 'fail', { severity: 'may' }),
      result('chat.a', 'skipped', { reason: 'budget: 100 requests' }),
      result('chat.b', 'skipped', { reason: 'budget: 100 requests' }),
      result('chat.c', 'inconclusive'),
    ]),
  ],
  { exchanges: [exchange('x1')] },
);

test('a deviation is told with what was seen, what is documented where, who notices, and curl', () => {
  const text = toText(ONE, plain);
  const block = text.slice(text.indexOf('chat.stop.text'), text.indexOf('chat.seed'));
  expect(block).toContain('something is not as it should be (bad)');
  expect(block).toContain('all is as it should be (good)');
  expect(block).toContain('https://vendor.example/docs/compat');
  expect(block).toContain('a client: its user is told nothing');
  expect(block).toContain('a note on it');
  expect(block).toContain('curl -sS "$BASE_URL/chat/completions"');
});

test('the worst comes first, and the end says what to do next', () => {
  const text = toText(ONE, plain);
  expect(text.indexOf('chat.stop.text')).toBeLessThan(text.indexOf('chat.seed'));
  expect(text.trimEnd().split('\n').at(-1)).toContain('touchstone explain chat.stop.text');
});

test('what was not observed is told once for each reason', () => {
  const text = toText(ONE, plain);
  expect(text.match(/budget: 100 requests/g)).toHaveLength(1);
  expect(text).toContain('chat.a, chat.b');
});

test('an interrupted run says so', () => {
  expect(toText({ ...ONE, partial: true }, plain)).toContain('interrupted');
});

describe('widths', () => {
  const wordy = 'a sentence that somebody wrote at some length about what goes on '.repeat(4);
  const wide = report(
    [
      target('one', [
        result('chat.stop.text', 'fail', {
          notes: [wordy],
          findings: [{ path: '/a', expected: wordy, got: wordy }],
        }),
        result('chat.long.id', 'inconclusive', { reason: '日本語の文 '.repeat(30) }),
      ]),
      target('two', [result('chat.stop.text'), result('chat.long.id')]),
    ],
    { catalogue: [facts('chat.stop.text'), facts('chat.long.id')] },
  );
  const alone = { ...wide, targets: wide.targets.slice(0, 1) };

  test.each([40, 60, 80, 100, 200])('%i columns: no line is wider, except for one long word', (width) => {
    for (const run of [wide, alone]) {
      const lines = toText(run, { ...plain, width }).split('\n');
      const over = lines.filter((line) => columns(line) > width && line.trim().split(/\s+/).length > 2);
      expect(over).toEqual([]);
    }
  });

  test('a curl line is never wrapped, so that it can be pasted', () => {
    const lines = toText(ONE, { ...plain, width: 40 }).split('\n');
    const [curl] = lines.filter((line) => line.includes('curl -sS'));
    expect(curl).toMatch(/\}'$/);
  });

  /** As a terminal counts: Japanese takes two. */
  function columns(line: string): number {
    return [...line].reduce((sum, character) => sum + (/[\u3000-\u9fff]/.test(character) ? 2 : 1), 0);
  }
});

test('a run that ended early is not called fine, and does not list hundreds of names', () => {
  const skipped = Array.from({ length: 40 }, (_, i) =>
    result(`chat.a${i}`, 'skipped', { reason: 'stopped: the run ended before it' }),
  );
  const text = toText(report([target('one', [result('models.list'), ...skipped])]), plain);
  expect(text).toMatch(/chat\.a7,\s+and\s+32\s+more/);
  expect(text).toMatch(/Next: +40 checks not carried out/);
  expect(text).not.toContain('nothing to do');
});

describe('colour', () => {
  test('without it there is no escape sequence', () => {
    expect(toText(ONE, plain)).not.toContain('\u001b');
  });

  test('with it the text is the same', () => {
    const coloured = toText(ONE, { ...plain, color: true });
    expect(coloured).toContain('\u001b[');
    expect(withoutColours(coloured)).toBe(toText(ONE, plain));
  });
});

test.each([true, false])('a hostile endpoint does not steer the terminal (colour: %s)', (color) => {
  const text = toText(hostileReport(), { ...plain, color });
  const withoutColour = withoutColours(text);
  expect(text).not.toContain('\u001b[2J');
  expect(deceiving(withoutColour)).toEqual([]);
  expect(withoutColour).not.toMatch(/^::/m);
  if (color)
    expect(text).not.toContain(HOSTILE.slice(HOSTILE.indexOf('\u001b[31m'), HOSTILE.indexOf('\u0007')));
});
