/** A request as a check states it, and the id that makes exchanges comparable over runs. */
import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';

export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD' | 'OPTIONS';
  /** Below the base URL: `/chat/completions`. */
  readonly path: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, instead of `json`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whose key goes with it: the user's (the default), none, or an invented one. */
  readonly credentials?: 'own' | 'none' | 'wrong';
  /** False where the request breaks the documented rules on purpose. */
  readonly lawful?: boolean;
  /** Leave a stream after so many events, as a client that has seen enough. */
  readonly cutAfterEvents?: number;
  /** Send it even though it was sent before, as the next sample. */
  readonly fresh?: boolean;
  /** Do not use a connection that is already open, and never send it twice. */
  readonly once?: boolean;
}

/** Equal for requests that a server cannot tell apart, whatever the order of their keys. */
export function canonical(request: WireRequest): string {
  const { method, path, json, text, headers = {}, credentials = 'own', cutAfterEvents } = request;
  const telling = Object.entries(headers).filter(([name]) => !TELLS_OF_THE_CLIENT.test(name));
  return stringify({
    method,
    path,
    json,
    text,
    headers: Object.fromEntries(telling),
    credentials,
    cutAfterEvents,
  }) as string;
}

/** The official client's headers about itself differ from machine to machine. */
const TELLS_OF_THE_CLIENT = /^(x-stainless-|user-agent$)/i;

/** 16 hexadecimal digits: the same request, sample and attempt have the same id in every run. */
export function exchangeId(canonicalRequest: string, sample: number, attempt: number): string {
  return createHash('sha256').update(`${canonicalRequest}\n${sample}\n${attempt}`).digest('hex').slice(0, 16);
}
