/** Faults of the shape in which log-probabilities come. */

import type { Json, JsonObject } from '../json.js';
import { eachChoice } from './change.js';
import type { Fault } from './fault.js';

/** Changes log-probabilities, where an answer has some. */
function eachLogprobs(endpoint: 'chat' | 'completions', change: (found: JsonObject) => Json): Fault['hooks'] {
  return {
    response: (response, exchange) =>
      exchange.endpoint === endpoint
        ? eachChoice(response, (choice) =>
            choice.logprobs ? { ...choice, logprobs: change(choice.logprobs as JsonObject) } : choice,
          )
        : response,
  };
}

const entriesOf = (found: JsonObject) => found.content as JsonObject[];

export const logprobShapeFaults: readonly Fault[] = [
  {
    id: 'chat-logprobs-legacy-shape',
    area: 'logprobs',
    says: 'logprobs of chat come in the shape of /completions: tokens and token_logprobs.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/3179',
    announces: { 'chat.option.logprobs': 'legacy-shape' },
    hooks: eachLogprobs('chat', (found) => ({
      tokens: entriesOf(found).map(({ token }) => token as string),
      token_logprobs: entriesOf(found).map(({ logprob }) => logprob as number),
    })),
  },
  {
    id: 'chat-logprobs-null-values',
    area: 'logprobs',
    says: 'The entries of logprobs have tokens and null instead of a number.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/5008',
    announces: { 'chat.option.logprobs': 'incomplete' },
    hooks: eachLogprobs('chat', (found) => ({
      ...found,
      content: entriesOf(found).map((entry) => ({ ...entry, logprob: null })),
    })),
  },
  {
    id: 'completions-logprobs-chat-shape',
    area: 'logprobs',
    says: 'logprobs of /completions come in the shape of chat: a list named content.',
    severity: 'should',
    source: 'https://github.com/ggml-org/llama.cpp/issues/27174',
    announces: { 'completions.option.logprobs': 'chat-shape' },
    hooks: eachLogprobs('completions', (found) => ({
      content: (found.tokens as string[]).map((token, i) => ({
        token,
        logprob: (found.token_logprobs as number[])[i],
        bytes: null,
        top_logprobs: Object.entries((found.top_logprobs as (JsonObject | null)[] | null)?.[i] ?? {}).map(
          ([other, logprob]) => ({ token: other, logprob, bytes: null }),
        ),
      })),
    })),
  },
  {
    id: 'completions-logprobs-uneven',
    area: 'logprobs',
    says: 'Where several tokens come at once, text_offset has one place for them and tokens has several.',
    severity: 'must',
    source: 'https://github.com/theroyallab/tabbyAPI/pull/141',
    announces: { 'completions.option.logprobs': 'uneven' },
    hooks: eachLogprobs('completions', (found) => ({
      ...found,
      text_offset: (found.text_offset as number[]).slice(0, 1),
    })),
  },
  {
    id: 'completions-logprobs-without-tokens',
    area: 'logprobs',
    says: 'logprobs of /completions has top_logprobs alone.',
    severity: 'must',
    source: 'https://github.com/sgl-project/sglang/pull/2301',
    announces: { 'completions.option.logprobs': 'incomplete' },
    hooks: eachLogprobs('completions', ({ top_logprobs }) => ({ top_logprobs })),
  },
];
