/** The report as one HTML file: works from disk, offline, with filters, links to each check, and the evidence. */
import type { Report } from '../schemas/types/report.js';
import { contentSecurityPolicy, pageAssets } from './html/assets.js';
import { filters, help, pageHead, viewTabs } from './html/controls.js';
import { evidenceBlocks } from './html/evidence.js';
import { overview } from './html/overview.js';
import { targetSection } from './html/target.js';
import { text } from './html/text.js';
import type { Move } from './reading/moves.js';
import { read } from './reading/reading.js';

/**
 * A whole document. It fetches nothing, and its Content-Security-Policy lets nothing run but its own scripts: whatever an
 * endpoint answered is text. Requests and answers are in it as JSON and become visible when a check is opened.
 */
export function toHtml(report: Report, moves: readonly Move[] = []): string {
  const reading = read(report);
  const assets = pageAssets();
  const title = `touchstone: ${report.targets.map(({ name }) => name).join(', ')}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(assets)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${text(title)}</title>
<link rel="icon" href="data:,">
<style>${assets.style.text}</style>
<script>${assets.early.text}</script>
</head>
<body>
<a class="skip" href="#checks">Skip to the checks</a>
${pageHead(report)}
<div class="bar-of-controls"><div class="controls">
${viewTabs(report)}
${filters(report)}
</div></div>
<main id="checks" tabindex="-1">
${report.targets.length > 1 ? overview(report, moves) : ''}
${report.targets.map((target, i) => targetSection(reading, target, i)).join('\n')}
<p class="nothing" id="nothing" hidden>No check is like that.</p>
</main>
${help()}
<p class="spoken" id="say" role="status"></p>
${evidenceBlocks(report)}
<script type="module">${assets.script.text}</script>
</body>
</html>
`;
}
