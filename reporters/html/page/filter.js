/** Shows the checks that fit the search, the verdicts, the severity and the area. */
import { byId } from './dom.js';

/** @typedef {{ row: HTMLElement, text: string, verdicts: string[], severities: string[], area: string, same: boolean }} Row */

const form = /** @type {HTMLFormElement} */ (document.querySelector('.filters'));
const search = /** @type {HTMLInputElement} */ (byId('search'));
const severity = /** @type {HTMLSelectElement | null} */ (byId('severity'));
const area = /** @type {HTMLSelectElement | null} */ (byId('area'));
const differing = /** @type {HTMLInputElement | null} */ (byId('only-differing'));

/** @type {Row[] | undefined} */
let rows;

/** Text is gathered before any evidence is in the page: one looks for checks, not for what a model said. */
function allRows() {
  rows ??= Array.from(document.querySelectorAll('[data-check]'), (row) => {
    const { verdict = '', severity = '', area = '', same } = /** @type {HTMLElement} */ (row).dataset;
    return {
      row: /** @type {HTMLElement} */ (row),
      text: textOf(row),
      verdicts: verdict.split(' '),
      severities: severity.split(' '),
      area,
      same: same !== undefined,
    };
  });
  return rows;
}

/** @param {Element} row */
function textOf(row) {
  const parts = row.matches('tr')
    ? [row.querySelector('a')?.title, row.textContent]
    : Array.from(row.querySelectorAll('summary, .claim, .inside > dl'), (part) => part.textContent);
  return parts.join(' ').toLowerCase();
}

export function applyFilters() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const verdicts = new Set(
    Array.from(
      form.querySelectorAll('[name=verdict]:checked'),
      (box) => /** @type {HTMLInputElement} */ (box).value,
    ),
  );
  const wanted = { severity: severity?.value ?? '', area: area?.value ?? '' };
  const filtered = words.length > 0 || verdicts.size > 0 || wanted.severity !== '' || wanted.area !== '';
  for (const { row, text, verdicts: own, severities, area, same } of allRows()) {
    row.hidden = !(
      words.every((word) => text.includes(word)) &&
      (verdicts.size === 0 || own.some((verdict) => verdicts.has(verdict))) &&
      (wanted.severity === '' || severities.includes(wanted.severity)) &&
      (wanted.area === '' || area === wanted.area) &&
      !(same && differing?.checked && !filtered)
    );
  }
  document.documentElement.toggleAttribute('data-filtered', filtered);
  for (const group of document.querySelectorAll('.group, .part')) {
    /** @type {HTMLElement} */ (group).hidden = !group.querySelector('[data-check]:not([hidden])');
  }
  tellHowMany();
}

/** Of the view that is shown. */
export function tellHowMany() {
  const view = document.querySelector('.view.current');
  const all = view ? [...view.querySelectorAll('[data-check]')] : [];
  const shown = all.filter((row) => !(/** @type {HTMLElement} */ (row).hidden)).length;
  const output = byId('shown');
  if (output)
    output.textContent = shown === all.length ? `${all.length} checks` : `${shown} of ${all.length} checks`;
  const nothing = byId('nothing');
  if (nothing) nothing.hidden = shown > 0 || all.length === 0;
}

export function clearFilters() {
  form.reset();
  applyFilters();
}

form.addEventListener('input', applyFilters);
form.addEventListener('submit', (event) => event.preventDefault());
differing?.addEventListener('input', applyFilters);
byId('clear')?.addEventListener('click', clearFilters);
