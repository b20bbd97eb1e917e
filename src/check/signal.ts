/** The ways in which observing ends without an outcome of the check's own; thrown by the lab, caught by the run. */
import type { Received } from '../transport/wire.js';
import { parseJson, stringAt } from './json.js';

/** Some servers put a whole stack trace into the message. */
const MOST_SAID = 160;

/** The premise of the check does not hold: nothing can be concluded. */
export class Inconclusive extends Error {
  override name = 'Inconclusive';
}

/** The endpoint lacks what the check is about. */
export class Unsupported extends Error {
  override name = 'Unsupported';
}

/** The check is not worth its cost here, or the question makes no sense for this target. */
export class Skipped extends Error {
  override name = 'Skipped';
}

/** A 5xx status, a connection that broke, or a stream that an error ends. */
export class Crashed extends Error {
  override name = 'Crashed';
  /** @param told what the error said that ended the stream */
  constructor(
    readonly received: Received,
    told?: string,
  ) {
    super(
      received.failure
        ? `the connection broke: ${received.failure.message}`
        : told === undefined
          ? `the answer has status ${received.status}${said(received)}`
          : `an error ended the stream: ${told.slice(0, MOST_SAID)}`,
    );
  }
}

/** What the server says of it, if anything, on one line. */
function said({ text }: Received): string {
  const json = parseJson(text);
  const message = stringAt(json, 'error', 'message') ?? stringAt(json, 'message') ?? stringAt(json, 'error');
  const line = (message ?? '').replace(/\s+/g, ' ').trim();
  return line === '' ? '' : `: ${line.slice(0, MOST_SAID)}`;
}

/** A deadline passed. */
export class Hung extends Error {
  override name = 'Hung';
  constructor(readonly received: Received) {
    super(received.failure?.message ?? 'no answer in time');
  }
}

/** Nobody answers at the address any more. */
export class Unreachable extends Error {
  override name = 'Unreachable';
  constructor(readonly received: Received) {
    super(`the endpoint cannot be reached: ${received.failure?.message ?? 'no connection'}`);
  }
}

/** The run was stopped. */
export class Stopped extends Error {
  override name = 'Stopped';
}
