/** Reads a report that somebody else may have written, or another version of touchstone. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../schemas/types/report.js';
import { validateReport } from '../../schemas/validate.js';
import { SCHEMA_VERSION } from './assemble.js';

/** A report that cannot be used; the message says which, why, and what to do. */
export class ReportError extends Error {
  override name = 'ReportError';
}

/**
 * @param path a report.json, or the folder of one
 * @throws {ReportError} where it is missing, no report, or of another schema version
 */
export function readReport(path: string): Report {
  let text: string;
  try {
    text = readFileSync(statSync(path).isDirectory() ? join(path, 'report.json') : path, 'utf8');
  } catch {
    throw new ReportError(`there is no report at ${path}: name a report.json or the folder that holds one`);
  }
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch {
    throw new ReportError(`${path} is not JSON: it may have been cut off`);
  }
  const { schemaVersion: version, tool } = (report ?? {}) as Partial<Report>;
  if (typeof version !== 'number')
    throw new ReportError(`${path} is not a report of touchstone: it has no schemaVersion`);
  const writer = `touchstone ${tool?.version ?? 'of an unknown version'}`;
  // The first version: nothing is older. The reader of a later one brings older reports into its form here.
  if (version !== SCHEMA_VERSION) {
    throw new ReportError(
      `${path} has schema version ${version} and was written by ${writer}; this touchstone reads version ${SCHEMA_VERSION}. Read it with the touchstone that wrote it, or a later one`,
    );
  }
  const faults = validateReport(report);
  if (faults.length > 0)
    throw new ReportError(
      `${path} is not a valid report: ${faults.slice(0, 3).join('; ')} (it was written by ${writer})`,
    );
  return report as Report;
}
