/** The one target of a report that a command is about. */
import { plain } from '../../reporters/plain.js';
import type { Report, TargetReport } from '../../schemas/types/report.js';
import { ConfigError } from '../config/error.js';

/**
 * @param wanted its name; undefined for the only one
 * @throws {ConfigError} where the report has several, or none of that name; the message lists them
 */
export function oneTarget({ targets }: Report, path: string, wanted: string | undefined): TargetReport {
  const target = targets.find(({ name }) => wanted === undefined || name === wanted);
  const names = targets.map(({ name }) => `--target ${plain(name)}`).join(', ');
  if (wanted === undefined && targets.length !== 1)
    throw new ConfigError(`${path} has ${targets.length} targets, and this is about one: ${names}`);
  if (target === undefined) throw new ConfigError(`${path} has no target ${wanted}. There are: ${names}`);
  return target;
}
