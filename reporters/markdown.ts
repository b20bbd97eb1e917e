/** The report as Markdown. */
import type { Report } from '../schemas/types/report.js';

export function toMarkdown(report: Report): string {
  return `# touchstone ${report.startedAt}\n`;
}
