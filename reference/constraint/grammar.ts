/** A small automaton over bytes and marks: what may come next, given what came so far. */

/** What may follow; it is read one symbol at a time. A symbol is a byte, or 256 and more for a special token. */
export type Rule = Terminal | Branches;

export interface Terminal {
  /** Whether nothing needs to follow any more. */
  readonly optional: boolean;
  /** The rest of the rule after the symbol; null if that was all of it, undefined if the symbol does not fit. */
  after(symbol: number): Terminal | null | undefined;
}

/** Several ways to go on, each a sequence of rules. A function, so that a grammar may contain itself. */
export interface Branches {
  branches(): readonly (readonly Rule[])[];
}

/** A sequence of rules still to be matched; null when nothing is left. */
export type Stack = { readonly rule: Rule; readonly rest: Stack } | null;

export function sequence(rules: readonly Rule[], rest: Stack = null): Stack {
  return rules.reduceRight<Stack>((below, rule) => ({ rule, rest: below }), rest);
}

/** Appends to `out` every way in which the stack can go on after the symbol. */
export function advance(stack: Stack, symbol: number, out: Stack[]): void {
  if (!stack) return;
  const { rule, rest } = stack;
  if ('branches' in rule) {
    for (const branch of rule.branches()) advance(sequence(branch, rest), symbol, out);
    return;
  }
  const next = rule.after(symbol);
  if (next !== undefined) out.push(next === null ? rest : { rule: next, rest });
  if (rule.optional) advance(rest, symbol, out);
}

/** Whether the sequence may end here. */
export function isComplete(stack: Stack): boolean {
  if (!stack) return true;
  const { rule, rest } = stack;
  if ('branches' in rule) return rule.branches().some((branch) => isComplete(sequence(branch, rest)));
  return rule.optional && isComplete(rest);
}

/** Exactly these symbols. */
export function literal(symbols: Iterable<number>): Terminal {
  const [first, ...others] = [...symbols].reverse();
  if (first === undefined) throw new RangeError('a literal needs at least one symbol');
  return others.reduce<Terminal>((next, symbol) => exactly(symbol, next), exactly(first, null));
}

export function text(value: string): Terminal {
  return literal(Buffer.from(value, 'utf8'));
}

/** One symbol that may also be left out. */
export function perhaps(symbol: number): Terminal {
  return { optional: true, after: (found) => (found === symbol ? null : undefined) };
}

export function oneOf(...branches: readonly (readonly Rule[])[]): Branches {
  return { branches: () => branches };
}

/** Branches that are made when they are first asked for, once. */
export function lazily(make: () => readonly (readonly Rule[])[]): Branches {
  let made: readonly (readonly Rule[])[] | undefined;
  return {
    branches: () => {
      made ??= make();
      return made;
    },
  };
}

/** Any bytes at all, also none. */
export const anyBytes: Terminal = {
  optional: true,
  after: (symbol) => (symbol < 256 ? anyBytes : undefined),
};

function exactly(symbol: number, next: Terminal | null): Terminal {
  return { optional: false, after: (found) => (found === symbol ? next : undefined) };
}
