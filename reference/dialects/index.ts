/** The dialects by name. */

import type { Dialect, DialectName } from './dialect.js';
import { fireworks } from './fireworks.js';
import { fireworks2024 } from './fireworks-2024.js';
import { openai } from './openai.js';

export const dialects: Readonly<Record<DialectName, Dialect>> = {
  openai,
  fireworks,
  'fireworks-2024': fireworks2024,
};
