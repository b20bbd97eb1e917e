/** An exchange as a line to paste into a shell; the key is `$KEY`. */
import { quote } from 'shell-quote';
import type { Exchange } from '../schemas/types/report.js';
import { escapedJson, visible } from './plain.js';

/** Headers that curl sets itself, or that say nothing. */
const LEFT_OUT = new Set(['accept', 'accept-encoding', 'user-agent', 'authorization', 'content-length']);

/**
 * One line, whatever the exchange holds: stop words and model ids come from the endpoint, and must not run or hide anything.
 * A request that was not kept whole names a file instead of its body.
 * @param baseURL written as it is, so that it may be a variable of the shell
 */
export function toCurl({ request }: Exchange, baseURL: string): string {
  const { method, path, headers, body, credentials } = request;
  const authorization = {
    own: ['-H "Authorization: Bearer $KEY"'],
    wrong: ["-H 'Authorization: Bearer wrong'"],
    none: [],
  }[credentials];
  const streams = /"stream":\s*true/.test(body?.text ?? '');
  return [
    `curl -sS${streams ? 'N' : ''}`,
    ...(method === (body ? 'POST' : 'GET') ? [] : [`-X ${method}`]),
    `"${baseURL}${inDoubleQuotes(path)}"`,
    ...(headers.authorization === undefined && credentials === 'own' ? [] : authorization),
    ...furtherHeaders(headers).map(([name, value]) =>
      isRedacted(value)
        ? `-H ${word(`${name}: `)}"$${variableFor(name)}"`
        : `-H ${word(`${name}: ${value}`)}`,
    ),
    ...(body ? [`-d ${bodyWord(body)}`] : []),
  ].join(' ');
}

/** The value was a secret of the user's. */
export function isRedacted(value: string): boolean {
  return value === '[redacted]';
}

/** The variable in which the reader puts the value of a redacted header: `API_KEY` for `api-key`. */
export function variableFor(header: string): string {
  return header
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '_')
    .replace(/^(?=\d)/, '_');
}

/** The headers that make a request what it is, without those that every client sends. */
export function furtherHeaders(headers: Exchange['request']['headers']): [name: string, value: string][] {
  return Object.entries(headers).filter(
    ([name]) => !LEFT_OUT.has(name.toLowerCase()) && !name.toLowerCase().startsWith('x-stainless'),
  );
}

function bodyWord({ text, tail, bytes }: NonNullable<Exchange['request']['body']>): string {
  if (tail !== undefined || (text === '' && bytes > 0))
    return `@request-body # ${bytes} bytes, not kept whole`;
  // curl takes a leading @ for the name of a file.
  const word_ = word(isJson(text) ? escapedJson(text) : text);
  return text.startsWith('@') ? `"" --data-raw ${word_}` : word_;
}

function word(text: string): string {
  return text !== visible(text) || /[\n\r\t]/.test(text) ? ansiC(text) : quote([text]);
}

/** The form of quoting in which a line break, or a character that would not show, can be written down. */
function ansiC(text: string): string {
  const escaped = [...text].map((character) => {
    if (character === '\\' || character === "'") return `\\${character}`;
    if (character === visible(character) && !/[\n\r\t]/.test(character)) return character;
    return `\\U${(character.codePointAt(0) as number).toString(16).padStart(8, '0')}`;
  });
  return `$'${escaped.join('')}'`;
}

/** Percent-encodes what a shell would read in double quotes. */
function inDoubleQuotes(path: string): string {
  return [...path]
    .map((character) =>
      /["$`\\!\s]/.test(character) || character !== visible(character)
        ? encodeURIComponent(character)
        : character,
    )
    .join('')
    .replaceAll('!', '%21');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
