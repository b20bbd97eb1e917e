/** Options that common clients send and nobody must choke on: hints, defaults, explicit nulls. */
import type { Parameters } from '../src/check/ask.js';
import { check, NOT_CORE, over, REJECTED } from '../src/check/check.js';
import type { Lab } from '../src/check/lab.js';
import { refused, TEXT_ENDPOINTS, type TextEndpoint } from '../src/check/reply.js';
import { openapi, REQUEST_SCHEMA } from '../src/check/source.js';

interface Hint {
  readonly endpoint: TextEndpoint;
  readonly option: string;
  readonly value: unknown;
  readonly at: string;
  readonly claim?: string;
}

const HINTS: readonly Hint[] = [
  { endpoint: 'chat', option: 'user', value: 'touchstone', at: 'ModelResponseProperties.user' },
  { endpoint: 'completions', option: 'user', value: 'touchstone', at: 'CreateCompletionRequest.user' },
  {
    endpoint: 'chat',
    option: 'safety_identifier',
    value: 'touchstone',
    at: 'ModelResponseProperties.safety_identifier',
  },
  {
    endpoint: 'chat',
    option: 'prompt_cache_key',
    value: 'touchstone',
    at: 'ModelResponseProperties.prompt_cache_key',
  },
  {
    endpoint: 'chat',
    option: 'metadata',
    value: { run: 'touchstone' },
    at: 'CreateChatCompletionRequest.metadata',
  },
  { endpoint: 'chat', option: 'store', value: false, at: 'CreateChatCompletionRequest.store' },
  { endpoint: 'chat', option: 'service_tier', value: 'auto', at: 'ModelResponseProperties.service_tier' },
  {
    endpoint: 'chat',
    option: 'reasoning_effort',
    value: 'low',
    at: 'CreateChatCompletionRequest.reasoning_effort',
    claim: 'reasoning_effort is accepted, or refused where the model does not think.',
  },
  {
    endpoint: 'chat',
    option: 'verbosity',
    value: 'low',
    at: 'CreateChatCompletionRequest.verbosity',
    claim: 'verbosity is accepted, or refused where the model does not know it.',
  },
  {
    endpoint: 'chat',
    option: 'parallel_tool_calls',
    value: true,
    at: 'CreateChatCompletionRequest.parallel_tool_calls',
    claim: 'parallel_tool_calls without tools does no harm.',
  },
];

export const hints = HINTS.map(({ endpoint, option, value, at, claim }) =>
  check({
    id: `${endpoint}.option.${option}`,
    claim: claim ?? `${option} is accepted, with or without effect.`,
    source: openapi(at),
    needs: [endpoint],
    cost: { requests: 1, tokens: 1 },
    outcomes: {
      accepted: 'the request is answered',
      rejected: REJECTED,
    },
    async observe(lab) {
      const reply = await lab.short(endpoint, { [option]: value });
      return reply.rejected ? refused(reply.rejected) : 'accepted';
    },
  }),
);

const SAMPLING = { top_p: 1, n: 1, presence_penalty: 0, frequency_penalty: 0, logit_bias: {} };

/** Every documented scalar at its default value; those that decide about the request itself are left out. */
const DEFAULTS: Record<TextEndpoint, Parameters> = {
  chat: {
    ...SAMPLING,
    stream: false,
    logprobs: false,
    store: false,
    service_tier: 'auto',
    response_format: { type: 'text' },
  },
  completions: { ...SAMPLING, stream: false, best_of: 1, echo: false },
};

const NULLABLE = ['top_p', 'n', 'stop', 'seed', 'logit_bias', 'presence_penalty', 'frequency_penalty'];
const NULLS: Record<TextEndpoint, Parameters> = {
  chat: nulls([...NULLABLE, 'stream', 'stream_options', 'logprobs', 'top_logprobs', 'metadata', 'store']),
  completions: nulls([...NULLABLE, 'stream', 'stream_options', 'logprobs', 'best_of', 'echo', 'suffix']),
};

function nulls(names: readonly string[]): Parameters {
  return Object.fromEntries(names.map((name) => [name, null]));
}

/** The parameters that are refused alone, of those that are refused together. */
async function refusedOf(lab: Lab, endpoint: TextEndpoint, parameters: Parameters): Promise<string[]> {
  const together = await lab.short(endpoint, parameters);
  if (!together.rejected) return [];
  const alone: string[] = [];
  for (const [name, value] of Object.entries(parameters)) {
    if ((await lab.short(endpoint, { [name]: value })).rejected) alone.push(name);
  }
  return alone.length > 0 ? alone : ['all of them together'];
}

export const defaults = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.option.defaults`,
    claim: 'Each documented option may be sent with its default value.',
    source: openapi(REQUEST_SCHEMA[endpoint]),
    needs: [endpoint],
    cost: { requests: 13, tokens: 13 },
    outcomes: {
      accepted: 'the request is answered',
      refused: {
        says: 'an option that asks for nothing is refused',
        severity: 'should',
        notices: ['clients that send all they know: LangChain, LiteLLM, AutoGen'],
      },
    },
    async observe(lab) {
      const names = await refusedOf(lab, endpoint, DEFAULTS[endpoint]);
      return names.length === 0 ? 'accepted' : { outcome: 'refused', details: { options: names.join(', ') } };
    },
  }),
);

export const nullable = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.option.null`,
    claim: 'An option that may be null may be sent as null.',
    source: openapi(REQUEST_SCHEMA[endpoint]),
    needs: [endpoint],
    severity: 'must',
    ...(endpoint === 'completions' && NOT_CORE),
    cost: { requests: 15, tokens: 15 },
    outcomes: {
      accepted: 'the request is answered',
      refused: {
        says: 'a null is refused where the document allows it',
        severity: 'must',
        notices: ['openai-python and openai-node: None and null are sent as null'],
      },
    },
    async observe(lab) {
      const names = await refusedOf(lab, endpoint, NULLS[endpoint]);
      return names.length === 0 ? 'accepted' : { outcome: 'refused', details: { options: names.join(', ') } };
    },
  }),
);
