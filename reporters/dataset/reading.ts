/** What the forms of the report on fine-tuning data have in common. */
import type { DatasetFile, Finding, FindingCount, Severity } from '../../schemas/types/dataset-report.js';
import { plain } from '../plain.js';

/** The findings of one rule and outcome; `count` says how many there are beyond the listed ones. */
export interface Group {
  readonly count: FindingCount;
  readonly listed: readonly Finding[];
}

/** The severest first. */
export function groupsOf({ counts, findings }: DatasetFile): Group[] {
  return counts.map((count) => ({
    count,
    listed: findings.filter(({ rule, outcome }) => rule === count.rule && outcome === count.outcome),
  }));
}

/** How many findings there are of each severity, listed or not. */
export function totalsOf(files: readonly DatasetFile[]): Record<Severity, number> {
  const totals = { must: 0, should: 0, may: 0 };
  for (const { severity, count } of files.flatMap(({ counts }) => counts)) totals[severity] += count;
  return totals;
}

/** `line 3, byte 258, /messages/1/weight`; for the file as a whole, nothing. */
export function placeText({ line, offset, pointer }: Finding): string {
  if (line === 0) return '';
  return `line ${line}, byte ${offset}${pointer === '' ? '' : `, ${plain(pointer)}`}`;
}

/** Everything that one finding says, in one line. */
export function findingLine(finding: Finding): string {
  const place = placeText(finding);
  const detail = finding.detail === undefined ? '' : plain(finding.detail);
  return [place, detail].filter((text) => text !== '').join(': ');
}

export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}
