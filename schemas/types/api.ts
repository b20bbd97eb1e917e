/** Generated from schemas/api by "npm run generate". Do not edit. */

/**
 * A message of a chat request, told apart by its role.
 */
export type RequestMessage =
  DeveloperMessage | SystemMessage | UserMessage | AssistantMessage | ToolMessage | FunctionMessage;
/**
 * Up to four texts before which the answer ends.
 */
export type Stop = string | string[] | null;
/**
 * Options that have a meaning only with stream.
 */
export type StreamOptions = {
  include_usage?: boolean;
  include_obfuscation?: boolean;
} | null;
/**
 * One item of the output of a response.
 */
export type OutputItem = OutputMessage | OutputFunctionCall | OutputReasoning | OtherOutputItem;
/**
 * A part of an item's content, as streamed events carry it.
 */
export type OutputPart = OutputText | OutputRefusal | ReasoningText;
/**
 * One event of a streamed response; the SSE field event repeats its type.
 */
export type ResponseEvent =
  | ResponseLifeCycleEvent
  | ResponseErrorEvent
  | OutputItemEvent
  | ContentPartEvent
  | OutputTextDeltaEvent
  | OutputTextDoneEvent
  | AnnotationAddedEvent
  | RefusalDeltaEvent
  | RefusalDoneEvent
  | FunctionArgumentsDeltaEvent
  | FunctionArgumentsDoneEvent
  | CustomInputDeltaEvent
  | CustomInputDoneEvent
  | ReasoningTextDeltaEvent
  | ReasoningTextDoneEvent
  | ReasoningPartEvent
  | ReasoningSummaryDeltaEvent
  | ReasoningSummaryDoneEvent
  | HostedToolEvent;

/**
 * Every object of the API as OpenAI publishes it, by the name of its file in schemas/api.
 */
export interface ApiObjects {
  'assistant-message': AssistantMessage;
  'chat-completion-chunk': ChatCompletionChunk;
  'chat-completion-request': ChatCompletionRequest;
  'chat-completion': ChatCompletion;
  'chat-delta': ChatDelta1;
  'chat-logprobs': ChatLogprobs;
  'chat-message': ChatMessage;
  'completion-chunk': CompletionChunk;
  'completion-logprobs': CompletionLogprobs;
  'completion-request': CompletionRequest;
  completion: Completion;
  'custom-call': CustomCall;
  'custom-tool': CustomTool;
  'developer-message': DeveloperMessage;
  'embedding-list': EmbeddingList;
  'embedding-request': EmbeddingRequest;
  embedding: Embedding;
  'error-envelope': ErrorEnvelope;
  error: ErrorBody;
  'function-call-fragment': FunctionCallFragment;
  'function-call': FunctionCall;
  'function-definition': FunctionDefinition;
  'function-message': FunctionMessage;
  'function-tool': FunctionTool;
  'json-schema-format': JsonSchemaFormat;
  'model-list': ModelList;
  model: Model;
  'moderation-request': ModerationRequest;
  moderation: ModerationAnswer;
  'other-output-item': OtherOutputItem;
  'output-function-call': OutputFunctionCall;
  'output-item': OutputItem;
  'output-message': OutputMessage;
  'output-part': OutputPart;
  'output-reasoning': OutputReasoning;
  'output-refusal': OutputRefusal;
  'output-text': OutputText;
  'request-message': RequestMessage;
  'response-error': ResponseError;
  'response-event': ResponseEvent;
  'response-request': ResponseRequest;
  'response-usage': ResponseUsage;
  response: Response;
  stop: Stop;
  'stream-options': StreamOptions;
  'system-message': SystemMessage;
  'token-logprob': TokenLogprob;
  'tool-message': ToolMessage;
  'training-chat-line': TrainingChatLine;
  'training-completion-line': TrainingCompletionLine;
  'training-preference-line': TrainingPreferenceLine;
  usage: Usage;
  'user-message': UserMessage;
}
/**
 * What the model said earlier.
 */
export interface AssistantMessage {
  content?:
    | string
    | (
        | {
            type: 'text';
            text: string;
            prompt_cache_breakpoint?: {};
          }
        | {
            type: 'refusal';
            refusal: string;
          }
      )[]
    | null;
  refusal?: string | null;
  role: 'assistant';
  name?: string;
  audio?: {
    id: string;
  } | null;
  tool_calls?: (FunctionCall | CustomCall)[];
  /**
   * @deprecated
   */
  function_call?: {
    arguments: string;
    name: string;
  } | null;
}
/**
 * A call of a function tool.
 */
