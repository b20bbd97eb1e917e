/** All lawful variations, by what they are about. */

import { answerVariations } from './answers.js';
import { chunkVariations } from './chunks.js';
import { embeddingVariations } from './embeddings.js';
import { httpVariations } from './http.js';
import { limitVariations } from './limits.js';
import { logprobVariations } from './logprobs.js';
import { messageVariations } from './messages.js';
import { optionVariations } from './options.js';
import { promptVariations } from './prompt.js';
import { refusalVariations } from './refusals.js';
import { responseVariations } from './responses.js';
import { samplingVariations } from './sampling.js';
import { shapeVariations } from './shapes.js';
import { streamVariations } from './stream.js';
import { structuredVariations } from './structured.js';
import { toolVariations } from './tools.js';
import type { Variation } from './variation.js';

export type { Variation } from './variation.js';

export const variations: readonly Variation[] = [
  ...httpVariations,
  ...streamVariations,
  ...chunkVariations,
  ...answerVariations,
  ...messageVariations,
  ...optionVariations,
  ...promptVariations,
  ...shapeVariations,
  ...structuredVariations,
  ...toolVariations,
  ...limitVariations,
  ...logprobVariations,
  ...refusalVariations,
  ...samplingVariations,
  ...embeddingVariations,
  ...responseVariations,
];
