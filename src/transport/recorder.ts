/** One attempt as it enters the report: without secrets, its bodies cut to what is kept. */
import type { Exchange } from '../../schemas/types/report.js';
import { recordedBody } from './body.js';
import type { Transfer } from './connection.js';
import { lowerCased, withQuery } from './credentials.js';
import type { WireRequest } from './request.js';

/** What of an attempt is known beside the transfer. */
interface Attempt {
  readonly id: string;
  readonly request: WireRequest;
  readonly stream?: Exchange['stream'];
}

/** What was sent, as it went out. */
export interface Sent {
  readonly sample: number;
  readonly attempt: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Since the run began. */
  readonly startedMs: number;
}

/** Headers whose values never enter a report, whatever they are. */
const SECRET_HEADERS = new Set([
  'authorization',
  'api-key',
  'x-api-key',
  'cookie',
  'set-cookie',
  'proxy-authorization',
]);

/** @param redact takes the user's secrets out of a text */
export function recorder(
  {
    target,
    headers: own = {},
    query,
  }: {
    readonly target: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly query?: Readonly<Record<string, string>>;
  },
  redact: (text: string) => string,
): (attempt: Attempt, transfer: Transfer, sent: Sent) => Exchange {
  const ownNames = new Set(Object.keys(lowerCased(own)));

  const recordedHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        SECRET_HEADERS.has(name) || ownNames.has(name) ? '[redacted]' : redact(value),
      ]),
    );

  const redactedFraming = (stream: NonNullable<Exchange['stream']>): NonNullable<Exchange['stream']> => ({
    ...stream,
    anomalies: stream.anomalies.map((anomaly) => ({ ...anomaly, first: redact(anomaly.first) })),
  });

  return ({ id, request, stream }, { status, headers, bytes, failure, firstByteMs, totalMs }, sent) => ({
    id,
    target,
    sample: sent.sample,
    attempt: sent.attempt,
    request: {
      method: request.method,
      path: redact(withQuery(request.path, query)),
      headers: recordedHeaders(sent.headers),
      ...(sent.body !== undefined && { body: recordedBody(Buffer.from(sent.body), redact) }),
      credentials: request.credentials ?? 'own',
      lawful: request.lawful ?? true,
    },
    ...(status !== undefined && {
      response: { status, headers: recordedHeaders(headers), body: recordedBody(bytes, redact) },
    }),
    ...(failure && { failure: { kind: failure.kind, message: redact(failure.message) } }),
    ...(stream && { stream: redactedFraming(stream) }),
    timing: {
      startedMs: sent.startedMs,
      ...(firstByteMs !== undefined && { firstByteMs }),
      totalMs,
    },
  });
}