export interface FunctionCall {
  type: 'function';
  /**
   * Told apart by it; comes back as tool_call_id.
   */
  id: string;
  function: {
    name: string;
    /**
     * JSON, as text.
     */
    arguments: string;
  };
}
/**
 * A call of a custom tool.
 */
export interface CustomCall {
  type: 'custom';
  id: string;
  custom: {
    name: string;
    input: string;
  };
}
/**
 * One event of a streamed chat answer.
 */
export interface ChatCompletionChunk {
  id: string;
  object: 'chat.completion.chunk';
  /**
   * Unix seconds.
   */
  created: number;
  /**
   * The model that answered; a dated name may stand for the requested one.
   */
  model: string;
  /**
   * Empty in the chunk that has only usage.
   */
  choices: {
    /**
     * The choice that this piece belongs to.
     */
    index: number;
    delta: ChatDelta;
    /**
     * Null until the piece that ends the choice.
     */
    finish_reason: 'stop' | 'length' | 'tool_calls' | 'content_filter' | 'function_call' | null;
    logprobs?: ChatLogprobs | null;
  }[];
  usage?: Usage | null;
  /**
   * The tier that served the request.
   */
  service_tier?: 'auto' | 'default' | 'flex' | 'scale' | 'priority' | 'fast' | null;
  /**
   * @deprecated
   * Names the configuration that answered.
   */
  system_fingerprint?: string;
  /**
   * Only where asked for.
   */
  moderation?: {} | null;
  /**
   * Random padding; never text.
   */
  obfuscation?: string;
}
/**
 * What is new.
 */
export interface ChatDelta {
  /**
   * In the first piece of a choice.
   */
  role?: 'developer' | 'system' | 'user' | 'assistant' | 'tool';
  /**
   * Joined, the text.
   */
  content?: string | null;
  refusal?: string | null;
  tool_calls?: FunctionCallFragment[];
  /**
   * @deprecated
   * The older form of tool_calls.
   */
  function_call?: {
    arguments?: string;
    name?: string;
  };
}
/**
 * A piece of a streamed tool call; pieces of equal index belong together.
 */
export interface FunctionCallFragment {
  /**
   * In the first piece of a call.
   */
  type?: 'function';
  /**
   * Which call this piece belongs to.
   */
  index: number;
  /**
   * In the first piece of a call.
   */
  id?: string;
  function?: {
    /**
     * Whole, in the first piece of a call.
     */
    name?: string;
    /**
     * Joined, JSON as text.
     */
    arguments?: string;
  };
}
/**
 * Log-probabilities of one choice.
 */
export interface ChatLogprobs {
  /**
   * One entry a token of the text.
   */
  content: TokenLogprob[] | null;
  refusal: TokenLogprob[] | null;
}
/**
 * One token of the answer with its log-probability.
 */
export interface TokenLogprob {
  token: string;
  /**
   * At most 0; -9999 stands for very unlikely.
   */
  logprob: number;
  /**
   * UTF-8, also of a token that is a part of a character.
   */
  bytes: number[] | null;
  /**
   * The most likely tokens here; empty where none were asked for.
   */
  top_logprobs: {
    token: string;
    logprob: number;
    bytes: number[] | null;
  }[];
}
/**
 * Tokens counted for one request.
 */
export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  /**
   * Parts of prompt_tokens.
   */
  prompt_tokens_details?: {
    audio_tokens?: number;
    cached_tokens?: number;
    text_tokens?: number;
    image_tokens?: number;
    cache_write_tokens?: number;
  };
  /**
   * Parts of completion_tokens.
   */
  completion_tokens_details?: {
    accepted_prediction_tokens?: number;
    audio_tokens?: number;
    reasoning_tokens?: number;
    text_tokens?: number;
    rejected_prediction_tokens?: number;
  };
}
/**
 * The body of POST /chat/completions.
 */
