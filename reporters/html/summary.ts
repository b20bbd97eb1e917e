/** Verdict counts as a line and as a bar. */
import type { TargetReport, Totals } from '../../schemas/types/report.js';
import { coverage } from '../reading/digest.js';
import { amount, MARKS, VERDICTS, verdictCounts } from '../reading/wording.js';

export function countsLine(totals: Totals): string {
  const counts = verdictCounts(totals).map(
    ({ verdict, text }) =>
      `<li class="v-${verdict}"><span class="mark" aria-hidden="true">${MARKS[verdict]}</span> ${text}</li>`,
  );
  return `<ul class="counts">${counts.join('')}</ul>`;
}

/** A picture of the same numbers; the line beside it says them. */
export function bar(totals: Totals): string {
  const whole = Math.max(
    1,
    VERDICTS.reduce((sum, verdict) => sum + totals[verdict], 0),
  );
  let x = 0;
  const parts = VERDICTS.map((verdict) => {
    const part = `<rect class="v-${verdict}" x="${x}" y="0" width="${totals[verdict]}" height="1"/>`;
    x += totals[verdict];
    return totals[verdict] > 0 ? part : '';
  });
  return `<svg class="bar" viewBox="0 0 ${whole} 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">${parts.join('')}</svg>`;
}

export function coverageText(target: TargetReport): string {
  const { observed, selected } = coverage(target);
  return `${amount(observed)} of ${amount(selected)} checks`;
}
