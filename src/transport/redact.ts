/** Takes secrets out of text, in whatever encoding they appear. */

/** Keys that documentation tells people to type where none is needed: hiding them would only hide common words. */
const PLACEHOLDERS = new Set([
  'fake-key',
  'lm-studio',
  'lmstudio',
  'no-api-key',
  'no-key-required',
  'not-needed',
  'placeholder',
  'sk-no-key-required',
  'your-api-key',
]);

/** Shorter keys would match ordinary text. */
const SHORTEST_SECRET = 8;

const REDACTED = '[redacted]';

/**
 * Returns a function that replaces every secret in a text by `[redacted]`.
 *
 * Found are the secret itself and its JSON, URL, HTML, base64 and hexadecimal encodings, also mixed. Secrets of fewer than
 * eight characters and well-known placeholders ("no-key-required") are left alone.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const worth = [...new Set(secrets)].filter(
    (secret) => secret.length >= SHORTEST_SECRET && !PLACEHOLDERS.has(secret),
  );
  if (worth.length === 0) return (text) => text;
  // The longest first: one secret may be the beginning of another.
  worth.sort((a, b) => b.length - a.length);
  const pattern = new RegExp(worth.flatMap(encodings).join('|'), 'g');
  return (text) => text.replace(pattern, REDACTED);
}

function encodings(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [
    [...secret].map(anyEscape).join(''),
    ...base64Forms(bytes).map(literal),
    literal(bytes.toString('hex')),
    literal(bytes.toString('hex').toUpperCase()),
  ];
}

const NAMED_ENTITIES: Record<string, string> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/** One character, as it is or escaped for JSON, a URL or HTML. Backslashes may be doubled: JSON within JSON. */
function anyEscape(character: string): string {
  const codePoint = character.codePointAt(0) as number;
  const units = Array.from({ length: character.length }, (_, i) =>
    character.charCodeAt(i).toString(16).padStart(4, '0'),
  );
  const percent = [...Buffer.from(character, 'utf8')].map(
    (byte) => `%(?:25)*${anyCase(byte.toString(16).padStart(2, '0'))}`,
  );
  const forms = [
    character === '\\' ? '\\\\+' : `\\\\*${literal(character)}`,
    units.map((unit) => `\\\\+u${anyCase(unit)}`).join(''),
    percent.join(''),
    `&(?:amp;)*#0*${codePoint};`,
    `&(?:amp;)*#[xX]0*${anyCase(codePoint.toString(16))};`,
  ];
  const entity = NAMED_ENTITIES[character];
  if (entity !== undefined) forms.push(`&(?:amp;)*${entity};`);
  return `(?:${forms.join('|')})`;
}

function anyCase(hexadecimal: string): string {
  return hexadecimal.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

/** Base64 of the secret at each of the three places it can have in a longer text, without the characters it shares with its neighbours. */
function base64Forms(bytes: Buffer): string[] {
  const forms = [0, 1, 2].flatMap((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = offset === 0 ? 0 : offset + 1;
    const last = (offset + bytes.length) % 3 === 0 ? whole.length : whole.length - 1;
    const inner = whole.slice(first, last);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [...new Set(forms)];
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