export interface ChatCompletionRequest {
  metadata?: {
    [k: string]: string;
  } | null;
  top_logprobs?: number | null;
  temperature?: number | null;
  top_p?: number | null;
  /**
   * @deprecated
   */
  user?: string;
  safety_identifier?: string | null;
  prompt_cache_key?: string | null;
  prompt_cache_retention?: 'in_memory' | '24h' | null;
  prompt_cache_options?: {};
  /**
   * @minItems 1
   */
  messages: RequestMessage[];
  model: string;
  service_tier?: 'auto' | 'default' | 'flex' | 'scale' | 'priority' | 'fast' | null;
  modalities?: ('text' | 'audio')[] | null;
  verbosity?: 'low' | 'medium' | 'high' | null;
  reasoning_effort?: 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max' | null;
  max_completion_tokens?: number | null;
  frequency_penalty?: number | null;
  presence_penalty?: number | null;
  web_search_options?: {
    user_location?: {
      type: 'approximate';
      approximate: {};
    } | null;
    search_context_size?: 'low' | 'medium' | 'high';
  };
  response_format?:
    | {
        type: 'text';
      }
    | JsonSchemaFormat
    | {
        type: 'json_object';
      };
  audio?: {
    voice: {} | string;
    format: 'wav' | 'aac' | 'mp3' | 'flac' | 'opus' | 'pcm16';
  } | null;
  store?: boolean | null;
  moderation?: {} | null;
  stream?: boolean | null;
  stop?: Stop;
  logit_bias?: {
    [k: string]: number;
  } | null;
  logprobs?: boolean | null;
  /**
   * @deprecated
   */
  max_tokens?: number | null;
  n?: number | null;
  prediction?: {} | null;
  /**
   * @deprecated
   */
  seed?: number | null;
  stream_options?: StreamOptions;
  tools?: (FunctionTool | CustomTool)[];
  tool_choice?:
    | ('none' | 'auto' | 'required')
    | {
        type: 'allowed_tools';
        allowed_tools: {
          mode: 'auto' | 'required';
          tools: {}[];
        };
      }
    | {
        type: 'function';
        function: {
          name: string;
        };
      }
    | {
        type: 'custom';
        custom: {
          name: string;
        };
      };
  parallel_tool_calls?: boolean;
  function_call?:
    | ('none' | 'auto')
    | {
        name: string;
      };
  /**
   * @deprecated
   * @minItems 1
   * @maxItems 128
   */
  functions?: {
    description?: string;
    name: string;
    parameters?: {};
  }[];
}
/**
 * An instruction to the model, under the newer of its two role names.
 */
export interface DeveloperMessage {
  content:
    | string
    | {
        type: 'text';
        text: string;
        prompt_cache_breakpoint?: {};
      }[];
  role: 'developer';
  name?: string;
}
/**
 * An instruction to the model, under the older of its two role names.
 */
export interface SystemMessage {
  content:
    | string
    | {
        type: 'text';
        text: string;
        prompt_cache_breakpoint?: {};
      }[];
  role: 'system';
  name?: string;
}
/**
 * What the user says: text, or parts.
 */
export interface UserMessage {
  content:
    | string
    | (
        | {
            type: 'text';
            text: string;
            prompt_cache_breakpoint?: {};
          }
        | {
            type: 'image_url';
            image_url: {
              url: string;
              detail?: 'auto' | 'low' | 'high';
            };
            prompt_cache_breakpoint?: {};
          }
        | {
            type: 'input_audio';
            input_audio: {
              data: string;
              format: 'wav' | 'mp3';
            };
            prompt_cache_breakpoint?: {};
          }
        | {
            type: 'file';
            file: {
              filename?: string;
              file_data?: string;
              file_id?: string;
            };
            prompt_cache_breakpoint?: {};
          }
      )[];
  role: 'user';
  name?: string;
}
/**
 * The result of a tool call.
 */
export interface ToolMessage {
  role: 'tool';
  content:
    | string
    | {
        type: 'text';
        text: string;
        prompt_cache_breakpoint?: {};
      }[];
  tool_call_id: string;
}
/**
 * @deprecated
 * The result of a function call, in the older form.
 */
export interface FunctionMessage {
  role: 'function';
  content: string | null;
  name: string;
}
/**
 * Asks for content that fits a JSON Schema.
 */
export interface JsonSchemaFormat {
  type: 'json_schema';
  json_schema: {
    description?: string;
    name: string;
    schema?: {};
    strict?: boolean | null;
  };
}
/**
 * A function that the model may call.
 */
export interface FunctionTool {
  type: 'function';
  function: FunctionDefinition;
}
/**
 * A function by name, description and parameters.
 */
