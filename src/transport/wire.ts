/** The one wire to a target: every request, whoever sends it, is limited, retried, remembered and recorded here. */
import { setMaxListeners } from 'node:events';
import pLimit from 'p-limit';
import type { Exchange } from '../../schemas/types/report.js';
import { type Certificates, type Deadlines, openConnections, type Transfer } from './connection.js';
import { credentialHeaders, lowerCased, secretsOf } from './credentials.js';
import { framingOf, readEventStream, type StreamEvent, tellsError } from './event-stream.js';
import { recorder } from './recorder.js';
import { redactor } from './redact.js';
import { canonical, exchangeId, type WireRequest } from './request.js';
import { isWorthARetry, retryDelayMs } from './retry.js';

export interface WireOptions {
  /** The target's name, kept with each exchange. */
  readonly target: string;
  /** Without a trailing slash. */
  readonly baseURL: string;
  readonly apiKey?: string;
  /** Further headers of the user's; their values are secrets. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Added to the query of every request. */
  readonly query?: Readonly<Record<string, string>>;
  readonly certificates?: Certificates;
  readonly concurrency: number;
  readonly deadlines: Deadlines;
  /** When the run began, by `performance.now()`. */
  readonly runStartMs: number;
  /** Aborting it ends what is under way and refuses the rest. */
  readonly signal: AbortSignal;
  /** Somebody answered there before: a connection that is refused tells that they are gone. */
  readonly answered?: boolean;
  /** How often one request is sent again. */
  readonly retries?: number;
  /** Called once for each exchange, redacted, when it is over. */
  record(exchange: Exchange): void;
}

/** What came back for one request: the last attempt. */
export interface Received {
  /** The id under which the exchange is recorded. */
  readonly id: string;
  readonly request: WireRequest;
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The events of a stream; undefined where the body is not one. */
  readonly events?: readonly StreamEvent[];
  readonly stream?: Exchange['stream'];
  readonly failure?: Exchange['failure'];
  readonly firstByteMs?: number;
  readonly totalMs: number;
}

export interface Follower {
  onHead?(status: number, headers: Record<string, string>): void;
  onBytes?(bytes: Uint8Array): void;
  readonly signal?: AbortSignal;
}

export interface Wire {
  /** Sends a request, or gives what an equal one was answered before, unless `fresh`. Never throws for what the server does. */
  send(request: WireRequest): Promise<Received>;
  /** The same, not remembered, while somebody else reads along. */
  follow(request: WireRequest, follower: Follower): Promise<Received>;
  /** Takes the user's secrets out of a text. */
  redact(text: string): string;
  readonly notes: WireNotes;
  close(): Promise<void>;
}

/** Counted per target: what went well only at the second attempt, and what made us slow down. */
export interface WireNotes {
  requests: number;
  healed: number;
  rateLimited: number;
  /** Since when nobody has listened any more where somebody did, in milliseconds from the start of the run. */
  goneSinceMs?: number;
}

const RETRIES = 3;

/** A longer wait than this would outlast the check's patience. */
const LONGEST_RETRY_DELAY_MS = 30_000;

/** How long a server may take to start again before requests are no longer repeated for its sake. */
const LONGEST_ABSENCE_MS = 15_000;

