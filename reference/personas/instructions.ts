/** What a plain instruction asks to be written. */

/** The text that obeys the instruction, or undefined if it is none that this model understands. */
export function replyTo(instruction: string): string | undefined {
  const text = instruction.trim();
  for (const understand of UNDERSTOOD) {
    const reply = understand(text);
    if (reply !== undefined) return reply;
  }
  return undefined;
}

type Understand = (text: string) => string | undefined;

/** "Repeat this text exactly: …", "Copy the following: …", "Reply with exactly this: …". */
const copy: Understand = (text) => {
  const match =
    /\b(?:repeat|copy|echo|reproduce|write|print|output|reply|respond|answer)\b[^:]{0,100}:\s*([\s\S]+)$/i.exec(
      text,
    );
  return match && /\b(?:exact|verbatim|repeat|copy|echo|reproduce|following|only|nothing|this)/i.test(text)
    ? unquoted(match[1]!)
    : undefined;
};

/** "Repeat the word ha 20 times", "Write 'ab' ten times". */
const repeat: Understand = (text) => {
  const match =
    /\b(?:repeat|write|say|print|output)\b(?: the)?(?: word| letter| text)? ?["'“‘]?([^"'”’]+?)["'”’]? (\d{1,3}) times/i.exec(
      text,
    );
  return match ? Array.from({ length: Number(match[2]) }, () => match[1]).join(' ') : undefined;
};

/** "Count from 1 to 50", "Count to ten", one after the other or one per line, up or down. */
const count: Understand = (text) => {
  const match = /\b(?:count|numbers?)\b[^\d]*(?:(\d{1,4}) (?:down |up )?to |to )(\d{1,4})/i.exec(text);
  if (!match) return undefined;
  const first = Number(match[1] ?? 1);
  const last = Number(match[2]);
  const step = last < first ? -1 : 1;
  const numbers = Array.from({ length: Math.abs(last - first) + 1 }, (_, i) => first + i * step);
  return numbers.join(/\b(?:per|each|own|separate|new) line|\blines\b/i.test(text) ? '\n' : ', ');
};

/** "Reply with three emoji". */
const emoji: Understand = (text) => (/\bemojis?\b/i.test(text) ? '🙂🌍🚀' : undefined);

/** "Reply with the single word yes", "Answer with only the word OK.", "Say only: ready". */
const word: Understand = (text) => {
  const match =
    /\b(?:reply|answer|respond|say|write)\b[^.?!]*?\b(?:word|with|only|just)\b:? ["'“‘]?([\p{L}\p{N}_-]+)["'”’]?[.!]?\s*(?:(?:and nothing|nothing) else\.?)?$/iu.exec(
      text,
    );
  return match?.[1];
};

/** "Say this is a test": a sentence, spoken as one. */
const say: Understand = (text) => {
  const match = /^(?:please,? )?say[:,]? ([\s\S]+)$/i.exec(text);
  if (!match) return undefined;
  const said = match[1]!.trim();
  if (unquoted(said) !== said) return unquoted(said);
  return said.charAt(0).toUpperCase() + said.slice(1) + (/[\p{L}\p{N}]$/u.test(said) ? '.' : '');
};

/** "Reply in JSON: {…}", wherever the JSON stands. */
const json: Understand = (text) => {
  if (!/\bjson\b/i.test(text)) return undefined;
  const found = /[{[][\s\S]*[}\]]/.exec(text)?.[0];
  if (found === undefined) return undefined;
  try {
    JSON.parse(found);
    return found;
  } catch {
    return undefined;
  }
};

/** "What is 12 + 30?" */
const sum: Understand = (text) => {
  const match = /(-?\d{1,9})\s*([+*x×/-])\s*(-?\d{1,9})/.exec(text);
  if (!match) return undefined;
  const [left, right] = [Number(match[1]), Number(match[3])];
  const result = { '+': left + right, '-': left - right, '/': left / right }[match[2]!] ?? left * right;
  return Number.isFinite(result) ? String(Number(result.toFixed(6))) : 'undefined';
};

const UNDERSTOOD: readonly Understand[] = [json, repeat, count, word, copy, say, emoji, sum];

function unquoted(text: string): string {
  const trimmed = text.trim();
  return (
    /^(["'`])([\s\S]*)\1\.?$/.exec(trimmed)?.[2] ?? /^[“‘]([\s\S]*)[”’]\.?$/.exec(trimmed)?.[1] ?? trimmed
  );
}
