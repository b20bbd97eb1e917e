/** Text in columns: wraps at a width, aligns tables. Knows nothing of reports. */

/** Below it, aligned text is harder to read than text that runs over. */
const NARROWEST = 40;

export function usableWidth(width: number): number {
  return Math.max(NARROWEST, width);
}

/**
 * Breaks text at spaces. What is longer than a line (a URL) is left whole, so that it can be copied.
 * @param first what the first line begins with, and
 * @param rest the others; their widths count
 */
export function wrap(text: string, width: number, first = '', rest = ' '.repeat(columns(first))): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ').filter(Boolean)) {
    if (!empty && columns(line) + 1 + columns(word) > width) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].map((each) => each.trimEnd());
}

/** Pads the cells of each column to the widest; the last column is not padded. */
export function aligned(rows: readonly (readonly string[])[], gap = 2): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, i) => Math.max(widest[i] ?? 0, columns(cell))),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : padded(cell, (widths[i] as number) + gap)))
      .join('')
      .trimEnd(),
  );
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const NO_WIDTH = /[\p{Mark}\u200b-\u200d]/u;

/** How many columns text takes on a terminal; colours must not be in it yet. */
export function columns(text: string): number {
  let total = 0;
  for (const character of text) total += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return total;
}
