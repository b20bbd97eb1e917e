/** Tools to offer, and requests that make any model call one: a call that is forced needs no model that obeys. */
import type { Parameters } from './ask.js';
import type { Message } from './conversation.js';
import { arrayAt } from './json.js';
import type { Lab } from './lab.js';
import type { Reply } from './reply.js';
import { Crashed, Hung } from './signal.js';

/** A closed list of values keeps the arguments short, whatever the model would like to write. */
export const TOWNS = ['Porto', 'Oslo', 'Lima'] as const;

const town = {
  type: 'object',
  properties: { town: { type: 'string', enum: TOWNS } },
  required: ['town'],
  additionalProperties: false,
} as const;

export function functionTool(name: string, description: string, more: object = {}) {
  return { type: 'function', function: { name, description, ...more } } as const;
}

export const CLOCK = functionTool('get_time', 'Tells what time it is in a town.', { parameters: town });
export const WEATHER = functionTool('get_weather', 'Tells the weather in a town.', { parameters: town });

/** The question calls for the first; by name, the second is chosen: whoever falls back to a free choice is seen. */
export const TOOLS = [WEATHER, CLOCK] as const;

/** A question that calls for two calls of one tool, where several are made. */
export const ASKING: Message = {
  role: 'user',
  content: 'What is the weather in Porto, and what is it in Oslo?',
};

/** `tool_choice` of a function by its name. */
export function named({ function: { name } }: { readonly function: { readonly name: string } }) {
  return { type: 'function', function: { name } } as const;
}

/** Marks with which models begin a call; a server that offers tools reads them and does not pass them on. */
export const UNREAD_CALL = /<tool_call>|\[TOOL_CALLS\]|<\|tool_call|<\|python_tag\|>/;

/** Room for two calls with short arguments. */
export const CALL_TOKENS = 64;

/** Asks the question with the tools, and `parameters`. */
export function askWithTools(lab: Lab, parameters: Parameters): Promise<Reply> {
  return lab.greedy('chat', { messages: [ASKING], tools: TOOLS, ...parameters }, { tokens: CALL_TOKENS });
}

/** Ways to a call, the surest and cheapest first. */
const CHOICES = [named(CLOCK), 'required', 'auto'] as const;

export interface Called {
  readonly reply: Reply;
  /** What made the model call. */
  readonly tool_choice: (typeof CHOICES)[number];
}

export interface ToolUse {
  /** Whether tools are taken with any `tool_choice`: `broken` where they are not refused, but crash. */
  readonly offered: 'taken' | 'refused' | 'broken';
  /** An answer that has a call; undefined where none could be had. */
  readonly called?: Called;
}

/** Tries the ways to a call in turn, until one is gone. All requests are shared with the checks of `tool_choice`. */
export async function toolUse(lab: Lab): Promise<ToolUse> {
  let offered: ToolUse['offered'] = 'refused';
  for (const tool_choice of CHOICES) {
    try {
      const reply = await askWithTools(lab, { tool_choice });
      if (reply.rejected) continue;
      offered = 'taken';
      if (reply.tool_calls.length > 0) return { offered, called: { reply, tool_choice } };
    } catch (error) {
      if (!(error instanceof Crashed || error instanceof Hung)) throw error;
      if (offered === 'refused') offered = 'broken';
    }
  }
  return { offered };
}

/** The answer that has a call; for checks that need `tool_calls`. */
export async function calledBy(lab: Lab): Promise<Called> {
  const { called } = await toolUse(lab);
  return called ?? lab.inconclusive('no call could be had this time');
}

/** The same, streamed. */
export async function streamedCall(lab: Lab): Promise<Reply> {
  const { tool_choice } = await calledBy(lab);
  return askWithTools(lab, { tool_choice, stream: true });
}

/** The pieces of the first choice's calls, in the order in which they came. */
export function callFragments({ chunks }: Reply): readonly unknown[] {
  return chunks
    .flatMap((chunk) => arrayAt(chunk, 'choices'))
    .flatMap((choice) => arrayAt(choice, 'delta', 'tool_calls'));
}
