/** An exchange as a line to paste into a shell; the key is `$KEY`. */
import { quote } from 'shell-quote';
import type { Exchange } from '../schemas/types/report.js';

/** Headers that curl sets itself, or that say nothing. */
const LEFT_OUT = new Set(['accept', 'accept-encoding', 'user-agent', 'authorization', 'content-length']);

/** @param baseURL written as it is, so that it may be a variable of the shell */
export function toCurl({ request }: Exchange, baseURL: string): string {
  const { method, path, headers, body, credentials } = request;
  const authorization = {
    own: ['-H "Authorization: Bearer $KEY"'],
    wrong: ["-H 'Authorization: Bearer wrong'"],
    none: [],
  }[credentials];
  const others = Object.entries(headers)
    .filter(([name]) => !LEFT_OUT.has(name) && !name.startsWith('x-stainless'))
    .map(([name, value]) => `-H ${quote([`${name}: ${value}`])}`);
  const streams = /"stream":\s*true/.test(body?.text ?? '');
  return [
    `curl -sS${streams ? 'N' : ''}`,
    ...(method === 'GET' || (method === 'POST' && body) ? [] : [`-X ${method}`]),
    `"${baseURL}${path}"`,
    ...(headers.authorization === undefined && credentials === 'own' ? [] : authorization),
    ...others,
    ...(body ? [`-d ${quote([body.text])}`] : []),
  ].join(' ');
}
