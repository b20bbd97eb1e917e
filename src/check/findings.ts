/** Puts findings of many exchanges together: a report tells each place once, with a count. */
import type { Exchange, Finding } from '../../schemas/types/report.js';

export type FoundIn = Finding & { readonly exchange: string };

/** Where one rule was broken, gathered over exchanges: one finding a place, with a count. */
export function gather(found: readonly FoundIn[]): Finding[] {
  const places = new Map<string, Finding>();
  for (const finding of found) {
    const key = `${finding.path}\n${finding.expected}\n${finding.got}`;
    const known = places.get(key);
    if (known) known.count = (known.count ?? 1) + 1;
    else places.set(key, { ...finding, count: 1 });
  }
  return [...places.values()];
}

/** Ids of exchanges, the telling ones last, and not more than a reader wants to see. */
export function evidence(all: readonly Exchange[], telling: readonly string[]): string[] {
  return [
    ...new Set([...(telling.length > 0 ? [] : all.slice(0, 3).map(({ id }) => id)), ...telling.slice(0, 5)]),
  ];
}
