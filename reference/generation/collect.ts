/** Puts the events of a generation together to whole choices, for answers that are not streamed. */

import type { GenerationRequest } from '../request/generation-request.js';
import type { Candidate } from './candidate.js';
import type { TokenRecord } from './events.js';
import type { Generation } from './generate.js';

export interface Choice {
  index: number;
  prompt: string;
  content: string;
  reasoning: string;
  tokens: TokenRecord[];
  calls: { id: string; name: string; arguments: string }[];
  reason: string | null;
}

/** The choices in order; of `best_of` for a prompt, the `n` with the highest mean log-probability. */
export async function collect(generation: Generation, request: GenerationRequest): Promise<Choice[]> {
  const choices = new Map<number, Choice>();
  for await (const event of generation.events) {
    let choice = choices.get(event.choice);
    if (!choice) {
      choice = {
        index: event.choice,
        prompt: '',
        content: '',
        reasoning: '',
        tokens: [],
        calls: [],
        reason: null,
      };
      choices.set(event.choice, choice);
    }
    switch (event.kind) {
      case 'start':
        break;
      case 'text':
        choice[event.channel] += event.text;
        choice.tokens.push(...event.tokens);
        break;
      case 'call':
        choice.calls.push({ id: event.id, name: event.name, arguments: '' });
        break;
      case 'arguments':
        choice.calls[event.call]!.arguments += event.text;
        break;
      case 'finish':
        choice.reason = event.reason;
        break;
    }
  }
  const inOrder = [...choices.values()].sort((a, b) => a.index - b.index);
  return request.best_of > request.n ? best(inOrder, generation, request) : inOrder;
}

function best(
  choices: readonly Choice[],
  { prompts, candidates }: Generation,
  { n, best_of }: GenerationRequest,
): Choice[] {
  return prompts.flatMap((_, place) => {
    const ofPrompt = choices.slice(place * best_of, (place + 1) * best_of);
    const score = (choice: Choice): number => meanLogprob(candidates[choice.index]!);
    const kept = ofPrompt.sort((a, b) => score(b) - score(a)).slice(0, n);
    return kept.map((choice, rank) => ({ ...choice, index: place * n + rank }));
  });
}

function meanLogprob({ records }: Candidate): number {
  return records.reduce((total, record) => total + (record.logprob ?? 0), 0) / Math.max(1, records.length);
}
