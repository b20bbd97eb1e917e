/** Looks over a profile before anybody relies on it: what is wrong, and what makes it weaker than it looks. */
import { closest } from 'fastest-levenshtein';
import { LineCounter, parseDocument } from 'yaml';
import type { Expectation, Profile } from '../../schemas/types/profile.js';
import type { CheckFacts } from '../../schemas/types/report.js';
import { validateProfile } from '../../schemas/validate.js';

export interface Complaint {
  /** An error makes the profile unusable, or silently without effect; a warning makes it hard to believe. */
  readonly kind: 'error' | 'warning';
  readonly message: string;
  /** From 1; undefined where it concerns the whole. */
  readonly line?: number;
}

/** An outcome that no document can make right. */
const NEVER_RIGHT = new Set(['crashed', 'hung', 'breaks-the-next']);

/** Somebody's report, not a vendor's word. */
const THREAD =
  /^https?:\/\/(?:github\.com\/[^/]+\/[^/]+\/(?:issues|pull|discussions)\/\d+|(?:www\.)?reddit\.com\/|stackoverflow\.com\/|news\.ycombinator\.com\/)/;

/**
 * In the order of the file; empty for a profile without fault.
 * @param text JSON or YAML
 * @param catalogue every check there is
 */
export function lintProfile(text: string, catalogue: readonly CheckFacts[]): Complaint[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [unreadable] = document.errors;
  if (unreadable) {
    const line = unreadable.linePos?.[0].line;
    const message = `cannot be read: ${unreadable.message.split('\n')[0]?.replace(/ at line.*/, '')}`;
    return [{ kind: 'error', message, ...(line !== undefined && { line }) }];
  }
  const profile: unknown = document.toJS();
  const faults = validateProfile(profile);
  if (faults.length > 0) return faults.map((message) => ({ kind: 'error', message }));

  const lineOf = (...path: string[]): number | undefined => {
    const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined;
    return node?.range ? lines.linePos(node.range[0]).line : undefined;
  };
  return Object.entries((profile as Profile).expect).flatMap(([id, entry]) => {
    const line = lineOf('expect', id);
    return complaints(id, entry, catalogue).map((one) => ({ ...one, ...(line !== undefined && { line }) }));
  });
}

function complaints(
  id: string,
  entry: Expectation | null,
  catalogue: readonly CheckFacts[],
): Omit<Complaint, 'line'>[] {
  const error = (message: string) => ({ kind: 'error' as const, message: `${id}: ${message}` });
  const warning = (message: string) => ({ kind: 'warning' as const, message: `${id}: ${message}` });
  const check = catalogue.find((one) => one.id === id || one.aliases?.includes(id));
  if (check === undefined) {
    const near = closest(
      id,
      catalogue.map((one) => one.id),
    );
    return [error(`there is no such check. Did you mean ${near}? (touchstone list)`)];
  }
  const renamed = check.id === id ? [] : [warning(`the check is called ${check.id} now`)];
  if (entry === null) return renamed;

  const { documented, tolerated = [], toleratedSource, source, seen, strength } = entry;
  const words = Object.keys(check.outcomes);
  const unknown = [...documented, ...tolerated].filter((word) => !words.includes(word));
  const lawless = [...documented, ...tolerated].filter((word) => NEVER_RIGHT.has(word));
  const both = tolerated.filter((word) => documented.includes(word));
  return [
    ...renamed,
    ...unknown.map((word) =>
      error(
        `${JSON.stringify(word)} is no outcome of it. Did you mean ${closest(word, words)}? There are: ${words.join(', ')}`,
      ),
    ),
    ...lawless.map((word) => error(`${word} can be documented by nobody`)),
    ...both.map((word) => error(`${word} is both documented and tolerated`)),
    ...(tolerated.length > 0 && toleratedSource === undefined
      ? [warning('it says what is tolerated and not why: give toleratedSource')]
      : []),
    ...(URL.canParse(source.split(' ')[0] ?? '') ? [] : [warning(`its source is no address: ${source}`)]),
    ...(seen === undefined ? [warning('it does not say when the source was read: give seen')] : []),
    ...(THREAD.test(source) && strength !== 'weak'
      ? [warning('its source is a thread, not the vendor’s word: give strength: weak')]
      : []),
  ];
}
