/** Never obeys: it goes on from the end of the prompt, whatever was asked. */

import type { Persona } from './persona.js';

export const babbler: Persona = {
  name: 'babbler',
  refuses: {},
  intend: ({ model, prompt }) => ({
    context: prompt.filter((id) => !model.tokenizer.isSpecial(id)),
    planned: false,
    shape: () => {},
  }),
};
