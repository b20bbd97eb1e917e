/** A lawful oddity: an endpoint may do this, and nobody may call it a defect. */

import type { Peculiarity } from '../faults/fault.js';

export interface Variation extends Peculiarity {
  /** Check id to an outcome that shows only here: lawful, and not what the faultless endpoint does. */
  readonly produces?: Readonly<Record<string, string>>;
}
