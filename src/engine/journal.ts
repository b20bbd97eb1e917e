/** What was observed, written down as it happens: whatever ends a run, nothing observed is lost. */
import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Exchange, Observation } from '../../schemas/types/report.js';
import type { CapabilityState } from '../check/capability.js';

type Line =
  | { readonly exchange: Exchange }
  | { readonly check: string; readonly observation: Observation }
  | { readonly capabilities: Record<string, CapabilityState> }
  | { readonly note: string };

export interface TargetRecord {
  readonly observations: Map<string, Observation>;
  readonly exchanges: Exchange[];
  readonly capabilities: Record<string, CapabilityState>;
  readonly notes: string[];
}

/** Begins a new journal; what an earlier run left there is gone. */
export function startJournal(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
}

/** Written at once: a process that is killed has written all it saw. */
export function writeJournal(path: string, line: Line): void {
  appendFileSync(path, `${JSON.stringify(line)}\n`);
}

/** What a journal holds; a last line that was cut off is left out. */
export function readJournal(path: string): TargetRecord {
  const record: TargetRecord = { observations: new Map(), exchanges: [], capabilities: {}, notes: [] };
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return record;
  }
  for (const line of text.split('\n')) {
    const entry = parse(line);
    if (entry === undefined) continue;
    if ('exchange' in entry) record.exchanges.push(entry.exchange);
    else if ('check' in entry) record.observations.set(entry.check, entry.observation);
    else if ('capabilities' in entry) Object.assign(record.capabilities, entry.capabilities);
    else record.notes.push(entry.note);
  }
  return record;
}

function parse(line: string): Line | undefined {
  try {
    return line === '' ? undefined : (JSON.parse(line) as Line);
  } catch {
    return undefined;
  }
}
