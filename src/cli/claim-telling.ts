/** A claim, and whether it holds, in words. */
import { brief, plain } from '../../reporters/plain.js';
import type { Claim } from '../../schemas/types/claim.js';
import type { Verdict } from '../../schemas/types/report.js';
import { NO_REASON_YET } from '../report/baseline.js';
import { holds, type Verification } from '../report/claim.js';

const MOST_LINES = 20;

export function toWrittenText(path: string, { profile, capabilities, except }: Claim): string {
  const open = except.filter(({ reason }) => reason === NO_REASON_YET).length;
  const next =
    open > 0
      ? `${amount(open, 'reason')} (${NO_REASON_YET}) must be written by you; then commit it.`
      : 'It is ready to be committed.';
  return `${plain(path)}: as ${plain(profile)} documents; ${amount(capabilities.length, 'capability', 'capabilities')}, ${amount(except.length, 'exception')}. ${next}\n`;
}

export function toVerificationText(claim: Claim, verification: Verification): string {
  const { untrue, stale, unobserved, unclaimed, results } = verification;
  const sections = [
    ['Claimed, and not so', untrue],
    ['Said, and no longer needed', stale],
    ['Claimed, and not observed', unobserved],
  ] as const;
  const count = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length;
  const head = holds(verification) ? 'The claim holds' : 'The claim does not hold';
  const lines = [
    `${head}: ${plain(claim.profile)}, ${claim.suite} suite, ${amount(results.length, 'check')}.`,
    `  ${count('pass')} as documented, ${amount(claim.except.length, 'exception')}, ${count('inconclusive')} inconclusive, ${count('skipped')} skipped`,
  ];
  for (const [title, sentences] of sections) {
    if (sentences.length === 0) continue;
    lines.push(`${title} (${sentences.length})`);
    lines.push(...sentences.slice(0, MOST_LINES).map((sentence) => `  ${brief(sentence, 400)}`));
    if (sentences.length > MOST_LINES) lines.push(`  … and ${sentences.length - MOST_LINES} more`);
  }
  if (unclaimed.length > 0) lines.push(`There is more than is claimed: ${plain(unclaimed.join(', '))}`);
  return `${lines.join('\n')}\n`;
}

function amount(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}