export function openWire(options: WireOptions): Wire {
  const { baseURL, signal, runStartMs, record, retries = RETRIES } = options;
  const connections = openConnections(options.certificates);
  const limit = pLimit(options.concurrency);
  const redact = redactor(secretsOf(options));
  const toExchange = recorder(options, redact);
  const remembered = new Map<string, Promise<Received>>();
  const samples = new Map<string, number>();
  const notes: WireNotes = { requests: 0, healed: 0, rateLimited: 0 };
  let { answered = false } = options;
  // As many listeners as there are requests under way.
  setMaxListeners(0, signal);

  const slowDown = () => {
    limit.concurrency = Math.max(1, Math.floor(limit.concurrency / 2));
  };

  function nextSample(key: string): number {
    const sample = samples.get(key) ?? 0;
    samples.set(key, sample + 1);
    return sample;
  }

  async function attempt(
    request: WireRequest,
    id: string,
    sample: number,
    number: number,
    follower: Follower,
  ): Promise<Received> {
    const startedMs = Math.max(0, Math.round(performance.now() - runStartMs));
    const reader = readEventStream();
    let mediaType = '';
    let maybeStream: boolean | undefined;
    const headers = requestHeaders(request);
    const body = request.text ?? (request.json === undefined ? undefined : JSON.stringify(request.json));
    notes.requests += 1;
    const transferred = await connections.transfer({
      url: address(request.path),
      method: request.method,
      headers,
      ...(body !== undefined && { body }),
      deadlines: patientWith(body, options.deadlines),
      signal: follower.signal ? AbortSignal.any([signal, follower.signal]) : signal,
      freshConnection: number > 0 || request.once === true,
      onHead(status, responseHeaders) {
        mediaType = responseHeaders['content-type'] ?? '';
        follower.onHead?.(status, responseHeaders);
      },
      onBytes(bytes, atMs) {
        follower.onBytes?.(bytes);
        // Some servers stream under another media type; what begins like JSON or HTML is no stream.
        maybeStream ??= isEventStream(mediaType) || !/^\s*[{["<]/.test(Buffer.from(bytes).toString('latin1'));
        if (maybeStream) reader.push(bytes, atMs);
        return reader.events.length >= (request.cutAfterEvents ?? Infinity) ? 'stop' : undefined;
      },
    });
    const transfer = signal.aborted ? transferred : unlessLeft(transferred);
    const isStream = isEventStream(mediaType) || reader.events.length > 0;
    const received = toReceived(request, id, transfer, isStream ? reader.events : undefined);
    record(toExchange(received, transfer, { sample, attempt: number, headers, body, startedMs }));
    return received;
  }

  async function send(
    request: WireRequest,
    key: string,
    sample: number,
    follower: Follower = {},
  ): Promise<Received> {
    for (let number = 0; ; number += 1) {
      const received = await limit(() =>
        attempt(request, exchangeId(key, sample, number), sample, number, follower),
      );
      noteWhetherThere(received);
      if (received.status === 429) {
        notes.rateLimited += 1;
        slowDown();
      } else if (received.failure?.kind === 'timeout' && received.status === undefined) {
        slowDown();
      }
      const delayMs = request.once || number >= retries ? undefined : retryDelay(received, number);
      if (delayMs === undefined || signal.aborted || follower.signal?.aborted) {
        if (number > 0 && received.status !== undefined && received.status < 400) notes.healed += 1;
        return received;
      }
      await sleep(delayMs, signal);
    }
  }

  function noteWhetherThere({ status, failure }: Received): void {
    if (status !== undefined) {
      answered = true;
      delete notes.goneSinceMs;
    } else if (failure?.kind === 'refused' && answered) {
      notes.goneSinceMs ??= Math.round(performance.now() - runStartMs);
    }
  }

  /** A reset before any byte on a kept connection may only mean that the server had closed it: once more, on a fresh one. */
  function retryDelay(received: Received, number: number): number | undefined {
    const { status, failure } = received;
    if (failure?.kind === 'reset' && status === undefined) return number === 0 ? 0 : undefined;
    // Where nobody has answered yet, nobody is there; and who stays away for long does not come back while we wait.
    const awayMs = performance.now() - runStartMs - (notes.goneSinceMs ?? Number.POSITIVE_INFINITY);
    const wentAway = failure?.kind === 'refused' && answered && awayMs < LONGEST_ABSENCE_MS;
    if (wentAway || (status !== undefined && isWorthARetry(status))) {
      return retryDelayMs(received.headers['retry-after'], number, LONGEST_RETRY_DELAY_MS, Date.now());
    }
    return undefined;
  }

  function requestHeaders(request: WireRequest): Record<string, string> {
    const { credentials = 'own' } = request;
    return {
      accept: 'application/json',
      'accept-encoding': 'gzip, deflate',
      'user-agent': 'touchstone',
      ...(request.json !== undefined || request.text !== undefined
        ? { 'content-type': 'application/json' }
        : {}),
      // Before it asks, a browser sends none of a page's own headers.
      ...(request.method === 'OPTIONS' ? {} : credentialHeaders(options, credentials)),
      ...lowerCased(request.headers ?? {}),
    };
  }

  function address(path: string): string {
    const url = new URL(baseURL + path);
    for (const [name, value] of Object.entries(options.query ?? {})) url.searchParams.set(name, value);
    return url.href;
  }

  return {
    notes,
    redact,
    send(request) {
      const key = canonical(request);
      const known = remembered.get(key);
      if (known !== undefined && !request.fresh) return known;
      const pending = send(request, key, nextSample(key));
      if (!request.fresh) {
        remembered.set(key, pending);
        // What did not arrive is not remembered: the next to ask tries again.
        void pending.then(({ failure, events = [] }) => {
          const failed = failure !== undefined && failure.kind !== 'cut';
          if (failed || tellsError(events)) remembered.delete(key);
        });
      }
      return pending;
    },
    follow(request, follower) {
      const key = canonical(request);
      return send(request, key, nextSample(key), follower);
    },
    close: () => connections.close(),
  };
}

/** While the run goes on, only who reads along can have ended the transfer: the official client, which reads no further once it throws. */
function unlessLeft(transfer: Transfer): Transfer {
  if (transfer.failure?.kind !== 'stopped') return transfer;
  return { ...transfer, failure: { kind: 'cut', message: 'closed by the client, which read no further' } };
}

function toReceived(
  request: WireRequest,
  id: string,
  transfer: Transfer,
  events: readonly StreamEvent[] | undefined,
): Received {
  const { status, headers, bytes, failure, firstByteMs, totalMs } = transfer;
  return {
    id,
    request,
    ...(status !== undefined && { status }),
    headers,
    text: new TextDecoder().decode(bytes),
    ...(events && {
      events,
      stream: { ...framingOf(bytes), arrivalMs: transfer.arrivalMs, arrivalBytes: transfer.arrivalBytes },
    }),
    ...(failure && { failure: { kind: failure.kind, message: failure.message } }),
    ...(firstByteMs !== undefined && { firstByteMs }),
    totalMs,
  };
}

/**
 * A long prompt takes long to read: a server on a small machine is not hanging. llama-server on one busy core took 50 to 90 s
 * for the 2,000 tokens of an 8 kB body. Up to eight times the usual.
 */
function patientWith(body: string | undefined, deadlines: Deadlines): Deadlines {
  const times = Math.min(8, 1 + Buffer.byteLength(body ?? '') / BYTES_OF_AN_ORDINARY_BODY);
  return { ...deadlines, firstByteMs: deadlines.firstByteMs * times };
}

const BYTES_OF_AN_ORDINARY_BODY = 2048;

function isEventStream(mediaType: string): boolean {
  return /^text\/event-stream\b/i.test(mediaType);
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
