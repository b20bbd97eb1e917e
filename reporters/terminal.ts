/** The report on a terminal: what deviates first, then what is missing, then how dialects differ. */
import type { Report } from '../schemas/types/report.js';
import { plain } from './plain.js';
import { deviations } from './reading/digest.js';
import { read } from './reading/reading.js';
import { checks, runText } from './reading/wording.js';
import { addMatrix } from './terminal/matrix.js';
import { openPage, type Page } from './terminal/page.js';
import { addTarget } from './terminal/target.js';

export interface TerminalOptions {
  readonly color: boolean;
  /** In columns. */
  readonly width: number;
  /** Where the report folder is; undefined where none was written. */
  readonly folder?: string;
}

/**
 * What people read, and paste into bug reports. One target is told in full; several shortly, with a matrix of what differs
 * between them. Nothing of an endpoint reaches the terminal but printable text, and curl lines are never wrapped.
 */
export function toText(report: Report, { color, width, folder }: TerminalOptions): string {
  const page = openPage({ color, width });
  const reading = read(report);
  page.text(runText(report), '', page.dim);
  const depth = report.targets.length === 1 ? 'full' : 'short';
  for (const target of report.targets) addTarget(page, reading, target, depth);
  if (report.targets.length > 1) addMatrix(page, report);
  addEnd(page, report, folder);
  return page.toString();
}

function addEnd(page: Page, report: Report, folder: string | undefined): void {
  page.line();
  if (folder !== undefined) {
    const files = 'report.html (to look at), report.md (to paste), junit.xml, report.json';
    page.text(`${plain(folder)}/${files}`, 'Report: ');
  }
  const worst = report.targets.flatMap(deviations)[0];
  if (worst) {
    page.text(`touchstone explain ${plain(worst.check)} (what is asked, and why)`, 'Next:   ');
  } else if (report.targets.some(({ totals }) => totals.error > 0)) {
    page.text('the checks with an error were not carried out: run them again with --only', 'Next:   ');
  } else if (notCarriedOut(report) > 0) {
    const count = checks(notCarriedOut(report));
    page.text(
      `${count} not carried out, for the reason above: run them too before relying on it`,
      'Next:   ',
    );
  } else {
    page.text('nothing to do: all that was observed is as documented', 'Next:   ');
  }
}

/** What a budget, an end that came early, or an endpoint that went away kept from being asked. */
function notCarriedOut({ targets }: Report): number {
  return targets
    .flatMap(({ results }) => results)
    .filter(({ verdict, reason = '' }) => verdict === 'skipped' && /^(budget|stopped|down)\b/.test(reason))
    .length;
}
