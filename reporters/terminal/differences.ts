/** The table "differs from OPENAI as documented" on a terminal. */
import type { TargetReport } from '../../schemas/types/report.js';
import { plain } from '../plain.js';
import { differencesFrom, othersOf } from '../reading/differences.js';
import type { Page } from './page.js';

export function addDifferences(page: Page, target: TargetReport): void {
  for (const profile of othersOf(target)) {
    const differences = differencesFrom(profile, target);
    const name = plain(profile);
    if (differences.length === 0) {
      page.line();
      page.text(`Nothing that ${plain(target.profile)} documents and that was seen differs from ${name}.`);
      continue;
    }
    page.title(`Differs from ${name} as documented (${differences.length})`);
    const rows = differences.map(({ check, seen, documents }) => [
      plain(check),
      plain(seen),
      documents.length === 0 ? 'nothing' : documents.map(plain).join(', '),
    ]);
    page.table(['check', 'seen here', `${name} documents`], rows, ([check, seen, documents]) => {
      page.text(`${check}`, '  ');
      page.text(`${seen}; ${name} documents ${documents}`, '      ', page.dim);
    });
  }
}
