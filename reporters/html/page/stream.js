/** A stream as it arrived: a line for each piece on a scale of time, and the pieces themselves. */
import { element } from './dom.js';

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 1000;

/** More pieces than this are shown when they are asked for. */
const MOST_AT_ONCE = 200;

/** @typedef {[sinceMs: number, bytes: number, text?: string]} Piece */

/**
 * @param {Piece[]} pieces
 * @returns {Node[]} none where there is nothing to see
 */
export function timeline(pieces) {
  if (pieces.length < 2) return [];
  const total = pieces.reduce((sum, [since]) => sum + since, 0);
  const picture = document.createElementNS(SVG, 'svg');
  const first = pieces[0]?.[0] ?? 0;
  const attributes = {
    class: 'timeline',
    viewBox: `-5 0 ${WIDTH + 10} 10`,
    preserveAspectRatio: 'none',
    role: 'img',
    'aria-label': `${pieces.length} pieces in ${total} ms, the first after ${first} ms`,
  };
  for (const [name, value] of Object.entries(attributes)) picture.setAttribute(name, value);
  let at = 0;
  for (const [since] of pieces) {
    at += since;
    const line = document.createElementNS(SVG, 'line');
    const x = String((at / Math.max(1, total)) * WIDTH);
    for (const [name, value] of Object.entries({ x1: x, x2: x, y1: '2', y2: '8' }))
      line.setAttribute(name, value);
    picture.append(line);
  }
  const scale = element(
    'div',
    { class: 'timeline-scale', 'aria-hidden': 'true' },
    element('span', {}, 'request'),
    element('span', {}, `first piece after ${first} ms`),
    element('span', {}, `${total} ms`),
  );
  return [picture, scale];
}

/** @param {Piece[]} pieces */
export function pieceList(pieces) {
  const all = element('ol', { class: 'pieces', tabindex: '0', 'aria-label': 'Pieces of the stream' });
  const rows = pieces.map(([since, bytes, text], i) =>
    element(
      'li',
      {},
      element('span', { class: 'at' }, `${i === 0 ? '' : '+'}${since} ms`),
      element('span', { class: 'text' }, text === undefined ? `${bytes} bytes, not kept` : text.trimEnd()),
    ),
  );
  all.append(...rows.slice(0, MOST_AT_ONCE));
  if (rows.length > MOST_AT_ONCE) {
    const more = element('button', { type: 'button' }, `${rows.length - MOST_AT_ONCE} more`);
    more.addEventListener('click', () => all.append(...rows.slice(MOST_AT_ONCE)), { once: true });
    more.addEventListener('click', () => more.remove());
    return element('div', {}, all, more);
  }
  return all;
}
