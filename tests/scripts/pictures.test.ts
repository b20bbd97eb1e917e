import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { toText } from '../../reporters/terminal.js';
import { terminalSvg } from '../../scripts/pictures/terminal-svg.js';
import { deceiving, hostileReport } from '../reporters/report.js';

const pictures = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'docs', 'pictures');

test('a terminal as a picture: well-formed, every word in it, in the colour it had', () => {
  const svg = terminalSvg(
    '\u001b[31m✗ must\u001b[39m  \u001b[1mchat.seed\u001b[22m <& done',
    40,
    'a "label"',
  );
  expect(XMLValidator.validate(svg)).toBe(true);
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@' });
  const spans = parser.parse(svg).svg.text.tspan as { '#text': string; '@class'?: string }[];
  expect(spans.map((span) => [span['#text'], span['@class']])).toEqual([
    ['✗ must', 'red'],
    ['chat.seed', 'bold'],
    ['<& done', undefined],
  ]);
});

test('a line that is too long is cut, and shows it', () => {
  expect(terminalSvg('0123456789', 5, '')).toContain('>0123…</tspan>');
});

test('what an endpoint said stays text there too', () => {
  const svg = terminalSvg(toText(hostileReport(), { color: true, width: 80 }), 80, 'hostile');
  expect(XMLValidator.validate(svg)).toBe(true);
  expect(svg).not.toMatch(/<(?:script|img)/);
  expect(deceiving(svg)).toEqual([]);
});

test('the pictures of the documentation are small', () => {
  const names = readdirSync(pictures);
  expect(names).toContain('terminal.svg');
  expect(names.filter((name) => statSync(join(pictures, name)).size > 300_000)).toEqual([]);
});
