/** The report as GitHub-flavoured Markdown: for a job summary, and to paste into an issue. */
import type { Report } from '../schemas/types/report.js';
import { inline } from './markdown/escape.js';
import { matrixBlocks } from './markdown/matrix.js';
import { moveBlocks } from './markdown/moves.js';
import { targetBlocks } from './markdown/target.js';
import type { Move } from './reading/moves.js';
import { read } from './reading/reading.js';
import { runText } from './reading/wording.js';

/** GitHub refuses a job summary over 1 MiB as a whole; some room is left for what else the step writes there. */
const MOST_BYTES = 1_000_000;

const CUT = '_Cut here: GitHub shows at most 1 MiB. The whole report is in `report.html`._';

/** At most 1,000,000 bytes in UTF-8: what does not fit is left out at the end, and a sentence says so. */
export function toMarkdown(report: Report, moves: readonly Move[] = []): string {
  const reading = read(report);
  const depth = report.targets.length === 1 ? 'full' : 'short';
  return whatFits([
    `# touchstone\n\n${inline(runText(report))}`,
    ...report.targets.flatMap((target) => targetBlocks(reading, target, depth)),
    ...moveBlocks(moves),
    ...(report.targets.length > 1 ? matrixBlocks(report) : []),
    'The evidence (every request and answer) is in `report.html` and `report.json`.',
  ]);
}

/** Blocks are whole: cut within one, a fence or a table would stay open. */
function whatFits(blocks: readonly string[]): string {
  const kept: string[] = [];
  let bytes = Buffer.byteLength(CUT) + 1;
  for (const block of blocks) {
    bytes += Buffer.byteLength(block) + 2;
    if (bytes > MOST_BYTES) return `${[...kept, CUT].join('\n\n')}\n`;
    kept.push(block);
  }
  return `${kept.join('\n\n')}\n`;
}
