/** Lawful ways to lack something: refused clearly, with a status of 4xx and a message. Nobody may call it a defect, or a pass. */

import { ApiError, refusal } from '../api-error.js';
import type { Endpoint } from '../exchange.js';
import { letting, refusing } from '../faults/change.js';
import type { Json, JsonObject } from '../json.js';
import type { Hooks } from '../points.js';
import type { Variation } from './variation.js';

/** Where the lack of one thing takes the premise of many checks away. */
const MANY = 0.6;

/** A clear refusal means "not here": the report that the other sources of this file lean on. */
const CLEAR_REFUSAL = 'https://github.com/algorithmicsuperintelligence/optillm/issues/8';

/** The endpoint has no such route. */
function lacking(endpoint: Endpoint, when: (url: string) => boolean = () => true): Hooks {
  return {
    admission: (admission, exchange) => {
      if (exchange.endpoint !== endpoint || !when(exchange.request.url ?? '')) return admission;
      throw new ApiError({
        reason: 'path',
        status: 404,
        code: 'unknown_url',
        message: 'There is nothing here.',
      });
    },
  };
}

/** The same outcome of the same question on both endpoints. */
function both(topic: string, word: string): Record<string, string> {
  return { [`chat.${topic}`]: word, [`completions.${topic}`]: word };
}

function refusingMessages(when: (message: JsonObject) => boolean, message: string): Hooks {
  return {
    validation: (found, { body }) => {
      const messages = (Array.isArray(body.messages) ? body.messages : []) as JsonObject[];
      return messages.some((each) => typeof each === 'object' && when(each))
        ? { ...found, refusals: [refusal('unsupported', 'messages', null, message), ...found.refusals] }
        : found;
    },
  };
}

const isTrue = (value: Json) => value === true;
const isNumber = (value: Json) => typeof value === 'number';
const isList = (value: Json) => Array.isArray(value) && typeof value[0] !== 'number';
const isIds = (value: Json) => Array.isArray(value) && typeof value[0] === 'number';