export interface FunctionDefinition {
  description?: string;
  name: string;
  parameters?: {};
  strict?: boolean | null;
}
/**
 * A tool that takes free text.
 */
export interface CustomTool {
  type: 'custom';
  custom: {
    name: string;
    description?: string;
    format?:
      | {
          type: 'text';
        }
      | {
          type: 'grammar';
          grammar: {
            definition: string;
            syntax: 'lark' | 'regex';
          };
        };
  };
}
/**
 * The answer to POST /chat/completions, not streamed.
 */
export interface ChatCompletion {
  id: string;
  object: 'chat.completion';
  /**
   * Unix seconds.
   */
  created: number;
  /**
   * The model that answered; a dated name may stand for the requested one.
   */
  model: string;
  /**
   * As many as n asks for.
   */
  choices: {
    /**
     * 0 to n - 1.
     */
    index: number;
    message: ChatMessage;
    /**
     * Why the answer ends here.
     */
    finish_reason: 'stop' | 'length' | 'tool_calls' | 'content_filter' | 'function_call';
    /**
     * Null where not asked for.
     */
    logprobs: ChatLogprobs | null;
  }[];
  usage?: Usage;
  /**
   * The tier that served the request.
   */
  service_tier?: 'auto' | 'default' | 'flex' | 'scale' | 'priority' | 'fast' | null;
  /**
   * @deprecated
   * Names the configuration that answered.
   */
  system_fingerprint?: string;
  /**
   * Only where asked for.
   */
  moderation?: {} | null;
  /**
   * Of stored answers.
   */
  metadata?: {
    [k: string]: string;
  } | null;
}
/**
 * What the model answers, as a message.
 */
export interface ChatMessage {
  role: 'assistant';
  /**
   * The text; null where tools are called.
   */
  content: string | null;
  /**
   * Why the model declines, where it does.
   */
  refusal: string | null;
  /**
   * The calls; absent where there are none.
   */
  tool_calls?: (FunctionCall | CustomCall)[];
  /**
   * Citations.
   */
  annotations?: {
    type: 'url_citation';
    url_citation: {
      end_index: number;
      start_index: number;
      url: string;
      title: string;
    };
  }[];
  /**
   * @deprecated
   * The older form of tool_calls.
   */
  function_call?: {
    arguments: string;
    name: string;
  };
  /**
   * Only where audio was asked for.
   */
  audio?: {
    id: string;
    expires_at: number;
    data: string;
    transcript: string;
  } | null;
}
/**
 * A piece of a message: what this chunk adds. Nothing in it is required.
 */
export interface ChatDelta1 {
  /**
   * In the first piece of a choice.
   */
  role?: 'developer' | 'system' | 'user' | 'assistant' | 'tool';
  /**
   * Joined, the text.
   */
  content?: string | null;
  refusal?: string | null;
  tool_calls?: FunctionCallFragment[];
  /**
   * @deprecated
   * The older form of tool_calls.
   */
  function_call?: {
    arguments?: string;
    name?: string;
  };
}
/**
 * One event of a streamed completion: the object of an unstreamed one, in pieces.
 */
export interface CompletionChunk {
  id: string;
  object: 'text_completion';
  /**
   * Unix seconds.
   */
  created: number;
  model: string;
  /**
   * Pieces.
   */
  choices: {
    text: string;
    /**
     * Runs over prompts times n.
     */
    index: number;
    /**
     * Null until the piece that ends the choice.
     */
    finish_reason: 'stop' | 'length' | 'content_filter';
    /**
     * Null where not asked for.
     */
    logprobs: CompletionLogprobs | null;
  }[];
  usage?: Usage;
  system_fingerprint?: string;
}
/**
 * Log-probabilities of a completion: lists of equal length, one entry a token.
 */
export interface CompletionLogprobs {
  tokens?: string[];
  token_logprobs?: number[];
  /**
   * For each token, the most likely ones.
   */
  top_logprobs?: {
    [k: string]: number;
  }[];
  /**
   * Where each token begins.
   */
  text_offset?: number[];
}
/**
 * The body of POST /completions.
 */
