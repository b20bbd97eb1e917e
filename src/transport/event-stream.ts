/** Turns the bytes of an event stream into events, exactly as received, and says how they were framed: nothing is repaired here. */
import { isUtf8 } from 'node:buffer';
import { createParser } from 'eventsource-parser';
import type { FramingAnomaly } from '../../schemas/types/report.js';

export interface StreamEvent {
  /** The joined `data` lines. */
  readonly data: string;
  /** The `event` field, where there was one. */
  readonly event?: string;
  /** When its last byte arrived, in milliseconds since the request was sent. */
  readonly atMs: number;
}

export interface EventStreamReader {
  /** The events that are complete so far, `[DONE]` included. */
  readonly events: readonly StreamEvent[];
  push(bytes: Uint8Array, atMs: number): void;
}

/** Reads events while bytes arrive; characters that are cut between two pieces are put together first. */
export function readEventStream(): EventStreamReader {
  const events: StreamEvent[] = [];
  const decoder = new TextDecoder();
  let nowMs = 0;
  const parser = createParser({
    onEvent: ({ data, event }) => events.push({ data, atMs: nowMs, ...(event !== undefined && { event }) }),
  });
  return {
    events,
    push(bytes, atMs) {
      nowMs = atMs;
      parser.feed(decoder.decode(bytes, { stream: true }));
    },
  };
}

/** Whether an event tells an error: what came before it is not the whole answer. */
export function tellsError(events: readonly StreamEvent[]): boolean {
  return events.some(({ data }) => data.includes('"error"') && errorIn(data) != null);
}

function errorIn(data: string): unknown {
  try {
    return (JSON.parse(data) as { error?: unknown } | null)?.error;
  } catch {
    return undefined;
  }
}

export interface Framing {
  readonly events: number;
  readonly done: boolean;
  readonly comments: number;
  readonly anomalies: FramingAnomaly[];
}

const DONE = '[DONE]';
const KNOWN_FIELDS = new Set(['data', 'event', 'id', 'retry']);

/**
 * Judges the framing of a whole stream by the event stream format (WHATWG HTML, 9.2.6) and by what the official clients do
 * with each oddity.
 */
export function framingOf(bytes: Uint8Array): Framing {
  const anomalies = new Map<FramingAnomaly['kind'], FramingAnomaly>();
  const note = (kind: FramingAnomaly['kind'], line: string) => {
    const known = anomalies.get(kind);
    if (known) known.count += 1;
    else anomalies.set(kind, { kind, count: 1, first: line.slice(0, 200) });
  };

  let events = 0;
  let done = false;
  let comments = 0;
  let data: string[] = [];
  let name: string | undefined;

  const endEvent = () => {
    if (data.length === 0) {
      if (name !== undefined) note('empty-data', `event: ${name}`);
    } else {
      readData(data);
    }
    if (name !== undefined) note('named-event', `event: ${name}`);
    data = [];
    name = undefined;
  };
  const readData = (lines: string[]) => {
    const text = lines.join('\n');
    if (done) note('after-done', text);
    if (text.trim() === DONE) {
      if (text !== DONE) note('done-spelling', text);
      done = true;
      return;
    }
    if (/^\[?done\]?$/i.test(text.trim())) {
      note('done-spelling', text);
      return;
    }
    if (text === '') note('empty-data', 'data:');
    else if (isJson(text)) events += 1;
    else if (lines.length > 1 && lines.every((line) => line.trim() === DONE || isJson(line)))
      note('no-blank-line', lines[0] as string);
    else note('not-json', text);
  };

  if (!isUtf8(bytes)) note('invalid-utf8', 'bytes that are not UTF-8');
  const text = new TextDecoder().decode(bytes);
  const lines = text.split(/\r\n|\n|\r/);
  const unfinished = lines.pop() as string;
  for (const line of lines) {
    if (line === '') endEvent();
    else if (line.startsWith(':')) comments += 1;
    else readField(line);
  }
  if (unfinished !== '' && !unfinished.startsWith(':')) readField(unfinished);
  if (data.length > 0) {
    note('unfinished-event', data[0] as string);
    endEvent();
  }
  return { events, done, comments, anomalies: [...anomalies.values()] };

  function readField(line: string) {
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (!KNOWN_FIELDS.has(field)) note(/^\s*[{[]/.test(line) ? 'unframed-json' : 'unknown-field', line);
    else if (field === 'data') data.push(value);
    else if (field === 'event') name = value;
    else note(field === 'id' ? 'id-field' : 'retry-field', line);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
