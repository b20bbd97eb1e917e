/** `--for CLIENT`: what that client notices, after the report. */
import { plain } from '../../reporters/plain.js';
import type { Report } from '../../schemas/types/report.js';
import { catalogue } from '../../suites/index.js';
import { ConfigError } from '../config/error.js';
import { isKnownClient, noticedBy } from '../report/client.js';

/** @throws {ConfigError} where no check knows the client */
export function assertClient(client: string): void {
  if (
    isKnownClient(
      catalogue.map(({ facts }) => facts),
      client,
    )
  )
    return;
  throw new ConfigError(
    `--for ${JSON.stringify(client)}: no check knows what that client notices. Known are, among others: openai-node, openai-python, LiteLLM, Cline, Open WebUI, Continue, pydantic-ai`,
  );
}

export function toNoticesText(report: Report, client: string): string {
  const noticed = noticedBy(report, client);
  const deviations = report.targets.reduce((sum, { totals }) => sum + totals.fail, 0);
  const several = report.targets.length > 1;
  return [
    '',
    `For ${plain(client)}: it notices ${noticed.length} of ${deviations} deviations`,
    ...noticed.flatMap(({ target, result, notices }) => [
      `  ${(result.severity ?? 'should').padEnd(6)} ${plain(result.check)}${several ? ` of ${plain(target)}` : ''} (${plain(result.outcome ?? '')})`,
      ...notices.map((notice) => `           ${plain(notice)}`),
    ]),
    '',
  ].join('\n');
}
