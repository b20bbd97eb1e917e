/** Faults of what the model is given to read. */

import { loadModel } from '../model/model.js';
import type { Fault } from './fault.js';

export const promptFaults: readonly Fault[] = [
  {
    id: 'prompt-templated',
    area: 'prompt',
    says: 'A system text is put in front of the prompt on /completions: it is counted, and echoed.',
    severity: 'should',
    source: 'https://github.com/ogx-ai/ogx/issues/1729',
    announces: {
      'completions.prompt.echo': 'modified',
      'completions.prompt.tokens': 'extended',
      'completions.prompt.logprobs': 'modified',
    },
    hooks: {
      prompt: (tokens, exchange) =>
        exchange.endpoint === 'completions'
          ? [...loadModel().tokenizer.encode('You are a helpful assistant.\n\n'), ...tokens]
          : tokens,
    },
  },
];
