/** The catalogue as a table, as JSON, or as Markdown. */
import { markdownTable } from 'markdown-table';
import type { CheckFacts, Source } from '../../schemas/types/report.js';

export function listing(checks: readonly CheckFacts[], format: 'table' | 'json' | 'md'): string {
  if (format === 'json') return `${JSON.stringify(checks, null, 2)}\n`;
  return format === 'md' ? markdown(checks) : table(checks);
}

function table(checks: readonly CheckFacts[]): string {
  const width = Math.max(...checks.map(({ id }) => id.length));
  const rows = checks.map(
    ({ id, claim, outcomes }) =>
      `${id.padEnd(width)}  ${claim}\n${' '.repeat(width)}  ${Object.keys(outcomes).join(' · ')}`,
  );
  return `${rows.join('\n')}\n\n${checks.length} checks. One of them in full: touchstone explain ${checks[0]?.id}\n`;
}

function markdown(checks: readonly CheckFacts[]): string {
  const rows = checks.map(({ id, claim, outcomes, source }) => [
    `\`${id}\``,
    claim,
    Object.keys(outcomes)
      .map((word) => `\`${word}\``)
      .join(' '),
    sourceLink(source),
  ]);
  return `${markdownTable([['check', 'claim', 'outcomes', 'source'], ...rows])}\n`;
}

function sourceLink({ document, at, url }: Source): string {
  return `[${at ?? document}](${url})`;
}
