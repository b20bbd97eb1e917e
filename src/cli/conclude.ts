/** The end of every command that has a report: it is written and shown, and becomes an exit code. */
import type { Report } from '../../schemas/types/report.js';
import type { TargetConfig } from '../config/target.js';
import { exitCode } from '../report/exit-code.js';
import type { RunFlags } from './options.js';
import { publish } from './publish.js';

export function conclude(
  report: Report,
  targets: readonly TargetConfig[],
  flags: Partial<Pick<RunFlags, 'report'>> & Pick<RunFlags, 'format'>,
): number {
  publish(report, targets, flags);
  return exitCode(report);
}
