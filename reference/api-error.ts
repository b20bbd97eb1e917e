/** Why a request is not answered as asked, as the API words it. */

/** What went wrong, for the layers that react to it; it never reaches the wire. */
export type Reason =
  | 'key'
  | 'path'
  | 'method'
  | 'selection'
  | 'malformed-json'
  | 'too-large'
  | 'missing'
  | 'type'
  | 'range'
  | 'value'
  | 'unknown-parameter'
  | 'unsupported'
  | 'conflict'
  | 'unknown-model'
  | 'overflow'
  | 'internal';

export interface ErrorFields {
  readonly reason: Reason;
  readonly status: number;
  readonly message: string;
  readonly type?: string;
  readonly param?: string | null;
  readonly code?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown to refuse a request; the serialiser makes the envelope `{error: {message, type, param, code}}` of it. */
export class ApiError extends Error {
  readonly reason: Reason;
  readonly status: number;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(fields: ErrorFields) {
    super(fields.message);
    this.name = 'ApiError';
    this.reason = fields.reason;
    this.status = fields.status;
    this.type = fields.type ?? (fields.status >= 500 ? 'server_error' : 'invalid_request_error');
    this.param = fields.param ?? null;
    this.code = fields.code ?? null;
    this.headers = fields.headers ?? {};
  }

  /** The same error with some fields changed. */
  with(changes: Partial<ErrorFields>): ApiError {
    const { reason, status, message, type, param, code, headers } = this;
    return new ApiError({ reason, status, message, type, param, code, headers, ...changes });
  }
}

/** A parameter that is refused: status 400, with its name. */
export function refusal(reason: Reason, param: string, code: string | null, message: string): ApiError {
  return new ApiError({ reason, status: 400, message, param, code });
}

/** Thrown by a fault: the request is never answered, and the connection stays open. */
export class NeverAnswered extends Error {
  override name = 'NeverAnswered';
}

/** Thrown by a fault: the connection is reset. */
export class ConnectionReset extends Error {
  override name = 'ConnectionReset';
}
