/** One result as a row that opens. What was sent and answered is filled in by the page when it is opened. */
import type { CheckFacts, Finding, Judgement, Result, TargetReport } from '../../schemas/types/report.js';
import { noticesOf } from '../reading/digest.js';
import type { Reading } from '../reading/reading.js';
import { severityOf } from '../reading/severity.js';
import {
  acceptedText,
  detailsText,
  documentedWords,
  MARKS,
  says,
  seconds,
  VERDICT_WORDS,
  whoseWord,
} from '../reading/wording.js';
import { codeSpan, link, prose, source, text } from './text.js';

/** Of the first target the check's id itself, so that `#chat.stop.text` leads there in any browser. */
export function anchorOf(targetIndex: number, check: string): string {
  return targetIndex === 0 ? check : `${targetIndex}-${check}`;
}

export function checkRow(
  reading: Reading,
  target: TargetReport,
  targetIndex: number,
  result: Result,
): string {
  const { check, area, verdict, exchanges } = result;
  const severity = verdict === 'fail' ? severityOf(result) : '';
  const seen = seenText(reading, result);
  return `<details class="check v-${verdict}" id="${text(anchorOf(targetIndex, check))}" data-check="${text(check)}" data-verdict="${verdict}" data-severity="${severity}" data-area="${text(area)}">
<summary><span class="mark" aria-hidden="true">${MARKS[verdict]}</span><span class="spoken">${VERDICT_WORDS[verdict]}: </span><code class="id">${text(check)}</code><span class="seen">${prose(seen, 200)}</span>${chip(severity, result)}</summary>
<div class="inside">
<p class="claim">${prose(result.claim)}</p>
<dl>${facts(reading, target, result)}</dl>
${findings(result.findings ?? [])}
${exchanges.length > 0 ? `<div class="evidence" data-target="${targetIndex}" data-exchanges="${text(exchanges.join(' '))}"></div>` : ''}
<p class="foot"><a href="#${text(anchorOf(targetIndex, check))}">Link to this check</a></p>
</div>
</details>`;
}

function chip(severity: string, { verdict, tolerated, accepted }: Result): string {
  if (accepted) return `<span class="odd">${severity}, accepted</span>`;
  if (severity) return `<span class="severity s-${severity}">${severity}</span>`;
  return verdict === 'pass' && tolerated ? '<span class="odd">odd, but no defect</span>' : '';
}

function seenText(reading: Reading, { check, outcome, reason, message }: Result): string {
  if (outcome === undefined) return reason ?? message;
  return reading.outcome(check, outcome)?.says ?? outcome;
}

function facts(reading: Reading, target: TargetReport, result: Result): string {
  const { check, outcome, verdict, reason, message, details, notes = [], durationMs, against = {} } = result;
  const measured = detailsText(details, 400);
  const about = reading.facts(check);
  const known = outcome !== undefined;
  return [
    row(known ? 'Seen' : 'Why', prose(known ? says(reading, check, outcome) : (reason ?? message))),
    measured ? row('Measured', prose(measured)) : '',
    verdict === 'pass' && result.tolerated ? row('Odd, but no defect', prose(message)) : '',
    row(whoseWord(result, target.profile), judged(reading, check, result)),
    ...Object.entries(against).map(([profile, judgement]) =>
      row(whoseWord(judgement, profile), judged(reading, check, judgement, known)),
    ),
    ...noticesOf(reading, result).map((notice) => row('Noticed by', prose(notice))),
    ...notes.map((note) => row('Note', prose(note))),
    result.accepted ? row('Accepted', prose(acceptedText(result.accepted))) : '',
    about ? row('The check', aboutCheck(about)) : '',
    durationMs === undefined ? '' : row('Time', seconds(durationMs)),
  ].join('');
}

/** @param verdict whether the verdict is to be said: it is that of another profile */
function judged(
  reading: Reading,
  check: string,
  { documented, source: where, verdict, severity }: Judgement | Result,
  telling = false,
): string {
  return [
    telling ? `<span class="mark v-${verdict}" aria-hidden="true">${MARKS[verdict]}</span> ` : '',
    prose(documentedWords(reading, check, documented)),
    where ? ` <span class="source">${source(where)}</span>` : '',
    telling
      ? `<span class="spoken"> (${VERDICT_WORDS[verdict]}${severity ? `, ${severity}` : ''})</span>`
      : '',
  ].join('');
}

function aboutCheck({ source: { document, at, url }, mode, needs }: CheckFacts): string {
  return [
    link(at ? `${document}, ${at}` : document, url),
    `<span class="weak">${text(`${mode}${needs.length > 0 ? `; needs ${needs.join(', ')}` : ''}`)}</span>`,
  ].join(' ');
}

function row(label: string, html: string): string {
  return `<div><dt>${text(label)}</dt><dd>${html}</dd></div>`;
}

function findings(all: readonly Finding[]): string {
  if (all.length === 0) return '';
  const rows = all.map(
    ({ path, expected, got, severity, layer, count = 1 }) =>
      `<tr><td>${codeSpan(path)}</td><td>${prose(expected)}</td><td>${codeSpan(got)}</td><td>${count}</td><td>${[
        severity,
        layer,
      ]
        .filter((word) => word !== undefined)
        .map(text)
        .join(', ')}</td></tr>`,
  );
  return `<div class="scroll" tabindex="0" role="region" aria-label="Findings"><table><thead><tr><th scope="col">Where</th><th scope="col">Expected</th><th scope="col">Got</th><th scope="col">Times</th><th scope="col">Rule</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}
