/** What would break if one moved from one target to another, in words. */
import { brief, plain } from '../../reporters/plain.js';
import { moveHeadline } from '../../reporters/reading/moves.js';
import { checks } from '../../reporters/reading/wording.js';
import type { Change, Ending } from '../report/diff.js';
import type { Breakage, Move } from '../report/moves.js';

export function toMovesText(moves: readonly Move[]): string {
  return moves.map(moveText).join('');
}

function moveText({ from, to, breaks, differs, compared, unseen }: Move): string {
  const lines = [
    '',
    `If you moved from ${plain(from)} to ${plain(to)}: ${moveHeadline({ breaks, compared })}`,
  ];
  if (compared > 0 && unseen > 0) lines.push(`  Not known of ${checks(unseen)} seen at ${plain(from)} only`);
  for (const change of breaks) lines.push(...breakageText(change));
  if (differs.length > 0) {
    lines.push(`  Different, and harmless as far as is known (${differs.length})`);
    for (const change of differs) lines.push(`    ${plain(change.check)}: ${words(change)}`);
  }
  return `${lines.join('\n')}\n`;
}

function breakageText({ weight, check, notices, ...change }: Breakage): string[] {
  return [
    `  ${weight.padEnd(6)} ${plain(check)}`,
    `           ${endingText(change.old)}`,
    `           → ${endingText(change.new)}`,
    ...notices.map((notice) => `           noticed by ${plain(notice)}`),
  ];
}

function words({ old, new: now }: Pick<Change, 'old' | 'new'>): string {
  return `${plain(old.outcome ?? old.verdict)} → ${plain(now.outcome ?? now.verdict)}`;
}

function endingText({ says, outcome, verdict }: Ending): string {
  return `${brief(says, 300)} (${plain(outcome ?? verdict)})`;
}
