/** All lawful variations, by area. */

import { limitVariations } from './limits.js';
import { logprobVariations } from './logprobs.js';
import { messageVariations } from './messages.js';
import { optionVariations } from './options.js';
import { promptVariations } from './prompt.js';
import { shapeVariations } from './shapes.js';
import { streamVariations } from './stream.js';
import { toolVariations } from './tools.js';
import type { Variation } from './variation.js';

export const variations: readonly Variation[] = [
  ...limitVariations,
  ...logprobVariations,
  ...messageVariations,
  ...optionVariations,
  ...promptVariations,
  ...shapeVariations,
  ...streamVariations,
  ...toolVariations,
];
