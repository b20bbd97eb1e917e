/** Writes a report to its folder and to standard output; no secret leaves through either. */
import { toJson } from '../../reporters/json.js';
import { toMarkdown } from '../../reporters/markdown.js';
import { toText } from '../../reporters/terminal.js';
import type { Report } from '../../schemas/types/report.js';
import type { TargetConfig } from '../config/target.js';
import { writeFolder } from '../report/write.js';
import { redactor } from '../transport/redact.js';
import { secretsOf } from '../transport/wire.js';
import type { RunFlags } from './options.js';

export function publish(
  report: Report,
  targets: readonly TargetConfig[],
  flags: Pick<RunFlags, 'report' | 'format'>,
): void {
  // Everything recorded is redacted already; this is for what reached the report on another way.
  const redact = redactor(targets.flatMap(secretsOf));
  const json = redact(toJson(report));
  writeFolder(
    flags.report,
    new Map([
      ['report.json', json],
      ['report.md', redact(toMarkdown(report))],
    ]),
  );
  if (flags.format === 'json') {
    process.stdout.write(json);
    return;
  }
  const text = toText(report, {
    color: process.stdout.isTTY === true && !process.env.NO_COLOR,
    width: process.stdout.columns ?? 100,
    folder: flags.report,
  });
  process.stdout.write(redact(text));
}
