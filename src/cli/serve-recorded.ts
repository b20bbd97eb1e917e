/** Serves the answers of a recorded run. */
import { plain } from '../../reporters/plain.js';
import { readReport } from '../report/read.js';
import { type Playback, startPlayback } from '../transport/playback.js';
import { listening } from './listening.js';
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
  const playback = await listening(port, () => startPlayback({ exchanges: own, port }));
  return { ...playback, name: plain(target.name) };
}
