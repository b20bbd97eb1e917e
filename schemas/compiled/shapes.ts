/** Generated from schemas/api and schemas/corrections.json by "npm run generate". Do not edit. */
export const shapes: Readonly<Record<string, object>> = {
 "assistant-message": {
  "title": "AssistantMessage",
  "description": "What the model said earlier.",
  "x-source": "ChatCompletionRequestAssistantMessage",
  "type": "object",
  "required": [
   "role"
  ],
  "properties": {
   "content": {
    "anyOf": [
     {
      "type": "string"
     },
     {
      "type": "array",
      "minItems": 1,
      "items": {
       "type": "object",
       "discriminator": {
        "propertyName": "type"
       },
       "required": [
        "type"
       ],
       "oneOf": [
        {
         "type": "object",
         "required": [
          "type",
          "text"
         ],
         "properties": {
          "type": {
           "const": "text",
           "type": "string"
          },
          "text": {
           "type": "string"
          },
          "prompt_cache_breakpoint": {
           "type": "object"
          }
         }
        },
        {
         "type": "object",
         "required": [
          "type",
          "refusal"
         ],
         "properties": {
          "type": {
           "const": "refusal",
           "type": "string"
          },
          "refusal": {
           "type": "string"
          }
         }
        }
       ]
      }
     },
     {
      "type": "null"
     }
    ]
   },
   "refusal": {
    "type": [
     "string",
     "null"
    ]
   },
   "role": {
    "const": "assistant",
    "type": "string"
   },
   "name": {
    "type": "string"
   },
   "audio": {
    "type": [
     "object",
     "null"
    ],
    "required": [
     "id"
    ],
    "properties": {
     "id": {
      "type": "string"
     }
    }
   },
   "tool_calls": {
    "type": "array",
    "items": {
     "type": "object",
     "discriminator": {
      "propertyName": "type"
     },
     "required": [
      "type"
     ],
     "oneOf": [
      {
       "$ref": "function-call.schema.json"
      },
      {
       "$ref": "custom-call.schema.json"
      }
     ]
    }
   },
   "function_call": {
    "type": [
     "object",
     "null"
    ],
    "required": [
     "arguments",
     "name"
    ],
    "properties": {
     "arguments": {
      "type": "string"
     },
     "name": {
      "type": "string"
     }
    },
    "deprecated": true
   }
  }
 },
 "chat-completion-chunk": {
  "title": "ChatCompletionChunk",
  "description": "One event of a streamed chat answer.",
  "x-source": "CreateChatCompletionStreamResponse",
  "type": "object",
  "required": [
   "choices",
   "created",
   "id",
   "model",
   "object"
  ],
  "properties": {
   "id": {
    "type": "string",
    "x-severity": "should"
   },
   "object": {
    "const": "chat.completion.chunk",
    "type": "string",
    "x-severity": "must",
    "x-notices": [
     "openai-python: its stream helper drops chunks with another object"
    ]
   },
   "created": {
    "description": "Unix seconds.",
    "type": "integer",
    "x-severity": "should"
   },
   "model": {
    "description": "The model that answered; a dated name may stand for the requested one.",
    "type": "string",
    "x-severity": "should"
   },
   "choices": {
    "description": "Empty in the chunk that has only usage.",
    "type": "array",
    "items": {
     "type": "object",
     "required": [
      "delta",
      "index"
     ],
     "properties": {
      "index": {
       "description": "The choice that this piece belongs to.",
       "type": "integer",
       "x-severity": "must",
       "x-notices": [
        "openai-node: the piece is lost or joins another choice"
       ]
      },
      "delta": {
       "description": "What is new.",
       "$ref": "chat-delta.schema.json",
       "x-severity": "must",
       "x-notices": [
        "openai-python: AttributeError",
        "AutoGen, langchain: KeyError"
       ]
      },
      "finish_reason": {
       "description": "Null until the piece that ends the choice.",
       "type": [
        "string",
        "null"
       ],
       "enum": [
        "stop",
        "length",
        "tool_calls",
        "content_filter",
        "function_call",
        null
       ],
       "x-severity": "may",
       "x-severity-wrong": "must",
       "x-notices": [
        "openai-dotnet, maple-proxy: an unknown finish_reason throws"
       ],
       "x-corrections": [
        "finish-reason-key optional"
       ]
      },
      "logprobs": {
       "anyOf": [
        {
         "$ref": "chat-logprobs.schema.json"
        },
        {
         "type": "null"
        }
       ],
       "x-severity": "may",
       "x-severity-wrong": "must"
      }
     }
    },
    "x-severity": "must",
    "x-notices": [
     "the official SDKs: their stream helpers throw"
    ]
   },
   "usage": {
    "anyOf": [
     {
      "$ref": "usage.schema.json"
     },
     {
      "type": "null"
     }
    ],
    "x-severity": "may",
    "x-severity-wrong": "must"
   },
   "service_tier": {
    "description": "The tier that served the request.",
    "type": [
     "string",
     "null"
    ],
    "x-severity": "may",
    "x-severity-wrong": "may",
    "x-corrections": [
     "K6 any-value"
    ]
   },
   "system_fingerprint": {
    "description": "Names the configuration that answered.",
    "type": [
     "string",
     "null"
    ],
    "deprecated": true,
    "x-severity": "may",
    "x-severity-wrong": "may",
    "x-corrections": [
     "K5 nullable"
    ]
   },
   "moderation": {
    "description": "Only where asked for.",
    "type": [
     "object",
     "null"
    ],
    "x-severity": "may"
   },
   "obfuscation": {
    "description": "Random padding; never text.",
    "type": "string",
    "x-severity": "may"
   }
  }
 },
 "chat-completion-request": {
  "title": "ChatCompletionRequest",
  "description": "The body of POST /chat/completions.",
  "x-source": "CreateChatCompletionRequest",
  "type": "object",
  "required": [
   "model",
   "messages"
  ],
  "properties": {
   "metadata": {
    "type": [
     "object",
     "null"
    ],
    "additionalProperties": {
     "type": "string"
    }
   },
   "top_logprobs": {
    "type": [
     "integer",
     "null"
    ],
    "minimum": 0,
    "maximum": 20
   },
   "temperature": {
    "type": [
     "number",
     "null"
    ],
    "minimum": 0,
    "maximum": 2,
    "default": 1
   },
   "top_p": {
    "type": [
     "number",
     "null"
    ],
    "minimum": 0,
    "maximum": 1,
    "default": 1
   },
   "user": {
    "type": "string",
    "deprecated": true
   },
   "safety_identifier": {
    "type": [
     "string",
     "null"
    ],
    "maxLength": 64
   },
   "prompt_cache_key": {
    "type": [
     "string",
     "null"
    ]
   },
   "prompt_cache_retention": {
    "type": [
     "string",
     "null"
    ],
    "enum": [
     "in_memory",
     "24h",
     null
    ]
   },
   "prompt_cache_options": {
    "type": "object"
   },
   "messages": {
    "type": "array",
    "minItems": 1,
    "items": {
     "$ref": "request-message.schema.json"
    }
   },
   "model": {
    "type": "string"
   },
   "service_tier": {
    "type": [
     "string",
     "null"
    ],
    "enum": [
     "auto",
     "default",
     "flex",
     "scale",
     "priority",
     "fast",
     null
    ]
   },
   "modalities": {
    "type": [
     "array",
     "null"
    ],
    "items": {
     "type": "string",
     "enum": [
      "text",
      "audio"
     ]
    }
   },
   "verbosity": {
    "type": [
     "string",
     "null"
    ],
    "enum": [
     "low",
     "medium",
     "high",
     null
    ]
   },
   "reasoning_effort": {
    "type": [
     "string",
     "null"
    ],
    "enum": [
     "none",
     "minimal",
     "low",
     "medium",
     "high",
     "xhigh",
     "max",
     null
    ]
   },
   "max_completion_tokens": {
    "type": [
     "integer",
     "null"
    ]
   },
   "frequency_penalty": {
    "type": [
     "number",
     "null"
    ],
    "minimum": -2,
    "maximum": 2,
    "default": 0
   },
   "presence_penalty": {
    "type": [
     "number",
     "null"
    ],
    "minimum": -2,
    "maximum": 2,
    "default": 0
   },
   "web_search_options": {
    "type": "object",
    "properties": {
     "user_location": {
      "type": [
       "object",
       "null"
      ],
      "required": [
       "type",
       "approximate"
      ],
      "properties": {
       "type": {
        "const": "approximate",
        "type": "string"
       },
       "approximate": {
        "type": "object"
       }
      }
     },
     "search_context_size": {
      "type": "string",
      "enum": [
       "low",
       "medium",
       "high"
      ],
      "default": "medium"
     }
    }
   },
   "response_format": {
    "type": "object",
    "discriminator": {
     "propertyName": "type"
    },
    "required": [
     "type"
    ],
    "oneOf": [
     {
      "type": "object",
      "required": [
       "type"
      ],
      "properties": {
       "type": {
        "const": "text",
        "type": "string"
       }
      }
     },
     {
      "$ref": "json-schema-format.schema.json"
     },
     {
      "type": "object",
      "required": [
       "type"
      ],
      "properties": {
       "type": {
        "const": "json_object",
        "type": "string"
       }
      }
     }
    ]
   },
   "audio": {
    "type": [
     "object",
     "null"
    ],
    "required": [
     "voice",
     "format"
    ],
    "properties": {
     "voice": {
      "type": [
       "object",
       "string"
      ]
     },
     "format": {
      "type": "string",
      "enum": [
       "wav",
       "aac",
       "mp3",
       "flac",
       "opus",
       "pcm16"
      ]
     }
    }
   },
   "store": {
    "type": [
     "boolean",
     "null"
    ],
    "default": false
   },
   "moderation": {
    "type": [
     "object",
     "null"
    ]
   },
   "stream": {
    "type": [
     "boolean",
     "null"
    ],
    "default": false
   },
   "stop": {
    "$ref": "stop.schema.json"
   },
   "logit_bias": {
    "type": [
     "object",
     "null"
    ],
    "additionalProperties": {
     "type": "integer"
    }
   },
   "logprobs": {
    "type": [
     "boolean",
     "null"
    ],
    "default": false
   },
   "max_tokens": {
    "type": [
     "integer",
     "null"
    ],
    "deprecated": true
   },
   "n": {
    "type": [
     "integer",
     "null"
    ],
    "minimum": 1,
    "maximum": 128,
    "default": 1
   },
   "prediction": {
    "type": [
     "object",
     "null"
    ]
   },
   "seed": {
    "type": [
     "integer",
     "null"
    ],
    "deprecated": true
   },
   "stream_options": {
    "$ref": "stream-options.schema.json"
   },
   "tools": {
    "type": "array",
    "items": {
     "anyOf": [
      {
       "$ref": "function-tool.schema.json"
      },
      {
       "$ref": "custom-tool.schema.json"
      }
     ]
    }
   },
   "tool_choice": {
    "anyOf": [
     {
      "type": "string",
      "enum": [
       "none",
       "auto",
       "required"
      ]
     },
     {
      "type": "object",
      "required": [
       "type",
       "allowed_tools"
      ],
      "properties": {
       "type": {
        "const": "allowed_tools",
        "type": "string"
       },
       "allowed_tools": {
        "type": "object",
        "required": [
         "mode",
         "tools"
        ],
        "properties": {
         "mode": {
          "type": "string",
          "enum": [
           "auto",
           "required"
          ]
         },
         "tools": {
          "type": "array",
          "items": {
           "type": "object"
          }
         }
        }
       }
      }
     },
     {
      "type": "object",
      "required": [
       "type",
       "function"
      ],
      "properties": {
       "type": {
        "const": "function",
        "type": "string"
       },
       "function": {
        "type": "object",
        "required": [
         "name"
        ],
        "properties": {
         "name": {
          "type": "string"
         }
        }
       }
      }
     },
     {
      "type": "object",
      "required": [
       "type",
       "custom"
      ],
      "properties": {
       "type": {
        "const": "custom",
        "type": "string"
       },
       "custom": {
        "type": "object",
        "required": [
         "name"
        ],
        "properties": {
         "name": {
          "type": "string"
         }
        }
       }
      }
     }
    ]
   },
   "parallel_tool_calls": {
    "type": "boolean",
    "default": true
   },
   "function_call": {
    "anyOf": [
     {
      "type": "string",
      "enum": [
       "none",
       "auto"
      ]
     },
     {
      "type": "object",
      "required": [
       "name"
      ],
      "properties": {
       "name": {
        "type": "string"
       }
      }
     }
    ]
   },
   "functions": {
    "type": "array",
    "minItems": 1,
    "maxItems": 128,
    "items": {
     "type": "object",
     "required": [
      "name"
     ],
     "properties": {
      "description": {
       "type": "string"
      },
      "name": {
       "type": "string"
      },
      "parameters": {
       "type": "object"
      }
     },
     "deprecated": true
    },
    "deprecated": true
   }
  }
 },
 "chat-completion": {
  "title": "ChatCompletion",
  "description": "The answer to POST /chat/completions, not streamed.",
  "x-source": "CreateChatCompletionResponse",
  "type": "object",
  "required": [
   "choices",
   "created",
   "id",
   "model",
   "object"
  ],
  "properties": {
   "id": {
    "type": "string",
    "x-severity": "should"
   },
   "object": {
    "const": "chat.completion",
    "type": "string",
    "x-severity": "should"
   },
   "created": {
    "description": "Unix seconds.",
    "type": "integer",
    "x-severity": "should"
   },
   "model": {
    "description": "The model that answered; a dated name may stand for the requested one.",
    "type": "string",
    "x-severity": "should"
   },
   "choices": {
    "description": "As many as n asks for.",
    "type": "array",
    "items": {
     "type": "object",
     "required": [
      "finish_reason",
      "index",
      "message"
     ],
     "properties": {
      "index": {
       "description": "0 to n - 1.",
       "type": "integer",
       "x-severity": "should",
       "x-notices": [
        "pydantic-ai: the reply fails validation"
       ]
      },
      "message": {
       "$ref": "chat-message.schema.json",
       "x-severity": "must"
      },
      "finish_reason": {
       "description": "Why the answer ends here.",
       "type": "string",
       "enum": [
        "stop",
        "length",
        "tool_calls",
        "content_filter",
        "function_call"
       ],
       "x-severity": "must",
       "x-notices": [
        "openai-dotnet: an unknown finish_reason throws",
        "clients that run tools switch on it"
       ]
      },
      "logprobs": {
       "description": "Null where not asked for.",
       "anyOf": [
        {
         "$ref": "chat-logprobs.schema.json"
        },
        {
         "type": "null"
        }
       ],
       "x-severity": "may",
       "x-severity-wrong": "must",
       "x-corrections": [
        "logprobs-key optional"
       ]
      }
     }
    },
    "x-severity": "must",
    "x-notices": [
     "langchain, openai-agents-python: TypeError on null"
    ]
   },
   "usage": {
    "x-severity": "should",
    "anyOf": [
     {
      "$ref": "usage.schema.json"
     },
     {
      "type": "null"
     }
    ],
    "x-corrections": [
     "null-usage nullable"
    ]
   },
   "service_tier": {
    "description": "The tier that served the request.",
    "type": [
     "string",
     "null"
    ],
    "x-severity": "may",
    "x-severity-wrong": "may",
    "x-corrections": [
     "K6 any-value"
    ]
   },
   "system_fingerprint": {
    "description": "Names the configuration that answered.",
    "type": [
     "string",
     "null"
    ],
    "deprecated": true,
    "x-severity": "may",
    "x-severity-wrong": "may",
    "x-corrections": [
     "K5 nullable"
    ]
   },
   "moderation": {
    "description": "Only where asked for.",
    "type": [
     "object",
     "null"
    ],
    "x-severity": "may"
   },
   "metadata": {
    "description": "Of stored answers.",
    "type": [
     "object",
     "null"
    ],
    "additionalProperties": {
     "type": "string"
    },
    "x-severity": "may"
   }
  }
 },
 "chat-delta": {
  "title": "ChatDelta",
  "description": "A piece of a message: what this chunk adds. Nothing in it is required.",
  "x-source": "ChatCompletionStreamResponseDelta",
  "type": "object",
  "properties": {
   "role": {
    "description": "In the first piece of a choice.",
    "type": [
     "string",
     "null"
    ],
    "enum": [
     "developer",
     "system",
     "user",
     "assistant",
     "tool",
     null
    ],
    "x-severity": "may",
    "x-severity-wrong": "may",
    "x-corrections": [
     "null-role nullable"
    ]
   },
   "content": {
    "description": "Joined, the text.",
    "type": [
     "string",
     "null"
    ],
    "x-severity": "may",
    "x-severity-wrong": "must"
   },
   "refusal": {
    "type": [
     "string",
     "null"
    ],
    "x-severity": "may"
   },
   "tool_calls": {
    "type": [
     "array",
     "null"
    ],
    "items": {
     "$ref": "function-call-fragment.schema.json"
    },
    "x-severity": "may",
    "x-severity-wrong": "must",
    "x-corrections": [
     "K22 nullable"
    ]
   },
   "function_call": {
    "description": "The older form of tool_calls.",
    "type": [
     "object",
     "null"
    ],
    "properties": {
     "arguments": {
      "type": "string"
     },
     "name": {
      "type": "string"
     }
    },
    "deprecated": true,
    "x-severity": "may",
    "x-corrections": [
     "null-function-call nullable"
    ]
   }
  }
 },
 "chat-logprobs": {
  "title": "ChatLogprobs",
  "description": "Log-probabilities of one choice.",
  "x-source": "CreateChatCompletionResponse.choices.logprobs",
  "type": "object",
  "required": [
   "content"
  ],
  "properties": {
   "content": {
    "description": "One entry a token of the text.",
    "type": [
     "array",
     "null"
    ],
    "items": {
     "$ref": "token-logprob.schema.json"
    },
    "x-severity": "must"
   },
   "refusal": {
    "type": [
     "array",
     "null"
    ],
    "items": {
     "$ref": "token-logprob.schema.json"
    },
    "x-severity": "may",
    "x-corrections": [
     "K1 optional"
    ]
   }
  }
 },
 "chat-message": {
  "title": "ChatMessage",
  "description": "What the model answers, as a message.",
  "x-source": "ChatCompletionResponseMessage",
  "type": "object",
  "required": [
   "role",
   "content"
  ],
  "properties": {
   "role": {
    "const": "assistant",
    "type": "string",
    "x-severity": "must",
    "x-notices": [
     "pydantic-ai: the reply fails validation"
    ]
   },
   "content": {
    "description": "The text; null where tools are called.",
    "type": [
     "string",
     "null"
    ],
    "x-severity": "should",
    "x-notices": [
     "clients that join or cut text throw on anything but a string or null"
    ]
   },
   "refusal": {
    "description": "Why the model declines, where it does.",
    "type": [
     "string",
     "null"
    ],
    "x-severity": "may",
    "x-corrections": [
     "K1 optional"
    ]
   },
   "tool_calls": {
    "description": "The calls; absent where there are none.",
    "type": [
     "array",
     "null"
    ],
    "items": {
     "type": "object",
     "discriminator": {
      "propertyName": "type"
     },
     "required": [
      "type"
     ],
     "oneOf": [
      {
       "$ref": "function-call.schema.json"
      },
      {
       "$ref": "custom-call.schema.json"
      }
     ]
    },
    "x-severity": "may",
    "x-severity-wrong": "must",
    "x-corrections": [
     "K22 nullable"
    ]
   },
   "annotations": {
    "description": "Citations.",
    "type": "array",
    "items": {
     "type": "object",
     "required": [
      "type",
      "url_citation"
     ],
     "properties": {
      "type": {
       "const": "url_citation",
       "type": "string"
      },
      "url_citation": {
       "type": "object",
       "required": [
        "end_index",
        "start_index",
        "url",
        "title"
       ],
       "properties": {
        "end_index": {
         "type": "integer"
        },
        "start_index": {
         "type": "integer"
        },
        "url": {
         "type": "string"
        },
        "title": {
         "type": "string"
        }
       }
      }
     }
    },
    "x-severity": "may"
   },
   "function_call": {
    "description": "The older form of tool_calls.",
    "type": [
     "object",
     "null"
    ],
    "required": [
     "name",
     "arguments"
    ],
    "properties": {
     "arguments": {
      "type": "string"
     },
     "name": {
      "type": "string"
     }
    },
    "deprecated": true,
    "x-severity": "may",
    "x-corrections": [
     "null-function-call nullable"
    ]
   },
   "audio": {
    "description": "Only where audio was asked for.",
    "type": [
     "object",
     "null"
    ],
    "required": [
     "id",
     "expires_at",
     "data",
     "transcript"
    ],
    "properties": {
     "id": {
      "type": "string"
     },
     "expires_at": {
      "type": "integer"
     },
     "data": {
      "type": "string"
     },
     "transcript": {
      "type": "string"
     }
    },
    "x-severity": "may"
   }
  }
 },
 "completion-chunk": {
  "title": "CompletionChunk",
  "description": "One event of a streamed completion: the object of an unstreamed one, in pieces.",
  "x-source": "CreateCompletionResponse",
  "type": "object",
  "required": [
   "id",
   "object",
   "created",
   "model",
   "choices"
  ],
  "properties": {
   "id": {
    "type": "string",
    "x-severity": "should"
   },
   "object": {
    "const": "text_completion",
    "type": "string",
    "x-severity": "should"
   },
   "created": {
    "description": "Unix seconds.",
    "type": "integer",
    "x-severity": "should"
   },
   "model": {
    "type": "string",
    "x-severity": "should"
   },
   "choices": {
    "description": "Pieces.",
    "type": "array",
    "items": {
     "type": "object",
     "required": [
      "index",
      "text"
     ],
     "properties": {
      "text": {
       "type": "string",
       "x-severity": "must",
       "x-notices": [
        "openai-node and openai-python: undefined where a text is expected"
       ]
      },
      "index": {
       "description": "Runs over prompts times n.",
       "type": "integer",
       "x-severity": "should"
      },
      "finish_reason": {
       "description": "Null until the piece that ends the choice.",
       "type": [
        "string",
        "null"
       ],
       "enum": [
        "stop",
        "length",
        "content_filter",
        null
       ],
       "x-severity": "may",
       "x-severity-wrong": "must",
       "x-corrections": [
        "K4 nullable",
        "K4 optional"
       ]
      },
      "logprobs": {
       "description": "Null where not asked for.",
       "anyOf": [
        {
         "$ref": "completion-logprobs.schema.json"
        },
        {
         "type": "null"
        }
       ],
       "x-severity": "may",
       "x-severity-wrong": "must",
       "x-corrections": [
        "logprobs-key optional"
       ]
      }
     }
    },
    "x-severity": "must"
   },
   "usage": {
    "x-severity": "may",
    "x-severity-wrong": "must",
    "anyOf": [
     {
      "$ref": "usage.schema.json"
     },
     {
      "type": "null"
     }
    ],
    "x-corrections": [
     "K2 nullable"
    ]
   },
   "system_fingerprint": {
    "type": [
     "string",
     "null"
    ],
    "x-severity": "may",
    "x-severity-wrong": "may",
    "x-corrections": [
     "K5 nullable"
    ]
   }
  }
 },
 "completion-logprobs": {
  "title": "CompletionLogprobs",
  "description": "Log-probabilities of a completion: lists of equal length, one entry a token.",
  "x-source": "CreateCompletionResponse.choices.logprobs",
  "type": "object",
  "properties": {
   "tokens": {
    "type": "array",
    "items": {
     "type": "string"
    },
    "x-severity": "must"
   },
   "token_logprobs": {
    "type": "array",
    "items": {
     "type": [
      "number",
      "null"
     ],
     "x-corrections": [
      "K8 nullable"
     ]
    },
    "x-severity": "must"
   },
   "top_logprobs": {
    "description": "For each token, the most likely ones.",
    "type": [
     "array",
     "null"
    ],
    "items": {
     "type": [
      "object",
      "null"
     ],
     "additionalProperties": {
      "type": "number"
     },
     "x-corrections": [
      "K8 nullable"
     ]
    },
    "x-severity": "should",
    "x-corrections": [
     "K8 nullable"
    ]
   },
   "text_offset": {
    "description": "Where each token begins.",
    "type": "array",
    "items": {
     "type": "integer"
    },
    "x-severity": "should"
   }
  }
 },
 "completion-request": {
  "title": "CompletionRequest",
  "description": "The body of POST /completions.",
  "x-source": "CreateCompletionRequest",
  "type": "object",
  "required": [
   "model",
   "prompt"
  ],
  "properties": {
   "model": {
    "type": "string"
   },
   "prompt": {
    "anyOf": [
     {
      "type": "string",
      "default": ""
     },
     {
      "type": "array",
      "items": {
       "type": "string",
       "default": ""
      }
     },
     {
      "type": "array",
      "minItems": 1,
      "items": {
       "type": "integer"
      }
     },
     {
      "type": "array",
      "minItems": 1,
      "items": {
       "type": "array",
       "minItems": 1,
       "items": {
        "type": "integer"
       }
      }
     },
     {
      "type": "null"
     }
    ]
   },
   "best_of": {
    "type": [
     "integer",
     "null"
    ],
    "minimum": 0,
    "maximum": 20,
    "default": 1
   },
   "echo": {
    "type": [
     "boolean",
     "null"
    ],
    "default": false
   },
   "frequency_penalty": {
    "type": [
     "number",
     "null"
    ],
    "minimum": -2,
    "maximum": 2,
    "default": 0
   },
   "logit_bias": {
    "type": [
     "object",
     "null"
    ],
    "additionalProperties": {
     "type": "integer"
    }
   },
   "logprobs": {
    "type": [
     "integer",
     "null"
    ],
    "minimum": 0,
    "maximum": 5
   },
   "max_tokens": {
    "type": [
     "integer",
     "null"
    ],
    "minimum": 0,
    "default": 16
   },
   "n": {
    "type": [
     "integer",
     "null"
    ],
    "minimum": 1,
    "maximum": 128,
    "default": 1
   },
   "presence_penalty": {
    "type": [
     "number",
     "null"
    ],
    "minimum": -2,
    "maximum": 2,
    "default": 0
   },
   "seed": {
    "type": [
     "integer",
     "null"
    ]
   },
   "stop": {
    "$ref": "stop.schema.json"
   },
   "stream": {
    "type": [
     "boolean",
     "null"
    ],
    "default": false
   },
   "stream_options": {
    "$ref": "stream-options.schema.json"
   },
   "suffix": {
    "type": [
     "string",
     "null"
    ]
   },
   "temperature": {
    "type": [
     "number",
     "null"
    ],
    "minimum": 0,
    "maximum": 2,
    "default": 1
   },
   "top_p": {
    "type": [
     "number",
     "null"
    ],
    "minimum": 0,
    "maximum": 1,
    "default": 1
   },
   "user": {
    "type": "string"
   }
  }
 },
 "completion": {
  "title": "Completion",
  "description": "The answer to POST /completions, not streamed.",
  "x-source": "CreateCompletionResponse",
  "type": "object",
  "required": [
   "id",
   "object",
   "created",
   "model",
   "choices"
  ],
  "properties": {
   "id": {
    "type": "string",
    "x-severity": "should"
   },
   "object": {
    "const": "text_completion",
    "type": "string",
    "x-severity": "should"
   },
   "created": {
    "description": "Unix seconds.",
    "type": "integer",
    "x-severity": "should"
   },
   "model": {
    "type": "string",
    "x-severity": "should"
   },
   "choices": {
    "description": "One for each prompt, times n.",
    "type": "array",
    "items": {
     "type": "object",
     "required": [
      "finish_reason",
      "index",
      "text"
     ],
     "properties": {
      "text": {
       "type": "string",
       "x-severity": "must",
       "x-notices": [
        "openai-node and openai-python: undefined where a text is expected"
       ]
      },
      "index": {
       "description": "Runs over prompts times n.",
       "type": "integer",
       "x-severity": "should"
      },
      "finish_reason": {
       "description": "Why the text ends here.",
       "type": "string",
       "enum": [
        "stop",
        "length",
        "content_filter"
       ],
       "x-severity": "must"
      },
      "logprobs": {
       "description": "Null where not asked for.",
       "anyOf": [
        {
         "$ref": "completion-logprobs.schema.json"
        },
        {
         "type": "null"
        }
       ],
       "x-severity": "may",
       "x-severity-wrong": "must",
       "x-corrections": [
        "logprobs-key optional"
       ]
      }
     }
    },
    "x-severity": "must"
   },
   "usage": {
    "x-severity": "should",
    "anyOf": [
     {
      "$ref": "usage.schema.json"
     },
     {
      "type": "null"
     }
    ],
    "x-corrections": [
     "null-usage nullable"
    ]
   },
   "system_fingerprint": {
    "type": [
     "string",
     "null"
    ],
    "x-severity": "may",
    "x-severity-wrong": "may",
    "x-corrections": [
     "K5 nullable"
    ]
   }
  }
 },
 "custom-call": {
  "title": "CustomCall",
  "description": "A call of a custom tool.",
  "x-source": "ChatCompletionMessageCustomToolCall",
  "type": "object",
  "required": [
   "id",
   "type",
   "custom"
  ],
  "properties": {
   "id": {
    "type": "string",
    "x-severity": "must"
   },
   "type": {
    "const": "custom",
    "type": "string",
    "x-severity": "must"
   },
   "custom": {
    "type": "object",
    "required": [
     "name",
     "input"
    ],
    "properties": {
     "name": {
      "type": "string",
      "x-severity": "must"
     },
     "input": {
      "type": "string",
      "x-severity": "must"
     }
    },
    "x-severity": "must"
   }
  }
 },
 "custom-tool": {
  "title": "CustomTool",
  "description": "A tool that takes free text.",
  "x-source": "CustomToolChatCompletions",
  "type": "object",
  "required": [
   "type",
   "custom"
  ],
  "properties": {
   "type": {
    "const": "custom",
    "type": "string"
   },
   "custom": {
    "type": "object",
    "required": [
     "name"
    ],
    "properties": {
     "name": {
      "type": "string"
     },
     "description": {
      "type": "string"
     },
     "format": {
      "anyOf": [
       {
        "type": "object",
        "required": [
         "type"
        ],
        "additionalProperties": false,
        "properties": {
         "type": {
          "const": "text",
          "type": "string"
         }
        }
       },
       {
        "type": "object",
        "required": [
         "type",
         "grammar"
        ],
        "additionalProperties": false,
        "properties": {
         "type": {
          "const": "grammar",
          "type": "string"
         },
         "grammar": {
          "type": "object",
          "required": [
           "definition",
           "syntax"
          ],
          "properties": {
           "definition": {
            "type": "string"
           },
           "syntax": {
            "type": "string",
            "enum": [
             "lark",
             "regex"
            ]
           }
          }
         }
        }
       }
      ]
     }
    }
   }
  }
 },
 "developer-message": {
  "title": "DeveloperMessage",
  "description": "An instruction to the model, under the newer of its two role names.",
  "x-source": "ChatCompletionRequestDeveloperMessage",
  "type": "object",
  "required": [
   "content",
   "role"
  ],
  "properties": {
   "content": {
    "anyOf": [
     {
      "type": "string"
     },
     {
      "type": "array",
      "minItems": 1,
      "items": {
       "type": "object",
       "required": [
        "type",
        "text"
       ],
       "properties": {
        "type": {
         "const": "text",
         "type": "string"
        },
        "text": {
         "type": "string"
        },
        "prompt_cache_breakpoint": {
         "type": "object"
        }
       }
      }
     }
    ]
   },
   "role": {
    "const": "developer",
    "type": "string"
   },
   "name": {
    "type": "string"
   }
  }
 },
 "embedding-list": {
  "title": "EmbeddingList",
  "description": "The answer to POST /embeddings.",
  "x-source": "CreateEmbeddingResponse",
  "type": "object",
  "required": [
   "object",
   "model",
   "data",
   "usage"
  ],
  "properties": {
   "object": {
    "const": "list",
    "type": "string",
    "x-severity": "should"
   },
   "model": {
    "type": "string",
    "x-severity": "should"
   },
   "data": {
    "description": "One for each input, in the order of the inputs.",
    "type": "array",
    "items": {
     "$ref": "embedding.schema.json"
    },
    "x-severity": "must",
    "x-notices": [
     "every client: no vectors"
    ]
   },
   "usage": {
    "type": "object",
    "required": [
     "prompt_tokens",
     "total_tokens"
    ],
    "properties": {
     "prompt_tokens": {
      "type": "integer",
      "x-severity": "should"
     },
     "total_tokens": {
      "type": "integer",
      "x-severity": "should"
     }
    },
    "x-severity": "should"
   }
  }
 },
 "embedding-request": {
  "title": "EmbeddingRequest",
  "description": "The body of POST /embeddings.",
  "x-source": "CreateEmbeddingRequest",
  "type": "object",
  "required": [
   "model",
   "input"
  ],
  "additionalProperties": false,
  "properties": {
   "input": {
    "anyOf": [
     {
      "type": "string",
      "default": ""
     },
     {
      "type": "array",
      "minItems": 1,
      "maxItems": 2048,
      "items": {
       "type": "string",
       "default": ""
      }
     },
     {
      "type": "array",
      "minItems": 1,
      "maxItems": 2048,
      "items": {
       "type": "integer"
      }
     },
     {
      "type": "array",
      "minItems": 1,
      "maxItems": 2048,
      "items": {
       "type": "array",
       "minItems": 1,
       "items": {
        "type": "integer"
       }
      }
     }
    ]
   },
   "model": {
    "type": "string"
   },
   "encoding_format": {
    "type": "string",
    "enum": [
     "float",
     "base64"
    ],
    "default": "float"
   },
   "dimensions": {
    "type": "integer",
    "minimum": 1
   },
   "user": {
    "type": "string"
   }
  }
 },
 "embedding": {
  "title": "Embedding",
  "description": "The vector of one input.",
  "x-source": "Embedding",
  "type": "object",
  "required": [
   "index",
   "object",
   "embedding"
  ],
  "properties": {
   "object": {
    "const": "embedding",
    "type": "string",
    "x-severity": "should"
   },
   "index": {
    "description": "Position of the input.",
    "type": "integer",
    "x-severity": "should"
   },
   "embedding": {
    "description": "Finite numbers.",
    "x-severity": "must",
    "x-notices": [
     "every client: no vector"
    ],
    "type": [
     "array",
     "string"
    ],
    "items": {
     "type": "number"
    },
    "x-corrections": [
     "K3 or-text"
    ]
   }
  }
 },
 "error-envelope": {
  "title": "ErrorEnvelope",
  "description": "The body of every answer that is an error.",
  "x-source": "ErrorResponse",
  "type": "object",
  "required": [
   "error"
  ],
  "properties": {
   "error": {
    "$ref": "error.schema.json",
    "x-severity": "must",
    "x-notices": [
     "openai-node 6: \"status code (no body)\", the cause is lost"
    ]
   }
  }
 },
 "error": {
  "title": "ErrorBody",
  "description": "What went wrong.",
  "x-source": "Error",
  "type": "object",
  "required": [
   "type",
   "message"
  ],
  "properties": {
   "message": {
    "type": "string",
    "x-severity": "must",
    "x-notices": [
     "the cause is lost"
    ]
   },
   "type": {
    "type": "string",
    "x-severity": "should",
    "x-severity-wrong": "should"
   },
   "param": {
    "type": [
     "string",
     "null"
    ],
    "x-severity": "may",
    "x-corrections": [
     "null-param optional"
    ]
   },
   "code": {
    "type": [
     "string",
     "null"
    ],
    "x-severity": "may",
    "x-notices": [
     "typed clients in Go, Rust and C#: an integer cannot be decoded"
    ],
    "x-corrections": [
     "null-param optional"
    ]
   }
  }
 },
 "function-call-fragment": {
  "title": "FunctionCallFragment",
  "description": "A piece of a streamed tool call; pieces of equal index belong together.",
  "x-source": "ChatCompletionMessageToolCallChunk",
  "type": "object",
  "required": [
   "index"
  ],
  "properties": {
   "index": {
    "description": "Which call this piece belongs to.",
    "type": "integer",
    "x-severity": "must",
    "x-notices": [
     "@ai-sdk/openai: validation error",
     "Open WebUI: the call is dropped without a word"
    ]
   },
   "id": {
    "description": "In the first piece of a call.",
    "type": "string",
    "x-severity": "may"
   },
   "type": {
    "description": "In the first piece of a call.",
    "const": "function",
    "type": "string",
    "x-severity": "may"
   },
   "function": {
    "type": "object",
    "properties": {
     "name": {
      "description": "Whole, in the first piece of a call.",
      "type": "string",
      "x-severity": "may"
     },
     "arguments": {
      "description": "Joined, JSON as text.",
      "type": "string",
      "x-severity": "may",
      "x-severity-wrong": "must"
     }
    },
    "x-severity": "may",
    "x-severity-wrong": "must"
   }
  }
 },
 "function-call": {
  "title": "FunctionCall",
  "description": "A call of a function tool.",
  "x-source": "ChatCompletionMessageToolCall",
  "type": "object",
  "required": [
   "id",
   "type",
   "function"
  ],
  "properties": {
   "id": {
    "description": "Told apart by it; comes back as tool_call_id.",
    "type": "string",
    "x-severity": "must",
    "x-notices": [
     "AutoGen and others: the result cannot be matched to the call"
    ]
   },
   "type": {
    "const": "function",
    "type": "string",
    "x-severity": "must",
    "x-notices": [
     "openai-node: stream helpers refuse other types"
    ]
   },
   "function": {
    "type": "object",
    "required": [
     "name",
     "arguments"
    ],
    "properties": {
     "name": {
      "type": "string",
      "x-severity": "must"
     },
     "arguments": {
      "description": "JSON, as text.",
      "type": "string",
      "x-severity": "must",
      "x-notices": [
       "every official SDK: an object instead of text breaks JSON.parse"
      ]
     }
    },
    "x-severity": "must"
   }
  }
 },
 "function-definition": {
  "title": "FunctionDefinition",
  "description": "A function by name, description and parameters.",
  "x-source": "FunctionObject",
  "type": "object",
  "required": [
   "name"
  ],
  "properties": {
   "description": {
    "type": "string"
   },
   "name": {
    "type": "string"
   },
   "parameters": {
    "type": "object"
   },
   "strict": {
    "type": [
     "boolean",
     "null"
    ]
   }
  }
 },
 "function-message": {
  "title": "FunctionMessage",
  "description": "The result of a function call, in the older form.",
  "x-source": "ChatCompletionRequestFunctionMessage",
  "type": "object",
  "required": [
   "role",
   "content",
   "name"
  ],
  "properties": {
   "role": {
    "const": "function",
    "type": "string"
   },
   "content": {
    "type": [
     "string",
     "null"
    ]
   },
   "name": {
    "type": "string"
   }
  },
  "deprecated": true
 },
 "function-tool": {
  "title": "FunctionTool",
  "description": "A function that the model may call.",
  "x-source": "ChatCompletionTool",
  "type": "object",
  "required": [
   "type",
   "function"
  ],
  "properties": {
   "type": {
    "const": "function",
    "type": "string"
   },
   "function": {
    "$ref": "function-definition.schema.json"
   }
  }
 },
 "json-schema-format": {
  "title": "JsonSchemaFormat",
  "description": "Asks for content that fits a JSON Schema.",
  "x-source": "ResponseFormatJsonSchema",
  "type": "object",
  "required": [
   "type",
   "json_schema"
  ],
  "properties": {
   "type": {
    "const": "json_schema",
    "type": "string"
   },
   "json_schema": {
    "type": "object",
    "required": [
     "name"
    ],
    "properties": {
     "description": {
      "type": "string"
     },
     "name": {
      "type": "string"
     },
     "schema": {
      "type": "object"
     },
     "strict": {
      "type": [
       "boolean",
       "null"
      ]
     }
    }
   }
  }
 },
 "model-list": {
  "title": "ModelList",
  "description": "The answer to GET /models.",
  "x-source": "ListModelsResponse",
  "type": "object",
  "required": [
   "object",
   "data"
  ],
  "properties": {
   "object": {
    "const": "list",
    "type": "string",
    "x-severity": "should"
   },
   "data": {
    "description": "The models.",
    "type": "array",
    "items": {
     "$ref": "model.schema.json"
    },
    "x-severity": "must",
    "x-notices": [
     "the official SDKs: zero models, and no error",
     "Open WebUI: no models"
    ]
   }
  }
 },
 "model": {
  "title": "Model",
  "description": "An entry of the list of models, and the answer to GET /models/{id}.",
  "x-source": "Model",
  "type": "object",
  "required": [
   "id",
   "object",
   "created",
   "owned_by"
  ],
  "properties": {
   "id": {
    "description": "What to name as model in requests.",
    "type": "string",
    "x-severity": "must",
    "x-notices": [
     "Open WebUI: the entry cannot be chosen"
    ]
   },
   "object": {
    "const": "model",
    "type": "string",
    "x-severity": "should"
   },
   "created": {
    "description": "Unix seconds.",
    "type": "integer",
    "x-severity": "should"
   },
   "owned_by": {
    "type": "string",
    "x-severity": "should"
   },
   "shutdown_date": {
    "description": "When the model will be turned off; null where that is not planned.",
    "type": [
     "string",
     "null"
    ],
    "x-severity": "may"
   }
  }
 },
 "moderation-request": {
  "title": "ModerationRequest",
  "description": "The body of POST /moderations.",
  "x-source": "CreateModerationRequest",
  "type": "object",
  "required": [
   "input"
  ],
  "properties": {
   "input": {
    "anyOf": [
     {
      "type": "string",
      "default": ""
     },
     {
      "type": "array",
      "items": {
       "type": "string",
       "default": ""
      }
     },
     {
      "type": "array",
      "items": {
       "anyOf": [
        {
         "type": "object",
         "required": [
          "type",
          "image_url"
         ],
         "properties": {
          "type": {
           "const": "image_url",
           "type": "string"
          },
          "image_url": {
           "type": "object",
           "required": [
            "url"
           ],
           "properties": {
            "url": {
             "type": "string"
            }
           }
          }
         }
        },
        {
         "type": "object",
         "required": [
          "type",
          "text"
         ],
         "properties": {
          "type": {
           "const": "text",
           "type": "string"
          },
          "text": {
           "type": "string"
          }
         }
        }
       ]
      }
     }
    ]
   },
   "model": {
    "type": "string"
   }
  }
 },
 "moderation": {
  "title": "ModerationAnswer",
  "description": "The answer to POST /moderations.",
  "x-source": "CreateModerationResponse",
  "type": "object",
  "required": [
   "id",
   "model",
   "results"
  ],
  "properties": {
   "id": {
    "type": "string",
    "x-severity": "should"
   },
   "model": {
    "type": "string",
    "x-severity": "should"
   },
   "results": {
    "type": "array",
    "items": {
     "type": "object",
     "required": [
      "flagged",
      "categories",
      "category_scores"
     ],
     "properties": {
      "flagged": {
       "type": "boolean",
       "x-severity": "must"
      },
      "categories": {
       "type": "object",
       "required": [
        "hate",
        "hate/threatening",
        "harassment",
        "harassment/threatening",
        "self-harm",
        "self-harm/intent",
        "self-harm/instructions",
        "sexual",
        "sexual/minors",
        "violence",
        "violence/graphic"
       ],
       "properties": {
        "hate": {
         "type": "boolean",
         "x-severity": "should"
        },
        "hate/threatening": {
         "type": "boolean",
         "x-severity": "should"
        },
        "harassment": {
         "type": "boolean",
         "x-severity": "should"
        },
        "harassment/threatening": {
         "type": "boolean",
         "x-severity": "should"
        },
        "illicit": {
         "type": [
          "boolean",
          "null"
         ],
         "x-severity": "should",
         "x-corrections": [
          "K29 optional"
         ]
        },
        "illicit/violent": {
         "type": [
          "boolean",
          "null"
         ],
         "x-severity": "should",
         "x-corrections": [
          "K29 optional"
         ]
        },
        "self-harm": {
         "type": "boolean",
         "x-severity": "should"
        },
        "self-harm/intent": {
         "type": "boolean",
         "x-severity": "should"
        },
        "self-harm/instructions": {
         "type": "boolean",
         "x-severity": "should"
        },
        "sexual": {
         "type": "boolean",
         "x-severity": "should"
        },
        "sexual/minors": {
         "type": "boolean",
         "x-severity": "should"
        },
        "violence": {
         "type": "boolean",
         "x-severity": "should"
        },
        "violence/graphic": {
         "type": "boolean",
         "x-severity": "should"
        }
       },
       "x-severity": "must"
      },
      "category_scores": {
       "type": "object",
       "required": [
        "hate",
        "hate/threatening",
        "harassment",
        "harassment/threatening",
        "illicit",
        "illicit/violent",
        "self-harm",
        "self-harm/intent",
        "self-harm/instructions",
        "sexual",
        "sexual/minors",
        "violence",
        "violence/graphic"
       ],
       "properties": {
        "hate": {
         "type": "number"
        },
        "hate/threatening": {
         "type": "number"
        },
        "harassment": {
         "type": "number"
        },
        "harassment/threatening": {
         "type": "number"
        },
        "illicit": {
         "type": "number"
        },
        "illicit/violent": {
         "type": "number"
        },
        "self-harm": {
         "type": "number"
        },
        "self-harm/intent": {
         "type": "number"
        },
        "self-harm/instructions": {
         "type": "number"
        },
        "sexual": {
         "type": "number"
        },
        "sexual/minors": {
         "type": "number"
        },
        "violence": {
         "type": "number"
        },
        "violence/graphic": {
         "type": "number"
        }
       },
       "x-severity": "should"
      },
      "category_applied_input_types": {
       "type": "object",
       "required": [
        "hate",
        "hate/threatening",
        "harassment",
        "harassment/threatening",
        "illicit",
        "illicit/violent",
        "self-harm",
        "self-harm/intent",
        "self-harm/instructions",
        "sexual",
        "sexual/minors",
        "violence",
        "violence/graphic"
       ],
       "properties": {
        "hate": {
         "type": "array",
         "items": {
          "const": "text",
          "type": "string"
         }
        },
        "hate/threatening": {
         "type": "array",
         "items": {
          "const": "text",
          "type": "string"
         }
        },
        "harassment": {
         "type": "array",
         "items": {
          "const": "text",
          "type": "string"
         }
        },
        "harassment/threatening": {
         "type": "array",
         "items": {
          "const": "text",
          "type": "string"
         }
        },
        "illicit": {
         "type": "array",
         "items": {
          "const": "text",
          "type": "string"
         }
        },
        "illicit/violent": {
         "type": "array",
         "items": {
          "const": "text",
          "type": "string"
         }
        },
        "self-harm": {
         "type": "array",
         "items": {
          "type": "string",
          "enum": [
           "text",
           "image"
          ]
         }
        },
        "self-harm/intent": {
         "type": "array",
         "items": {
          "type": "string",
          "enum": [
           "text",
           "image"
          ]
         }
        },
        "self-harm/instructions": {
         "type": "array",
         "items": {
          "type": "string",
          "enum": [
           "text",
           "image"
          ]
         }
        },
        "sexual": {
         "type": "array",
         "items": {
          "type": "string",
          "enum": [
           "text",
           "image"
          ]
         }
        },
        "sexual/minors": {
         "type": "array",
         "items": {
          "const": "text",
          "type": "string"
         }
        },
        "violence": {
         "type": "array",
         "items": {
          "type": "string",
          "enum": [
           "text",
           "image"
          ]
         }
        },
        "violence/graphic": {
         "type": "array",
         "items": {
          "type": "string",
          "enum": [
           "text",
           "image"
          ]
         }
        }
       },
       "x-severity": "may",
       "x-corrections": [
        "K29 optional"
       ]
      }
     }
    },
    "x-severity": "must"
   }
  }
 },
 "other-output-item": {
  "title": "OtherOutputItem",
  "description": "Items of tools that OpenAI hosts; only their type is described here.",
  "x-source": "OutputItem of a hosted tool",
  "x-partial": "Tools that OpenAI hosts: no other endpoint has them.",
  "type": "object",
  "required": [
   "type"
  ],
  "properties": {
   "type": {
    "type": "string",
    "enum": [
     "file_search_call",
     "function_call_output",
     "web_search_call",
     "computer_call",
     "computer_call_output",
     "program",
     "program_output",
     "tool_search_call",
     "tool_search_output",
     "additional_tools",
     "compaction",
     "image_generation_call",
     "code_interpreter_call",
     "local_shell_call",
     "local_shell_call_output",
     "shell_call",
     "shell_call_output",
     "apply_patch_call",
     "apply_patch_call_output",
     "mcp_call",
     "mcp_list_tools",
     "mcp_approval_request",
     "mcp_approval_response",
     "custom_tool_call",
     "custom_tool_call_output"
    ],
    "x-severity": "may"
   }
  }
 },
 "output-function-call": {
  "title": "OutputFunctionCall",
  "description": "A call of a function tool.",
  "x-source": "FunctionToolCall",
  "type": "object",
  "required": [
   "type",
   "call_id",
   "name",
   "arguments"
  ],
  "properties": {
   "type": {
    "const": "function_call",
    "type": "string",
    "x-severity": "must"
   },
   "id": {
    "type": "string",
    "x-severity": "may"
   },
   "call_id": {
    "description": "Comes back with the result.",
    "type": "string",
    "x-severity": "must"
   },
   "name": {
    "type": "string",
    "x-severity": "must"
   },
   "arguments": {
    "description": "JSON, as text.",
    "type": "string",
    "x-severity": "must"
   },
   "status": {
    "type": "string",
    "enum": [
     "in_progress",
     "completed",
     "incomplete"
    ],
    "x-severity": "should"
   },
   "caller": {
    "type": [
     "object",
     "null"
    ],
    "x-severity": "may",
    "x-severity-wrong": "may"
   },
   "namespace": {
    "type": "string",
    "x-severity": "may",
    "x-severity-wrong": "may"
   }
  }
 },
 "output-item": {
  "title": "OutputItem",
  "description": "One item of the output of a response.",
  "x-source": "OutputItem",
  "type": "object",
  "discriminator": {
   "propertyName": "type"
  },
  "required": [
   "type"
  ],
  "oneOf": [
   {
    "$ref": "output-message.schema.json"
   },
   {
    "$ref": "output-function-call.schema.json"
   },
   {
    "$ref": "output-reasoning.schema.json"
   },
   {
    "$ref": "other-output-item.schema.json"
   }
  ]
 },
 "output-message": {
  "title": "OutputMessage",
  "description": "A message of the assistant.",
  "x-source": "OutputMessage",
  "type": "object",
  "required": [
   "id",
   "type",
   "role",
   "content",
   "status"
  ],
  "properties": {
   "id": {
    "type": "string",
    "x-severity": "should"
   },
   "type": {
    "const": "message",
    "type": "string",
    "x-severity": "must"
   },
   "role": {
    "const": "assistant",
    "type": "string",
    "x-severity": "must"
   },
   "content": {
    "type": "array",
    "items": {
     "type": "object",
     "discriminator": {
      "propertyName": "type"
     },
     "required": [
      "type"
     ],
     "oneOf": [
      {
       "$ref": "output-text.schema.json"
      },
      {
       "$ref": "output-refusal.schema.json"
      }
     ]
    },
    "x-severity": "must"
   },
   "status": {
    "type": "string",
    "enum": [
     "in_progress",
     "completed",
     "incomplete"
    ],
    "x-severity": "should"
   },
   "phase": {
    "type": [
     "string",
     "null"
    ],
    "enum": [
     "commentary",
     "final_answer",
     null
    ],
    "x-severity": "may",
    "x-severity-wrong": "may"
   }
  }
 },
 "output-part": {
  "title": "OutputPart",
  "description": "A part of an item's content, as streamed events carry it.",
  "x-source": "OutputContent",
  "type": "object",
  "discriminator": {
   "propertyName": "type"
  },
  "required": [
   "type"
  ],
  "oneOf": [
   {
    "$ref": "output-text.schema.json"
   },
   {
    "$ref": "output-refusal.schema.json"
   },
   {
    "title": "ReasoningText",
    "type": "object",
    "required": [
     "type",
     "text"
    ],
    "properties": {
     "type": {
      "const": "reasoning_text",
      "type": "string",
      "x-severity": "must"
     },
     "text": {
      "type": "string",
      "x-severity": "must"
     }
    }
   }
  ]
 },
 "output-reasoning": {
  "title": "OutputReasoning",
  "description": "What a model thought, as far as it is shown.",
  "x-source": "ReasoningItem",
  "type": "object",
  "required": [
   "id",
   "summary",
   "type"
  ],
  "properties": {
   "type": {
    "const": "reasoning",
    "type": "string",
    "x-severity": "must"
   },
   "id": {
    "type": "string",
    "x-severity": "should"
   },
   "summary": {
    "type": "array",
    "items": {
     "type": "object",
     "required": [
      "type",
      "text"
     ],
     "properties": {
      "type": {
       "const": "summary_text",
       "type": "string"
      },
      "text": {
       "type": "string"
      }
     }
    },
    "x-severity": "should"
   },
   "content": {
    "type": "array",
    "items": {
     "type": "object",
     "required": [
      "type",
      "text"
     ],
     "properties": {
      "type": {
       "const": "reasoning_text",
       "type": "string"
      },
      "text": {
       "type": "string"
      }
     }
    },
    "x-severity": "may"
   },
   "encrypted_content": {
    "type": [
     "string",
     "null"
    ],
    "x-severity": "may",
    "x-severity-wrong": "may"
   },
   "status": {
    "type": "string",
    "enum": [
     "in_progress",
     "completed",
     "incomplete"
    ],
    "x-severity": "may"
   }
  }
 },
 "output-refusal": {
  "title": "OutputRefusal",
  "description": "A refusal within a message.",
  "x-source": "RefusalContent",
  "type": "object",
  "required": [
   "type",
   "refusal"
  ],
  "properties": {
   "type": {
    "const": "refusal",
    "type": "string",
    "x-severity": "must"
   },
   "refusal": {
    "type": "string",
    "x-severity": "must"
   }
  }
 },
 "output-text": {
  "title": "OutputText",
  "description": "Text within a message.",
  "x-source": "OutputTextContent",
  "type": "object",
  "required": [
   "type",
   "text",
   "annotations"
  ],
  "properties": {
   "type": {
    "const": "output_text",
    "type": "string",
    "x-severity": "must"
   },
   "text": {
    "type": "string",
    "x-severity": "must"
   },
   "annotations": {
    "type": "array",
    "items": {
     "type": "object"
    },
    "x-severity": "should"
   },
   "logprobs": {
    "type": "array",
    "items": {
     "type": "object"
    },
    "x-severity": "may",
    "x-corrections": [
     "K11 optional"
    ]
   }
  }
 },
 "request-message": {
  "title": "RequestMessage",
  "description": "A message of a chat request, told apart by its role.",
  "x-source": "ChatCompletionRequestMessage",
  "type": "object",
  "discriminator": {
   "propertyName": "role"
  },
  "required": [
   "role"
  ],
  "oneOf": [
   {
    "$ref": "developer-message.schema.json"
   },
   {
    "$ref": "system-message.schema.json"
   },
   {
    "$ref": "user-message.schema.json"
   },
   {
    "$ref": "assistant-message.schema.json"
   },
   {
    "$ref": "tool-message.schema.json"
   },
   {
    "$ref": "function-message.schema.json"
   }
  ]
 },
 "response-error": {
  "title": "ResponseError",
  "description": "Why a response failed.",
  "x-source": "ResponseError",
  "type": "object",
  "required": [
   "code",
   "message"
  ],
  "properties": {
   "code": {
    "type": "string",
    "enum": [
     "server_error",
     "rate_limit_exceeded",
     "invalid_prompt",
     "data_residency_mismatch",
     "bio_policy",
     "vector_store_timeout",
     "invalid_image",
     "invalid_image_format",
     "invalid_base64_image",
     "invalid_image_url",
     "image_too_large",
     "image_too_small",
     "image_parse_error",
     "image_content_policy_violation",
     "invalid_image_mode",
     "image_file_too_large",
     "unsupported_image_media_type",
     "empty_image_file",
     "failed_to_download_image",
     "image_file_not_found"
    ],
    "x-severity": "should",
    "x-severity-wrong": "should"
   },
   "message": {
    "type": "string",
    "x-severity": "should"
   }
  }
 },
 "response-event": {
  "title": "ResponseEvent",
  "description": "One event of a streamed response; the SSE field event repeats its type.",
  "x-source": "ResponseStreamEvent",
  "type": "object",
  "discriminator": {
   "propertyName": "type"
  },
  "required": [
   "type"
  ],
  "oneOf": [
   {
    "title": "ResponseLifeCycleEvent",
    "type": "object",
    "required": [
     "type",
     "response"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "response": {
      "$ref": "response.schema.json",
      "x-severity": "must"
     },
     "type": {
      "type": "string",
      "enum": [
       "response.created",
       "response.queued",
       "response.in_progress",
       "response.completed",
       "response.incomplete",
       "response.failed"
      ],
      "x-severity": "must"
     }
    }
   },
   {
    "title": "ResponseErrorEvent",
    "type": "object",
    "required": [
     "type",
     "code",
     "message",
     "param"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "code": {
      "type": [
       "string",
       "null"
      ],
      "x-severity": "may"
     },
     "message": {
      "type": "string",
      "x-severity": "must"
     },
     "param": {
      "type": [
       "string",
       "null"
      ],
      "x-severity": "may"
     },
     "type": {
      "const": "error",
      "type": "string",
      "x-severity": "must"
     }
    }
   },
   {
    "title": "OutputItemEvent",
    "type": "object",
    "required": [
     "type",
     "output_index",
     "item"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "output_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "item": {
      "$ref": "output-item.schema.json",
      "x-severity": "must"
     },
     "type": {
      "type": "string",
      "enum": [
       "response.output_item.added",
       "response.output_item.done"
      ],
      "x-severity": "must"
     }
    }
   },
   {
    "title": "ContentPartEvent",
    "type": "object",
    "required": [
     "type",
     "item_id",
     "output_index",
     "content_index",
     "part"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "output_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "item_id": {
      "type": "string",
      "x-severity": "should"
     },
     "content_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "part": {
      "$ref": "output-part.schema.json",
      "x-severity": "must"
     },
     "type": {
      "type": "string",
      "enum": [
       "response.content_part.added",
       "response.content_part.done"
      ],
      "x-severity": "must"
     }
    }
   },
   {
    "title": "OutputTextDeltaEvent",
    "type": "object",
    "required": [
     "type",
     "item_id",
     "output_index",
     "content_index",
     "delta"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "output_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "item_id": {
      "type": "string",
      "x-severity": "should"
     },
     "content_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "delta": {
      "type": "string",
      "x-severity": "must"
     },
     "logprobs": {
      "type": "array",
      "items": {
       "type": "object"
      },
      "x-severity": "may",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "type": {
      "const": "response.output_text.delta",
      "type": "string",
      "x-severity": "must"
     }
    }
   },
   {
    "title": "OutputTextDoneEvent",
    "type": "object",
    "required": [
     "type",
     "item_id",
     "output_index",
     "content_index",
     "text"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "output_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "item_id": {
      "type": "string",
      "x-severity": "should"
     },
     "content_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "logprobs": {
      "type": "array",
      "items": {
       "type": "object"
      },
      "x-severity": "may",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "text": {
      "type": "string",
      "x-severity": "should"
     },
     "type": {
      "const": "response.output_text.done",
      "type": "string",
      "x-severity": "must"
     }
    }
   },
   {
    "title": "AnnotationAddedEvent",
    "type": "object",
    "required": [
     "type",
     "item_id",
     "output_index",
     "content_index",
     "annotation_index",
     "annotation"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "output_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "item_id": {
      "type": "string",
      "x-severity": "should"
     },
     "content_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "annotation_index": {
      "type": "integer",
      "x-severity": "may"
     },
     "annotation": {
      "type": [
       "object",
       "null"
      ],
      "x-severity": "may"
     },
     "type": {
      "const": "response.output_text.annotation.added",
      "type": "string",
      "x-severity": "must"
     }
    }
   },
   {
    "title": "RefusalDeltaEvent",
    "type": "object",
    "required": [
     "type",
     "item_id",
     "output_index",
     "content_index",
     "delta"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "output_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "item_id": {
      "type": "string",
      "x-severity": "should"
     },
     "content_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "delta": {
      "type": "string",
      "x-severity": "must"
     },
     "type": {
      "const": "response.refusal.delta",
      "type": "string",
      "x-severity": "must"
     }
    }
   },
   {
    "title": "RefusalDoneEvent",
    "type": "object",
    "required": [
     "type",
     "item_id",
     "output_index",
     "content_index",
     "refusal"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "output_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "item_id": {
      "type": "string",
      "x-severity": "should"
     },
     "content_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "refusal": {
      "type": "string",
      "x-severity": "should"
     },
     "type": {
      "const": "response.refusal.done",
      "type": "string",
      "x-severity": "must"
     }
    }
   },
   {
    "title": "FunctionArgumentsDeltaEvent",
    "type": "object",
    "required": [
     "type",
     "item_id",
     "output_index",
     "delta"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "output_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "item_id": {
      "type": "string",
      "x-severity": "should"
     },
     "delta": {
      "type": "string",
      "x-severity": "must"
     },
     "type": {
      "const": "response.function_call_arguments.delta",
      "type": "string",
      "x-severity": "must"
     }
    }
   },
   {
    "title": "FunctionArgumentsDoneEvent",
    "type": "object",
    "required": [
     "type",
     "item_id",
     "output_index",
     "name",
     "arguments"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "output_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "item_id": {
      "type": "string",
      "x-severity": "should"
     },
     "arguments": {
      "type": "string",
      "x-severity": "should"
     },
     "name": {
      "type": "string",
      "x-severity": "may"
     },
     "type": {
      "const": "response.function_call_arguments.done",
      "type": "string",
      "x-severity": "must"
     }
    }
   },
   {
    "title": "CustomInputDeltaEvent",
    "type": "object",
    "required": [
     "type",
     "item_id",
     "output_index",
     "delta"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "output_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "item_id": {
      "type": "string",
      "x-severity": "should"
     },
     "delta": {
      "type": "string",
      "x-severity": "must"
     },
     "type": {
      "const": "response.custom_tool_call_input.delta",
      "type": "string",
      "x-severity": "must"
     }
    }
   },
   {
    "title": "CustomInputDoneEvent",
    "type": "object",
    "required": [
     "type",
     "item_id",
     "output_index",
     "input"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "output_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "item_id": {
      "type": "string",
      "x-severity": "should"
     },
     "input": {
      "type": "string",
      "x-severity": "should"
     },
     "type": {
      "const": "response.custom_tool_call_input.done",
      "type": "string",
      "x-severity": "must"
     }
    }
   },
   {
    "title": "ReasoningTextDeltaEvent",
    "type": "object",
    "required": [
     "type",
     "item_id",
     "output_index",
     "content_index",
     "delta"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "output_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "item_id": {
      "type": "string",
      "x-severity": "should"
     },
     "content_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "delta": {
      "type": "string",
      "x-severity": "must"
     },
     "type": {
      "const": "response.reasoning_text.delta",
      "type": "string",
      "x-severity": "must"
     }
    }
   },
   {
    "title": "ReasoningTextDoneEvent",
    "type": "object",
    "required": [
     "type",
     "item_id",
     "output_index",
     "content_index",
     "text"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "output_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "item_id": {
      "type": "string",
      "x-severity": "should"
     },
     "content_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "text": {
      "type": "string",
      "x-severity": "should"
     },
     "type": {
      "const": "response.reasoning_text.done",
      "type": "string",
      "x-severity": "must"
     }
    }
   },
   {
    "title": "ReasoningPartEvent",
    "type": "object",
    "required": [
     "type",
     "item_id",
     "output_index",
     "summary_index",
     "part"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "output_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "item_id": {
      "type": "string",
      "x-severity": "should"
     },
     "part": {
      "type": "object",
      "x-severity": "must"
     },
     "summary_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "type": {
      "type": "string",
      "enum": [
       "response.reasoning_summary_part.added",
       "response.reasoning_summary_part.done"
      ],
      "x-severity": "must"
     },
     "status": {
      "type": "string",
      "enum": [
       "incomplete"
      ],
      "x-severity": "may"
     }
    }
   },
   {
    "title": "ReasoningSummaryDeltaEvent",
    "type": "object",
    "required": [
     "type",
     "item_id",
     "output_index",
     "summary_index",
     "delta"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "output_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "item_id": {
      "type": "string",
      "x-severity": "should"
     },
     "delta": {
      "type": "string",
      "x-severity": "must"
     },
     "summary_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "type": {
      "const": "response.reasoning_summary_text.delta",
      "type": "string",
      "x-severity": "must"
     }
    }
   },
   {
    "title": "ReasoningSummaryDoneEvent",
    "type": "object",
    "required": [
     "type",
     "item_id",
     "output_index",
     "summary_index",
     "text"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "output_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "item_id": {
      "type": "string",
      "x-severity": "should"
     },
     "text": {
      "type": "string",
      "x-severity": "should"
     },
     "summary_index": {
      "type": "integer",
      "x-severity": "must"
     },
     "type": {
      "const": "response.reasoning_summary_text.done",
      "type": "string",
      "x-severity": "must"
     }
    }
   },
   {
    "title": "HostedToolEvent",
    "description": "Events of tools that OpenAI hosts, and of audio: what they have in common.",
    "type": "object",
    "required": [
     "type"
    ],
    "properties": {
     "sequence_number": {
      "type": "integer",
      "x-severity": "should",
      "x-corrections": [
       "K11 optional"
      ]
     },
     "type": {
      "type": "string",
      "enum": [
       "response.audio.delta",
       "response.audio.done",
       "response.audio.transcript.delta",
       "response.audio.transcript.done",
       "response.code_interpreter_call_code.delta",
       "response.code_interpreter_call_code.done",
       "response.code_interpreter_call.completed",
       "response.code_interpreter_call.in_progress",
       "response.code_interpreter_call.interpreting",
       "response.file_search_call.completed",
       "response.file_search_call.in_progress",
       "response.file_search_call.searching",
       "response.shell_call_command.added",
       "response.shell_call_command.delta",
       "response.shell_call_command.done",
       "response.shell_call_output_content.delta",
       "response.shell_call_output_content.done",
       "response.web_search_call.completed",
       "response.web_search_call.in_progress",
       "response.web_search_call.searching",
       "response.image_generation_call.completed",
       "response.image_generation_call.generating",
       "response.image_generation_call.in_progress",
       "response.image_generation_call.partial_image",
       "response.mcp_call_arguments.delta",
       "response.mcp_call_arguments.done",
       "response.mcp_call.completed",
       "response.mcp_call.failed",
       "response.mcp_call.in_progress",
       "response.mcp_list_tools.completed",
       "response.mcp_list_tools.failed",
       "response.mcp_list_tools.in_progress"
      ],
      "x-severity": "may"
     }
    },
    "x-partial": "Tools that OpenAI hosts: no other endpoint has them."
   }
  ]
 },
 "response-request": {
  "title": "ResponseRequest",
  "description": "The body of POST /responses.",
  "x-source": "CreateResponse",
  "type": "object",
  "properties": {
   "metadata": {
    "type": [
     "object",
     "null"
    ],
    "additionalProperties": {
     "type": "string"
    }
   },
   "top_logprobs": {
    "type": "integer",
    "minimum": 0,
    "maximum": 20
   },
   "temperature": {
    "type": [
     "number",
     "null"
    ],
    "minimum": 0,
    "maximum": 2,
    "default": 1
   },
   "top_p": {
    "type": [
     "number",
     "null"
    ],
    "minimum": 0,
    "maximum": 1,
    "default": 1
   },
   "user": {
    "type": "string",
    "deprecated": true
   },
   "safety_identifier": {
    "type": [
     "string",
     "null"
    ],
    "maxLength": 64
   },
   "prompt_cache_key": {
    "type": [
     "string",
     "null"
    ]
   },
   "prompt_cache_retention": {
    "type": [
     "string",
     "null"
    ],
    "enum": [
     "in_memory",
     "24h",
     null
    ]
   },
   "prompt_cache_options": {
    "type": "object"
   },
   "previous_response_id": {
    "type": [
     "string",
     "null"
    ]
   },
   "model": {
    "type": "string"
   },
   "background": {
    "type": [
     "boolean",
     "null"
    ],
    "default": false
   },
   "max_tool_calls": {
    "type": [
     "integer",
     "null"
    ]
   },
   "text": {
    "type": "object"
   },
   "tools": {
    "type": "array"
   },
   "tool_choice": {
    "anyOf": [
     {
      "type": "string",
      "enum": [
       "none",
       "auto",
       "required"
      ]
     },
     {
      "type": "object"
     }
    ]
   },
   "prompt": {
    "type": [
     "object",
     "null"
    ]
   },
   "service_tier": {
    "type": [
     "string",
     "null"
    ],
    "enum": [
     "auto",
     "default",
     "flex",
     "scale",
     "priority",
     "fast",
     "ultrafast",
     null
    ]
   },
   "truncation": {
    "type": [
     "string",
     "null"
    ],
    "enum": [
     "auto",
     "disabled",
     null
    ]
   },
   "reasoning": {
    "type": [
     "object",
     "null"
    ]
   },
   "input": {
    "type": [
     "array",
     "string"
    ]
   },
   "include": {
    "type": [
     "array",
     "null"
    ],
    "items": {
     "type": "string",
     "enum": [
      "file_search_call.results",
      "web_search_call.results",
      "web_search_call.action.sources",
      "message.input_image.image_url",
      "computer_call_output.output.image_url",
      "code_interpreter_call.outputs",
      "reasoning.encrypted_content",
      "message.output_text.logprobs"
     ]
    }
   },
   "parallel_tool_calls": {
    "type": [
     "boolean",
     "null"
    ],
    "default": true
   },
   "store": {
    "type": [
     "boolean",
     "null"
    ],
    "default": true
   },
   "instructions": {
    "type": [
     "string",
     "null"
    ]
   },
   "moderation": {
    "type": [
     "object",
     "null"
    ]
   },
   "stream": {
    "type": [
     "boolean",
     "null"
    ],
    "default": false
   },
   "stream_options": {
    "type": [
     "object",
     "null"
    ]
   },
   "conversation": {
    "type": [
     "object",
     "string",
     "null"
    ]
   },
   "context_management": {
    "type": [
     "array",
     "null"
    ],
    "minItems": 1,
    "items": {
     "type": "object"
    }
   },
   "max_output_tokens": {
    "type": [
     "integer",
     "null"
    ],
    "minimum": 16
   }
  }
 },
 "response-usage": {
  "title": "ResponseUsage",
  "description": "Tokens counted for one response; other names than in chat.",
  "x-source": "ResponseUsage",
  "type": "object",
  "required": [
   "input_tokens",
   "output_tokens",
   "total_tokens"
  ],
  "properties": {
   "input_tokens": {
    "type": "integer",
    "x-severity": "must"
   },
   "input_tokens_details": {
    "type": "object",
    "required": [
     "cached_tokens"
    ],
    "properties": {
     "cached_tokens": {
      "type": "integer",
      "x-severity": "should"
     },
     "cache_write_tokens": {
      "type": "integer",
      "x-severity": "may",
      "x-corrections": [
       "K11 optional"
      ]
     }
    },
    "x-severity": "should",
    "x-corrections": [
     "K11 optional"
    ]
   },
   "output_tokens": {
    "type": "integer",
    "x-severity": "must"
   },
   "output_tokens_details": {
    "type": "object",
    "required": [
     "reasoning_tokens"
    ],
    "properties": {
     "reasoning_tokens": {
      "type": "integer",
      "x-severity": "should"
     }
    },
    "x-severity": "should",
    "x-corrections": [
     "K11 optional"
    ]
   },
   "total_tokens": {
    "type": "integer",
    "x-severity": "must"
   }
  }
 },
 "response": {
  "title": "Response",
  "description": "The answer to POST /responses, and what GET /responses/{id} returns.",
  "x-source": "Response",
  "type": "object",
  "required": [
   "id",
   "object",
   "created_at",
   "error",
   "incomplete_details",
   "instructions",
   "model",
   "tools",
   "output",
   "parallel_tool_calls",
   "metadata",
   "tool_choice",
   "temperature",
   "top_p",
   "status"
  ],
  "properties": {
   "id": {
    "type": "string",
    "x-severity": "should"
   },
   "object": {
    "const": "response",
    "type": "string",
    "x-severity": "must",
    "x-notices": [
     "openai-node: output_text is computed only for \"response\""
    ]
   },
   "created_at": {
    "description": "Unix seconds.",
    "type": "number",
    "x-severity": "should"
   },
   "completed_at": {
    "type": [
     "number",
     "null"
    ],
    "x-severity": "may"
   },
   "status": {
    "type": "string",
    "enum": [
     "completed",
     "failed",
     "in_progress",
     "cancelled",
     "queued",
     "incomplete"
    ],
    "x-severity": "must",
    "x-notices": [
     "clients switch on it"
    ],
    "x-corrections": [
     "K13 required"
    ]
   },
   "error": {
    "anyOf": [
     {
      "$ref": "response-error.schema.json"
     },
     {
      "type": "null"
     }
    ],
    "x-severity": "should"
   },
   "incomplete_details": {
    "type": [
     "object",
     "null"
    ],
    "properties": {
     "reason": {
      "type": "string",
      "enum": [
       "max_output_tokens",
       "content_filter"
      ],
      "x-severity": "should"
     }
    },
    "x-severity": "should"
   },
   "instructions": {
    "anyOf": [
     {
      "type": "string"
     },
     {
      "type": "array",
      "items": {
       "type": "object"
      }
     },
     {
      "type": "null"
     }
    ],
    "x-severity": "should"
   },
   "model": {
    "type": "string",
    "x-severity": "should"
   },
   "output": {
    "type": "array",
    "items": {
     "$ref": "output-item.schema.json"
    },
    "x-severity": "must",
    "x-notices": [
     "every client: no output"
    ]
   },
   "output_text": {
    "description": "The SDKs compute it.",
    "type": [
     "string",
     "null"
    ],
    "x-severity": "may"
   },
   "parallel_tool_calls": {
    "type": "boolean",
    "x-severity": "should"
   },
   "tools": {
    "description": "As in the request.",
    "type": "array",
    "x-severity": "should"
   },
   "tool_choice": {
    "anyOf": [
     {
      "type": "string",
      "enum": [
       "none",
       "auto",
       "required"
      ]
     },
     {
      "type": "object"
     }
    ],
    "x-severity": "should"
   },
   "temperature": {
    "type": [
     "number",
     "null"
    ],
    "minimum": 0,
    "maximum": 2,
    "x-severity": "should"
   },
   "top_p": {
    "type": [
     "number",
     "null"
    ],
    "minimum": 0,
    "maximum": 1,
    "x-severity": "should"
   },
   "metadata": {
    "type": [
     "object",
     "null"
    ],
    "additionalProperties": {
     "type": "string"
    },
    "x-severity": "should"
   },
   "usage": {
    "x-severity": "may",
    "x-severity-wrong": "must",
    "anyOf": [
     {
      "$ref": "response-usage.schema.json"
     },
     {
      "type": "null"
     }
    ],
    "x-corrections": [
     "null-usage nullable"
    ]
   },
   "service_tier": {
    "type": [
     "string",
     "null"
    ],
    "x-severity": "may",
    "x-severity-wrong": "may",
    "x-corrections": [
     "K6 any-value"
    ]
   },
   "truncation": {
    "type": [
     "string",
     "null"
    ],
    "enum": [
     "auto",
     "disabled",
     null
    ],
    "x-severity": "may",
    "x-severity-wrong": "may"
   },
   "reasoning": {
    "type": [
     "object",
     "null"
    ],
    "x-severity": "may",
    "x-severity-wrong": "may"
   },
   "moderation": {
    "type": [
     "object",
     "null"
    ],
    "x-severity": "may",
    "x-severity-wrong": "may"
   },
   "conversation": {
    "type": [
     "object",
     "null"
    ],
    "x-severity": "may",
    "x-severity-wrong": "may"
   },
   "max_output_tokens": {
    "type": [
     "integer",
     "null"
    ],
    "x-severity": "may",
    "x-severity-wrong": "may"
   },
   "max_tool_calls": {
    "type": [
     "integer",
     "null"
    ],
    "x-severity": "may",
    "x-severity-wrong": "may"
   },
   "previous_response_id": {
    "type": [
     "string",
     "null"
    ],
    "x-severity": "may",
    "x-severity-wrong": "may"
   },
   "prompt": {
    "type": [
     "object",
     "null"
    ],
    "x-severity": "may",
    "x-severity-wrong": "may"
   },
   "text": {
    "type": "object",
    "x-severity": "may",
    "x-severity-wrong": "may"
   },
   "background": {
    "type": [
     "boolean",
     "null"
    ],
    "x-severity": "may",
    "x-severity-wrong": "may"
   },
   "prompt_cache_key": {
    "type": [
     "string",
     "null"
    ],
    "x-severity": "may",
    "x-severity-wrong": "may"
   },
   "prompt_cache_options": {
    "type": "object",
    "x-severity": "may",
    "x-severity-wrong": "may"
   },
   "prompt_cache_retention": {
    "type": [
     "string",
     "null"
    ],
    "enum": [
     "in_memory",
     "24h",
     null
    ],
    "x-severity": "may",
    "x-severity-wrong": "may"
   },
   "safety_identifier": {
    "type": [
     "string",
     "null"
    ],
    "maxLength": 64,
    "x-severity": "may",
    "x-severity-wrong": "may"
   },
   "top_logprobs": {
    "type": [
     "integer",
     "null"
    ],
    "minimum": 0,
    "maximum": 20,
    "x-severity": "may",
    "x-severity-wrong": "may"
   },
   "user": {
    "type": [
     "string",
     "null"
    ],
    "deprecated": true,
    "x-severity": "may",
    "x-severity-wrong": "may",
    "x-corrections": [
     "K11 nullable"
    ]
   }
  }
 },
 "stop": {
  "title": "Stop",
  "description": "Up to four texts before which the answer ends.",
  "x-source": "StopConfiguration",
  "anyOf": [
   {
    "type": "string"
   },
   {
    "type": "array",
    "minItems": 1,
    "maxItems": 4,
    "items": {
     "type": "string"
    }
   },
   {
    "type": "null"
   }
  ]
 },
 "stream-options": {
  "title": "StreamOptions",
  "description": "Options that have a meaning only with stream.",
  "x-source": "ChatCompletionStreamOptions",
  "type": [
   "object",
   "null"
  ],
  "properties": {
   "include_usage": {
    "type": "boolean"
   },
   "include_obfuscation": {
    "type": "boolean"
   }
  }
 },
 "system-message": {
  "title": "SystemMessage",
  "description": "An instruction to the model, under the older of its two role names.",
  "x-source": "ChatCompletionRequestSystemMessage",
  "type": "object",
  "required": [
   "content",
   "role"
  ],
  "properties": {
   "content": {
    "anyOf": [
     {
      "type": "string"
     },
     {
      "type": "array",
      "minItems": 1,
      "items": {
       "type": "object",
       "required": [
        "type",
        "text"
       ],
       "properties": {
        "type": {
         "const": "text",
         "type": "string"
        },
        "text": {
         "type": "string"
        },
        "prompt_cache_breakpoint": {
         "type": "object"
        }
       }
      }
     }
    ]
   },
   "role": {
    "const": "system",
    "type": "string"
   },
   "name": {
    "type": "string"
   }
  }
 },
 "token-logprob": {
  "title": "TokenLogprob",
  "description": "One token of the answer with its log-probability.",
  "x-source": "ChatCompletionTokenLogprob",
  "type": "object",
  "required": [
   "token",
   "logprob",
   "bytes",
   "top_logprobs"
  ],
  "properties": {
   "token": {
    "type": "string",
    "x-severity": "must"
   },
   "logprob": {
    "description": "At most 0; -9999 stands for very unlikely.",
    "type": "number",
    "x-severity": "must",
    "x-notices": [
     "serde, Go: null or NaN cannot be decoded"
    ]
   },
   "bytes": {
    "description": "UTF-8, also of a token that is a part of a character.",
    "type": [
     "array",
     "null"
    ],
    "items": {
     "type": "integer"
    },
    "x-severity": "should"
   },
   "top_logprobs": {
    "description": "The most likely tokens here; empty where none were asked for.",
    "type": "array",
    "items": {
     "type": "object",
     "required": [
      "token",
      "logprob",
      "bytes"
     ],
     "properties": {
      "token": {
       "type": "string",
       "x-severity": "should"
      },
      "logprob": {
       "type": "number",
       "x-severity": "should"
      },
      "bytes": {
       "type": [
        "array",
        "null"
       ],
       "items": {
        "type": "integer"
       },
       "x-severity": "should"
      }
     }
    },
    "x-severity": "should"
   }
  }
 },
 "tool-message": {
  "title": "ToolMessage",
  "description": "The result of a tool call.",
  "x-source": "ChatCompletionRequestToolMessage",
  "type": "object",
  "required": [
   "role",
   "content",
   "tool_call_id"
  ],
  "properties": {
   "role": {
    "const": "tool",
    "type": "string"
   },
   "content": {
    "anyOf": [
     {
      "type": "string"
     },
     {
      "type": "array",
      "minItems": 1,
      "items": {
       "type": "object",
       "required": [
        "type",
        "text"
       ],
       "properties": {
        "type": {
         "const": "text",
         "type": "string"
        },
        "text": {
         "type": "string"
        },
        "prompt_cache_breakpoint": {
         "type": "object"
        }
       }
      }
     }
    ]
   },
   "tool_call_id": {
    "type": "string"
   }
  }
 },
 "training-chat-line": {
  "title": "TrainingChatLine",
  "description": "A line of a fine-tuning file: a conversation to learn from.",
  "x-source": "FineTuneChatRequestInput",
  "type": "object",
  "required": [
   "messages"
  ],
  "properties": {
   "messages": {
    "type": "array",
    "minItems": 1,
    "items": {
     "$ref": "request-message.schema.json"
    }
   },
   "tools": {
    "type": "array",
    "items": {
     "$ref": "function-tool.schema.json"
    }
   },
   "parallel_tool_calls": {
    "type": "boolean"
   },
   "functions": {
    "type": "array",
    "minItems": 1,
    "maxItems": 128,
    "items": {
     "$ref": "function-definition.schema.json"
    },
    "deprecated": true
   }
  }
 },
 "training-completion-line": {
  "title": "TrainingCompletionLine",
  "description": "A line of an older fine-tuning file: a prompt and its completion.",
  "x-source": "FineTuneCompletionRequestInput",
  "type": "object",
  "required": [
   "prompt",
   "completion"
  ],
  "properties": {
   "prompt": {
    "type": "string"
   },
   "completion": {
    "type": "string"
   }
  }
 },
 "training-preference-line": {
  "title": "TrainingPreferenceLine",
  "description": "A line of a preference file: of two answers, which is better.",
  "x-source": "FineTunePreferenceRequestInput",
  "type": "object",
  "required": [
   "input",
   "preferred_completion",
   "non_preferred_completion"
  ],
  "properties": {
   "input": {
    "type": "object",
    "required": [
     "messages"
    ],
    "properties": {
     "messages": {
      "type": "array",
      "minItems": 1,
      "items": {
       "$ref": "request-message.schema.json"
      }
     },
     "tools": {
      "type": "array",
      "items": {
       "$ref": "function-tool.schema.json"
      }
     },
     "parallel_tool_calls": {
      "type": "boolean"
     }
    }
   },
   "preferred_completion": {
    "type": "array",
    "minItems": 1,
    "items": {
     "$ref": "assistant-message.schema.json"
    }
   },
   "non_preferred_completion": {
    "type": "array",
    "minItems": 1,
    "items": {
     "$ref": "assistant-message.schema.json"
    }
   }
  }
 },
 "usage": {
  "title": "Usage",
  "description": "Tokens counted for one request.",
  "x-source": "CompletionUsage",
  "type": "object",
  "required": [
   "prompt_tokens",
   "completion_tokens",
   "total_tokens"
  ],
  "properties": {
   "prompt_tokens": {
    "type": "integer",
    "x-severity": "must",
    "x-notices": [
     "billing and context meters: a usage without counts",
     "Zed, async-openai: the chunk cannot be decoded"
    ]
   },
   "completion_tokens": {
    "type": "integer",
    "x-severity": "must",
    "x-notices": [
     "billing and context meters: a usage without counts",
     "Zed, async-openai: the chunk cannot be decoded"
    ]
   },
   "total_tokens": {
    "type": "integer",
    "x-severity": "should"
   },
   "prompt_tokens_details": {
    "description": "Parts of prompt_tokens.",
    "type": [
     "object",
     "null"
    ],
    "properties": {
     "audio_tokens": {
      "type": "integer"
     },
     "cached_tokens": {
      "type": [
       "integer",
       "null"
      ],
      "x-corrections": [
       "null-details nullable"
      ]
     },
     "text_tokens": {
      "type": "integer"
     },
     "image_tokens": {
      "type": "integer"
     },
     "cache_write_tokens": {
      "type": "integer"
     }
    },
    "x-severity": "may",
    "x-corrections": [
     "null-details nullable"
    ]
   },
   "completion_tokens_details": {
    "description": "Parts of completion_tokens.",
    "type": [
     "object",
     "null"
    ],
    "properties": {
     "accepted_prediction_tokens": {
      "type": "integer"
     },
     "audio_tokens": {
      "type": "integer"
     },
     "reasoning_tokens": {
      "type": "integer"
     },
     "text_tokens": {
      "type": "integer"
     },
     "rejected_prediction_tokens": {
      "type": "integer"
     }
    },
    "x-severity": "may",
    "x-corrections": [
     "null-details nullable"
    ]
   }
  }
 },
 "user-message": {
  "title": "UserMessage",
  "description": "What the user says: text, or parts.",
  "x-source": "ChatCompletionRequestUserMessage",
  "type": "object",
  "required": [
   "content",
   "role"
  ],
  "properties": {
   "content": {
    "anyOf": [
     {
      "type": "string"
     },
     {
      "type": "array",
      "minItems": 1,
      "items": {
       "anyOf": [
        {
         "type": "object",
         "required": [
          "type",
          "text"
         ],
         "properties": {
          "type": {
           "const": "text",
           "type": "string"
          },
          "text": {
           "type": "string"
          },
          "prompt_cache_breakpoint": {
           "type": "object"
          }
         }
        },
        {
         "type": "object",
         "required": [
          "type",
          "image_url"
         ],
         "properties": {
          "type": {
           "const": "image_url",
           "type": "string"
          },
          "image_url": {
           "type": "object",
           "required": [
            "url"
           ],
           "properties": {
            "url": {
             "type": "string"
            },
            "detail": {
             "type": "string",
             "enum": [
              "auto",
              "low",
              "high"
             ]
            }
           }
          },
          "prompt_cache_breakpoint": {
           "type": "object"
          }
         }
        },
        {
         "type": "object",
         "required": [
          "type",
          "input_audio"
         ],
         "properties": {
          "type": {
           "const": "input_audio",
           "type": "string"
          },
          "input_audio": {
           "type": "object",
           "required": [
            "data",
            "format"
           ],
           "properties": {
            "data": {
             "type": "string"
            },
            "format": {
             "type": "string",
             "enum": [
              "wav",
              "mp3"
             ]
            }
           }
          },
          "prompt_cache_breakpoint": {
           "type": "object"
          }
         }
        },
        {
         "type": "object",
         "required": [
          "type",
          "file"
         ],
         "properties": {
          "type": {
           "const": "file",
           "type": "string"
          },
          "file": {
           "type": "object",
           "properties": {
            "filename": {
             "type": "string"
            },
            "file_data": {
             "type": "string"
            },
            "file_id": {
             "type": "string"
            }
           }
          },
          "prompt_cache_breakpoint": {
           "type": "object"
          }
         }
        }
       ]
      }
     }
    ]
   },
   "role": {
    "const": "user",
    "type": "string"
   },
   "name": {
    "type": "string"
   }
  }
 }
};
