/** Reads JSON that may have been cut off: what is there so far, if it can still become JSON. */

export interface SoFar {
  /** Members and elements that are not complete are left out; objects and arrays that are not closed are kept. */
  readonly value: unknown;
  /** Whether nothing is missing. */
  readonly complete: boolean;
}

class CutOff extends Error {}
class NoJson extends Error {}

const LITERALS = ['true', 'false', 'null'] as const;

/** Whether all of this may be the beginning of a literal or of a number. */
function isBegun(rest: string): boolean {
  return (
    LITERALS.some((literal) => literal.startsWith(rest)) ||
    /^-?(?:0|[1-9]\d*)?(?:\.\d*)?(?:[eE][+-]?\d*)?$/.test(rest)
  );
}

/** Undefined where the text is not JSON, and not the beginning of any: prose, a fence, something behind the end. */
export function readSoFar(text: string): SoFar | undefined {
  let place = 0;
  const root: { value?: unknown } = {};

  function next(): string {
    while (/\s/.test(text[place] ?? '')) place += 1;
    const character = text[place];
    if (character === undefined) throw new CutOff();
    return character;
  }

  function take(expected: string): void {
    if (next() !== expected) throw new NoJson();
    place += 1;
  }

  function string(): string {
    const [whole] = /^"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/u.exec(text.slice(place)) ?? [];
    if (whole !== undefined) {
      place += whole.length;
      return JSON.parse(whole) as string;
    }
    throw /^"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*(?:\\(?:u[0-9a-fA-F]{0,3})?)?$/u.test(
      text.slice(place),
    )
      ? new CutOff()
      : new NoJson();
  }

  function scalar(): unknown {
    const rest = text.slice(place);
    const [whole] = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/.exec(rest) ?? [];
    if (whole !== rest && isBegun(rest)) throw new CutOff();
    if (whole === undefined) throw new NoJson();
    place += whole.length;
    return JSON.parse(whole);
  }

  /** Reads members or elements until `close`. */
  function list(close: string, item: () => void): void {
    place += 1;
    if (next() === close) {
      place += 1;
      return;
    }
    for (;;) {
      item();
      if (next() === close) break;
      take(',');
    }
    place += 1;
  }

  function object(keep: (value: unknown) => void): void {
    const members: Record<string, unknown> = {};
    keep(members);
    list('}', () => {
      if (next() !== '"') throw new NoJson();
      const key = string();
      take(':');
      value((member) =>
        Object.defineProperty(members, key, { value: member, enumerable: true, configurable: true }),
      );
    });
  }

  function array(keep: (value: unknown) => void): void {
    const elements: unknown[] = [];
    keep(elements);
    list(']', () => value((element) => elements.push(element)));
  }

  function value(keep: (value: unknown) => void): void {
    const first = next();
    if (first === '{') object(keep);
    else if (first === '[') array(keep);
    else keep(first === '"' ? string() : scalar());
  }

  try {
    value((whole) => {
      root.value = whole;
    });
    return text.slice(place).trim() === '' ? { value: root.value, complete: true } : undefined;
  } catch (error) {
    if (error instanceof CutOff) return { value: root.value, complete: false };
    if (error instanceof NoJson) return undefined;
    throw error;
  }
}
