/** The report itself, for programs. */
import type { Report } from '../schemas/types/report.js';

export function toJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
