/** XML out of elements, for JUnit's form of results. */
import { XMLBuilder } from 'fast-xml-parser';
import { plainLines } from './plain.js';

/** An element: attributes begin with `@`, text is `#text`. */
export type Element = { [name: string]: string | Element | Element[] };

export function toXml(root: Element): string {
  const builder = new XMLBuilder({
    attributeNamePrefix: '@',
    ignoreAttributes: false,
    suppressEmptyNode: true,
    format: true,
  });
  return builder.build({ '?xml': { '@version': '1.0', '@encoding': 'UTF-8' }, ...root });
}

export function oneLine(text: string): string {
  return legal(text).replace(/\s+/g, ' ');
}

/** Without what XML 1.0 has no way to write: controls (gone with everything else that does not show), lone surrogates, non-characters. */
export function legal(text: string): string {
  return plainLines(text).replace(/[\ufffe\uffff]|\p{Surrogate}/gu, '');
}
