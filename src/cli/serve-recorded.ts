/** Serves the answers of a recorded run. */
import { plain } from '../../reporters/plain.js';
import { ConfigError } from '../config/error.js';
import { readReport } from '../report/read.js';
import { type Playback, startPlayback } from '../transport/playback.js';
import { oneTarget } from './one-target.js';

/**
 * @param wanted the name of a target; undefined for the only one
 * @throws {ReportError} where there is no report
 * @throws {ConfigError} where it has no such target, or the port is taken
 */
export async function serveRecorded(
  path: string,
  wanted: string | undefined,
  port: number,
): Promise<Playback & { readonly name: string }> {
  const report = readReport(path);
  const target = oneTarget(report, path, wanted);
  const own = report.exchanges.filter((exchange) => exchange.target === target.name);
  try {
    return { ...(await startPlayback({ exchanges: own, port })), name: plain(target.name) };
  } catch (error) {
    throw new ConfigError(
      `port ${port} cannot be listened at (${(error as NodeJS.ErrnoException).code}): name another with --port`,
    );
  }
}
