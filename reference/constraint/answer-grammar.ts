/** The grammar of a chat answer: text, JSON, or tool calls, as the request's `tools`, `tool_choice` and `response_format` demand. */

import type { Tokenizer } from '../model/tokenizer.js';
import type { ChatRequest } from '../request/generation-request.js';
import { markOf } from './constraint.js';
import { anyBytes, type Branches, lazily, literal, oneOf, type Rule, text } from './grammar.js';
import { anyObject, type Bounds, schemaGrammar } from './json-grammar.js';

/** Calls in one answer at most. */
const MAX_CALLS = 8;

/** Undefined if any text will do. */
export function answerGrammar(request: ChatRequest, tokenizer: Tokenizer, bounds: Bounds): Rule | undefined {
  const { mode } = request.tool_choice;
  if (mode === 'required' || mode === 'named') return calls(request, tokenizer, bounds);
  const prose = proseGrammar(request, bounds);
  if (mode === 'none') return prose;
  return oneOf([prose ?? anyBytes], [calls(request, tokenizer, bounds)]);
}

function proseGrammar({ response_format }: ChatRequest, bounds: Bounds): Rule | undefined {
  switch (response_format.type) {
    case 'text':
      return undefined;
    case 'json_object':
      return anyObject(bounds);
    case 'json_schema':
      return schemaGrammar(response_format.schema, bounds);
  }
}

function calls(request: ChatRequest, tokenizer: Tokenizer, bounds: Bounds): Rule {
  const one = oneOf(
    ...request.tool_choice.tools.map((tool) => [
      literal([markOf(tokenizer, 'tool_call')]),
      text(tool.name),
      literal([markOf(tokenizer, 'tool_arguments')]),
      schemaGrammar({ type: 'object', properties: {}, ...tool.parameters }, bounds),
    ]),
  );
  const most = request.parallel_tool_calls && !request.legacyFunctions ? MAX_CALLS : 1;
  const from = (count: number): Branches =>
    lazily(() => (count >= most ? [[]] : count === 0 ? [[one, from(1)]] : [[], [one, from(count + 1)]]));
  return from(0);
}
