/** The lines of a report in the making, and the few ways in which a line can look. */
import { createColors } from 'picocolors';
import type { Severity, Verdict } from '../../schemas/types/report.js';
import { MARKS } from '../reading/wording.js';
import { aligned, columns, usableWidth, wrap } from './layout.js';

export type Paint = (text: string) => string;

const unpainted: Paint = (text) => text;

const ITEM_GAP = '   ';

export interface Page {
  readonly width: number;
  readonly bold: Paint;
  readonly dim: Paint;
  /** In the colour of a verdict; of a deviation, in that of its severity. */
  mark(verdict: Verdict, severity?: Severity): string;
  shade(text: string, verdict: Verdict, severity?: Severity): string;
  line(text?: string): void;
  /** A title with an empty line before it. */
  title(text: string): void;
  /** Short things side by side, as many as a line holds. */
  items(items: readonly { readonly text: string; readonly paint: Paint }[]): void;
  /** Aligned columns; where they are wider than the page, each row as `narrow` tells it. */
  table(head: readonly string[], rows: readonly string[][], narrow: (row: readonly string[]) => void): void;
  /** Wrapped text; `label` stands before its first line, and the others are indented by its width. */
  text(text: string, label?: string, paint?: Paint, paintLabel?: Paint): void;
  toString(): string;
}

export function openPage(options: { readonly color: boolean; readonly width: number }): Page {
  const colors = createColors(options.color);
  const width = usableWidth(options.width);
  const lines: string[] = [];
  const shade: Page['shade'] = (text, verdict, severity) => {
    if (verdict === 'pass') return colors.green(text);
    if (verdict === 'error') return colors.red(text);
    if (verdict !== 'fail') return colors.dim(text);
    return severity === 'must' ? colors.red(text) : colors.yellow(text);
  };
  return {
    width,
    bold: colors.bold,
    dim: colors.dim,
    shade,
    mark: (verdict, severity) => shade(MARKS[verdict], verdict, severity),
    line: (text = '') => lines.push(text),
    title: (text) => lines.push('', colors.bold(text)),
    items: (items) => {
      let line = '';
      let taken = 0;
      for (const { text, paint } of items) {
        if (taken > 0 && 2 + taken + ITEM_GAP.length + columns(text) > width) {
          lines.push(`  ${line}`);
          [line, taken] = ['', 0];
        }
        line += (taken > 0 ? ITEM_GAP : '') + paint(text);
        taken += (taken > 0 ? ITEM_GAP.length : 0) + columns(text);
      }
      lines.push(`  ${line}`);
    },
    table: (head, rows, narrow) => {
      const [first = '', ...others] = aligned([head, ...rows]).map((line) => `  ${line}`);
      if ([first, ...others].some((line) => columns(line) > width)) for (const row of rows) narrow(row);
      else lines.push(colors.dim(first), ...others);
    },
    text: (text, label = '', paint = unpainted, paintLabel = colors.dim) => {
      const wrapped = wrap(text, width, label);
      // Painted line by line: a colour that ran over a line break would colour the margin.
      for (const [i, line] of wrapped.entries()) {
        const margin = line.slice(0, label.length);
        lines.push((i === 0 ? paintLabel(margin) : margin) + paint(line.slice(label.length)));
      }
    },
    toString: () => `${lines.join('\n')}\n`,
  };
}
