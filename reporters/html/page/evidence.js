/** Fills in what was sent and answered when a check is opened; before that it is only JSON in the page. */
import { byId, element } from './dom.js';
import { laidOut } from './json.js';
import { pieceList, timeline } from './stream.js';

/** @type {Map<string, Record<string, any>>} */
const evidenceOf = new Map();

let language = 'curl';

document.addEventListener(
  'toggle',
  ({ target }) => {
    if (!(target instanceof HTMLDetailsElement) || !target.open) return;
    const place = target.querySelector('.evidence:empty');
    if (target.matches('.check') && place instanceof HTMLElement) fill(place);
    const exchange = target.matches('.exchange') && target.querySelector('.exchange-inside:empty');
    if (exchange instanceof HTMLElement) fillExchange(exchange);
  },
  // Toggle events do not bubble.
  true,
);

for (const check of document.querySelectorAll('.check[open] .evidence:empty')) fill(check);

/** @param {Element} place */
export function fill(place) {
  if (!(place instanceof HTMLElement) || place.hasChildNodes()) return;
  const ids = (place.dataset.exchanges ?? '').split(' ');
  const of = exchangesOf(place.dataset.target ?? '');
  const known = ids.filter((id) => Object.hasOwn(of, id));
  const count = known.length === 1 ? 'The request' : `The ${known.length} requests, the telling one last`;
  place.append(element('h5', {}, known.length === 0 ? 'The requests were not recorded' : count));
  for (const [i, id] of known.entries()) place.append(exchange(of[id], id, i === known.length - 1));
  // At once: a toggle event would come too late for paper.
  const telling = place.querySelector('.exchange[open] > .exchange-inside');
  if (telling instanceof HTMLElement) fillExchange(telling);
}

/** @param {string} target */
function exchangesOf(target) {
  let found = evidenceOf.get(target);
  if (!found) {
    found = JSON.parse(byId(`evidence-${target}`)?.textContent || '{}');
    evidenceOf.set(target, found ?? {});
  }
  return found ?? {};
}

/**
 * @param {any} one
 * @param {string} id
 * @param {boolean} open
 */
function exchange({ title, remarks, totalMs }, id, open) {
  const summary = element(
    'summary',
    {},
    element('code', {}, title),
    ...[`${totalMs} ms`, ...remarks].map((text) => element('span', { class: 'remark' }, text)),
  );
  const inside = element('div', { class: 'exchange-inside', 'data-exchange': id });
  return element('details', { class: 'exchange', ...(open && { open: '' }) }, summary, inside);
}

/** @param {HTMLElement} place */
function fillExchange(place) {
  const target = place.closest('.evidence');
  if (!(target instanceof HTMLElement)) return;
  const one = exchangesOf(target.dataset.target ?? '')[place.dataset.exchange ?? ''];
  const { request, response, failure, programs } = one;
  place.append(
    programBlock(programs),
    element(
      'div',
      { class: 'sides' },
      element(
        'div',
        { class: 'block' },
        ...bodyBlocks('Request', request.body),
        ...headersBlock('Request headers', request.headers),
      ),
      ...(response ? [responseBlock(response)] : []),
    ),
    ...(response?.stream ? [pieceList(response.stream.pieces)] : []),
    ...(failure ? [element('p', { class: 'failure' }, failure)] : []),
  );
}

/** @param {any} response */
function responseBlock({ headers, body, stream }) {
  const shown = stream
    ? [
        element(
          'div',
          { class: 'block-head' },
          element('span', {}, `Stream: ${stream.facts.join('; ')}; ${stream.pieces.length} pieces`),
          ...(body.text ? [copyButton(body.text + (body.tail ?? ''))] : []),
        ),
        ...timeline(stream.pieces),
      ]
    : bodyBlocks('Response', body);
  return element('div', { class: 'block' }, ...shown, ...headersBlock('Response headers', headers));
}

/** @param {Record<string, string>} programs */
function programBlock(programs) {
  const text = element('code');
  const copy = copyButton('');
  const choices = Object.keys(programs).map((name) => {
    const button = element('button', { type: 'button' }, name);
    button.addEventListener('click', () => {
      language = name;
      show(name);
    });
    return button;
  });
  /** @param {string} name */
  function show(name) {
    const shown = name in programs ? name : 'curl';
    for (const button of choices) button.setAttribute('aria-pressed', String(button.textContent === shown));
    text.textContent = programs[shown] ?? '';
    copy.value = programs[shown] ?? '';
  }
  show(language);
  return element(
    'div',
    { class: 'block program' },
    element('div', { class: 'block-head' }, element('span', {}, 'See it yourself'), ...choices, copy),
    scrolling('A program that sends this request', text),
  );
}

/**
 * @param {string} label
 * @param {string} text
 */
function headersBlock(label, text) {
  if (text === '') return [];
  return [element('details', { class: 'headers' }, element('summary', {}, label), scrolling(label, text))];
}

/**
 * @param {string} label
 * @param {{ text: string, tail?: string, bytes: number, invalidUtf8?: boolean } | undefined} body
 */
function bodyBlocks(label, body) {
  if (!body || body.bytes === 0) return [element('p', { class: 'remark' }, `${label}: no body`)];
  const { text, tail, bytes, invalidUtf8 } = body;
  const kept = text !== '' || tail !== undefined;
  const facts = [`${label}: ${bytes.toLocaleString('en-US')} bytes`];
  if (!kept) facts.push('not kept');
  if (invalidUtf8) facts.push('not valid UTF-8');
  const head = element('div', { class: 'block-head' }, element('span', {}, facts.join(', ')));
  if (!kept) return [head];
  head.append(copyButton(text + (tail ?? '')));
  const shown = tail === undefined ? laidOut(text) : [text, '\n\n[the middle was not kept]\n\n', tail];
  return [head, scrolling(`${label} body`, ...shown)];
}

/**
 * @param {string} label
 * @param {(Node | string)[]} children
 */
function scrolling(label, ...children) {
  return element('pre', { tabindex: '0', role: 'region', 'aria-label': label }, ...children);
}

/** @param {string} text */
function copyButton(text) {
  const button = /** @type {HTMLButtonElement} */ (
    element('button', { type: 'button', 'data-copy': '' }, 'Copy')
  );
  button.value = text;
  return button;
}
