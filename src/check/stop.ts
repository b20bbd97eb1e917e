/** Stop sequences that an endpoint will come to, learned from its own words, and where a text ends, seen from one. */
import type { Lab } from './lab.js';
import type { Reply, TextEndpoint } from './reply.js';
import { commonLetter, sameText, wordInside } from './text.js';

/** Sequences that no model writes by itself. */
export const NEVER = [
  '\u2042\u2042',
  '\u2051\u2051',
  '\u203B\u203B',
  '\u2055\u2055',
  '\u2058\u2058',
] as const;

/**
 * A stop sequence that the endpoint will come to: where it repeats itself, an inner word of its own reply; where it does
 * not, the letter it uses most.
 */
export async function stopFor(lab: Lab, endpoint: TextEndpoint) {
  const steady = lab.facts[endpoint].repeatable === true;
  const { reply, value, question } = await lab.learn(
    endpoint,
    ({ text }) => (steady ? wordInside(text) : commonLetter(text)),
    'no reply has an inner word to stop at',
  );
  return { free: reply, stop: value, question, steady };
}

/** Something to stop at from the inner part of a reply that comes again when it is asked for again. */
export async function learnSteady<Value>(
  lab: Lab,
  endpoint: TextEndpoint,
  premise: (free: Reply) => Value | undefined,
) {
  if (lab.facts[endpoint].repeatable !== true) return lab.inconclusive('equal requests give different texts');
  return lab.learn(endpoint, premise, 'no reply has two inner words to stop at');
}

export type Place = 'omitted' | 'included' | 'ignored' | 'elsewhere';

/** Where the text ends, seen from the stop sequence. */
export function placeOf(stop: string, stopped: Reply, free: Reply, steady: boolean): Place {
  const index = stopped.text.indexOf(stop);
  if (index >= 0) return stopped.text.slice(index + stop.length).trim() === '' ? 'included' : 'ignored';
  if (!steady) return stopped.finish_reason === 'stop' ? 'omitted' : 'elsewhere';
  return sameText(stopped.text, free.text.slice(0, free.text.indexOf(stop))) ? 'omitted' : 'elsewhere';
}
