/** All lawful variations, by area. */

import { messageVariations } from './messages.js';
import { streamVariations } from './stream.js';
import type { Variation } from './variation.js';

export const variations: readonly Variation[] = [...messageVariations, ...streamVariations];
