/** One target on a terminal. */
import type { TargetReport } from '../../schemas/types/report.js';
import { brief, plain } from '../plain.js';
import { byReason, coverage, deviations, type Group, notes, oddities } from '../reading/digest.js';
import { latencyOf } from '../reading/latency.js';
import type { Reading } from '../reading/reading.js';
import { severityOf } from '../reading/severity.js';
import { costText, MARKS, says, speedText, VERDICT_WORDS, verdictCounts } from '../reading/wording.js';
import { addDeviation } from './deviation.js';
import { addDifferences } from './differences.js';
import type { Page } from './page.js';

/** With several targets, more deviations than this are for the report's file. */
const MOST_IN_SHORT = 15;

/** A run that was stopped skips hundreds for one reason; the report's file lists them. */
const MOST_IN_GROUP = 24;
const FIRST_OF_GROUP = 8;

export function addTarget(page: Page, reading: Reading, target: TargetReport, depth: 'full' | 'short'): void {
  addHead(page, reading, target);
  if (depth === 'full') {
    for (const result of deviations(target)) addDeviation(page, reading, target, result);
  } else {
    addDeviationsInShort(page, reading, target);
  }
  for (const verdict of ['error', 'inconclusive', 'unsupported', 'skipped'] as const) {
    const groups = byReason(target, verdict);
    if (groups.length > 0) page.title(capital(VERDICT_WORDS[verdict]));
    for (const group of groups) addGroup(page, group, MARKS[verdict], depth);
  }
  const odd = oddities(target);
  if (odd.length > 0) page.title('Odd, but no defect');
  for (const { check, outcome = '' } of odd) {
    page.text(`${plain(check)}: ${says(reading, check, outcome)}`, '  ');
  }
  const noted = notes(target);
  if (target.notes.length + noted.length > 0) page.title('Notes');
  for (const note of target.notes) page.text(plain(note), '  ');
  for (const group of noted) addGroup(page, group, ' ', depth);
  addDifferences(page, target);
}

function addHead(page: Page, { report }: Reading, target: TargetReport): void {
  const { name, baseURL, model, profile, profileTitle, totals } = target;
  page.title(plain(name));
  page.text(`${plain(baseURL)}, model ${plain(model)}`, '  ');
  page.text(`judged by ${plain(profile)}${profileTitle ? ` (${plain(profileTitle)})` : ''}`, '  ');
  const worst = totals.failBySeverity.must > 0 ? 'must' : 'should';
  const counts = verdictCounts(totals).map(({ verdict, text }) => ({
    text: `${MARKS[verdict]} ${text}`,
    paint: (shown: string) => page.shade(shown, verdict, worst),
  }));
  page.items(counts);
  const { observed, selected } = coverage(target);
  page.text(`${observed} of ${selected} observed; ${costText(target)}`, '  ');
  const speed = speedText(latencyOf(report, name));
  if (speed) page.text(speed, '  ', page.dim);
}

function addDeviationsInShort(page: Page, reading: Reading, target: TargetReport): void {
  const all = deviations(target);
  if (all.length > 0) page.title(capital(VERDICT_WORDS.fail));
  for (const result of all.slice(0, MOST_IN_SHORT)) {
    const { check, outcome = '' } = result;
    const severity = severityOf(result);
    const label = `  ${MARKS.fail} ${severity.padEnd(6)}  `;
    const text = `${plain(check)}: ${says(reading, check, outcome)}`;
    page.text(text, label, undefined, (mark) => page.shade(mark, 'fail', severity));
  }
  if (all.length > MOST_IN_SHORT) page.text(`and ${all.length - MOST_IN_SHORT} more`, '    ');
}

/** Why, and which; of one check alone the two in a line. */
function addGroup(page: Page, { title, results }: Group, mark: string, depth: 'full' | 'short'): void {
  const label = `  ${mark} `;
  const why = brief(title, 300);
  const ids = results.map(({ check }) => plain(check));
  if (ids.length === 1) page.text(`${ids[0]}: ${why}`, label);
  else if (depth === 'short') page.text(`${ids.length} checks: ${why}`, label);
  else {
    page.text(`${why.replace(/\.$/, '')}:`, label);
    const shown = ids.length > MOST_IN_GROUP ? ids.slice(0, FIRST_OF_GROUP) : ids;
    const more = ids.length - shown.length;
    page.text(shown.join(', ') + (more > 0 ? `, and ${more} more` : ''), '    ', page.dim);
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
