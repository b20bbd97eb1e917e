/** Which tools a question calls for, and the calls as tokens. */

import type { Model } from '../model/model.js';
import type { ChatRequest, Tool } from '../request/generation-request.js';
import { argumentsFor, subjectsOf } from './arguments.js';
import { lastQuestion, toolResults, topics } from './conversation.js';
import type { Task } from './persona.js';

/** The tokens of the wanted calls, their end included; undefined if no tool is to be called. */
export function planCalls({ model, request }: Task): number[] | undefined {
  const { mode, tools } = request.tool_choice;
  if (mode === 'none' || tools.length === 0) return undefined;
  const question = lastQuestion(request);
  const tool = fittingTool(question, tools);
  const helps = tool !== undefined && toolResults(request).length === 0;
  if (mode === 'auto' && !helps) return undefined;
  const calls = callsOf(tool ?? tools[0]!, question, request);
  return [...calls.flatMap((call) => tokensOf(call, model)), model.tokenizer.special.end_of_text];
}

/** The tool that shares most words with the question; undefined if none shares any and none is asked for. */
function fittingTool(question: string, tools: readonly Tool[]): Tool | undefined {
  const asked = new Set(topics(question));
  let best: { tool: Tool; shared: number } | undefined;
  for (const tool of tools) {
    const about = new Set(
      topics(`${tool.name.replace(/[_-]|(?<=[a-z])(?=[A-Z])/g, ' ')} ${tool.description}`),
    );
    const named = question.includes(tool.name) ? 100 : 0;
    const shared = named + [...about].filter((topic) => asked.has(topic)).length;
    if (shared > (best?.shared ?? 0)) best = { tool, shared };
  }
  if (best) return best.tool;
  return /\b(?:call|use|invoke|run)\b.*\b(?:tools?|functions?)\b/i.test(question) ? tools[0] : undefined;
}

/** One call for each subject of the question, if several are allowed: "the weather in Paris and in Rome". */
function callsOf(tool: Tool, question: string, request: ChatRequest): { name: string; arguments: string }[] {
  const several =
    request.parallel_tool_calls && !request.legacyFunctions && request.tool_choice.mode !== 'named';
  const subjects = subjectsOf(question).slice(0, several ? 8 : 1);
  const questions: (string | undefined)[] = subjects.length > 0 ? subjects : [undefined];
  return questions.map((subject) => ({
    name: tool.name,
    arguments: JSON.stringify(argumentsFor(tool.parameters, question, subject)),
  }));
}

function tokensOf(call: { name: string; arguments: string }, { tokenizer }: Model): number[] {
  const { tool_call, tool_arguments } = tokenizer.special;
  return [tool_call, ...tokenizer.encode(call.name), tool_arguments, ...tokenizer.encode(call.arguments)];
}
