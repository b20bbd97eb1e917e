/** The path of a request: `/dialect/D/persona/P/variation/V/fault/A+B/v1/…` chooses the endpoint, what follows `/v1` is the route. */

import { DIALECT_NAMES, type DialectName } from './dialects/dialect.js';
import { dialects } from './dialects/index.js';
import type { Peculiarity } from './faults/fault.js';
import { faults as knownFaults } from './faults/index.js';
import { personas } from './personas/index.js';
import { PERSONA_NAMES, type PersonaName } from './personas/persona.js';
import { Site, type SiteOptions, type Stats } from './site.js';
import { variations as knownVariations } from './variations/index.js';

/** What a path or the options choose. */
export interface Selection {
  readonly dialect: DialectName;
  readonly persona: PersonaName;
  readonly faults: readonly string[];
  readonly variations: readonly string[];
}

/** A selection that names something unknown, or a fault where it cannot be; the message lists what there is. */
export class SelectionError extends Error {
  override name = 'SelectionError';
}

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

/**
 * The endpoint that a selection names.
 *
 * @throws SelectionError
 */
export function openSite(selection: Selection, options: SiteOptions, stats: Stats): Site {
  const { variations, faults } = selection;
  const dialect = dialects[oneOf(DIALECT_NAMES, selection.dialect, 'dialect')];
  const persona = personas[oneOf(PERSONA_NAMES, selection.persona, 'persona')];
  const peculiarities = [
    ...variations.map((id) => find(knownVariations, 'variation', id, dialect.name)),
    ...faults.map((id) => find(knownFaults, 'fault', id, dialect.name)),
  ];
  const name = [dialect.name, persona.name, ...variations, ...faults].join(' ');
  return new Site(name, dialect, persona, peculiarities, options, stats);
}

function oneOf<T extends string>(names: readonly T[], name: string, what: string): T {
  const found = names.find((known) => known === name);
  if (found === undefined)
    throw new SelectionError(`There is no ${what} "${name}". There are: ${names.join(', ')}.`);
  return found;
}

function find(known: readonly Peculiarity[], what: string, id: string, dialect: DialectName): Peculiarity {
  const found = known.find((candidate) => candidate.id === id);
  if (!found) {
    throw new SelectionError(
      `There is no ${what} "${id}". There are: ${known.map((each) => each.id).join(', ')}.`,
    );
  }
  if (found.dialects && !found.dialects.includes(dialect)) {
    throw new SelectionError(
      `The ${what} "${id}" cannot be had in the dialect ${dialect}, only in: ${found.dialects.join(', ')}.`,
    );
  }
  return found;
}
