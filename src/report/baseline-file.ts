/** Reads and writes a baseline. */
import { existsSync } from 'node:fs';
import type { Baseline } from '../../schemas/types/baseline.js';
import { validateBaseline } from '../../schemas/validate.js';
import type { PlacedBaseline } from './baseline.js';
import { type FileKind, readPlaced, writeByName } from './placed-file.js';

const BASELINE: FileKind = {
  name: 'baseline',
  list: 'accept',
  schema: 'schemas/baseline.schema.json',
  hint: 'to accept what deviates now, add --update-baseline',
  validate: validateBaseline,
};

/**
 * @throws {ReportError} where it is missing, cannot be parsed, or is no baseline; the message says where
 */
export function readBaseline(path: string): PlacedBaseline {
  const { value, lines } = readPlaced<Baseline>(path, BASELINE);
  return { path, entries: value.accept.map((entry, i) => ({ ...entry, lines: lines[i] as string })) };
}

/** The entries of a baseline that may not be there yet. */
export function readBaselineIfAny(path: string): PlacedBaseline {
  return existsSync(path) ? readBaseline(path) : { path, entries: [] };
}

/** @throws {ReportError} where it cannot be written */
export function writeBaseline(path: string, baseline: Baseline): void {
  writeByName(path, BASELINE.name, baseline);
}