export interface CompletionRequest {
  model: string;
  prompt: string | string[] | number[] | number[][] | null;
  best_of?: number | null;
  echo?: boolean | null;
  frequency_penalty?: number | null;
  logit_bias?: {
    [k: string]: number;
  } | null;
  logprobs?: number | null;
  max_tokens?: number | null;
  n?: number | null;
  presence_penalty?: number | null;
  seed?: number | null;
  stop?: Stop;
  stream?: boolean | null;
  stream_options?: StreamOptions;
  suffix?: string | null;
  temperature?: number | null;
  top_p?: number | null;
  user?: string;
}
/**
 * The answer to POST /completions, not streamed.
 */
export interface Completion {
  id: string;
  object: 'text_completion';
  /**
   * Unix seconds.
   */
  created: number;
  model: string;
  /**
   * One for each prompt, times n.
   */
  choices: {
    text: string;
    /**
     * Runs over prompts times n.
     */
    index: number;
    /**
     * Why the text ends here.
     */
    finish_reason: 'stop' | 'length' | 'content_filter';
    /**
     * Null where not asked for.
     */
    logprobs: CompletionLogprobs | null;
  }[];
  usage?: Usage;
  system_fingerprint?: string;
}
/**
 * The answer to POST /embeddings.
 */
export interface EmbeddingList {
  object: 'list';
  model: string;
  /**
   * One for each input, in the order of the inputs.
   */
  data: Embedding[];
  usage: {
    prompt_tokens: number;
    total_tokens: number;
  };
}
/**
 * The vector of one input.
 */
export interface Embedding {
  object: 'embedding';
  /**
   * Position of the input.
   */
  index: number;
  /**
   * Finite numbers.
   */
  embedding: number[];
}
/**
 * The body of POST /embeddings.
 */
export interface EmbeddingRequest {
  input: string | string[] | number[] | number[][];
  model: string;
  encoding_format?: 'float' | 'base64';
  dimensions?: number;
  user?: string;
}
/**
 * The body of every answer that is an error.
 */
export interface ErrorEnvelope {
  error: ErrorBody;
}
/**
 * What went wrong.
 */
export interface ErrorBody {
  type: string;
  message: string;
  param: string | null;
  code: string | null;
}
/**
 * The answer to GET /models.
 */
export interface ModelList {
  object: 'list';
  /**
   * The models.
   */
  data: Model[];
}
/**
 * An entry of the list of models, and the answer to GET /models/{id}.
 */
export interface Model {
  /**
   * What to name as model in requests.
   */
  id: string;
  object: 'model';
  /**
   * Unix seconds.
   */
  created: number;
  owned_by: string;
  /**
   * When the model will be turned off; null where that is not planned.
   */
  shutdown_date?: string | null;
}
/**
 * The body of POST /moderations.
 */
export interface ModerationRequest {
  input:
    | string
    | string[]
    | (
        | {
            type: 'image_url';
            image_url: {
              url: string;
            };
          }
        | {
            type: 'text';
            text: string;
          }
      )[];
  model?: string;
}
/**
 * The answer to POST /moderations.
 */
export interface ModerationAnswer {
  id: string;
  model: string;
  results: {
    flagged: boolean;
    categories: {
      hate: boolean;
      'hate/threatening': boolean;
      harassment: boolean;
      'harassment/threatening': boolean;
      illicit: boolean | null;
      'illicit/violent': boolean | null;
      'self-harm': boolean;
      'self-harm/intent': boolean;
      'self-harm/instructions': boolean;
      sexual: boolean;
      'sexual/minors': boolean;
      violence: boolean;
      'violence/graphic': boolean;
    };
    category_scores: {
      hate: number;
      'hate/threatening': number;
      harassment: number;
      'harassment/threatening': number;
      illicit: number;
      'illicit/violent': number;
      'self-harm': number;
      'self-harm/intent': number;
      'self-harm/instructions': number;
      sexual: number;
      'sexual/minors': number;
      violence: number;
      'violence/graphic': number;
    };
    category_applied_input_types: {
      hate: 'text'[];
      'hate/threatening': 'text'[];
      harassment: 'text'[];
      'harassment/threatening': 'text'[];
      illicit: 'text'[];
      'illicit/violent': 'text'[];
      'self-harm': ('text' | 'image')[];
      'self-harm/intent': ('text' | 'image')[];
      'self-harm/instructions': ('text' | 'image')[];
      sexual: ('text' | 'image')[];
      'sexual/minors': 'text'[];
      violence: ('text' | 'image')[];
      'violence/graphic': ('text' | 'image')[];
    };
  }[];
}
/**
 * Items of tools that OpenAI hosts; only their type is described here.
 */
