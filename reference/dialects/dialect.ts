/** What may differ between two endpoints that both call themselves OpenAI-compatible, as data. */

import type { Json } from '../json.js';

export const DIALECT_NAMES = ['openai', 'fireworks', 'fireworks-2024'] as const;
export type DialectName = (typeof DIALECT_NAMES)[number];

export interface Dialect {
  readonly name: DialectName;
  /** The id of the one model, and who is said to own it. */
  readonly model: string;
  readonly ownedBy: string;
  /** Whether `GET /models` states the context window, as `context_length`. */
  readonly statesContextLength: boolean;
  /** Whether there is `POST /responses`. */
  readonly responses: boolean;
  /** Whether there is `POST /moderations`. */
  readonly moderations: boolean;
  /** What happens to a parameter that the endpoint does not know. */
  readonly unknownParameters: 'refused' | 'ignored';
  /** What happens to `stream_options` without `stream: true`. */
  readonly strayStreamOptions: 'refused' | 'ignored';
  /** Whether `context_length_exceeded_behavior` is a parameter, and what happens to prompt plus limit over the window without it. */
  readonly overflow: { readonly parameter: boolean; readonly behavior: 'truncate' | 'error' };
  /** Whether the returned text ends before the stop sequence or with it. */
  readonly stopText: 'omitted' | 'included';
  /** Where `usage` stands in a stream: in a chunk of its own if asked for, or always in the chunk with the last `finish_reason`. */
  readonly streamUsage: 'extra-chunk-if-asked' | 'finish-chunk';
  /** Whether `usage` has the details objects. */
  readonly usageDetails: boolean;
  /** The `finish_reason` of a call that was forced by name. */
  readonly namedFinishReason: 'stop' | 'tool_calls';
  /** Documented parameters that this endpoint lacks: refused, unless the value asks for nothing. */
  readonly unsupported: Readonly<Record<string, { readonly harmless: readonly Json[] }>>;
}
