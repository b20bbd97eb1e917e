/** Faults of what an error says, and of the status that it has. */

import { ApiError, type Reason } from '../api-error.js';
import type { Json, JsonObject } from '../json.js';
import type { Hooks } from '../points.js';
import { timesBefore } from './change.js';
import type { Fault } from './fault.js';

/** Changes the words of errors that have one of these reasons. */
function saying(
  reasons: readonly Reason[],
  words: (error: ApiError) => Parameters<ApiError['with']>[0],
): Hooks {
  return { refusal: (error) => (reasons.includes(error.reason) ? error.with(words(error)) : error) };
}

/** Adds to the message of an error about the key. */
function ofKeys(words: (key: string) => string): Hooks {
  return {
    failure: (failure, { request }) => {
      if (failure.error.reason !== 'key') return failure;
      const key = String(request.headers.authorization ?? '').replace(/^Bearer /, '');
      return { ...failure, body: { error: { ...fieldsOf(failure.error), message: words(key) } } };
    },
  };
}

function fieldsOf({ type, param, code }: ApiError): JsonObject {
  return { type, param, code };
}

/** One of so many requests is turned away. */
const TURNED_AWAY_EVERY = 5;

export const errorWordFaults: readonly Fault[] = [
  {
    id: 'error-names-nothing',
    area: 'errors',
    says: 'The error for a wrong parameter does not say which it is.',
    severity: 'may',
    source: 'https://github.com/can1357/oh-my-pi/issues/955',
    announces: { 'chat.error.temperature_type.named': 'unnamed' },
    hooks: saying(['type', 'value', 'range'], () => ({
      message: 'invalid params, invalid chat setting (2013)',
      param: null,
    })),
  },
  {
    id: 'error-message-is-json',
    area: 'errors',
    says: 'The message of an error is the error of another server, as JSON text.',
    severity: 'should',
    source: 'https://github.com/CommandCodeAI/command-code/issues/685',
    announces: { 'errors.envelope': 'incomplete' },
    hooks: {
      failure: (failure) => ({
        ...failure,
        body: {
          error: {
            ...fieldsOf(failure.error),
            param: null,
            message: JSON.stringify({
              error: { ...fieldsOf(failure.error), message: failure.error.message },
            }),
          },
        },
      }),
    },
  },
  {
    id: 'error-repeats-key',
    area: 'auth',
    says: 'The error for a wrong key repeats the key.',
    severity: 'should',
    source: 'https://github.com/Unstructured-IO/unstructured-api/pull/578',
    announces: { 'errors.key.repeated': 'repeated' },
    hooks: ofKeys((key) => `API key ${key} is invalid`),
  },
  {
    id: 'error-tells-digest',
    area: 'auth',
    says: 'The error for a wrong key tells its digest, and the table in which keys are kept.',
    severity: 'may',
    source: 'https://github.com/BerriAI/litellm/pull/39787',
    announces: { 'errors.key.repeated': 'digest' },
    hooks: ofKeys(
      (key) =>
        `Key Hash (Token) = ${Buffer.from(key.padEnd(32, '0')).toString('hex').slice(0, 64)}. Unable to find token in the table of tokens`,
    ),
  },
  {
    id: 'error-amplified',
    area: 'errors',
    says: 'Of a list in which everything is wrong, each error is told, with all that was sent.',
    severity: 'should',
    source: 'https://github.com/vllm-project/vllm/issues/49239',
    dialects: ['openai'],
    announces: { 'chat.error.size': 'long', 'responses.error.size': 'long' },
    hooks: {
      refusal: (error, { body }) => {
        const list = (body.messages ?? body.input) as Json;
        if (!Array.isArray(list) || error.reason === 'key') return error;
        const sent = JSON.stringify(list);
        return error.with({ message: list.map((_, place) => `[${place}] of ${sent} is wrong`).join('\n') });
      },
    },
  },
  {
    id: 'overflow-told-as-something-else',
    area: 'limits',
    says: 'A request that exceeds the window is refused with an error about something else.',
    severity: 'should',
    source: 'https://github.com/vllm-project/vllm/issues/33418',
    dialects: ['openai'],
    announces: { 'chat.max_tokens.overflow.message': 'unsaid' },
    hooks: saying(['overflow'], () => ({
      message: 'n must be at least 1, got 0.',
      code: null,
      param: null,
    })),
  },
  {
    id: 'overflow-buried',
    area: 'limits',
    says: 'A request that exceeds the window is refused with the words of a gateway; the cause is a text inside of metadata.',
    severity: 'should',
    source: 'https://github.com/cline/cline/issues/8337',
    dialects: ['openai'],
    announces: { 'chat.max_tokens.overflow.message': 'unsaid' },
    hooks: {
      failure: (failure) =>
        failure.error.reason === 'overflow'
          ? {
              ...failure,
              body: {
                error: {
                  ...fieldsOf(failure.error),
                  code: null,
                  message: 'Provider returned error',
                  metadata: { raw: failure.error.message },
                },
              },
            }
          : failure,
    },
  },
  {
    id: 'mistakes-429',
    area: 'errors',
    says: 'A mistake is answered with status 429, as if it were too early.',
    severity: 'should',
    source: 'https://github.com/Kilo-Org/kilocode/issues/5333',
    announces: { 'errors.status.meaning': 'sent-again' },
    hooks: saying(['type', 'value'], () => ({ status: 429 })),
  },
  {
    id: 'refused-parameter-405',
    area: 'errors',
    says: 'A parameter that the model does not support is refused with status 405.',
    severity: 'may',
    source: 'https://github.com/truefoundry/models/pull/913',
    announces: { 'errors.status.meaning': 'wrong-method' },
    hooks: saying(['unsupported', 'value'], () => ({ status: 405, code: '405' })),
  },
  {
    id: 'limit-without-retry-after',
    area: 'errors',
    says: 'Some requests are turned away with 429, and nothing says when to come again.',
    severity: 'may',
    source: 'https://github.com/etalab-ia/OpenGateLLM/issues/364',
    announces: { 'errors.status.retry_after': 'missing' },
    hooks: {
      validation: (found, { site }) => {
        if (timesBefore(site.memory, 'limit-without-retry-after') % TURNED_AWAY_EVERY !== 2) return found;
        throw new ApiError({
          reason: 'internal',
          status: 429,
          type: 'rate_limit_error',
          message: 'Too many requests.',
        });
      },
    },
  },
];
