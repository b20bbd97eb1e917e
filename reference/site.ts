/** One endpoint of the server: a dialect, a persona and some faults, with the state that belongs to them. */

import type { Dialect } from './dialects/dialect.js';
import type { JsonObject } from './json.js';
import type { Persona } from './personas/persona.js';
import type { Hooks } from './points.js';

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

export class Site {
  /** What was said up to each answer of `/responses` that is kept, by its id. */
  readonly conversations = new Map<string, readonly JsonObject[]>();
  /** State of the faults across requests. */
  readonly memory = new Map<string, unknown>();
  private readonly hooksByPoint = new Map<keyof Hooks, unknown[]>();
  private readonly timesSeen = new Map<string, number>();
  private answers = 0;

  /**
   * @param name dialect, persona and faults in one line
   * @param peculiarities lawful variations first, then faults, each in the order chosen
   */
  constructor(
    readonly name: string,
    readonly dialect: Dialect,
    readonly persona: Persona,
    private readonly peculiarities: readonly { readonly hooks: Hooks }[],
    readonly options: SiteOptions,
    readonly stats: Stats,
  ) {}

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
