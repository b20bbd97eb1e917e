/** Shows one target at a time, and follows links to a view or to a check: `#chat.stop.text`. */
import { byId } from './dom.js';
import { applyFilters, clearFilters, tellHowMany } from './filter.js';

const views = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.view')]);

/** @param {Element | undefined} view */
function show(view) {
  for (const each of views) each.classList.toggle('current', each === view);
  for (const link of document.querySelectorAll('.views a')) {
    const current = link.getAttribute('href') === `#${view?.id}`;
    if (current) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  tellHowMany();
}

function follow() {
  const name = decoded(location.hash.slice(1));
  const place = byId(name) ?? document.querySelector(`details[data-check="${CSS.escape(name)}"]`);
  const view = place?.closest('.view');
  if (name === '' || (!view && place !== byId('checks'))) return show(views[0]);
  if (!view || !place) return;
  show(view);
  if (!(place instanceof HTMLDetailsElement)) return scrollTo(0, 0);
  // Somebody was sent to this check: no filter may stand in the way.
  if (place.hidden) clearFilters();
  place.open = true;
  const summary = place.querySelector('summary');
  summary?.focus({ preventScroll: true });
  place.scrollIntoView({ block: 'start' });
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// The address names the check that was opened last: copied, it leads there.
document.addEventListener('click', ({ target }) => {
  const check = target instanceof Element && target.closest('.check > summary')?.parentElement;
  if (check instanceof HTMLDetailsElement && !check.open) history.replaceState(null, '', `#${check.id}`);
});

addEventListener('hashchange', follow);
applyFilters();
follow();
// The browser goes to the place in the address by itself when all is loaded, and takes the focus away.
if (location.hash) addEventListener('load', () => requestAnimationFrame(follow));
