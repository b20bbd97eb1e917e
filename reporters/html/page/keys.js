/** The keys: / to search, j and k from check to check, ? for help. Enter opens a check by itself: it is a summary. */
import { byId } from './dom.js';

const help = /** @type {HTMLDialogElement} */ (byId('help'));
const searchField = /** @type {HTMLInputElement} */ (byId('search'));

/** @type {Record<string, () => void>} */
const KEYS = {
  '/': () => searchField.select(),
  j: () => step(1),
  k: () => step(-1),
  '?': () => help.showModal(),
};

document.addEventListener('keydown', (event) => {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey || help.open) return;
  if (target === searchField && key === 'Escape') searchField.blur();
  if (target instanceof HTMLElement && target.matches('input[type=search], select, textarea')) return;
  const act = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  if (!act) return;
  event.preventDefault();
  act();
});

byId('help-button')?.addEventListener('click', () => help.showModal());

/** @param {number} direction */
function step(direction) {
  const rows = [
    ...document.querySelectorAll(
      '.view.current :is(.check:not([hidden]) > summary, tr[data-check]:not([hidden]) th a)',
    ),
  ];
  const current = document.activeElement?.closest('.check, tr[data-check]');
  const at = rows.findIndex((row) => current?.contains(row));
  const next = rows[at < 0 ? (direction > 0 ? 0 : rows.length - 1) : at + direction];
  if (!(next instanceof HTMLElement)) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'center' });
}
