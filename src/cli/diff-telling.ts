/** What changed between reports, in words: for a terminal, and as Markdown for an issue or a job summary. */
import { code, inline } from '../../reporters/markdown/escape.js';
import { tables } from '../../reporters/markdown/table.js';
import { brief, plain } from '../../reporters/plain.js';
import type { Finding } from '../../schemas/types/report.js';
import type { Change, ChangeKind, Ending, ReportDiff, RunName } from '../report/diff.js';
import type { Measure, MeasuredChange } from '../report/measured.js';

/** From one report to the next. */
export interface DiffStep {
  readonly oldPath: string;
  readonly newPath: string;
  readonly diff: ReportDiff;
}

const TITLES: Record<ChangeKind, string> = {
  worse: 'Worse',
  changed: 'Changed, though judged as before',
  lost: 'No longer observed',
  gained: 'Observed now, and not before',
  better: 'Better',
};

const MOST_FINDINGS = 5;
const MOST_NAMES = 12;

const MEASURED = 'Measured otherwise, on equal requests; no verdict depends on it';

const MEASURES: Record<Measure, string> = {
  firstTokenMs: 'first token of a stream',
  streamMs: 'whole stream',
  answerMs: 'whole answer',
  promptTokens: 'tokens in',
  completionTokens: 'tokens out',
};

export function toDiffText(steps: readonly DiffStep[]): string {
  return `${steps.map(stepText).join('\n\n')}\n`;
}

export function toDiffMarkdown(steps: readonly DiffStep[]): string {
  return `${steps.map(stepMarkdown).join('\n\n')}\n`;
}

function stepText({ oldPath, newPath, diff }: DiffStep): string {
  const lines = [
    `From ${plain(oldPath)} (${runText(diff.old)})`,
    `to   ${plain(newPath)} (${runText(diff.new)}): ${summary(diff)}`,
  ];
  for (const [kind, changes] of byKind(diff)) {
    lines.push('', `${TITLES[kind]} (${changes.length})`);
    for (const change of changes) lines.push(...changeText(change, diff));
  }
  if (diff.measured.length > 0) {
    lines.push('', MEASURED, ...diff.measured.map((change) => `  ${measuredText(change, diff)}`));
  }
  return [...lines, ...notCompared(diff).flatMap((sentence) => ['', sentence])].join('\n');
}

function changeText(change: Change, diff: ReportDiff): string[] {
  const { check, old, new: now, notices } = change;
  return [
    `  ${plain(check)}${where(change, diff)}`,
    `    ${endingText(old)}`,
    `    → ${endingText(now)}`,
    ...notices.map((notice) => `    noticed by ${plain(notice)}`),
    ...findingLines(change).map((line) => `    ${line}`),
  ];
}

function stepMarkdown({ oldPath, newPath, diff }: DiffStep): string {
  const blocks = [
    `## From ${inline(oldPath)} to ${inline(newPath)}`,
    `${inline(runText(diff.old))} → ${inline(runText(diff.new))}: ${summary(diff)}`,
  ];
  for (const [kind, changes] of byKind(diff)) {
    blocks.push(`### ${TITLES[kind]} (${changes.length})`);
    const rows = changes.map((change) => [
      code(change.check) + inline(where(change, diff)),
      inline(endingText(change.old)),
      inline(endingText(change.new)),
      [...change.notices, ...findingLines(change)].map(inline).join('<br>'),
    ]);
    blocks.push(...tables(['check', 'before', 'now', 'noticed by, findings'], rows));
  }
  if (diff.measured.length > 0) {
    blocks.push(
      `### ${MEASURED}`,
      diff.measured.map((change) => `- ${inline(measuredText(change, diff))}`).join('\n'),
    );
  }
  return [...blocks, ...notCompared(diff).map(inline)].join('\n\n');
}

function runText({ startedAt, version, targets }: RunName): string {
  return `${plain(targets.join(', '))}; ${plain(startedAt).slice(0, 16).replace('T', ' ')} UTC, touchstone ${plain(version)}`;
}

/** "whole answer: 62 ms → 1,410 ms, the median of 31 requests" */
function measuredText(change: MeasuredChange, diff: ReportDiff): string {
  const { measure, old, new: now, requests, differing } = change;
  const isTime = measure.endsWith('Ms');
  const value = (number: number) => number.toLocaleString('en-US') + (isTime ? ' ms' : '');
  const over = isTime
    ? `the median of ${requests} requests`
    : `${differing} of ${requests} requests are counted otherwise`;
  return `${MEASURES[measure]}${where(change, diff)}: ${value(old)} → ${value(now)}, ${over}`;
}

function summary({ changes, measured, compared }: ReportDiff): string {
  const results = `${compared} ${compared === 1 ? 'result' : 'results'} compared`;
  if (changes.length === 0 && measured.length > 0) return `no outcome changed, ${results}.`;
  return changes.length === 0 ? `nothing changed, ${results}.` : `${changes.length} changed, ${results}.`;
}

function byKind({ changes }: ReportDiff): [ChangeKind, Change[]][] {
  return (Object.keys(TITLES) as ChangeKind[])
    .map((kind): [ChangeKind, Change[]] => [kind, changes.filter((change) => change.kind === kind)])
    .filter(([, group]) => group.length > 0);
}

/** The target, where there are several. */
function where({ target }: Pick<Change, 'target'>, { new: { targets } }: ReportDiff): string {
  return targets.length > 1 ? ` of ${plain(target)}` : '';
}

/** "fail (must): the text runs past the stop sequence (ignored)" */
function endingText({ verdict, severity, outcome, says }: Ending): string {
  const grade = verdict === 'fail' && severity ? ` (${severity})` : '';
  return `${verdict}${grade}: ${brief(says, 300)}${outcome === undefined ? '' : ` (${plain(outcome)})`}`;
}

function findingLines({ newFindings, goneFindings }: Change): string[] {
  return [...findings('new', newFindings), ...findings('gone', goneFindings)];
}

function findings(label: string, found: readonly Finding[]): string[] {
  const shown = found.slice(0, MOST_FINDINGS).map(({ path, expected, got }) => {
    return `${label}: ${brief(path, 100)}: expected ${brief(expected, 160)}, got ${brief(got, 160)}`;
  });
  const more = found.length - shown.length;
  return more > 0 ? [...shown, `${label}: ${more} more`] : shown;
}

function notCompared({ onlyOld, onlyNew }: ReportDiff): string[] {
  const sentence = (which: string, kind: string, names: readonly string[]) =>
    names.length === 0
      ? []
      : [`Only the ${which} report has the ${kind}${names.length === 1 ? '' : 's'} ${listed(names)}.`];
  return [
    ...sentence('old', 'target', onlyOld.targets),
    ...sentence('new', 'target', onlyNew.targets),
    ...sentence('old', 'check', onlyOld.checks),
    ...sentence('new', 'check', onlyNew.checks),
  ];
}

function listed(names: readonly string[]): string {
  const shown = plain(names.slice(0, MOST_NAMES).join(', '));
  return names.length > MOST_NAMES ? `${shown}, and ${names.length - MOST_NAMES} more` : shown;
}
