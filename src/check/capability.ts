/** What an endpoint may lack. */

/** `absent`: clearly refused. `broken`: offered, and of no use. */
export type CapabilityState = 'present' | 'absent' | 'broken';

export type Capability =
  | 'models'
  | 'chat'
  | 'completions'
  | 'chat.stream'
  | 'completions.stream'
  | 'chat.stream.usage'
  | 'completions.stream.usage'
  | 'chat.logprobs'
  | 'completions.logprobs'
  | 'embeddings'
  | 'responses'
  | 'moderations'
  /** Tools may be offered. */
  | 'tools'
  /** A call can be had, one way or another. */
  | 'tool_calls'
  | 'chat.stream.tool_calls'
  | 'json_object'
  | 'json_schema';

export interface Capabilities {
  state(capability: Capability): Promise<CapabilityState>;
  /** Those that were asked for so far. */
  known(): Record<string, CapabilityState>;
  /** The ids of the exchanges that told. */
  evidence(capability: Capability): readonly string[];
}
