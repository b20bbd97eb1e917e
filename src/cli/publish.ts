/** Writes a report to its folder, where one is named, to standard output and to GitHub; no secret leaves on any of these ways. */
import { appendFileSync } from 'node:fs';
import { toAnnotations } from '../../reporters/github.js';
import { toHtml } from '../../reporters/html.js';
import { toJson } from '../../reporters/json.js';
import { toJunit } from '../../reporters/junit.js';
import { toMarkdown } from '../../reporters/markdown.js';
import { toText } from '../../reporters/terminal.js';
import type { Report } from '../../schemas/types/report.js';
import type { TargetConfig } from '../config/target.js';
import { movesFrom } from '../report/moves.js';
import { withoutBodies } from '../report/without-bodies.js';
import { writeFolder } from '../report/write.js';
import { secretsOf } from '../transport/credentials.js';
import { redactor } from '../transport/redact.js';
import type { RunFlags } from './options.js';

export interface PublishFlags extends Partial<Pick<RunFlags, 'report' | 'bodies'>>, Pick<RunFlags, 'format'> {
  /** The target that one would move from; default: the first. */
  readonly from?: string;
}

export function publish(
  unredacted: Report,
  targets: readonly TargetConfig[],
  { report: folder, format, bodies, from }: PublishFlags,
): void {
  const whole = redacted(unredacted, targets.flatMap(secretsOf));
  const report = bodies === false ? withoutBodies(whole) : whole;
  const json = toJson(report);
  const moves = report.targets.length > 1 ? movesFrom(report, from) : [];
  const markdown = toMarkdown(report, moves);
  if (folder !== undefined) {
    const files = [
      ['report.json', json],
      ['report.html', toHtml(report, moves)],
      ['report.md', markdown],
      ['junit.xml', toJunit(report)],
    ] as const;
    writeFolder(folder, new Map(files));
  }
  if (format === 'json') {
    process.stdout.write(json);
  } else {
    const color = process.stdout.isTTY === true && !process.env.NO_COLOR;
    const width = process.stdout.columns ?? 100;
    process.stdout.write(toText(report, { color, width, ...(folder !== undefined && { folder }) }));
  }
  if (process.env.GITHUB_ACTIONS === 'true') tellGitHub(report, markdown, process.env.GITHUB_STEP_SUMMARY);
}

/** Everything recorded is redacted already; this is for what reached the report on another way. */
function redacted(report: Report, secrets: readonly string[]): Report {
  const redact = redactor(secrets);
  return JSON.parse(JSON.stringify(report), (_, value) =>
    typeof value === 'string' ? redact(value) : value,
  );
}

/** GitHub reads annotations from standard error too: standard output may be JSON for somebody else. */
function tellGitHub(report: Report, markdown: string, summary: string | undefined): void {
  process.stderr.write(toAnnotations(report));
  if (!summary) return;
  try {
    appendFileSync(summary, markdown);
  } catch (error) {
    console.error(`touchstone: the job summary cannot be written to ${summary}: ${(error as Error).message}`);
  }
}
