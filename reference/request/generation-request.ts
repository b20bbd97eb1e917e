/** A request for text that has been checked: what the layers below validation work with. */

import type { Json, JsonObject } from '../json.js';

/** Names and meanings are the API's own. */
export interface SamplingOptions {
  readonly temperature: number;
  readonly top_p: number;
  readonly presence_penalty: number;
  readonly frequency_penalty: number;
  readonly logit_bias: ReadonlyMap<number, number>;
  /** Which tokens the penalties count: at OpenAI those generated so far, and never the prompt. */
  readonly penalised: 'generated' | 'prompt-and-generated';
}

interface GenerationOptions extends SamplingOptions {
  readonly model: string;
  readonly stream: boolean;
  readonly include_usage: boolean;
  readonly n: number;
  readonly best_of: number;
  /** The limit of generated tokens, and the parameter it came in; undefined: as many as there is room for. */
  readonly limit: { readonly tokens: number; readonly parameter: string } | undefined;
  readonly stop: readonly string[];
  readonly seed: number | undefined;
  /** How many alternatives to report for each token; undefined: no log-probabilities at all. */
  readonly logprobs: number | undefined;
  /** What happens if the prompt and the limit do not fit into the window together. */
  readonly overflow: 'truncate' | 'error';
}

export interface ChatRequest extends GenerationOptions {
  readonly endpoint: 'chat';
  readonly messages: readonly Message[];
  readonly tools: readonly Tool[];
  readonly tool_choice: ToolChoice;
  readonly parallel_tool_calls: boolean;
  /** Whether tools came as the older `functions`: the answer then has `function_call`. */
  readonly legacyFunctions: boolean;
  readonly response_format: ResponseFormat;
  readonly reasoning_effort: string | undefined;
  readonly service_tier: string | undefined;
}

export interface CompletionRequest extends GenerationOptions {
  readonly endpoint: 'completions';
  readonly prompts: readonly (string | readonly number[])[];
  readonly echo: boolean;
  readonly suffix: string | undefined;
}

export type GenerationRequest = ChatRequest | CompletionRequest;

export const ROLES = ['developer', 'system', 'user', 'assistant', 'tool', 'function'] as const;
export type Role = (typeof ROLES)[number];

export interface Message {
  readonly role: Role;
  readonly text: string;
  readonly name: string | undefined;
  readonly calls: readonly { readonly name: string; readonly arguments: string }[];
}

export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonObject;
}

/** `named` forces the only tool in `tools`; `tools` are those that may be called. */
export interface ToolChoice {
  readonly mode: 'none' | 'auto' | 'required' | 'named';
  readonly tools: readonly Tool[];
}

export type ResponseFormat =
  | { readonly type: 'text' }
  | { readonly type: 'json_object' }
  | { readonly type: 'json_schema'; readonly schema: Json };

export interface EmbeddingRequest {
  readonly model: string;
  readonly inputs: readonly (string | readonly number[])[];
  readonly encoding_format: 'float' | 'base64';
  readonly dimensions: number;
}
