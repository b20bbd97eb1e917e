/** Builds the ordinary request to POST /responses, the same for all who look at its answer. */
import type { Parameters } from './ask.js';
import { arrayAt, at, stringAt } from './json.js';
import type { Lab, WireRequest } from './lab.js';
import { MESSAGES } from './prompts.js';

/** The fewest tokens that may be asked for. */
export const FEWEST_TOKENS = 16;

/** As repeatable as the endpoint can make it; thinking comes on top of `tokens`. `parameters` are added, or take the place of ours. */
export function responseRequest(lab: Lab, parameters: Parameters = {}, tokens = FEWEST_TOKENS): WireRequest {
  const { temperature, thinkingTokens = 0 } = lab.facts.chat;
  return {
    method: 'POST',
    path: '/responses',
    json: {
      model: lab.model('chat'),
      input: MESSAGES[0],
      max_output_tokens: tokens + thinkingTokens,
      ...(temperature !== false && { temperature: 0 }),
      ...parameters,
    },
  };
}

/** The text of all messages of a whole answer, which the official client calls `output_text`. */
export function outputText(json: unknown): string {
  return arrayAt(json, 'output')
    .flatMap((item) => arrayAt(item, 'content'))
    .map((part) => (at(part, 'type') === 'output_text' ? (stringAt(part, 'text') ?? '') : ''))
    .join('');
}
