/** OpenAI as its published specification describes it. */

import type { Dialect } from './dialect.js';

export const openai: Dialect = {
  name: 'openai',
  model: 'touchstone-mini',
  ownedBy: 'reference',
  statesContextLength: false,
  responses: true,
  moderations: true,
  unknownParameters: 'refused',
  strayStreamOptions: 'refused',
  overflow: { parameter: false, behavior: 'error' },
  stopText: 'omitted',
  streamUsage: 'extra-chunk-if-asked',
  usageDetails: true,
  // The prose of the specification says tool_calls; what OpenAI answers is stop (vllm-project/vllm pull 25054).
  namedFinishReason: 'stop',
  unsupported: {},
};
