/** One attempt to carry out one HTTP request: the only module that opens a connection. */
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Agent, type Dispatcher } from 'undici';
import type { Exchange } from '../../schemas/types/report.js';

export type FailureKind = NonNullable<Exchange['failure']>['kind'];

export interface Deadlines {
  /** From the request to the first byte of the answer. */
  readonly firstByteMs: number;
  /** Between two pieces of the body. */
  readonly silenceMs: number;
  /** From the request to the last byte. */
  readonly totalMs: number;
}

export interface TransferRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly deadlines: Deadlines;
  /** Aborting it ends the transfer with the failure `stopped`. */
  readonly signal: AbortSignal;
  /** Do not use a connection that is already open. */
  readonly freshConnection?: boolean;
  onHead?(status: number, headers: Record<string, string>): void;
  /** Called with each piece as it arrives; returning `stop` closes the connection, as a client that leaves does. */
  onBytes?(bytes: Uint8Array, atMs: number): 'stop' | undefined;
}

export interface Transfer {
  readonly status?: number;
  readonly headers: Record<string, string>;
  /** The body, decompressed; what arrived of it where the transfer failed. */
  readonly bytes: Uint8Array;
  readonly failure?: { readonly kind: FailureKind; readonly message: string };
  readonly firstByteMs?: number;
  readonly totalMs: number;
  /** Milliseconds since the previous piece, for each piece. */
  readonly arrivalMs: number[];
  readonly arrivalBytes: number[];
}

/** In PEM: who we are, and whom to trust instead of the public authorities. */
export interface Certificates {
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
}

export interface Connections {
  transfer(request: TransferRequest): Promise<Transfer>;
  close(): Promise<void>;
}

/** A longer body is cut: no documented answer to our requests comes near, and the run's memory stays flat. */
export const LARGEST_BODY_BYTES = 16 * 1024 * 1024;

/** Servers close idle connections after about five seconds; we leave first, so that a request does not meet a closing door. */
const IDLE_CONNECTION_MS = 1_000;

export function openConnections(certificates: Certificates = {}): Connections {
  // All deadlines are ours, so that a slow server is told apart from a silent one.
  const options = {
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: IDLE_CONNECTION_MS,
    connect: { ...certificates },
  };
  const kept = new Agent(options);
  const fresh = new Agent({ ...options, pipelining: 0 });
  return {
    transfer: (request) => transfer(request, request.freshConnection ? fresh : kept),
    close: async () => {
      await Promise.all([kept.destroy(), fresh.destroy()]);
    },
  };
}

class Ended extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
  ) {
    super(message);
  }
}

async function transfer(request: TransferRequest, agent: Agent): Promise<Transfer> {
  const started = performance.now();
  const elapsed = () => Math.round(performance.now() - started);
  const { deadlines } = request;

  const ending = new AbortController();
  const end = (kind: FailureKind, message: string) => ending.abort(new Ended(kind, message));
  const onStop = () => end('stopped', 'the run was stopped');
  if (request.signal.aborted) onStop();
  else request.signal.addEventListener('abort', onStop, { once: true });
  const seconds = (ms: number) => `${Math.round(ms / 100) / 10} s`;
  const whole = setTimeout(
    () => end('timeout', `the answer did not end within ${seconds(deadlines.totalMs)}`),
    deadlines.totalMs,
  );
  const silence = setTimeout(
    () => end('timeout', `no byte came within ${seconds(deadlines.firstByteMs)}`),
    deadlines.firstByteMs,
  );
  let quiet: NodeJS.Timeout | undefined;

  let status: number | undefined;
  let headers: Record<string, string> = {};
  let firstByteMs: number | undefined;
  let failure: Transfer['failure'];
  const pieces: Uint8Array[] = [];
  let size = 0;
  const arrivalMs: number[] = [];
  const arrivalBytes: number[] = [];
  let previousMs = 0;

  try {
    const response = await agent.request({
      origin: new URL(request.url).origin,
      path: pathOf(request.url),
      method: request.method as Dispatcher.HttpMethod,
      headers: request.headers,
      body: request.body ?? null,
      signal: ending.signal,
    });
    clearTimeout(silence);
    status = response.statusCode;
    headers = flatten(response.headers);
    firstByteMs = elapsed();
    request.onHead?.(status, headers);
    quiet = setTimeout(
      () => end('timeout', `the answer fell silent for ${seconds(deadlines.silenceMs)}`),
      deadlines.silenceMs,
    );
    for await (const piece of decompressed(
      response.body,
      hasNoBody(request.method, status) ? undefined : headers['content-encoding'],
    ) as AsyncIterable<Uint8Array>) {
      quiet.refresh();
      const atMs = elapsed();
      pieces.push(piece);
      size += piece.length;
      arrivalMs.push(atMs - previousMs);
      arrivalBytes.push(piece.length);
      previousMs = atMs;
      if (size > LARGEST_BODY_BYTES)
        throw new Ended('too-large', `the body is longer than ${LARGEST_BODY_BYTES} bytes`);
      if (request.onBytes?.(piece, atMs) === 'stop')
        throw new Ended('cut', 'closed by touchstone on purpose');
    }
  } catch (error) {
    failure = failureOf(ending.signal.aborted ? ending.signal.reason : error);
    ending.abort();
  } finally {
    clearTimeout(whole);
    clearTimeout(silence);
    clearTimeout(quiet);
    request.signal.removeEventListener('abort', onStop);
  }

  return {
    ...(status !== undefined && { status }),
    headers,
    bytes: Buffer.concat(pieces),
    ...(failure && { failure }),
    ...(firstByteMs !== undefined && { firstByteMs }),
    totalMs: elapsed(),
    arrivalMs,
    arrivalBytes,
  };
}

/** Answers that end with their head (RFC 9112, 6.3), also where it names an encoding. */
function hasNoBody(method: string, status: number): boolean {
  return method === 'HEAD' || status === 204 || status === 304;
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return Object.fromEntries(entries);
}

const DECODERS: Record<string, (() => Transform) | undefined> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

function decompressed(body: Readable, encoding = ''): Readable {
  const decoder = DECODERS[encoding.trim().toLowerCase()]?.();
  // Errors reach the reader of the decoder.
  return decoder ? pipeline(body, decoder, () => {}) : body;
}

/** What the codes of node:net, node:dns, node:tls and undici mean for a user. */
function failureOf(error: unknown): NonNullable<Transfer['failure']> {
  if (error instanceof Ended) return { kind: error.kind, message: error.message };
  const {
    code = '',
    name = '',
    message = String(error),
  } = error as { code?: string; name?: string; message?: string };
  // undici's parser error for what is no HTTP carries no code.
  const kind = name === 'HTTPParserError' ? 'malformed' : kindOf(code);
  return { kind, message: OPENSSL.exec(message)?.[1] ?? (message || code) };
}

/** `…:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/…:350:`: only the fifth part is for people. */
const OPENSSL = /:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/;

function kindOf(code: string): FailureKind {
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'unresolved';
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return 'timeout';
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code)) return 'tls';
  if (/^(HPE_|Z_|ERR__ERROR|ERR_BROTLI)/.test(code)) return 'malformed';
  return 'reset';
}
