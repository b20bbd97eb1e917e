/** Several targets side by side, as Markdown: only what is not the same everywhere. */
import type { Report } from '../../schemas/types/report.js';
import { cellWord, matrix } from '../reading/differences.js';
import { checks, MARKS } from '../reading/wording.js';
import { code, inline } from './escape.js';
import { tables } from './table.js';

export function matrixBlocks(report: Report): string[] {
  const all = matrix(report);
  const rows = all.filter(({ differs }) => differs);
  if (rows.length === 0)
    return [`The targets gave the same outcome and verdict in all ${checks(all.length)}.`];
  return [
    `## Not the same everywhere (${rows.length} of ${checks(all.length)})`,
    ...tables(
      ['check', ...report.targets.map(({ name }) => inline(name))],
      rows.map(({ check, cells }) => [
        code(check),
        ...cells.map((result) => (result ? `${MARKS[result.verdict]} ${inline(cellWord(result))}` : '')),
      ]),
    ),
  ];
}
