/** The deviations as workflow commands of GitHub: they become annotations of the job. */
import type { Report, Result, TargetReport } from '../schemas/types/report.js';
import { brief, plain } from './plain.js';
import { deviations, noticesOf } from './reading/digest.js';
import { type Reading, read } from './reading/reading.js';
import { counts } from './reading/severity.js';

/** More of one kind in one step are dropped by GitHub without a word. */
const MOST_OF_A_KIND = 10;

/** An `error` for each deviation that makes the run fail, a `warning` for each other, the worst first; empty where there is none. */
export function toAnnotations(report: Report): string {
  const reading = read(report);
  const found = report.targets.flatMap((target) => deviations(target).map((result) => ({ target, result })));
  const kinds = {
    error: found.filter(({ result }) => counts(result, report.options.failOn)),
    warning: found.filter(({ result }) => !counts(result, report.options.failOn)),
  };
  const lines = Object.entries(kinds).flatMap(([kind, all]) =>
    all.slice(0, MOST_OF_A_KIND).map(({ target, result }) => annotation(kind, reading, target, result)),
  );
  const more = found.length - lines.length;
  if (more > 0) {
    const text = `${more} more ${more === 1 ? 'deviation is' : 'deviations are'} in the job summary and in the report.`;
    lines.push(`::notice title=touchstone::${text}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function annotation(kind: string, reading: Reading, target: TargetReport, result: Result): string {
  const title = `${target.name}: ${result.check}`;
  const notices = noticesOf(reading, result).map((notice) => ` Noticed by ${notice}.`);
  return `::${kind} title=${property(plain(title))}::${data(brief(result.message + notices.join(''), 1000))}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
