/** What `--repeat` found, after the report on standard output. */
import type { Report } from '../../schemas/types/report.js';
import { unsteady } from '../report/agreement.js';

export function toAgreementText({ targets }: Report): string {
  const sections = targets.map(({ name, results }) => {
    const repeated = results.filter(({ agreement }) => agreement !== undefined);
    const differing = unsteady(results);
    const steady = repeated.length - differing.length;
    return [
      `${name}: ${steady} of ${repeated.length} checks came to the same in every run.`,
      ...differing.map(({ check, agreement }) => {
        const seen = Object.entries(agreement?.seen ?? {}).map(([word, times]) => `${word} ${times}×`);
        return `  ${check}: ${seen.join(', ')}`;
      }),
    ].join('\n');
  });
  return `\nAgreement\n${sections.join('\n')}\n`;
}
