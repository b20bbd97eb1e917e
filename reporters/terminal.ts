/** The report on a terminal: deviations first, by severity. */
import type { Report } from '../schemas/types/report.js';

export interface TerminalOptions {
  readonly color: boolean;
  /** In columns. */
  readonly width: number;
  /** Where the report folder is. */
  readonly folder: string;
}

export function toText(report: Report, _options: TerminalOptions): string {
  return `${report.targets.map((t) => `${t.name}\n${t.results.map((r) => `  ${r.verdict}\t${r.severity ?? ''}\t${r.check}\t${r.outcome ?? ''}\t${r.message} ${JSON.stringify(r.details ?? {})}`).join('\n')}\n${JSON.stringify(t.totals)} ${JSON.stringify(t.cost)} ${JSON.stringify(t.facts)}`).join('\n')}\n`;
}
