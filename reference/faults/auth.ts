/** Faults of who is let in. */

import type { Fault } from './fault.js';

export const authFaults: readonly Fault[] = [
  {
    id: 'wrong-key-accepted',
    area: 'auth',
    says: 'A wrong key, or none, is accepted although a key is demanded.',
    severity: 'should',
    source: 'https://github.com/vllm-project/vllm/issues/58144',
    announces: { 'errors.key.wrong': 'accepted' },
    hooks: { admission: () => ({ admitted: true }) },
  },
];
