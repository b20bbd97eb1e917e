/** Fireworks as its current compatibility page describes it; where the page is silent, as OpenAI. */

import type { Dialect } from './dialect.js';

export const fireworks: Dialect = {
  name: 'fireworks',
  model: 'accounts/reference/models/touchstone-mini',
  ownedBy: 'reference',
  statesContextLength: true,
  responses: false,
  moderations: false,
  unknownParameters: 'ignored',
  strayStreamOptions: 'ignored',
  overflow: { parameter: true, behavior: 'truncate' },
  stopText: 'omitted',
  // The page does not say what include_usage does. The finish chunk carries usage anyway, so no extra chunk is sent.
  streamUsage: 'finish-chunk',
  usageDetails: false,
  namedFinishReason: 'tool_calls',
  unsupported: {},
};
