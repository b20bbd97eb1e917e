/** JSON values as Python. */
import { visible } from '../plain.js';

export function pythonLiteral(value: unknown, margin = ''): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return pythonString(value);
  if (typeof value !== 'object') return String(value);
  const inner = `${margin}    `;
  const [open, close, items] = Array.isArray(value)
    ? ['[', ']', value.map((item) => pythonLiteral(item, inner))]
    : [
        '{',
        '}',
        Object.entries(value).map(([name, item]) => `${pythonString(name)}: ${pythonLiteral(item, inner)}`),
      ];
  return items.length === 0
    ? open + close
    : `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${margin}${close}`;
}

/** Keyword arguments; what the client does not know goes into `extra_body`. */
export function pythonArguments(body: Record<string, unknown>, unknown: readonly string[]): string {
  const further = Object.fromEntries(unknown.map((name) => [name, body[name]]));
  const given = [
    ...Object.entries(body)
      .filter(([name]) => !unknown.includes(name))
      .map(([name, value]) => `${name}=${pythonLiteral(value, '    ')}`),
    ...(unknown.length > 0 ? [`extra_body=${pythonLiteral(further, '    ')}`] : []),
  ];
  return given.length === 0 ? '' : `\n${given.map((argument) => `    ${argument},\n`).join('')}`;
}

/** A JSON string is a Python string, but for characters beyond 16 bits: Python does not put escaped halves together. */
export function pythonString(text: string): string {
  const characters = [...JSON.stringify(text)];
  return characters
    .map((character) =>
      character === visible(character)
        ? character
        : `\\U${(character.codePointAt(0) as number).toString(16).padStart(8, '0')}`,
    )
    .join('');
}
