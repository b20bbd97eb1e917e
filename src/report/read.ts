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
  const version = (report as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (version !== SCHEMA_VERSION) {
    throw new ReportError(
      typeof version === 'number'
        ? `${path} has schema version ${version}; this touchstone reads version ${SCHEMA_VERSION}`
        : `${path} is not a report of touchstone: it has no schemaVersion`,
    );
  }
  const faults = validateReport(report);
  if (faults.length > 0)
    throw new ReportError(`${path} is not a valid report: ${faults.slice(0, 3).join('; ')}`);
  return report as Report;
}
