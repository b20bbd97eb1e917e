/** One target as Markdown: blocks, each whole in itself. */
import type { TargetReport } from '../../schemas/types/report.js';
import { brief } from '../plain.js';
import { differencesFrom, othersOf } from '../reading/differences.js';
import { byReason, coverage, deviations, type Group, notes, oddities } from '../reading/digest.js';
import { latencyOf } from '../reading/latency.js';
import type { Reading } from '../reading/reading.js';
import { severityOf } from '../reading/severity.js';
import {
  costText,
  documentedWords,
  MARKS,
  says,
  speedText,
  VERDICT_WORDS,
  verdictCounts,
} from '../reading/wording.js';
import { deviationBlock } from './deviation.js';
import { code, inline } from './escape.js';
import { pieces, tables } from './table.js';

export function targetBlocks(reading: Reading, target: TargetReport, depth: 'full' | 'short'): string[] {
  return [
    head(reading, target),
    ...(depth === 'full'
      ? deviations(target).map((result) => deviationBlock(reading, target, result))
      : deviationTable(reading, target)),
    ...(['error', 'inconclusive', 'unsupported', 'skipped'] as const).flatMap((verdict) =>
      list(`${MARKS[verdict]} ${VERDICT_WORDS[verdict]}`, byReason(target, verdict).map(groupItem)),
    ),
    ...list(
      'Odd, but no defect',
      oddities(target).map(
        ({ check, outcome = '' }) => `${code(check)}: ${inline(says(reading, check, outcome))}`,
      ),
    ),
    ...list('Notes', [
      ...target.notes.map((note) => inline(brief(note, 500))),
      ...notes(target).map(groupItem),
    ]),
    ...othersOf(target).flatMap((profile) => differenceBlocks(reading, target, profile)),
  ];
}

function head({ report }: Reading, target: TargetReport): string {
  const { name, baseURL, model, profile, profileTitle, totals } = target;
  const { observed, selected } = coverage(target);
  const speed = speedText(latencyOf(report, name));
  return [
    `## ${inline(name)}`,
    `${code(baseURL)}, model ${code(model)}, judged by ${code(profile)}${profileTitle ? ` (${inline(profileTitle)})` : ''}`,
    `**${verdictCounts(totals)
      .map(({ verdict, text }) => `${MARKS[verdict]} ${text}`)
      .join(' · ')}**`,
    `${observed} of ${selected} observed; ${costText(target)}.`,
    ...(speed ? [`Speed, as information: ${speed}.`] : []),
  ].join('\n\n');
}

function deviationTable(reading: Reading, target: TargetReport): string[] {
  return tables(
    ['severity', 'check', 'seen', 'documented'],
    deviations(target).map((result) => [
      `${MARKS.fail} ${severityOf(result)}`,
      code(result.check),
      inline(says(reading, result.check, result.outcome ?? '')),
      inline(documentedWords(reading, result.check, result.documented)),
    ]),
  );
}

function groupItem({ title, results }: Group): string {
  const why = inline(brief(title, 500));
  const ids = results.map(({ check }) => code(check));
  return ids.length === 1 ? `${ids[0]}: ${why}` : `${why.replace(/\.$/, '')}: ${ids.join(', ')}`;
}

function list(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  return [`### ${title}`, ...pieces(items.map((item) => `- ${item}`)).map((piece) => piece.join('\n'))];
}

function differenceBlocks(reading: Reading, target: TargetReport, profile: string): string[] {
  const differences = differencesFrom(profile, target);
  if (differences.length === 0) {
    return [
      `Nothing that ${code(target.profile)} documents and that was seen differs from ${code(profile)}.`,
    ];
  }
  return [
    `### Differs from ${inline(profile)} as documented (${differences.length})`,
    ...tables(
      ['check', 'seen here', `${inline(profile)} documents`],
      differences.map(({ check, seen, documents }) => [
        code(check),
        inline(says(reading, check, seen)),
        inline(documentedWords(reading, check, documents)),
      ]),
    ),
  ];
}
