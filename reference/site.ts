/** One endpoint of the server: a dialect, a persona and some faults, with the state that belongs to them. */

import { DIALECT_NAMES, type Dialect, type DialectName } from './dialects/dialect.js';
import { dialects } from './dialects/index.js';
import type { Peculiarity } from './faults/fault.js';
import { faults as knownFaults } from './faults/index.js';
import { personas } from './personas/index.js';
import { PERSONA_NAMES, type Persona, type PersonaName } from './personas/persona.js';
import type { Hooks } from './points.js';
import { variations as knownVariations } from './variations/index.js';

/** What a path or the options choose. */
export interface Selection {
  readonly dialect: DialectName;
  readonly persona: PersonaName;
  readonly faults: readonly string[];
  readonly variations: readonly string[];
}

/** What all sites of a server have in common. */
export interface SiteOptions {
  readonly apiKey: string | undefined;
  readonly contextWindow: number;
  readonly seed: number;
  readonly tokensPerSecond: number | undefined;
}

export interface Stats {
  requests: number;
  /** Tokens generated so far, those of answers that nobody waited for included. */
  tokens: number;
  /** Generations going on now. */
  running: number;
  /** Generations that ended because the client had gone. */
  abandoned: number;
}

/** A selection that names something unknown, or a fault where it cannot be; the message lists what there is. */
export class SelectionError extends Error {
  override name = 'SelectionError';
}

export class Site {
  readonly dialect: Dialect;
  readonly persona: Persona;
  /** Lawful variations first, then faults, each in the order chosen. */
  readonly peculiarities: readonly Peculiarity[];
  /** Dialect, persona and faults in one line. */
  readonly name: string;
  /** State of the faults across requests. */
  readonly memory = new Map<string, unknown>();
  private readonly hooksByPoint = new Map<keyof Hooks, unknown[]>();
  private readonly timesSeen = new Map<string, number>();
  private answers = 0;

  /** @throws SelectionError */
  constructor(
    selection: Selection,
    readonly options: SiteOptions,
    readonly stats: Stats,
  ) {
    this.dialect = dialects[oneOf(DIALECT_NAMES, selection.dialect, 'dialect')];
    this.persona = personas[oneOf(PERSONA_NAMES, selection.persona, 'persona')];
    this.peculiarities = [
      ...selection.variations.map((id) => find(knownVariations, 'variation', id, this.dialect.name)),
      ...selection.faults.map((id) => find(knownFaults, 'fault', id, this.dialect.name)),
    ];
    this.name = [this.dialect.name, this.persona.name, ...selection.variations, ...selection.faults].join(
      ' ',
    );
  }

  /** What the faults do at this point, in their order. */
  hooks<P extends keyof Hooks>(point: P): readonly NonNullable<Hooks[P]>[] {
    let hooks = this.hooksByPoint.get(point);
    if (!hooks) {
      hooks = this.peculiarities.flatMap((peculiarity) => peculiarity.hooks[point] ?? []);
      this.hooksByPoint.set(point, hooks);
    }
    return hooks as NonNullable<Hooks[P]>[];
  }

  /** How often this was seen before; each call counts. */
  countSeen(key: string): number {
    const times = this.timesSeen.get(key) ?? 0;
    this.timesSeen.set(key, times + 1);
    return times;
  }

  /** A new number for each answer, for ids. */
  nextAnswer(): number {
    return this.answers++;
  }
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
