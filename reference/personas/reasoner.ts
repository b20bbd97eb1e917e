/** Thinks before it answers, and does not take the parameters that such models refuse at OpenAI. */

import { hashText } from '../sampling/random.js';
import { lastQuestion } from './conversation.js';
import { obedient } from './obedient.js';
import type { Persona } from './persona.js';

/** How many tokens it thinks, by `reasoning_effort`; up to a fifth more, depending on the question. */
const THINKING_TOKENS: Readonly<Record<string, number>> = {
  none: 0,
  minimal: 40,
  low: 60,
  medium: 100,
  high: 200,
  xhigh: 300,
  max: 400,
};
const OPENING = 'The user asks me something. ';

export const reasoner: Persona = {
  name: 'reasoner',
  refuses: {
    temperature: { harmless: [1], hint: 'Only the default (1) is supported.' },
    max_tokens: { harmless: [], hint: "Use 'max_completion_tokens' instead." },
  },
  intend(task) {
    const least = THINKING_TOKENS[task.request.reasoning_effort ?? 'medium'] ?? THINKING_TOKENS.medium!;
    const tokens = least + Math.floor((least / 5) * ((hashText(lastQuestion(task.request)) % 100) / 100));
    const opening = task.model.tokenizer.encode(OPENING);
    return { ...obedient.intend(task), thinking: { tokens, opening } };
  },
};
