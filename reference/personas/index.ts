/** The personas by name. */

import { babbler } from './babbler.js';
import { obedient } from './obedient.js';
import type { Persona, PersonaName } from './persona.js';
import { reasoner } from './reasoner.js';

export const personas: Readonly<Record<PersonaName, Persona>> = { obedient, babbler, reasoner };
