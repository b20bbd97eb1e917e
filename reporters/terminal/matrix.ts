/** Several targets side by side on a terminal: only what is not the same everywhere. */
import type { Report, Result, TargetReport } from '../../schemas/types/report.js';
import { plain } from '../plain.js';
import { cellWord, isObserved, matrix } from '../reading/differences.js';
import { checks, MARKS } from '../reading/wording.js';
import type { Page } from './page.js';

export function addMatrix(page: Page, report: Report): void {
  const all = matrix(report);
  const rows = all.filter(({ differs }) => differs);
  const isShown = (_: unknown, i: number) => isObserved(report.targets[i] as TargetReport);
  const missing = report.targets.filter((target) => !isObserved(target)).map(({ name }) => plain(name));
  if (missing.length > 0) {
    page.line();
    page.text(`Nothing was observed at ${missing.join(', ')}: it is left out below.`);
  }
  const names = report.targets.map(({ name }) => plain(name)).filter(isShown);
  if (names.length < 2) return;
  if (rows.length === 0) {
    page.line();
    page.text(`The targets gave the same outcome and verdict in all ${checks(all.length)}.`);
    return;
  }
  page.title(`Not the same everywhere (${rows.length} of ${checks(all.length)})`);
  page.table(
    ['check', ...names],
    rows.map(({ check, cells }) => [plain(check), ...cells.filter(isShown).map(cell)]),
    ([check, ...cells]) => {
      page.text(`${check}`, '  ');
      page.text(inWords(cells, names), '      ', page.dim);
    },
  );
}

function cell(result: Result | undefined): string {
  return result ? `${MARKS[result.verdict]} ${plain(cellWord(result))}` : '';
}

/** "✓ absent: openai, other; ✗ every-chunk: third" */
function inWords(cells: readonly string[], names: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const [i, text] of cells.entries()) {
    const word = text || 'not asked';
    groups.set(word, [...(groups.get(word) ?? []), names[i] as string]);
  }
  return [...groups].map(([word, who]) => `${word}: ${who.join(', ')}`).join('; ');
}
