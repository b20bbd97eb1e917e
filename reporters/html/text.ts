/** Text as HTML that means nothing but itself. */
import { htmlEscape } from 'escape-goat';
import { brief, plain } from '../plain.js';
import { sourceLink, webAddress } from '../reading/source.js';

/** One line, escaped: for content and for quoted attributes. */
export function text(value: string): string {
  return htmlEscape(plain(value));
}

/** The same; what stands between single backticks becomes code. */
export function prose(value: string, length = 2000): string {
  return htmlEscape(brief(value, length)).replace(/`([^`]+)`/g, '<code>$1</code>');
}

export function codeSpan(value: string): string {
  return `<code>${text(value)}</code>`;
}

/** A link, where the address is one that a browser opens as a page; else the label alone. */
export function link(label: string, address: string | undefined): string {
  const url = address === undefined ? undefined : webAddress(address);
  if (url === undefined) return text(label);
  return `<a href="${htmlEscape(url)}" rel="noreferrer noopener" target="_blank">${text(label)}</a>`;
}

/** A source as profiles write it, "URL (place)". */
export function source(value: string): string {
  const { label, url } = sourceLink(value);
  return link(label, url);
}
