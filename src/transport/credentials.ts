/** Whose key goes with a request: the user's, none, or one that is plainly nobody's. */
import type { WireRequest } from './request.js';

/** The key that `credentials: 'wrong'` sends: well-formed, and plainly nobody's. */
export const WRONG_KEY = 'sk-touchstone-wrong-key-0000000000000000';

/** Headers that hold a key as it is, as gateways and Azure want it. */
const KEY_HEADERS = new Set(['api-key', 'x-api-key']);

/** A word of the name of a header that may hold a key. By whole words: Portkey's x-portkey-provider says where to, not who. */
const SECRET_WORD =
  /^(key|.*apikey|.*token|.*secret|.*password|sig|signature|.*auth.*|.*credentials?|cookie)$/;

function mayHoldKey(header: string): boolean {
  return header.split(/[-_]/).some((word) => SECRET_WORD.test(word));
}

/**
 * The headers of the user's and those that tell who asks, names in lower case. Without credentials, what may hold one stays
 * away, and a wrong key comes in the header in which the right one does. All others stay: a gateway that is told in a header
 * where to send a request refuses what lacks it, and that says nothing about keys.
 */
export function credentialHeaders(
  { apiKey, headers = {} }: { readonly apiKey?: string; readonly headers?: Readonly<Record<string, string>> },
  credentials: NonNullable<WireRequest['credentials']>,
): Record<string, string> {
  const own = lowerCased(headers);
  const telling = Object.fromEntries(Object.entries(own).filter(([name]) => !mayHoldKey(name)));
  switch (credentials) {
    case 'none':
      return telling;
    case 'own':
      return { ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }), ...own };
    case 'wrong': {
      const names = Object.keys(own).filter((name) => KEY_HEADERS.has(name));
      const bearer = apiKey !== undefined || names.length === 0;
      return {
        ...telling,
        ...(bearer && { authorization: `Bearer ${WRONG_KEY}` }),
        ...Object.fromEntries(names.map((name) => [name, WRONG_KEY])),
      };
    }
  }
}

export function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** What a parameter of a query is called that may hold a key. */
const SECRET_NAME = /key|token|secret|password|sig|auth/i;

/** The key, what may be one in the query, and the user's header values, with and without a scheme such as `Bearer` before them. */
export function secretsOf({
  apiKey,
  headers = {},
  query = {},
}: {
  readonly apiKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}): string[] {
  const inHeaders = Object.values(headers).flatMap((value) => [value, ...value.split(/\s+/)]);
  const inQuery = Object.entries(query).flatMap(([name, value]) => (SECRET_NAME.test(name) ? [value] : []));
  return [...(apiKey ? [apiKey] : []), ...inHeaders, ...inQuery];
}

/** A path as it is recorded: with the target's own query, so that the request can be sent again, and without what may be a key. */
export function withQuery(path: string, query: Readonly<Record<string, string>> = {}): string {
  const parameters = Object.entries(query).map(
    ([name, value]) =>
      `${encodeURIComponent(name)}=${SECRET_NAME.test(name) ? '[redacted]' : encodeURIComponent(value)}`,
  );
  if (parameters.length === 0) return path;
  return `${path}${path.includes('?') ? '&' : '?'}${parameters.join('&')}`;
}
