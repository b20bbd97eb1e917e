/** What a proof found, for a terminal and as Markdown. */
import { markdownTable } from 'markdown-table';
import type { Proof } from './prove.js';

/** What a person at a terminal wants to know. */
export function proofSummary(proof: Proof): string {
  const { quiet, twice, faults, checks, problems } = proof;
  const caught = faults.filter(({ fault, kills }) =>
    Object.keys(fault.announces).some((id) => kills.has(id)),
  );
  const killed = [...checks.values()].filter(({ killedBy }) => killedBy.length > 0);
  return [
    `${quiet.length} faultless runs (${twice} twice), ${faults.length} faults (${caught.length} caught), ${checks.size} checks (${killed.length} shown to fail).`,
    ...(problems.length === 0
      ? ['Nothing is left to prove.']
      : [`Not proved (${problems.length}):`, ...problems.map((problem) => `  ${problem}`)]),
  ].join('\n');
}

/** The kill matrix and the faultless runs, as they were observed. */
export function toProofMarkdown(proof: Proof): string {
  const { quiet, faults, checks, problems } = proof;
  const checkRows = [...checks].map(([id, { killedBy, obedientOnly }]) => [
    `\`${id}\``,
    killedBy.map((fault) => `\`${fault}\``).join(', ') || '**none**',
    [...obedientOnly].map((word) => `\`${word}\``).join(', '),
  ]);
  const faultRows = faults.map(({ fault, dialect, kills }) => [
    `\`${fault.id}\``,
    dialect,
    [...kills].map(([check, word]) => `\`${check}\` ${word}`).join('<br>'),
  ]);
  const verdicts = ['pass', 'fail', 'unsupported', 'inconclusive', 'skipped', 'error'];
  const quietRows = quiet.map((run) => [
    run.name,
    ...verdicts.map((verdict) => String(run.verdicts[verdict] ?? 0)),
  ]);
  return `# What the proof observed

${problems.length === 0 ? 'Nothing is left to prove.' : `## Not proved\n\n${problems.map((problem) => `- ${problem}`).join('\n')}`}

## Checks, and the faults that make them fail as announced

The last column has the outcomes that only a model that obeys has shown.

${markdownTable([['check', 'faults', 'needs a model that obeys'], ...checkRows])}

## Faultless runs

${markdownTable([['run', ...verdicts], ...quietRows])}

## Each fault, and all that fails with it

${markdownTable([['fault', 'dialect', 'checks that fail'], ...faultRows])}
`;
}
