/** The points of a request's way through the layers at which a fault may act. `faults/fault.ts` explains them one by one. */

import type { ApiError } from './api-error.js';
import type { Exchange } from './exchange.js';
import type { GenerationEvent } from './generation/events.js';
import type { Fit } from './generation/window.js';
import type { Json, JsonObject } from './json.js';
import type { EmbeddingRequest, GenerationRequest, SamplingOptions } from './request/generation-request.js';

export interface Points {
  admission: Admission;
  bodyText: string;
  body: JsonObject;
  validation: Validation;
  request: GenerationRequest;
  embeddingRequest: EmbeddingRequest;
  refusal: ApiError;
  prompt: readonly number[];
  fit: Fit;
  sampling: SamplingOptions;
  randomness: string;
  logits: Logits;
  rules: OutputRules;
  pace: number;
  events: readonly GenerationEvent[];
  usage: JsonObject;
  response: JsonObject;
  chunks: readonly JsonObject[];
  responseObject: JsonObject;
  responseEvents: readonly JsonObject[];
  failure: Failure;
  responseText: string;
  frames: readonly string[];
  ending: string;
  head: Head;
  acts: readonly SocketAct[];
}

/** A fault's part in the work: at each point it may replace the value that passes. */
export type Hooks = { readonly [P in keyof Points]?: (value: Points[P], exchange: Exchange) => Points[P] };

export type Admission = { readonly admitted: true } | { readonly admitted: false; readonly error: ApiError };

export interface Validation {
  /** Why the request is refused, the first reason first; empty if it is accepted. */
  readonly refusals: readonly ApiError[];
  /** Parameters in the body that the endpoint does not know, refused or not. */
  readonly unknown: readonly string[];
}

export interface Logits {
  /** Over the whole vocabulary; may be changed in place. */
  readonly values: Float64Array;
  readonly choice: number;
  readonly generated: readonly number[];
}

export interface OutputRules {
  readonly stop: readonly string[];
  readonly stopText: 'omitted' | 'included';
  /** Whether text that may be the beginning of a stop sequence waits. */
  readonly holdBack: boolean;
  readonly maxTokens: number;
  /** Whether a character that is split over tokens waits for its last byte, or each token is decoded alone. */
  readonly characters: 'whole' | 'per-token';
}

export interface Failure {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
  readonly error: ApiError;
}

export interface Head {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

export type SocketAct =
  | { readonly act: 'write'; readonly bytes: Buffer }
  | { readonly act: 'end' }
  | { readonly act: 'wait'; readonly ms: number }
  | { readonly act: 'reset' }
  | { readonly act: 'hang' };