export interface OtherOutputItem {
  type:
    | 'file_search_call'
    | 'function_call_output'
    | 'web_search_call'
    | 'computer_call'
    | 'computer_call_output'
    | 'program'
    | 'program_output'
    | 'tool_search_call'
    | 'tool_search_output'
    | 'additional_tools'
    | 'compaction'
    | 'image_generation_call'
    | 'code_interpreter_call'
    | 'local_shell_call'
    | 'local_shell_call_output'
    | 'shell_call'
    | 'shell_call_output'
    | 'apply_patch_call'
    | 'apply_patch_call_output'
    | 'mcp_call'
    | 'mcp_list_tools'
    | 'mcp_approval_request'
    | 'mcp_approval_response'
    | 'custom_tool_call'
    | 'custom_tool_call_output';
}
/**
 * A call of a function tool.
 */
export interface OutputFunctionCall {
  type: 'function_call';
  id?: string;
  /**
   * Comes back with the result.
   */
  call_id: string;
  name: string;
  /**
   * JSON, as text.
   */
  arguments: string;
  status?: 'in_progress' | 'completed' | 'incomplete';
  caller?: {} | null;
  namespace?: string;
}
/**
 * A message of the assistant.
 */
export interface OutputMessage {
  type: 'message';
  id: string;
  role: 'assistant';
  content: (OutputText | OutputRefusal)[];
  status: 'in_progress' | 'completed' | 'incomplete';
  phase?: 'commentary' | 'final_answer' | null;
}
/**
 * Text within a message.
 */
export interface OutputText {
  type: 'output_text';
  text: string;
  annotations: {}[];
  logprobs: {}[];
}
/**
 * A refusal within a message.
 */
export interface OutputRefusal {
  type: 'refusal';
  refusal: string;
}
/**
 * What a model thought, as far as it is shown.
 */
export interface OutputReasoning {
  type: 'reasoning';
  id: string;
  summary: {
    type: 'summary_text';
    text: string;
  }[];
  content?: {
    type: 'reasoning_text';
    text: string;
  }[];
  encrypted_content?: string | null;
  status?: 'in_progress' | 'completed' | 'incomplete';
}
export interface ReasoningText {
  type: 'reasoning_text';
  text: string;
}
/**
 * Why a response failed.
 */
export interface ResponseError {
  code:
    | 'server_error'
    | 'rate_limit_exceeded'
    | 'invalid_prompt'
    | 'data_residency_mismatch'
    | 'bio_policy'
    | 'vector_store_timeout'
    | 'invalid_image'
    | 'invalid_image_format'
    | 'invalid_base64_image'
    | 'invalid_image_url'
    | 'image_too_large'
    | 'image_too_small'
    | 'image_parse_error'
    | 'image_content_policy_violation'
    | 'invalid_image_mode'
    | 'image_file_too_large'
    | 'unsupported_image_media_type'
    | 'empty_image_file'
    | 'failed_to_download_image'
    | 'image_file_not_found';
  message: string;
}
export interface ResponseLifeCycleEvent {
  type:
    | 'response.created'
    | 'response.queued'
    | 'response.in_progress'
    | 'response.completed'
    | 'response.incomplete'
    | 'response.failed';
  sequence_number: number;
  response: Response;
}
/**
 * The answer to POST /responses, and what GET /responses/{id} returns.
 */
export interface Response {
  id: string;
  object: 'response';
  /**
   * Unix seconds.
   */
  created_at: number;
  completed_at?: number | null;
  status?: 'completed' | 'failed' | 'in_progress' | 'cancelled' | 'queued' | 'incomplete';
  error: ResponseError | null;
  incomplete_details: {
    reason?: 'max_output_tokens' | 'content_filter';
  } | null;
  instructions: string | {}[] | null;
  model: string;
  output: OutputItem[];
  /**
   * The SDKs compute it.
   */
  output_text?: string | null;
  parallel_tool_calls: boolean;
  /**
   * As in the request.
   */
  tools: unknown[];
  tool_choice: ('none' | 'auto' | 'required') | {};
  temperature: number | null;
  top_p: number | null;
  metadata: {
    [k: string]: string;
  } | null;
  usage?: ResponseUsage;
  service_tier?: 'auto' | 'default' | 'flex' | 'scale' | 'priority' | 'fast' | 'ultrafast' | null;
  truncation?: 'auto' | 'disabled' | null;
  reasoning?: {} | null;
  moderation?: {} | null;
  conversation?: {} | null;
  max_output_tokens?: number | null;
  max_tool_calls?: number | null;
  previous_response_id?: string | null;
  prompt?: {} | null;
  text?: {};
  background?: boolean | null;
  prompt_cache_key?: string | null;
  prompt_cache_options?: {};
  prompt_cache_retention?: 'in_memory' | '24h' | null;
  safety_identifier?: string | null;
  top_logprobs?: number | null;
  /**
   * @deprecated
   */
  user?: string;
}
/**
 * Tokens counted for one response; other names than in chat.
 */
