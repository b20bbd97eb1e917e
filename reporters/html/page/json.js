/** Lays out JSON text for reading. Every token stays as it was sent: nothing is parsed, so nothing is repaired. */
import { element } from './dom.js';

const TOKEN = /\s+|"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/gsy;
const MOST_CHARACTERS = 70_000;
const DEEPEST = 40;

/**
 * @param {string} text
 * @returns {(Node | string)[]} the text as it is where it does not look like JSON
 */
export function laidOut(text) {
  if (!/^\s*[[{]/.test(text) || text.length > MOST_CHARACTERS) return [text];
  const tokens = tokensOf(text);
  if (!tokens) return [text];
  /** @type {(Node | string)[]} */
  const parts = [];
  /** @type {boolean[]} whether the brackets that are open began a new line */
  const open = [];
  const lineBreak = () => `\n${'  '.repeat(open.filter(Boolean).length)}`;
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1] ?? '';
    if (token === '{' || token === '[') {
      // A list of numbers or words stays on its line.
      open.push(!isClosing(next) && (token === '{' || next === '{' || next === '['));
      if (open.length > DEEPEST) return [text];
      parts.push(token, open.at(-1) ? lineBreak() : '');
    } else if (isClosing(token)) {
      const broken = open.pop();
      parts.push(broken ? lineBreak() : '', token);
    } else if (token === ',') parts.push(token, open.at(-1) ? lineBreak() : ' ');
    else if (token === ':') parts.push(': ');
    else if (!token.startsWith('"')) parts.push(token);
    else parts.push(element('span', { class: next === ':' ? 'json-key' : 'json-string' }, token));
  }
  return parts;
}

/** @param {string} token */
function isClosing(token) {
  return token === '}' || token === ']';
}

/** @param {string} text */
function tokensOf(text) {
  const tokens = text.match(TOKEN) ?? [];
  const length = tokens.reduce((sum, token) => sum + token.length, 0);
  return length === text.length ? tokens.filter((token) => token.trim() !== '') : undefined;
}
