/** Faults of how mistakes are answered. */

import { ApiError, ConnectionReset, NeverAnswered, type Reason } from '../api-error.js';
import type { Json } from '../json.js';
import type { Failure } from '../points.js';
import type { Fault } from './fault.js';

/** Mistakes in a request that any server has to notice. */
const MISTAKES: readonly Reason[] = ['malformed-json', 'missing', 'type', 'range', 'value', 'conflict'];

/** Changes the answer to a mistake. */
function mistakes(change: (failure: Failure) => Failure): Fault['hooks'] {
  return { failure: (failure) => (MISTAKES.includes(failure.error.reason) ? change(failure) : failure) };
}

function errorBody(body: (failure: Failure) => Json): Fault['hooks'] {
  return { failure: (failure) => ({ ...failure, body: body(failure) }) };
}

/** How long a server needs to come back after it died. */
const RESTART_MS = 200;

export const errorFaults: readonly Fault[] = [
  {
    id: 'error-flat',
    area: 'errors',
    says: 'Errors are {"detail": …} instead of {"error": {…}}: the official SDKs show no message.',
    severity: 'must',
    source: 'https://github.com/raullenchai/Rapid-MLX/pull/491',
    announces: {
      'errors.envelope': 'illegible',
      'sdk.error.key': 'illegible',
      'sdk.error.model': 'illegible',
      'sdk.error.parameter': 'illegible',
    },
    hooks: errorBody(({ error }) => ({ detail: error.message })),
  },
  {
    id: 'error-is-text',
    area: 'errors',
    says: 'The member error is a text, and the code stands beside it.',
    severity: 'must',
    source: 'https://github.com/yym68686/uni-api/issues/105',
    announces: { 'errors.envelope': 'illegible' },
    hooks: errorBody(({ error }) => ({ code: 'Client specified an invalid argument', error: error.message })),
  },
  {
    id: 'error-in-array',
    area: 'errors',
    says: 'The body of an error is an array with the error in it.',
    severity: 'must',
    source: 'https://github.com/SuzumiyaAkizuki/ComfyUI-NewBie-LLM-Formatter/issues/3',
    announces: { 'errors.envelope': 'illegible', 'sdk.error.parameter': 'illegible' },
    hooks: errorBody(({ error, status }) => [
      { error: { code: status, message: error.message, status: 'INVALID_ARGUMENT' } },
    ]),
  },
  {
    id: 'error-without-body',
    area: 'errors',
    says: 'Errors have a status and no body.',
    severity: 'must',
    source: 'https://github.com/continuedev/continue/issues/12875',
    announces: {
      'errors.envelope': 'illegible',
      'sdk.error.model': 'illegible',
      'sdk.error.parameter': 'illegible',
    },
    hooks: { responseText: (text) => (text.startsWith('{"error":{"message"') ? '' : text) },
  },
  {
    id: 'error-code-number',
    area: 'errors',
    says: 'The code of an error is its status, as a number.',
    severity: 'should',
    source: 'https://github.com/vllm-project/vllm/pull/37011',
    announces: { 'errors.envelope': 'incomplete' },
    hooks: errorBody(({ error, status }) => ({
      error: { message: error.message, type: error.type, param: error.param, code: status },
    })),
  },
  {
    id: 'error-type-empty',
    area: 'errors',
    says: 'The type of an error is an empty text.',
    severity: 'should',
    source: 'https://github.com/langbot-app/LangBot/issues/645',
    announces: { 'errors.envelope': 'incomplete' },
    hooks: errorBody(({ error }) => ({
      error: { message: error.message, type: '', param: error.param, code: error.code },
    })),
  },
  {
    id: 'error-inside-success',
    area: 'errors',
    says: 'A mistake is answered with status 200 and a body that holds the error.',
    severity: 'must',
    source: 'https://github.com/SWE-agent/mini-swe-agent/pull/902',
    announces: { 'errors.status': 'inside-success', 'chat.error.temperature_type': 'accepted' },
    hooks: mistakes((failure) => ({ ...failure, status: 200 })),
  },
  {
    id: 'mistakes-unnoticed',
    area: 'errors',
    says: 'A mistake is answered with status 200 and nothing in the body.',
    severity: 'must',
    source: 'https://github.com/huggingface/text-generation-inference/issues/2749',
    announces: {
      'chat.error.messages_missing': 'accepted',
      'chat.error.temperature_type': 'accepted',
      'chat.error.json_malformed': 'accepted',
      'chat.error.stream': 'accepted',
      'completions.error.temperature_type': 'accepted',
      'completions.error.json_malformed': 'accepted',
      'completions.error.stream': 'accepted',
      'sdk.error.parameter': 'none',
      'chat.error.size': 'accepted',
      'responses.error.size': 'accepted',
      'responses.error.temperature_type': 'accepted',
      'responses.error.stream': 'accepted',
    },
    hooks: mistakes((failure) => ({ ...failure, status: 200, body: {} })),
  },
  {
    id: 'mistakes-500',
    area: 'errors',
    says: 'A mistake in the request is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/ai-dynamo/dynamo/pull/2067',
    announces: {
      'chat.error.messages_missing': 'server-error',
      'chat.error.messages_empty': 'server-error',
      'chat.error.temperature_type': 'server-error',
      'chat.error.stream': 'server-error',
      'completions.error.temperature_type': 'server-error',
      'completions.error.stream': 'server-error',
      'chat.messages.part.unknown': 'server-error',
      'chat.response_format.type.unknown': 'server-error',
      'chat.response_format.json_schema.name.missing': 'server-error',
      'chat.stream_options.alone': 'server-error',
      'chat.error.size': 'server-error',
      'chat.error.temperature_type.named': 'server-error',
      'chat.messages.tool.unknown_id': 'server-error',
      'responses.error.size': 'server-error',
      'responses.error.temperature_type': 'server-error',
      'responses.error.stream': 'server-error',
      'responses.previous_response_id.unknown': 'server-error',
      'responses.store.false': 'server-error',
      'embeddings.input.empty': 'server-error',
      'embeddings.input.list.empty': 'server-error',
      'sdk.error.parameter': 'other-class',
    },
    hooks: {
      refusal: (error) =>
        MISTAKES.includes(error.reason) ? error.with({ status: 500, type: 'server_error' }) : error,
    },
  },
  {
    id: 'error-in-stream',
    area: 'errors',
    says: 'A streaming request that is wrong gets status 200 and the error as an event.',
    severity: 'should',
    source: 'https://github.com/EricLBuehler/mistral.rs/issues/1874',
    announces: {
      'chat.error.stream': 'in-stream',
      'completions.error.stream': 'in-stream',
      'responses.error.stream': 'in-stream',
    },
    hooks: {
      failure: (failure, { streamed }) => (streamed ? { ...failure, status: 200 } : failure),
      responseText: (text, { streamed }) =>
        streamed && text.startsWith('{"error"') ? `data: ${text}\n\n` : text,
      head: (head, { streamed }) =>
        streamed && head.headers['content-type'] === 'application/json'
          ? { ...head, headers: { ...head.headers, 'content-type': 'text/event-stream' } }
          : head,
    },
  },
  {
    id: 'malformed-json-500',
    area: 'errors',
    says: 'A body that is no JSON is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/sgl-project/sglang/issues/3805',
    announces: {
      'chat.error.json_malformed': 'server-error',
      'completions.error.json_malformed': 'server-error',
    },
    hooks: {
      refusal: (error) =>
        error.reason === 'malformed-json' ? error.with({ status: 500, type: 'server_error' }) : error,
    },
  },
  {
    id: 'malformed-json-hangs',
    area: 'errors',
    says: 'A body that is no JSON is never answered.',
    severity: 'must',
    source: 'https://github.com/dtzp555-max/ocp/pull/380',
    announces: { 'chat.error.json_malformed': 'hung', 'completions.error.json_malformed': 'hung' },
    hooks: {
      refusal: (error) => {
        if (error.reason === 'malformed-json') throw new NeverAnswered();
        return error;
      },
    },
  },
  {
    id: 'malformed-json-resets',
    area: 'errors',
    says: 'At a body that is no JSON, the connection is cut.',
    severity: 'must',
    source: 'https://github.com/mudler/LocalAI/issues/2938',
    announces: { 'chat.error.json_malformed': 'crashed', 'completions.error.json_malformed': 'crashed' },
    hooks: {
      refusal: (error) => {
        if (error.reason === 'malformed-json') throw new ConnectionReset();
        return error;
      },
    },
  },
  {
    id: 'malformed-json-kills',
    area: 'errors',
    says: 'At a body that is no JSON, the server dies; until it is back, nobody is answered.',
    severity: 'must',
    source: 'https://github.com/mozilla-ai/llamafile/issues/116',
    announces: { 'chat.error.json_malformed': 'breaks-the-next' },
    hooks: {
      bodyText: (text, { site }) => {
        if (Date.now() < Number(site.memory.get('malformed-json-kills') ?? 0)) throw new ConnectionReset();
        return text;
      },
      refusal: (error, { site }) => {
        if (error.reason !== 'malformed-json') return error;
        site.memory.set('malformed-json-kills', Date.now() + RESTART_MS);
        throw new ConnectionReset();
      },
    },
  },
  {
    id: 'unknown-parameter-500',
    area: 'errors',
    says: 'A parameter that the endpoint does not know is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/BerriAI/litellm/issues/4619',
    announces: { 'chat.option.unknown': 'server-error', 'completions.option.unknown': 'server-error' },
    hooks: {
      validation: (found) => {
        if (found.unknown.length === 0) return found;
        const message = `generate() got an unexpected keyword argument '${found.unknown[0]}'`;
        throw new ApiError({ reason: 'internal', status: 500, message });
      },
    },
  },
  {
    id: 'unknown-path-200',
    area: 'errors',
    says: 'A path that does not exist is answered with status 200 and a page.',
    severity: 'should',
    source: 'https://github.com/open-webui/open-webui/issues/10473',
    announces: { 'errors.path.unknown': 'answered' },
    hooks: {
      failure: (failure) =>
        failure.error.reason === 'path' ? { ...failure, status: 200, body: 'Not found' } : failure,
    },
  },
  {
    id: 'unknown-path-500',
    area: 'errors',
    says: 'A path that does not exist is answered with status 500.',
    severity: 'should',
    source: 'https://github.com/envoyproxy/ai-gateway/pull/835',
    announces: { 'errors.path.unknown': 'server-error', 'http.trailing_slash': 'server-error' },
    hooks: {
      admission: (admission, { request }) => {
        if (request.url?.endsWith('/') !== true) return admission;
        throw new ApiError({ reason: 'internal', status: 500, message: 'unknown path' });
      },
      refusal: (error) =>
        error.reason === 'path' ? error.with({ status: 500, type: 'server_error' }) : error,
    },
  },
  {
    id: 'unknown-path-405',
    area: 'errors',
    says: 'A path that does not exist is answered with status 405.',
    severity: 'may',
    source: 'https://github.com/aaamoon/copilot-gpt4-service/issues/214',
    announces: { 'errors.path.unknown': 'refused' },
    hooks: { refusal: (error) => (error.reason === 'path' ? error.with({ status: 405 }) : error) },
  },
];
