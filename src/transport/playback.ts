/** Answers like a recorded vendor: each request gets what an equal one got in the recorded run. No model, no network beyond this. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import stringify from 'safe-stable-stringify';
import type { Exchange } from '../../schemas/types/report.js';

export interface Playback {
  /** Where it listens, with the version: `http://127.0.0.1:8765/v1`. */
  readonly baseURL: string;
  close(): Promise<void>;
}

export interface PlaybackOptions {
  /** The exchanges of one target. */
  readonly exchanges: readonly Exchange[];
  /** 0 for any free port. */
  readonly port: number;
}

type Recorded = Exchange & { readonly response: NonNullable<Exchange['response']> };

const PREFIX = '/v1';

/** Set by Node or by the length of what is really sent. */
const NOT_REPLAYED = new Set([
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'date',
]);

/**
 * A request is known by method, path and body, whatever the order of its keys. The second time it is sent it gets what the second
 * one got; after the last, the last. What was not recorded is refused with 501 and an error that says so.
 */
export async function startPlayback({ exchanges, port }: PlaybackOptions): Promise<Playback> {
  const answers = new Map<string, Exchange[]>();
  for (const exchange of inOrder(exchanges)) {
    const { method, path, body, credentials } = exchange.request;
    const key = keyOf(method, path, body?.text, credentials);
    answers.set(key, [...(answers.get(key) ?? []), exchange]);
  }
  const asked = new Map<string, number>();

  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const path = (request.url ?? '').replace(PREFIX, '');
      const method = request.method ?? 'GET';
      const found = credentialsOf(request)
        .map((credentials) => keyOf(method, path, body, credentials))
        .find((key) => answers.has(key));
      const recorded = found === undefined ? [] : (answers.get(found) ?? []);
      const time = asked.get(found ?? '') ?? 0;
      asked.set(found ?? '', time + 1);
      answer(response, recorded[Math.min(time, recorded.length - 1)]);
    });
  });
  await listening(server, port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    baseURL: `http://127.0.0.1:${taken}${PREFIX}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** What a client cut off itself tells only the beginning: a whole answer to the same request comes first. */
function inOrder(exchanges: readonly Exchange[]): Exchange[] {
  return [...exchanges].sort(
    (a, b) => a.sample - b.sample || a.attempt - b.attempt || a.timing.startedMs - b.timing.startedMs,
  );
}

function keyOf(method: string, path: string, body: string | undefined, credentials: string): string {
  return JSON.stringify([method, path, canonicalBody(body), credentials]);
}

function canonicalBody(text: string | undefined): string {
  if (text === undefined || text === '') return '';
  try {
    return stringify(JSON.parse(text)) ?? '';
  } catch {
    return text;
  }
}

/** Which recorded credentials a request can stand for. A key of touchstone's own invention is told by its name; the real one is in no report. */
function credentialsOf({ headers: { authorization } }: IncomingMessage): string[] {
  if (authorization === undefined) return ['none', 'own'];
  return /touchstone-wrong-key/.test(authorization) ? ['wrong'] : ['own'];
}

function answer(response: ServerResponse, recorded: Exchange | undefined): void {
  if (recorded === undefined) {
    refuse(response, 'This request was not recorded.');
    return;
  }
  if (recorded.response === undefined) {
    // Nobody answered: the connection ends without a word.
    response.destroy();
    return;
  }
  const { response: known, stream, failure } = recorded as Recorded;
  if (known.body.tail !== undefined) {
    refuse(response, 'Only parts of this answer were recorded.');
    return;
  }
  const headers = Object.entries(known.headers).filter(([name]) => !NOT_REPLAYED.has(name));
  response.writeHead(known.status, Object.fromEntries(headers));
  for (const piece of pieces(known.body.text, stream?.arrivalBytes ?? [])) response.write(piece);
  const broken = failure !== undefined && failure.kind !== 'cut';
  if (broken) response.socket?.end();
  else response.end();
}

/** As it arrived: a reader that expects whole events in each piece is tried too. */
function pieces(text: string, arrivalBytes: readonly number[]): Buffer[] {
  const bytes = Buffer.from(text);
  const parts: Buffer[] = [];
  let from = 0;
  for (const length of arrivalBytes) {
    if (from < bytes.length) parts.push(bytes.subarray(from, from + length));
    from += length;
  }
  return from < bytes.length ? [...parts, bytes.subarray(from)] : parts;
}

function refuse(response: ServerResponse, message: string): void {
  response.writeHead(501, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message, type: 'not_recorded', param: null, code: null } }));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  try {
    for await (const part of request) parts.push(part as Buffer);
  } catch {
    // A client that left while it was sending gets no answer anyway.
  }
  return Buffer.concat(parts).toString('utf8');
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
