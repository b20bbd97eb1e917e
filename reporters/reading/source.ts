/** Where something is documented, as a link: profiles write "URL (place)". */

export interface SourceLink {
  /** Only http and https; undefined where the source is no such address. */
  readonly url?: string;
  /** What to show: the place and the host, or the source as it is. */
  readonly label: string;
}

export function sourceLink(source: string): SourceLink {
  const [, address = '', place] = /^(\S+)(?: \((.*)\))?$/s.exec(source.trim()) ?? [];
  const url = webAddress(address);
  if (url === undefined) return { label: source };
  return { url, label: place ? `${place}, ${shortened(url)}` : shortened(url) };
}

/** The address if it is one that a browser opens as a page, else undefined: no `javascript:`, no `data:`, no file. */
export function webAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

/** Host and last part of the path: enough to know a document by. */
function shortened(url: string): string {
  const { host, pathname } = new URL(url);
  const parts = pathname.split('/').filter(Boolean);
  const last = parts.at(-1);
  if (last === undefined) return host;
  return parts.length > 1 ? `${host}/…/${last}` : `${host}/${last}`;
}
