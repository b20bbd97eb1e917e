/** Faults of who is let in. */

import type { ErrorFields } from '../api-error.js';
import type { Fault } from './fault.js';

/** Changes what a request with a wrong key, or without one, is told. */
function keyError(changes: Partial<ErrorFields>): Fault['hooks'] {
  return { refusal: (error) => (error.reason === 'key' ? error.with(changes) : error) };
}

export const authFaults: readonly Fault[] = [
  {
    id: 'wrong-key-accepted',
    area: 'auth',
    says: 'Any key is accepted, although a request without one is refused.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/58144',
    announces: { 'errors.key.wrong': 'accepted', 'sdk.error.key': 'none' },
    hooks: {
      admission: (admission, { request }) => (request.headers.authorization ? { admitted: true } : admission),
    },
  },
  {
    id: 'missing-key-accepted',
    area: 'auth',
    says: 'A request without a key is answered, although one with a wrong key is refused.',
    severity: 'must',
    source: 'https://github.com/HKUDS/nanobot/issues/4078',
    announces: { 'errors.key.missing': 'accepted' },
    hooks: {
      admission: (admission, { request }) => (request.headers.authorization ? admission : { admitted: true }),
    },
  },
  {
    id: 'wrong-key-403',
    area: 'auth',
    says: 'A wrong key is answered with status 403.',
    severity: 'may',
    source: 'https://github.com/Anil-matcha/Open-Generative-AI/issues/167',
    announces: { 'errors.key.wrong': 'forbidden', 'errors.key.missing': 'forbidden' },
    hooks: keyError({ status: 403, type: 'permission_denied' }),
  },
  {
    id: 'wrong-key-400',
    area: 'auth',
    says: 'A wrong key is answered with status 400, as if the request were malformed.',
    severity: 'should',
    source: 'https://github.com/cequence-io/openai-scala-client/issues/109',
    announces: {
      'errors.key.wrong': 'other-status',
      'errors.key.missing': 'other-status',
      'sdk.error.key': 'other-class',
    },
    hooks: keyError({ status: 400, code: 'API_KEY_INVALID' }),
  },
  {
    id: 'wrong-key-500',
    area: 'auth',
    says: 'A wrong key is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/ogx-ai/ogx/issues/2990',
    announces: {
      'errors.key.wrong': 'server-error',
      'errors.key.missing': 'server-error',
      'sdk.error.key': 'other-class',
    },
    hooks: keyError({ status: 500, type: 'server_error', code: null }),
  },
  {
    id: 'wrong-key-fault-object',
    area: 'auth',
    says: 'A wrong key is answered in the words of the gateway: {"fault": {"faultstring": …}}.',
    severity: 'must',
    source: 'https://github.com/langchain-ai/langchain/issues/15239',
    announces: { 'errors.envelope': 'illegible', 'sdk.error.key': 'illegible' },
    hooks: {
      failure: (failure) =>
        failure.error.reason === 'key'
          ? {
              ...failure,
              body: {
                fault: { faultstring: 'Invalid ApiKey', detail: { errorcode: 'oauth.v2.InvalidApiKey' } },
              },
            }
          : failure,
    },
  },
];
