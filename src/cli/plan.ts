/** What a run would ask, and what it would cost at most. */
import type { CheckFacts } from '../../schemas/types/report.js';
import type { TargetConfig } from '../config/target.js';

export function toPlan(
  targets: readonly TargetConfig[],
  checks: readonly CheckFacts[],
  times: number,
): string {
  const sum = (part: 'requests' | 'tokens') =>
    times * checks.reduce((total, { cost }) => total + cost[part], 0);
  const lines = checks.map(({ id, cost, mode }) =>
    mode === 'invariant'
      ? `  ${id}  (over all exchanges)`
      : `  ${id}  ${cost.requests} ${cost.requests === 1 ? 'request' : 'requests'}, ${cost.tokens} tokens${mode === 'calm' ? '' : `, ${mode}`}`,
  );
  return [
    `${checks.length} checks for ${targets.map(({ name }) => name).join(', ')}; nothing was sent.`,
    ...lines,
    `At most ${sum('requests')} requests and ${sum('tokens')} generated tokens a target, thinking not counted; equal requests are sent once, so it will be fewer.`,
    '',
  ].join('\n');
}