export interface ResponseUsage {
  input_tokens: number;
  input_tokens_details: {
    cached_tokens: number;
    cache_write_tokens: number;
  };
  output_tokens: number;
  output_tokens_details: {
    reasoning_tokens: number;
  };
  total_tokens: number;
}
export interface ResponseErrorEvent {
  type: 'error';
  sequence_number: number;
  code: string | null;
  message: string;
  param: string | null;
}
export interface OutputItemEvent {
  type: 'response.output_item.added' | 'response.output_item.done';
  sequence_number: number;
  output_index: number;
  item: OutputItem;
}
export interface ContentPartEvent {
  type: 'response.content_part.added' | 'response.content_part.done';
  sequence_number: number;
  output_index: number;
  item_id: string;
  content_index: number;
  part: OutputPart;
}
export interface OutputTextDeltaEvent {
  type: 'response.output_text.delta';
  sequence_number: number;
  output_index: number;
  item_id: string;
  content_index: number;
  delta: string;
  logprobs: {}[];
}
export interface OutputTextDoneEvent {
  type: 'response.output_text.done';
  sequence_number: number;
  output_index: number;
  item_id: string;
  content_index: number;
  logprobs: {}[];
  text: string;
}
export interface AnnotationAddedEvent {
  type: 'response.output_text.annotation.added';
  sequence_number: number;
  output_index: number;
  item_id: string;
  content_index: number;
  annotation_index: number;
  annotation: {} | null;
}
export interface RefusalDeltaEvent {
  type: 'response.refusal.delta';
  sequence_number: number;
  output_index: number;
  item_id: string;
  content_index: number;
  delta: string;
}
export interface RefusalDoneEvent {
  type: 'response.refusal.done';
  sequence_number: number;
  output_index: number;
  item_id: string;
  content_index: number;
  refusal: string;
}
export interface FunctionArgumentsDeltaEvent {
  type: 'response.function_call_arguments.delta';
  sequence_number: number;
  output_index: number;
  item_id: string;
  delta: string;
}
export interface FunctionArgumentsDoneEvent {
  type: 'response.function_call_arguments.done';
  sequence_number: number;
  output_index: number;
  item_id: string;
  arguments: string;
  name: string;
}
export interface CustomInputDeltaEvent {
  type: 'response.custom_tool_call_input.delta';
  sequence_number: number;
  output_index: number;
  item_id: string;
  delta: string;
}
export interface CustomInputDoneEvent {
  type: 'response.custom_tool_call_input.done';
  sequence_number: number;
  output_index: number;
  item_id: string;
  input: string;
}
export interface ReasoningTextDeltaEvent {
  type: 'response.reasoning_text.delta';
  sequence_number: number;
  output_index: number;
  item_id: string;
  content_index: number;
  delta: string;
}
export interface ReasoningTextDoneEvent {
  type: 'response.reasoning_text.done';
  sequence_number: number;
  output_index: number;
  item_id: string;
  content_index: number;
  text: string;
}
export interface ReasoningPartEvent {
  type: 'response.reasoning_summary_part.added' | 'response.reasoning_summary_part.done';
  sequence_number: number;
  output_index: number;
  item_id: string;
  part: {};
  summary_index: number;
  status?: 'incomplete';
}
export interface ReasoningSummaryDeltaEvent {
  type: 'response.reasoning_summary_text.delta';
  sequence_number: number;
  output_index: number;
  item_id: string;
  delta: string;
  summary_index: number;
}
export interface ReasoningSummaryDoneEvent {
  type: 'response.reasoning_summary_text.done';
  sequence_number: number;
  output_index: number;
  item_id: string;
  text: string;
  summary_index: number;
}
/**
 * Events of tools that OpenAI hosts, and of audio: what they have in common.
 */
