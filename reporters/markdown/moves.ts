/** What would break for clients that move from one target to another, as Markdown. */
import { brief } from '../plain.js';
import { endingWords, type Move, moveHeadline } from '../reading/moves.js';
import { code, inline } from './escape.js';
import { tables } from './table.js';

export function moveBlocks(moves: readonly Move[]): string[] {
  return moves.flatMap((move) => [
    `## If you moved from ${inline(move.from)} to ${inline(move.to)}`,
    `${inline(capital(moveHeadline(move)))}.`,
    ...(move.breaks.length === 0
      ? []
      : tables(
          ['weight', 'check', 'before', 'then', 'noticed by'],
          move.breaks.map((breakage) => [
            breakage.weight,
            code(breakage.check),
            inline(brief(endingWords(breakage.old), 300)),
            inline(brief(endingWords(breakage.new), 300)),
            breakage.notices.map(inline).join('<br>'),
          ]),
        )),
  ]);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
