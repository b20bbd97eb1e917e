/** Makes the draft of a profile out of what a run observed: a person then looks for the documents. Pure. */
import type { CheckFacts, Report, Result, TargetReport } from '../../schemas/types/report.js';
import { expectedOf } from './expected.js';
import type { ResolvedProfile } from './profile.js';

/** An outcome that no document can make right; it stays a deviation. */
const NEVER_RIGHT = new Set(['crashed', 'hung', 'breaks-the-next']);

/**
 * YAML. What the parent documents or tolerates already is left out: the draft holds only what a document has to be found for.
 * @param parent the profile that the draft extends
 * @param reference how the draft names it
 */
export function draftProfile(
  report: Report,
  target: TargetReport,
  parent: ResolvedProfile,
  reference: string,
): string {
  const checks = new Map(report.catalogue.map((check) => [check.id, check]));
  const day = report.startedAt.slice(0, 10);
  const entries = target.results.flatMap((result) => {
    const check = checks.get(result.check);
    return check ? entryOf(result, check, parent, day) : [];
  });
  return [
    `# What was observed at ${target.baseURL} (${target.model}) on ${day} and is not what ${parent.name} documents.`,
    '# For each entry: find the document that says so, put its address into source and the date into seen, and',
    '# remove strength: weak where it is the vendor’s own word. Delete what turns out to be a defect.',
    '# touchstone profile lint tells what is left to do.',
    `title: ${JSON.stringify(`${target.name}, as observed on ${day}`)}`,
    `extends: ${JSON.stringify(reference)}`,
    `baseURL: ${JSON.stringify(target.baseURL)}`,
    entries.length === 0 ? 'expect: {}' : 'expect:',
    ...entries,
    '',
  ].join('\n');
}

function entryOf(result: Result, check: CheckFacts, parent: ResolvedProfile, day: string): string[] {
  const { outcome } = result;
  if (outcome === undefined) return [];
  const { entry } = expectedOf(parent, check);
  if (entry && [...entry.documented, ...entry.tolerated].includes(outcome)) return [];
  const says = (word: string) => check.outcomes[word]?.says ?? word;
  const meant = entry ? entry.documented.map((word) => `${word} (${says(word)})`).join(', or ') : 'nothing';
  const comment = [`  # ${oneLine(check.claim)}`, `  # ${parent.name} documents ${oneLine(meant)}`];
  if (NEVER_RIGHT.has(outcome))
    return [...comment, `  # Seen: ${outcome}, which is a defect everywhere: ${check.id}`];
  return [
    ...comment,
    `  ${JSON.stringify(check.id)}:`,
    `    documented: [${JSON.stringify(outcome)}]`,
    `    says: ${JSON.stringify(oneLine(says(outcome)))}`,
    `    source: ${JSON.stringify(`observed, not documented (exchange ${result.exchanges[0] ?? 'none'})`)}`,
    `    seen: ${JSON.stringify(day)}`,
    '    strength: weak',
  ];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