export interface HostedToolEvent {
  type:
    | 'response.audio.delta'
    | 'response.audio.done'
    | 'response.audio.transcript.delta'
    | 'response.audio.transcript.done'
    | 'response.code_interpreter_call_code.delta'
    | 'response.code_interpreter_call_code.done'
    | 'response.code_interpreter_call.completed'
    | 'response.code_interpreter_call.in_progress'
    | 'response.code_interpreter_call.interpreting'
    | 'response.file_search_call.completed'
    | 'response.file_search_call.in_progress'
    | 'response.file_search_call.searching'
    | 'response.shell_call_command.added'
    | 'response.shell_call_command.delta'
    | 'response.shell_call_command.done'
    | 'response.shell_call_output_content.delta'
    | 'response.shell_call_output_content.done'
    | 'response.web_search_call.completed'
    | 'response.web_search_call.in_progress'
    | 'response.web_search_call.searching'
    | 'response.image_generation_call.completed'
    | 'response.image_generation_call.generating'
    | 'response.image_generation_call.in_progress'
    | 'response.image_generation_call.partial_image'
    | 'response.mcp_call_arguments.delta'
    | 'response.mcp_call_arguments.done'
    | 'response.mcp_call.completed'
    | 'response.mcp_call.failed'
    | 'response.mcp_call.in_progress'
    | 'response.mcp_list_tools.completed'
    | 'response.mcp_list_tools.failed'
    | 'response.mcp_list_tools.in_progress';
  sequence_number: number;
}
/**
 * The body of POST /responses.
 */
export interface ResponseRequest {
  metadata?: {
    [k: string]: string;
  } | null;
  top_logprobs?: number;
  temperature?: number | null;
  top_p?: number | null;
  /**
   * @deprecated
   */
  user?: string;
  safety_identifier?: string | null;
  prompt_cache_key?: string | null;
  prompt_cache_retention?: 'in_memory' | '24h' | null;
  prompt_cache_options?: {};
  previous_response_id?: string | null;
  model?: string;
  background?: boolean | null;
  max_tool_calls?: number | null;
  text?: {};
  tools?: unknown[];
  tool_choice?: ('none' | 'auto' | 'required') | {};
  prompt?: {} | null;
  service_tier?: 'auto' | 'default' | 'flex' | 'scale' | 'priority' | 'fast' | 'ultrafast' | null;
  truncation?: 'auto' | 'disabled' | null;
  reasoning?: {} | null;
  input?: unknown[] | string;
  include?:
    | (
        | 'file_search_call.results'
        | 'web_search_call.results'
        | 'web_search_call.action.sources'
        | 'message.input_image.image_url'
        | 'computer_call_output.output.image_url'
        | 'code_interpreter_call.outputs'
        | 'reasoning.encrypted_content'
        | 'message.output_text.logprobs'
      )[]
    | null;
  parallel_tool_calls?: boolean | null;
  store?: boolean | null;
  instructions?: string | null;
  moderation?: {} | null;
  stream?: boolean | null;
  stream_options?: {} | null;
  conversation?: {} | string | null;
  /**
   * @minItems 1
   */
  context_management?: {}[] | null;
  max_output_tokens?: number | null;
}
/**
 * A line of a fine-tuning file: a conversation to learn from.
 */
export interface TrainingChatLine {
  /**
   * @minItems 1
   */
  messages: RequestMessage[];
  tools?: FunctionTool[];
  parallel_tool_calls?: boolean;
  /**
   * @deprecated
   * @minItems 1
   * @maxItems 128
   */
  functions?: FunctionDefinition[];
}
/**
 * A line of an older fine-tuning file: a prompt and its completion.
 */
export interface TrainingCompletionLine {
  prompt: string;
  completion: string;
}
/**
 * A line of a preference file: of two answers, which is better.
 */
export interface TrainingPreferenceLine {
  input: {
    /**
     * @minItems 1
     */
    messages: RequestMessage[];
    tools?: FunctionTool[];
    parallel_tool_calls?: boolean;
  };
  /**
   * @minItems 1
   */
  preferred_completion: AssistantMessage[];
  /**
   * @minItems 1
   */
  non_preferred_completion: AssistantMessage[];
}