export const refusalVariations: readonly Variation[] = [
  {
    id: 'chat-absent',
    area: 'prompt',
    says: 'There is no chat endpoint.',
    source: CLEAR_REFUSAL,
    dialects: ['openai'],
    produces: { 'chat.reply': 'absent' },
    hooks: lacking('chat'),
    mostInconclusive: MANY,
  },
  {
    id: 'completions-absent',
    area: 'prompt',
    says: 'There is no completions endpoint.',
    source: CLEAR_REFUSAL,
    dialects: ['openai'],
    produces: { 'completions.reply': 'absent' },
    hooks: lacking('completions'),
  },
  {
    id: 'models-absent',
    area: 'models',
    says: 'There is no list of models.',
    source: 'https://github.com/tg-prplx/vellium/issues/5',
    dialects: ['openai'],
    produces: { 'models.list': 'absent' },
    hooks: lacking('models'),
  },
  {
    id: 'model-entry-absent',
    area: 'models',
    says: 'There is a list of models, and no entry of a single one.',
    source: CLEAR_REFUSAL,
    dialects: ['openai'],
    produces: { 'models.retrieve': 'rejected' },
    hooks: lacking('models', (url) => !url.endsWith('/models')),
  },
  {
    id: 'stream-refused',
    area: 'stream',
    says: 'Streams are refused.',
    source: 'https://github.com/lm-sys/FastChat/pull/3307',
    dialects: ['openai'],
    produces: both('stream.reply', 'absent'),
    hooks: { validation: refusing('stream', isTrue) },
    mostInconclusive: MANY,
  },
  {
    id: 'stream-options-refused',
    area: 'usage',
    says: 'stream_options are refused.',
    source: 'https://github.com/vllm-project/vllm/issues/4967',
    dialects: ['openai'],
    produces: {
      ...both('stream.usage.include_usage', 'absent'),
      ...both('stream.usage.include_usage_false', 'rejected'),
      ...both('stream.usage.sdk', 'rejected'),
    },
    hooks: { validation: refusing('stream_options') },
    mostInconclusive: MANY,
  },
  {
    id: 'stop-refused',
    area: 'stop',
    says: 'stop is refused.',
    source: 'https://github.com/ModelTC/LightLLM/issues/130',
    dialects: ['openai'],
    produces: {
      ...both('stop.text', 'rejected'),
      ...both('stop.list', 'rejected'),
      ...both('stop.first', 'rejected'),
      ...both('stop.across_tokens', 'rejected'),
      ...both('stop.unmatched', 'rejected'),
      ...both('stop.stream', 'rejected'),
      ...both('stop.partial', 'rejected'),
    },
    hooks: { validation: refusing('stop') },
    mostInconclusive: MANY,
  },
  {
    id: 'stop-five-taken',
    area: 'stop',
    says: 'More than four stop sequences are taken.',
    source: 'https://github.com/openai/openai-openapi/blob/master/openapi.yaml',
    produces: both('stop.five', 'accepted'),
    hooks: {
      validation: letting(({ param, code }) => param === 'stop' && code === 'array_above_max_length'),
    },
  },
  {
    id: 'seed-refused',
    area: 'options',
    says: 'seed is refused.',
    source: 'https://github.com/InternLM/lmdeploy/issues/2353',
    dialects: ['openai'],
    produces: both('option.seed', 'rejected'),
    hooks: { validation: refusing('seed') },
    mostInconclusive: MANY,
  },
  {
    id: 'top-p-refused',
    area: 'options',
    says: 'top_p is refused.',
    source: 'https://github.com/evalstate/fast-agent/issues/279',
    trap: 'openai-fastagent-279-parallel-tool-calls',
    dialects: ['openai'],
    produces: both('option.top_p', 'rejected'),
    hooks: { validation: refusing('top_p', (value) => value !== 1) },
    mostInconclusive: MANY,
  },
  {
    id: 'logprobs-refused',
    area: 'logprobs',
    says: 'logprobs are refused.',
    source: 'https://github.com/BerriAI/litellm/issues/6915',
    dialects: ['openai'],
    produces: both('option.logprobs', 'rejected'),
    hooks: { validation: refusing('logprobs', (value) => value !== false) },
    mostInconclusive: MANY,
  },
  {
    id: 'echo-refused',
    area: 'prompt',
    says: 'echo is refused.',
    source: 'https://github.com/raullenchai/Rapid-MLX/pull/733',
    dialects: ['openai'],
    produces: {
      'completions.option.echo': 'rejected',
      'completions.prompt.echo': 'rejected',
      'completions.prompt.logprobs': 'rejected',
    },
    hooks: { validation: refusing('echo', isTrue) },
    mostInconclusive: MANY,
  },
  {
    id: 'prompt-list-refused',
    area: 'prompt',
    says: 'A list of prompts is refused.',
    source: 'https://github.com/labscommunity/cascadia/issues/92',
    dialects: ['openai'],
    produces: { 'completions.prompt.list': 'rejected' },
    hooks: { validation: refusing('prompt', isList) },
    mostInconclusive: MANY,
  },
  {
    id: 'token-ids-refused',
    area: 'prompt',
    says: 'A prompt of token ids is refused.',
    source: 'https://github.com/ggml-org/llama.cpp/pull/15001',
    dialects: ['openai'],
    produces: { 'completions.prompt.token_ids': 'rejected' },
    hooks: { validation: refusing('prompt', isIds) },
    mostInconclusive: MANY,
  },
  {
    id: 'system-refused',
    area: 'prompt',
    says: 'The model has no system messages: they are refused.',
    source: 'https://github.com/tidyverse/ellmer/issues/359',
    dialects: ['openai'],
    produces: { 'chat.messages.roles': 'rejected' },
    hooks: refusingMessages(({ role }) => role === 'system', 'System messages are not supported.'),
    mostInconclusive: MANY,
  },
  {
    id: 'max-completion-tokens-refused',
    area: 'limits',
    says: 'max_completion_tokens is unknown and refused.',
    source: 'https://github.com/yazinsai/OpenOats/issues/319',
    dialects: ['openai'],
    produces: { 'chat.max_completion_tokens.respected': 'rejected' },
    hooks: { validation: refusing('max_completion_tokens') },
    mostInconclusive: MANY,
  },
  {
    id: 'max-tokens-refused',
    area: 'limits',
    says: 'On both endpoints max_tokens is refused in favour of max_completion_tokens.',
    source: 'https://github.com/cline/cline/pull/12902',
    trap: 'cline-12902-max-tokens-refused',
    dialects: ['openai'],
    produces: { 'chat.max_tokens.respected': 'rejected', 'completions.max_tokens.respected': 'rejected' },
    hooks: {
      body: (body, { endpoint }) => {
        if (body.max_tokens !== undefined) {
          const message = "'max_tokens' is not supported. Use 'max_completion_tokens' instead.";
          throw refusal('unsupported', 'max_tokens', 'unsupported_parameter', message);
        }
        const { max_completion_tokens, ...others } = body;
        return endpoint === 'completions' && isNumber(max_completion_tokens ?? null)
          ? { ...others, max_tokens: max_completion_tokens }
          : body;
      },
    },
    mostInconclusive: MANY,
  },
];
