/** One request on its way through the layers: what was asked, where faults join in, and whether anybody still waits. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JsonObject } from './json.js';
import type { Points } from './points.js';
import { hashText } from './sampling/random.js';
import type { Site } from './site.js';

export type Endpoint =
  | 'none'
  | 'models'
  | 'chat'
  | 'completions'
  | 'embeddings'
  | 'responses'
  | 'moderations';

export interface TokenCounts {
  readonly prompt: number;
  /** All generated tokens of all choices, those of the reasoning included. */
  readonly completion: number;
  readonly reasoning: number;
}

export class Exchange {
  endpoint: Endpoint = 'none';
  streamed = false;
  /** The body as received and parsed; empty before that. */
  body: JsonObject = {};
  /** State of the faults within this request. */
  readonly memory = new Map<string, unknown>();
  /** The tokens counted so far, once a generation has begun. */
  counts: () => TokenCounts = () => ({ prompt: 0, completion: 0, reasoning: 0 });
  /** Unix seconds, the same in all parts of the answer. */
  readonly created: number;
  private readonly number: number;
  private readonly leaving = new AbortController();

  constructor(
    readonly site: Site,
    readonly request: IncomingMessage,
    readonly response: ServerResponse,
    nowMs: number,
  ) {
    this.created = Math.floor(nowMs / 1000);
    this.number = site.nextAnswer();
    response.on('close', () => this.leaving.abort());
  }

  /** Whether the connection is closed. */
  get gone(): boolean {
    return this.leaving.signal.aborted;
  }

  /** Aborted when the connection is closed. */
  get signal(): AbortSignal {
    return this.leaving.signal;
  }

  /** Hands the value to the faults that act at this point, one after the other. */
  through<P extends keyof Points>(point: P, value: Points[P]): Points[P] {
    let passed = value;
    for (const hook of this.site.hooks(point)) {
      passed = (hook as (value: Points[P], exchange: Exchange) => Points[P])(passed, this);
    }
    return passed;
  }

  /** An id that no other part of any answer of this endpoint has: the prefix and 24 letters and digits. */
  newId(prefix: string, part = 0): string {
    const key = `${this.site.name} ${this.site.options.seed} ${this.number} ${part}`;
    const digits = [1, 2, 3, 4].map((start) =>
      hashText(`${prefix} ${key}`, start).toString(36).padStart(7, '0'),
    );
    return prefix + digits.join('').slice(0, 24);
  }
}
