/** Several targets side by side: a line for each, and the matrix of checks × targets. */
import type { Report, Result } from '../../schemas/types/report.js';
import { cellWord, type MatrixRow, matrix } from '../reading/differences.js';
import type { Move } from '../reading/moves.js';
import { severityOf } from '../reading/severity.js';
import { amount, MARKS, requestsText, VERDICT_WORDS } from '../reading/wording.js';
import { anchorOf } from './check.js';
import { movesSection } from './moves.js';
import { bar, countsLine, coverageText } from './summary.js';
import { text } from './text.js';

/** More targets than this are told in a line each. */
const MOST_CARDS = 4;

export function overview(report: Report, moves: readonly Move[]): string {
  const rows = matrix(report);
  const differing = rows.filter(({ differs }) => differs).length;
  return `<section class="view overview" id="overview" aria-labelledby="overview-title">
<h2 id="overview-title">Overview</h2>
<ul class="cards${report.targets.length > MOST_CARDS ? ' many' : ''}">${report.targets
    .map(
      (target, i) => `<li><h3><a href="#target-${i}">${text(target.name)}</a></h3>
${bar(target.totals)}${countsLine(target.totals)}
<p class="weak">${text(target.model)}, judged by ${text(target.profile)}; ${coverageText(target)} observed, ${requestsText(target)}</p></li>`,
    )
    .join('\n')}</ul>
${movesSection(moves, report.targets)}
<section class="matrix"><h3>Check by check</h3>
<p><label><input type="checkbox" id="only-differing"${differing > 0 ? ' checked' : ''}> Only what is not the same everywhere (${amount(differing)})</label></p>
<div class="scroll" tabindex="0" role="region" aria-label="Checks by target"><table><thead><tr><th scope="col">Check</th>${report.targets
    .map(({ name }, i) => `<th scope="col"><a href="#target-${i}">${text(name)}</a></th>`)
    .join('')}</tr></thead><tbody>
${rows.map(matrixRow).join('\n')}
</tbody></table></div></section>
</section>`;
}

function matrixRow({ check, claim, cells, differs }: MatrixRow): string {
  const all = cells.filter((cell) => cell !== undefined);
  const verdicts = [...new Set(all.map(({ verdict }) => verdict))];
  const severities = [...new Set(all.filter(({ verdict }) => verdict === 'fail').map(severityOf))];
  return `<tr data-check="${text(check)}" data-verdict="${verdicts.join(' ')}" data-severity="${severities.join(' ')}" data-area="${text(all[0]?.area ?? '')}"${differs ? '' : ' data-same'}><th scope="row"><a href="#${text(check)}" title="${text(claim)}"><code>${text(check)}</code></a></th>${cells.map(cell).join('')}</tr>`;
}

function cell(result: Result | undefined, index: number): string {
  if (!result) return '<td></td>';
  const { verdict, check } = result;
  const spoken = verdict === 'fail' ? `${VERDICT_WORDS.fail}, ${severityOf(result)}` : VERDICT_WORDS[verdict];
  return `<td><a class="v-${verdict}" href="#${text(anchorOf(index, check))}"><span class="mark" aria-hidden="true">${MARKS[verdict]}</span> ${text(cellWord(result))}<span class="spoken"> (${spoken})</span></a></td>`;
}
