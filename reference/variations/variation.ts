/** A lawful oddity: an endpoint may do this, and nobody may call it a defect. */

import type { Peculiarity } from '../faults/fault.js';

export interface Variation extends Peculiarity {
  /** The false alarm that this would set off in a careless checker, by its name in our collection of them. */
  readonly trap?: string;
  /** Check id to an outcome that shows only here: lawful, and not what the faultless endpoint does. */
  readonly produces?: Readonly<Record<string, string>>;
  /** The largest part of a run that may be inconclusive, where the oddity takes premises away; else as for a plain endpoint. */
  readonly mostInconclusive?: number;
}
