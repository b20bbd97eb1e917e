/** Reads and writes a baseline: JSON or YAML, by its name. */
import { readFileSync } from 'node:fs';
import writeFileAtomic from 'write-file-atomic';
import { isMap, isSeq, LineCounter, parseDocument, stringify } from 'yaml';
import type { Baseline } from '../../schemas/types/baseline.js';
import { validateBaseline } from '../../schemas/validate.js';
import type { PlacedBaseline } from './baseline.js';
import { ReportError } from './read.js';

/**
 * @throws {ReportError} where it is missing, cannot be parsed, or is no baseline; the message says where
 */
export function readBaseline(path: string): PlacedBaseline {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new ReportError(`there is no baseline ${path}: to accept what deviates now, add --update-baseline`);
  }
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const [error] = document.errors;
  if (error) throw new ReportError(`${path} cannot be read: ${error.message.split('\n')[0]}`);
  const baseline = document.toJS() as Baseline;
  const faults = validateBaseline(baseline);
  if (faults.length > 0) {
    throw new ReportError(
      `${path} is not a baseline: ${faults.slice(0, 3).join('; ')} (schemas/baseline.schema.json)`,
    );
  }
  const list = isMap(document.contents) ? document.contents.get('accept') : undefined;
  const nodes = isSeq(list) ? list.items : [];
  const lineAt = (offset: number) => counter.linePos(offset).line;
  return {
    path,
    entries: baseline.accept.map((entry, i) => {
      const [start = 0, end = 0] =
        (nodes[i] as { range?: [number, number, number] } | undefined)?.range ?? [];
      const [first, last] = [lineAt(start), lineAt(Math.max(start, end - 1))];
      return { ...entry, lines: first === last ? String(first) : `${first}-${last}` };
    }),
  };
}

/** The entries of a baseline that may not be there yet. */
export function readBaselineIfAny(path: string): PlacedBaseline {
  try {
    readFileSync(path);
  } catch {
    return { path, entries: [] };
  }
  return readBaseline(path);
}

/** @throws {ReportError} where it cannot be written */
export function writeBaseline(path: string, baseline: Baseline): void {
  const text = /\.json$/i.test(path) ? `${JSON.stringify(baseline, null, 2)}\n` : stringify(baseline);
  try {
    writeFileAtomic.sync(path, text);
  } catch (error) {
    throw new ReportError(`the baseline cannot be written to ${path}: ${(error as Error).message}`);
  }
}
