/** On paper nothing opens: the deviations are opened before, and closed again after. */
import { fill } from './evidence.js';

/** @type {HTMLDetailsElement[]} */
let opened = [];

addEventListener('beforeprint', () => {
  const closed = document.querySelectorAll('.view.current .check.v-fail:not([hidden]):not([open])');
  opened = /** @type {HTMLDetailsElement[]} */ ([...closed]);
  for (const check of opened) {
    check.open = true;
    for (const place of check.querySelectorAll('.evidence')) fill(place);
  }
});

addEventListener('afterprint', () => {
  for (const check of opened) check.open = false;
  opened = [];
});
