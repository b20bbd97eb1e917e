/** Builds the body of an ordinary request from what the preflight learned, so that no check has to know it. */
import type { EndpointFacts } from '../../schemas/types/report.js';
import { MESSAGES, PROMPTS } from './prompts.js';
import type { TextEndpoint } from './reply.js';

export const PATHS: Record<TextEndpoint, string> = { chat: '/chat/completions', completions: '/completions' };

/** Parameters of a request, by the API's names. Undefined ones are not sent. */
export type Parameters = Readonly<Record<string, unknown>>;

/** The question of a request: `messages` for chat, `prompt` for completions. */
export function question(endpoint: TextEndpoint, which: number): Parameters {
  return endpoint === 'chat'
    ? { messages: [{ role: 'user', content: MESSAGES[which] }] }
    : { prompt: PROMPTS[which] };
}

/** The parameter that limits the reply to `tokens` visible tokens, under the name that the endpoint takes; thinking comes on top. */
export function limitOf(facts: EndpointFacts, tokens: number): Parameters {
  const { limitParameter, thinkingTokens = 0 } = facts;
  return limitParameter === undefined ? {} : { [limitParameter]: tokens + thinkingTokens };
}

/** Greedy decoding, where the endpoint lets itself be asked for it. */
export function greedyOf(facts: EndpointFacts): Parameters {
  return facts.temperature === false ? {} : { temperature: 0 };
}
