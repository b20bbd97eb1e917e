/** The path of a request: `/dialect/D/persona/P/variation/V/fault/A+B/v1/…` chooses the endpoint, what follows `/v1` is the route. */

import { type Selection, SelectionError } from './site.js';

export interface Target {
  readonly selection: Selection;
  /** The path below `/v1`, decoded segment by segment; undefined if there is no `/v1`. */
  readonly route: readonly string[] | undefined;
}

/**
 * Reads the path; what it does not name stays as in `defaults`.
 *
 * @throws SelectionError if something other than the selectors stands before `/v1`
 */
export function readPath(url: string, defaults: Selection): Target {
  const segments = pathOf(url)
    .split('/')
    .filter((segment) => segment !== '');
  const version = segments.indexOf('v1');
  if (version < 0) return { selection: defaults, route: undefined };
  let selection: Selection = defaults;
  for (let i = 0; i < version; i += 2) {
    const value = i + 1 < version ? decode(segments[i + 1]!) : '';
    selection = { ...selection, ...select(segments[i]!, value) };
  }
  return { selection, route: segments.slice(version + 1).map(decode) };
}

/** Two paths with the same selection share their state. */
export function selectionKey({ dialect, persona, variations, faults }: Selection): string {
  return [dialect, persona, variations, faults].join(' ');
}

function select(selector: string, value: string): Partial<Selection> {
  switch (selector) {
    // Whether these names exist is found out when the site is made.
    case 'dialect':
      return { dialect: value as Selection['dialect'] };
    case 'persona':
      return { persona: value as Selection['persona'] };
    case 'fault':
      return { faults: ids(value) };
    case 'variation':
      return { variations: ids(value) };
    default:
      throw new SelectionError(
        `"/${selector}" is no selector. Before /v1 there may be /dialect/D, /persona/P, /variation/V+W and /fault/A+B.`,
      );
  }
}

function ids(value: string): string[] {
  return value.split(/[+ ]/).filter((id) => id !== '');
}

/** Without query. Some clients send an absolute URL. */
function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/]*/i, '').split(/[?#]/, 1)[0]!;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
