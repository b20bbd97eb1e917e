/** The helpers of the official client that do more than one request, or more than send it: `.parse()`, `.stream()` and `.runTools()`. */
import type OpenAI from 'openai';
import type { Capability } from '../src/check/capability.js';
import { check, NOT_CORE } from '../src/check/check.js';
import { QUESTION } from '../src/check/conversation.js';
import type { Lab } from '../src/check/lab.js';
import { sdk } from '../src/check/source.js';
import { jsonSchema, SHAPE_TOKENS, TIDE } from '../src/check/structured.js';
import { ASKING, CALL_TOKENS, calledBy, TOOLS } from '../src/check/tools.js';

type Messages = OpenAI.ChatCompletionMessageParam[];
type Tools = OpenAI.ChatCompletionFunctionTool[];
type ToolChoice = OpenAI.ChatCompletionToolChoiceOption;

/** What a schema library gives the client: a format that knows how to read the text. The marks are not sent. */
function parseable() {
  return Object.defineProperties(structuredClone(jsonSchema(TIDE)), {
    $brand: { value: 'auto-parseable-response-format', enumerable: false },
    $parseRaw: { value: (text: string) => JSON.parse(text) as unknown, enumerable: false },
  }) as unknown as OpenAI.ResponseFormatJSONSchema;
}

const HELPERS: readonly {
  readonly id: string;
  readonly claim: string;
  readonly file: string;
  readonly needs: readonly Capability[];
  readonly cost: { readonly requests: number; readonly tokens: number };
  /** What a program then has: nothing is a deviation. */
  call(client: OpenAI, lab: Lab): Promise<unknown>;
}[] = [
  {
    id: 'sdk.chat.parse',
    claim: 'client.chat.completions.parse() gives the object that the schema demands.',
    file: 'src/lib/parser.ts',
    needs: ['chat', 'json_schema'],
    cost: { requests: 1, tokens: SHAPE_TOKENS },
    async call(client, lab) {
      const { choices } = await client.chat.completions.parse({
        model: lab.model('chat'),
        messages: [QUESTION] as unknown as Messages,
        response_format: parseable(),
        ...lab.limit('chat', SHAPE_TOKENS),
      });
      return choices[0]?.message.parsed ?? undefined;
    },
  },
  {
    id: 'sdk.chat.stream.tools',
    claim: 'client.chat.completions.stream() assembles the calls of a stream.',
    file: 'src/lib/ChatCompletionStream.ts',
    needs: ['chat', 'tools', 'tool_calls', 'chat.stream', 'chat.stream.tool_calls'],
    cost: { requests: 4, tokens: 4 * CALL_TOKENS },
    async call(client, lab) {
      const { tool_choice } = await calledBy(lab);
      const stream = client.chat.completions.stream({
        model: lab.model('chat'),
        messages: [ASKING] as unknown as Messages,
        tools: TOOLS as unknown as Tools,
        tool_choice: tool_choice as ToolChoice,
        ...lab.limit('chat', CALL_TOKENS),
      });
      const { choices } = await stream.finalChatCompletion();
      return choices[0]?.message.tool_calls?.[0]?.function.name;
    },
  },
  {
    id: 'sdk.chat.run_tools',
    claim: 'client.chat.completions.runTools() carries out the function that the model calls.',
    file: 'src/lib/AbstractChatCompletionRunner.ts',
    needs: ['chat', 'tools', 'tool_calls'],
    cost: { requests: 4, tokens: 4 * CALL_TOKENS },
    async call(client, lab) {
      const { tool_choice } = await calledBy(lab);
      const given: unknown[] = [];
      const tools = TOOLS.map((tool) => ({
        type: 'function' as const,
        function: {
          ...tool.function,
          parse: (text: string) => JSON.parse(text) as object,
          function: (value: object) => {
            given.push(value);
            return 'It is half past nine.';
          },
        },
      }));
      const runner = client.chat.completions.runTools(
        {
          model: lab.model('chat'),
          messages: [ASKING] as unknown as Messages,
          tools: tools as never,
          tool_choice: tool_choice as ToolChoice,
          ...lab.limit('chat', CALL_TOKENS),
        },
        { maxChatCompletions: 1 },
      );
      await runner.done();
      return given[0];
    },
  },
];

/** Thrown where our own limit ended the reply, or the model declined: nothing is wrong with the endpoint. */
const OUR_DOING = new Set(['LengthFinishReasonError', 'ContentFilterFinishReasonError']);

export const helpers = HELPERS.map(({ id, claim, file, needs, cost, call }) =>
  check({
    id,
    claim,
    source: sdk('openai-node', file),
    needs,
    // Each asks with the client what another check asks without it.
    ...NOT_CORE,
    cost,
    outcomes: {
      works: 'the helper gives what its documentation promises',
      empty: {
        says: 'the helper gives nothing, without an error',
        severity: 'must',
        notices: ['programs with the official client'],
      },
      threw: {
        says: 'the helper throws',
        severity: 'must',
        notices: ['programs with the official client'],
      },
    },
    async observe(lab) {
      try {
        return (await call(lab.sdk(), lab)) === undefined ? 'empty' : 'works';
      } catch (error) {
        const { status, message = String(error) } = error as { status?: number; message?: string };
        const name = error instanceof Error ? error.constructor.name : typeof error;
        if (name === 'Inconclusive') throw error;
        if (OUR_DOING.has(name)) return lab.inconclusive(`the reply ended early (${name})`);
        if (status === 429) return lab.inconclusive('the endpoint is limiting our rate (429)');
        return {
          outcome: 'threw',
          details: { name, status: status ?? null, message: message.slice(0, 200) },
        };
      }
    },
  }),
);
