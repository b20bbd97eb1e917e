/** Text as Markdown that means nothing but itself: for GitHub's flavour, in paragraphs, table cells and code. */
import { plain, plainLines } from '../plain.js';

/** Keeps GitHub from reading a name as a mention, or a number as an issue; it has no width. */
const WORD_JOINER = '\u2060';

/** One line; what stands between single backticks becomes code. */
export function inline(text: string): string {
  return plain(text)
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? code(part.slice(1, -1)) : literal(part)))
    .join('');
}

function literal(text: string): string {
  return text
    .replace(/[\\`*[\]|~$]/g, '\\$&')
    .replace(/(?<!\w)_|_(?!\w)/g, '\\_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[@#](?=\w)/g, `$&${WORD_JOINER}`);
}

/** A code span on one line, also within a table. */
export function code(text: string): string {
  const line = plain(text).replaceAll('|', '\\|');
  if (line === '') return '';
  const fence = '`'.repeat(longestRun(line) + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** A block of code, whose fence is longer than any within. */
export function block(text: string, language = ''): string {
  const lines = plainLines(text);
  const fence = '`'.repeat(Math.max(3, longestRun(lines) + 1));
  return `${fence}${language}\n${lines}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}

/** A link, where the address is one that may be followed. */
export function link(label: string, url: string | undefined): string {
  return url === undefined
    ? inline(label)
    : `[${inline(label)}](<${url.replace(/[<>\s|\\]/g, encodeURIComponent)}>)`;
}
