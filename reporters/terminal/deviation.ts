/** One deviation on a terminal: what was seen, what is documented where, who notices, and how to see it oneself. */
import type { Result, TargetReport } from '../../schemas/types/report.js';
import { toCurl } from '../curl.js';
import { plain } from '../plain.js';
import { noticesOf } from '../reading/digest.js';
import { type Reading, tellingExchange } from '../reading/reading.js';
import { severityOf } from '../reading/severity.js';
import {
  acceptedText,
  detailsText,
  documentedWords,
  findingText,
  says,
  whoseWord,
} from '../reading/wording.js';
import type { Page } from './page.js';

/** More findings of one check than this are for the report's file. */
const MOST_FINDINGS = 3;

/** A longer line is not pasted but looked up. */
const LONGEST_CURL = 2000;

const LABEL_WIDTH = 12;

export function addDeviation(page: Page, reading: Reading, target: TargetReport, result: Result): void {
  const { check, outcome = '', documented, source, details, findings = [], notes = [] } = result;
  const severity = severityOf(result);
  const told = (label: string, text: string) => page.text(text, `    ${label.padEnd(LABEL_WIDTH)}`);

  page.line();
  page.line(
    `${page.mark('fail', severity)} ${page.shade(severity, 'fail', severity)}  ${page.bold(plain(check))}`,
  );
  told('seen', says(reading, check, outcome));
  const measured = detailsText(details);
  if (measured) told('', measured);
  for (const finding of findings.slice(0, MOST_FINDINGS)) told('', findingText(finding));
  if (findings.length > MOST_FINDINGS) told('', `and ${findings.length - MOST_FINDINGS} more findings`);
  const expected = documentedWords(reading, check, documented);
  if (!result.inherited) told('documented', expected);
  else page.text(`${whoseWord(result, target.profile)}: ${expected}`, '    ');
  if (source) told('', plain(source));
  for (const [i, notice] of noticesOf(reading, result).entries())
    told(i === 0 ? 'noticed by' : '', plain(notice));
  for (const note of notes) told('note', plain(note));
  if (result.accepted) told('accepted', acceptedText(result.accepted));

  const exchange = tellingExchange(reading, target.name, result);
  if (!exchange) return;
  const curl = toCurl(exchange, '$BASE_URL');
  page.line(
    curl.length > LONGEST_CURL
      ? page.dim(`    exchange ${plain(exchange.id)} (a request too long for here)`)
      : `    ${page.dim(curl)}`,
  );
}
