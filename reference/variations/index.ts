/** All lawful variations, by area. */

import { streamVariations } from './stream.js';
import type { Variation } from './variation.js';

export const variations: readonly Variation[] = [...streamVariations];
