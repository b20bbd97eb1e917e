/** One deviation as Markdown, its evidence folded away. */
import type { Exchange, Result, TargetReport } from '../../schemas/types/report.js';
import { toCurl } from '../curl.js';
import { noticesOf } from '../reading/digest.js';
import { type Reading, tellingExchange } from '../reading/reading.js';
import { severityOf } from '../reading/severity.js';
import { sourceLink } from '../reading/source.js';
import {
  acceptedText,
  detailsText,
  documentedWords,
  exchangeTitle,
  findingText,
  MARKS,
  says,
  whoseWord,
} from '../reading/wording.js';
import { block, code, inline, link } from './escape.js';

/** More findings, or more of a body, than this are for the report's file. */
const MOST_FINDINGS = 5;
const MOST_CHARACTERS = 1500;

export function deviationBlock(reading: Reading, target: TargetReport, result: Result): string {
  const { check, outcome = '', documented, source, details, findings = [], notes = [] } = result;
  const measured = detailsText(details);
  const { label, url } = sourceLink(source ?? '');
  const exchange = tellingExchange(reading, target.name, result);
  const more = findings.length - MOST_FINDINGS;
  return [
    `### ${MARKS.fail} ${severityOf(result)} ${code(check)}`,
    [
      `- **seen**: ${inline(says(reading, check, outcome))}`,
      ...(measured ? [`  - ${inline(measured)}`] : []),
      ...findings.slice(0, MOST_FINDINGS).map((finding) => `  - ${inline(findingText(finding))}`),
      ...(more > 0 ? [`  - and ${more} more findings`] : []),
      `- **${inline(result.inherited ? whoseWord(result, target.profile) : 'documented')}**: ${inline(documentedWords(reading, check, documented))}${source ? `, in ${link(label, url)}` : ''}`,
      ...noticesOf(reading, result).map((notice) => `- **noticed by** ${inline(notice)}`),
      ...notes.map((note) => `- **note**: ${inline(note)}`),
      ...(result.accepted ? [`- **accepted**: ${inline(acceptedText(result.accepted))}`] : []),
    ].join('\n'),
    ...(exchange ? [evidence(exchange)] : []),
  ].join('\n\n');
}

function evidence(exchange: Exchange): string {
  const { response, failure } = exchange;
  return [
    '<details><summary>Evidence</summary>',
    block(cut(toCurl(exchange, '$BASE_URL')), 'sh'),
    inline(exchangeTitle(exchange)),
    ...(failure ? [inline(failure.message)] : []),
    ...(response?.body.text
      ? [block(cut(response.body.text), /^\s*[[{]/.test(response.body.text) ? 'json' : '')]
      : []),
    '</details>',
  ].join('\n\n');
}

function cut(text: string): string {
  return text.length > MOST_CHARACTERS
    ? `${text.slice(0, MOST_CHARACTERS)}\n… ${text.length - MOST_CHARACTERS} more characters`
    : text;
}
