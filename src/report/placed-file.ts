/** Our files that people edit, JSON or YAML: read with the lines on which the entries of a list stand, and written by their name. */
import { readFileSync } from 'node:fs';
import writeFileAtomic from 'write-file-atomic';
import { isMap, isSeq, LineCounter, parseDocument, stringify } from 'yaml';
import { ReportError } from './read.js';

/** How messages speak about a file, and what it must be. */
export interface FileKind {
  /** As in "is not a baseline". */
  readonly name: string;
  /** The list whose entries have lines. */
  readonly list: string;
  readonly schema: string;
  /** What to do where there is none. */
  readonly hint: string;
  /** What is wrong with the content, one sentence each. */
  validate(value: unknown): string[];
}

/**
 * @returns the content, and for each entry of its list the lines, as `12` or `12-15`, from 1
 * @throws {ReportError} where it is missing, cannot be parsed, or does not fit its schema; the message says where
 */
export function readPlaced<T>(
  path: string,
  { name, list, schema, hint, validate }: FileKind,
): { readonly value: T; readonly lines: readonly string[] } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new ReportError(`there is no ${name} ${path}: ${hint}`);
  }
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const [error] = document.errors;
  if (error) throw new ReportError(`${path} cannot be read: ${error.message.split('\n')[0]}`);
  const value = document.toJS();
  const faults = validate(value);
  if (faults.length > 0)
    throw new ReportError(`${path} is not a ${name}: ${faults.slice(0, 3).join('; ')} (${schema})`);
  const node = isMap(document.contents) ? document.contents.get(list) : undefined;
  const lineAt = (offset: number) => counter.linePos(offset).line;
  const lines = (isSeq(node) ? node.items : []).map((item) => {
    const [start = 0, end = 0] = (item as { range?: [number, number, number] }).range ?? [];
    const [first, last] = [lineAt(start), lineAt(Math.max(start, end - 1))];
    return first === last ? String(first) : `${first}-${last}`;
  });
  return { value: value as T, lines };
}

/**
 * @param heading a comment at the top, where the format has comments
 * @throws {ReportError} where it cannot be written
 */
export function writeByName(path: string, name: string, value: object, heading = ''): void {
  const text = /\.json$/i.test(path) ? `${JSON.stringify(value, null, 2)}\n` : heading + stringify(value);
  try {
    writeFileAtomic.sync(path, text);
  } catch (error) {
    throw new ReportError(`the ${name} cannot be written to ${path}: ${(error as Error).message}`);
  }
}
