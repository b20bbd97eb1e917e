/** Makes text of unknown origin harmless to show: an endpoint must not steer a terminal, a log or the order of letters. */
import { stripVTControlCharacters } from 'node:util';

/** C0 and C1 controls, apart from tab and line feed. */
const CONTROLS = String.raw`\u0000-\u0008\u000b-\u001f\u007f-\u009f`;

/** What reorders or hides text: bidi marks, embeddings, overrides and isolates; interlinear and tag characters; a byte order mark. */
const DECEIVING = String.raw`\u061c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}`;

const UNSAFE = new RegExp(`[${CONTROLS}${DECEIVING}]`, 'gu');
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;

/** Text as it may be shown on a terminal or in a log, with its line breaks and tabs; escape sequences go as a whole. */
export function plainLines(text: string): string {
  return stripVTControlCharacters(text).replace(LINE_ENDS, '\n').replace(UNSAFE, '');
}

/** The same on one line: runs of white space become one space. */
export function plain(text: string): string {
  return plainLines(text).replace(/\s+/g, ' ').trim();
}

/** One line of at most `length` characters; what was cut shows as an ellipsis. */
export function brief(text: string, length: number): string {
  // Cut before cleaning too: a body may be long, and only its beginning is shown.
  const line = plain(text.slice(0, length * 4));
  const characters = [...line];
  return characters.length > length || text.length > length * 4
    ? `${characters.slice(0, length - 1).join('')}…`
    : line;
}

/** Evidence, unchanged apart from this: what would not show, or would deceive, is written as its code point, ⟨U+202E⟩. */
export function visible(text: string): string {
  return text.replace(UNSAFE, (character) => {
    if (character === '\r') return character;
    const hexadecimal = (character.codePointAt(0) as number).toString(16).toUpperCase();
    return `⟨U+${hexadecimal.padStart(4, '0')}⟩`;
  });
}

/** JSON text in which those characters are escaped: the same value, safe to paste. */
export function escapedJson(text: string): string {
  return text.replace(UNSAFE, (character) =>
    Array.from(
      { length: character.length },
      (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
