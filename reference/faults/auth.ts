/** Faults of who is let in. */

import type { Fault } from './fault.js';

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
];
