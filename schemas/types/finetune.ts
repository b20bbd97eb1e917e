/** Generated from schemas/finetune.schema.json by "npm run generate". Do not edit. */

/**
 * One line of a fine-tuning file in chat format: supervised, preference or reinforcement. Keys beyond the ones here are documented by neither OpenAI nor Fireworks. What a violation is called, as rule and outcome, stands under x-outcomes: by keyword and its argument, by keyword, or by * for all; the innermost that fits.
 */
export type FineTuningSample = SupervisedSample | PreferenceSample | ReinforcementSample;
export type Message =
  SystemMessage | DeveloperMessage | UserMessage | AssistantMessage | ToolMessage | FunctionMessage;
export type ContentPart = TextPart | ImagePart | RefusalPart;
/**
 * Deprecated for tool_calls.
 */
export type FunctionCall = {
  name: string;
  arguments: string;
} | null;

/**
 * A conversation to be imitated.
 */
export interface SupervisedSample {
  /**
   * @minItems 1
   */
  messages: Message[];
  /**
   * The functions that the model may call.
   */
  tools?: Tool[];
  /**
   * Whether several functions may be called at once.
   */
  parallel_tool_calls?: boolean;
  /**
   * Deprecated for tools.
   *
   * @minItems 1
   * @maxItems 128
   */
  functions?: FunctionDefinition[];
  /**
   * How much the sample counts; 1 is the default. Fireworks only.
   */
  weight?: number;
}
/**
 * Instructions.
 */
export interface SystemMessage {
  role: 'system';
  /**
   * Text, or parts of it.
   *
   * @minItems 1
   */
  content: string | ContentPart[];
  /**
   * Tells participants of the same role apart.
   */
  name?: string;
  /**
   * 0: not trained on. 1, the default: trained on.
   */
  weight?: 0 | 1;
}
export interface TextPart {
  type: 'text';
  text: string;
}
export interface ImagePart {
  type: 'image_url';
  image_url: ImageUrl;
}
export interface ImageUrl {
  /**
   * An address, or a data URL with base64.
   */
  url: string;
  detail?: 'auto' | 'low' | 'high';
}
export interface RefusalPart {
  type: 'refusal';
  refusal: string;
}
/**
 * Instructions, in the newer word.
 */
export interface DeveloperMessage {
  role: 'developer';
  /**
   * Text, or parts of it.
   *
   * @minItems 1
   */
  content: string | ContentPart[];
  /**
   * Tells participants of the same role apart.
   */
  name?: string;
  /**
   * 0: not trained on. 1, the default: trained on.
   */
  weight?: 0 | 1;
}
/**
 * What the model is asked.
 */
export interface UserMessage {
  role: 'user';
  /**
   * Text, or parts of it.
   *
   * @minItems 1
   */
  content: string | ContentPart[];
  /**
   * Tells participants of the same role apart.
   */
  name?: string;
  /**
   * 0: not trained on. 1, the default: trained on.
   */
  weight?: 0 | 1;
}
/**
 * What the model is to say.
 */
export interface AssistantMessage {
  role: 'assistant';
  /**
   * Text, or parts of it; may be missing or null beside tool_calls.
   *
   * @minItems 1
   */
  content?: string | ContentPart[] | null;
  /**
   * Tells participants of the same role apart.
   */
  name?: string;
  refusal?: string | null;
  audio?: {} | null;
  /**
   * @minItems 1
   */
  tool_calls?: ToolCall[];
  function_call?: FunctionCall;
  /**
   * 0: not trained on. 1, the default: trained on.
   */
  weight?: 0 | 1;
  /**
   * A trace of thinking. Fireworks only.
   */
  reasoning_content?: string;
}
export interface ToolCall {
  id: string;
  type: 'function';
  function: CalledFunction;
}
export interface CalledFunction {
  name: string;
  /**
   * JSON text.
   */
  arguments: string;
}
/**
 * What a tool answered.
 */
export interface ToolMessage {
  role: 'tool';
  /**
   * Text, or parts of it.
   *
   * @minItems 1
   */
  content: string | ContentPart[];
  /**
   * The id of the call that it answers.
   */
  tool_call_id: string;
  /**
   * Tells participants of the same role apart.
   */
  name?: string;
  /**
   * 0: not trained on. 1, the default: trained on.
   */
  weight?: 0 | 1;
}
/**
 * What a function answered. Deprecated for tool.
 */
export interface FunctionMessage {
  role: 'function';
  content: string | null;
  name: string;
  /**
   * 0: not trained on. 1, the default: trained on.
   */
  weight?: 0 | 1;
}
export interface Tool {
  type: 'function';
  function: FunctionDefinition;
}
export interface FunctionDefinition {
  name: string;
  description?: string;
  /**
   * A JSON Schema.
   */
  parameters?: {};
  strict?: boolean | null;
}
/**
 * A conversation with a better and a worse end.
 */
export interface PreferenceSample {
  input: PreferenceInput;
  /**
   * The better end.
   *
   * @minItems 1
   */
  preferred_output: Message[];
  /**
   * The worse end.
   *
   * @minItems 1
   */
  non_preferred_output: Message[];
}
/**
 * What both ends follow.
 */
export interface PreferenceInput {
  /**
   * @minItems 1
   */
  messages: Message[];
  /**
   * The functions that the model may call.
   */
  tools?: Tool[];
  /**
   * Whether several functions may be called at once.
   */
  parallel_tool_calls?: boolean;
}
/**
 * A conversation to be answered; whatever else is at the root is there for the grader.
 */
export interface ReinforcementSample {
  /**
   * @minItems 1
   */
  messages: Message[];
  /**
   * The functions that the model may call.
   */
  tools?: Tool[];
  /**
   * Whether several functions may be called at once.
   */
  parallel_tool_calls?: boolean;
  [k: string]: unknown;
}
