/** What would break for clients that move from one target to another: a line for each way, and what is behind it. */
import type { TargetReport } from '../../schemas/types/report.js';
import { type Breakage, endingWords, type Move, moveHeadline } from '../reading/moves.js';
import { checks } from '../reading/wording.js';
import { anchorOf } from './check.js';
import { prose, text } from './text.js';

export function movesSection(moves: readonly Move[], targets: readonly TargetReport[]): string {
  if (moves.length === 0) return '';
  return `<section class="moves"><h3>What would break</h3>
${moves.map((move) => moveBlock(move, targets)).join('\n')}
</section>`;
}

function moveBlock(move: Move, targets: readonly TargetReport[]): string {
  const { from, to, breaks, unseen, compared } = move;
  const title = `If you moved from <strong>${text(from)}</strong> to <strong>${text(to)}</strong>: ${text(moveHeadline(move))}`;
  const unknown =
    compared > 0 && unseen > 0
      ? ` <span class="weak">${text(checks(unseen))} seen at the first only.</span>`
      : '';
  if (breaks.length === 0) return `<p>${title}.${unknown}</p>`;
  const index = targets.findIndex(({ name }) => name === to);
  return `<details><summary>${title}.${unknown}</summary><ul>
${breaks.map((breakage) => breakageItem(breakage, index)).join('\n')}
</ul></details>`;
}

function breakageItem({ check, weight, notices, ...change }: Breakage, target: number): string {
  const noticed = notices
    .map((notice) => `<br><span class="weak">noticed by ${prose(notice)}</span>`)
    .join('');
  return `<li><span class="severity s-${weight}">${weight}</span> <a href="#${text(anchorOf(target, check))}"><code>${text(check)}</code></a><br>${prose(endingWords(change.old))}<br>→ ${prose(endingWords(change.new))}${noticed}</li>`;
}
