/** What happens while text is generated, in order: the scheduler's output, from which answers and chunks are made. */

/** A token with its log-probability in the model's own distribution; null where none exists: the first token of a prompt. */
export interface TokenRecord {
  readonly id: number;
  readonly logprob: number | null;
  /** The likeliest tokens at this place, likeliest first. */
  readonly alternatives: readonly { readonly id: number; readonly logprob: number }[];
}

export type GenerationEvent =
  | { readonly kind: 'start'; readonly choice: number; readonly calls: boolean }
  | {
      readonly kind: 'text';
      readonly choice: number;
      readonly channel: 'prompt' | 'content' | 'reasoning';
      readonly text: string;
      readonly tokens: readonly TokenRecord[];
    }
  | {
      readonly kind: 'call';
      readonly choice: number;
      readonly call: number;
      readonly id: string;
      readonly name: string;
    }
  | { readonly kind: 'arguments'; readonly choice: number; readonly call: number; readonly text: string }
  | { readonly kind: 'finish'; readonly choice: number; readonly reason: string };
