/** What stands around the checks: head of the page, views, filters, help. */
import type { Report, Verdict } from '../../schemas/types/report.js';
import { SEVERITIES } from '../reading/severity.js';
import { MARKS, runText, VERDICT_WORDS, VERDICTS } from '../reading/wording.js';
import { text } from './text.js';

export function pageHead(report: Report): string {
  return `<header class="page-head">
<h1>touchstone</h1>
<p class="run">${text(runText(report))}</p>
<div class="tools"><button type="button" id="theme">Dark</button> <button type="button" id="help-button" aria-haspopup="dialog">Help</button></div>
</header>
<p class="privacy">${privacy(report)}</p>
<noscript><p class="privacy">Without JavaScript there are no filters, and no requests and answers.</p></noscript>`;
}

/** Made of what is there, not of what was asked for: a promise about privacy must hold. */
function privacy({ exchanges }: Report): string {
  const told = exchanges.some(({ request, response }) => request.body?.text || response?.body.text);
  return told
    ? '<strong>Before you share it:</strong> the prompts and answers of the run are in this file. Keys are not.'
    : 'Neither prompts and answers nor keys are in this file.';
}

export function viewTabs({ targets }: Report): string {
  if (targets.length < 2) return '';
  const links = targets.map(({ name }, i) => `<a href="#target-${i}">${text(name)}</a>`);
  return `<nav class="views" aria-label="Targets"><a href="#overview">Overview</a>${links.join('')}</nav>`;
}

export function filters({ targets }: Report): string {
  const results = targets.flatMap((target) => target.results);
  const verdicts = new Set(results.map(({ verdict }) => verdict));
  const areas = [...new Set(results.map(({ area }) => area))];
  const severities = new Set(results.map(({ severity }) => severity));
  return `<form class="filters" role="search" aria-label="Filter the checks">
<label class="search"><span class="spoken">Search</span><input type="search" id="search" placeholder="Search checks ( / )" autocomplete="off" spellcheck="false"></label>
<fieldset><legend class="spoken">Only these verdicts</legend>${VERDICTS.filter((each) => verdicts.has(each))
    .map(verdictBox)
    .join('')}</fieldset>
${select(
  'severity',
  'Severity',
  SEVERITIES.filter((each) => severities.has(each)),
)}
${select('area', 'Area', areas)}
<button type="button" id="clear">Clear</button>
<output id="shown" for="search severity area"></output>
</form>`;
}

function verdictBox(verdict: Verdict): string {
  return `<label class="chip v-${verdict}"><input type="checkbox" name="verdict" value="${verdict}"><span class="mark" aria-hidden="true">${MARKS[verdict]}</span> ${VERDICT_WORDS[verdict]}</label>`;
}

function select(id: string, label: string, values: readonly string[]): string {
  if (values.length === 0) return '';
  const options = values.map((value) => `<option value="${text(value)}">${text(value)}</option>`);
  return `<label><span class="spoken">${label}</span><select id="${id}"><option value="">Any ${label.toLowerCase()}</option>${options.join('')}</select></label>`;
}

const KEYS: readonly (readonly [string, string])[] = [
  ['/', 'search'],
  ['j', 'next check'],
  ['k', 'previous check'],
  ['Enter', 'open or close it'],
  ['?', 'this help'],
];

export function help(): string {
  const keys = KEYS.map(([key, what]) => `<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`);
  const words: readonly (readonly [Verdict, string])[] = [
    ['pass', 'as the profile documents it, or a lawful oddity'],
    ['fail', 'not as documented: must (an SDK or a common client breaks), should (clients survive), may'],
    ['unsupported', 'refused clearly, and never promised: no defect'],
    ['inconclusive', 'the premise was not to be had; nothing is known'],
    ['skipped', 'not asked, and why'],
    ['error', 'the check could not be carried out'],
  ];
  const verdicts = words.map(
    ([verdict, means]) =>
      `<div><dt class="v-${verdict}"><span class="mark" aria-hidden="true">${MARKS[verdict]}</span> ${VERDICT_WORDS[verdict]}</dt><dd>${means}</dd></div>`,
  );
  return `<dialog id="help" aria-labelledby="help-title"><h2 id="help-title">How to read this</h2>
<dl>${verdicts.join('')}</dl>
<h3>Keys</h3><dl>${keys.join('')}</dl>
<form method="dialog"><button>Close</button></form></dialog>`;
}
