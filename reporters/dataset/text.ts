/** The report on fine-tuning data on a terminal: the severest first, each with the first places where it is. */
import type { DatasetFile, DatasetReport, Histogram } from '../../schemas/types/dataset-report.js';
import { plain } from '../plain.js';
import { openPage, type Page } from '../terminal/page.js';
import { bytesText, findingLine, type Group, groupsOf, totalsOf } from './reading.js';

/** More places than these are for the other formats. */
const MOST_PLACES = 5;

const BAR_WIDTH = 30;
const LABEL_WIDTH = 12;

export function datasetToText(
  report: DatasetReport,
  options: { readonly color: boolean; readonly width: number },
): string {
  const page = openPage(options);
  for (const file of report.files) addFile(page, report, file);
  page.line();
  const { must, should, may } = totalsOf(report.files);
  const verdict = `${must} must, ${should} should, ${may} may`;
  if (must + should > 0) page.line(page.shade(`✗ ${verdict}`, 'fail', must > 0 ? 'must' : 'should'));
  else page.line(page.shade(may > 0 ? `✓ ${verdict}` : '✓ as documented', 'pass'));
  return page.toString();
}

function addFile(page: Page, { profile }: DatasetReport, file: DatasetFile): void {
  page.title(plain(file.name));
  const packed = file.compression === 'none' ? '' : ` (${file.compression})`;
  page.text(
    `${file.samples} ${file.kind} samples on ${file.lines} lines, ${bytesText(file.bytes)}${packed}, judged by the profile ${plain(profile)}`,
    '  ',
  );
  const roles = Object.entries(file.messages).map(([role, count]) => `${plain(role).slice(0, 40)} ${count}`);
  if (roles.length > 0) page.text(roles.slice(0, 10).join(', '), '  messages  ');
  addTokens(page, file);
  for (const group of groupsOf(file)) addGroup(page, group);
  addHistogram(page, file.sizes);
  for (const note of file.notes) page.text(note, '  note  ');
  if (file.fixed) {
    const { path, byteOrderMarks, carriageReturns, blankLines, paddedLines } = file.fixed;
    page.line();
    page.text(
      `${plain(path)} (removed: ${byteOrderMarks} byte order mark, ${carriageReturns} carriage returns, ${blankLines} blank lines, blanks around ${paddedLines} values; all else is as it was)`,
      '  written  ',
    );
  }
}

function addTokens(page: Page, { tokens }: DatasetFile): void {
  if (!tokens) return;
  const { tokenizer, total, largest, limit, over } = tokens;
  const beyond = limit === undefined ? '' : `; ${over} samples over ${limit}`;
  page.text(
    `about ${total}, the largest sample ${largest}${beyond} (an estimate, by ${tokenizer})`,
    '  tokens  ',
  );
}

function addGroup(page: Page, { count, listed }: Group): void {
  const { severity, rule, outcome, message } = count;
  const told = (label: string, text: string) => page.text(text, `    ${label.padEnd(LABEL_WIDTH)}`);
  page.line();
  const times = count.count === 1 ? '' : `  ×${count.count}`;
  page.line(
    `${page.mark('fail', severity)} ${page.shade(severity, 'fail', severity)}  ${page.bold(plain(rule))}  ${plain(outcome)}${times}`,
  );
  page.text(message, '    ');
  const [first] = listed;
  if (first) {
    told('source', plain(first.source));
    if (first.fix !== undefined) told('fix', first.fix);
  }
  for (const [i, finding] of listed.slice(0, MOST_PLACES).entries()) {
    told(i === 0 ? 'where' : '', findingLine(finding) || 'the file as a whole');
  }
  if (count.count > MOST_PLACES) told('', `and ${count.count - MOST_PLACES} more`);
}

function addHistogram(page: Page, { unit, buckets }: Histogram): void {
  if (buckets.length < 2) return;
  const most = Math.max(...buckets.map(({ samples }) => samples));
  page.line();
  page.line(page.dim(`  samples by size in ${unit}`));
  const width = String(buckets.at(-1)?.upTo).length;
  for (const { upTo, samples } of buckets) {
    const bar = '▇'.repeat(Math.ceil((samples / most) * BAR_WIDTH));
    page.line(page.dim(`  up to ${String(upTo).padStart(width)}  ${bar} ${samples}`));
  }
}
