/** Options of a stream all at once: each works alone, and some servers take another path where they meet. */
import type { Parameters } from '../src/check/ask.js';
import { check, NOT_CORE } from '../src/check/check.js';
import { at, isObject } from '../src/check/json.js';
import type { Lab } from '../src/check/lab.js';
import type { Reply, TextEndpoint } from '../src/check/reply.js';
import { openapi, thread } from '../src/check/source.js';
import { wordInside } from '../src/check/text.js';
import { TOOLS } from '../src/check/tools.js';

const STREAM = { stream: true };
const USAGE = { ...STREAM, stream_options: { include_usage: true } };
const LOGPROBS = { chat: { logprobs: true }, completions: { logprobs: 1 } } as const;

/** An option, how it shows in a reply, and the request that shows that it works alone. */
interface Option {
  readonly name: string;
  readonly parameters: Parameters;
  isIn(reply: Reply): boolean;
  readonly alone: { readonly parameters: Parameters; readonly tokens?: number };
}

function optionsOf(endpoint: TextEndpoint, stop: string, question: Parameters): readonly Option[] {
  return [
    { name: 'include_usage', parameters: USAGE, isIn: hasUsage, alone: { parameters: USAGE } },
    {
      name: 'logprobs',
      parameters: LOGPROBS[endpoint],
      isIn: ({ choices }) => choices.every(({ text, logprobs }) => text === '' || logprobs.length > 0),
      alone: { parameters: { ...LOGPROBS[endpoint], ...STREAM } },
    },
    {
      name: 'stop',
      parameters: { stop },
      isIn: ({ choices }) => choices.every(({ text }) => isStopped(text, stop)),
      alone: { parameters: { ...question, ...USAGE, stop } },
    },
    {
      name: 'n',
      parameters: { n: 2 },
      isIn: ({ choices }) => choices.length > 1,
      alone: { parameters: { n: 2, ...STREAM }, tokens: 8 },
    },
  ];
}

function hasUsage({ chunks }: Reply): boolean {
  return chunks.some((chunk) => {
    const usage = at(chunk, 'usage');
    return isObject(usage) && Object.values(usage).some((count) => Number(count) > 0);
  });
}

/** A text that goes another way, and never comes to the stop sequence, is stopped as well as it can be. */
function isStopped(text: string, stop: string): boolean {
  const place = text.indexOf(stop);
  return place === -1 || text.slice(place + stop.length).trim() === '';
}

const ENDPOINTS = [
  { id: 'chat.stream.together', endpoint: 'chat', more: {}, needs: [] },
  { id: 'completions.stream.together', endpoint: 'completions', more: {}, needs: [] },
  { id: 'chat.stream.together.tools', endpoint: 'chat', more: { tools: TOOLS }, needs: ['tools'] },
] as const;

export const together = ENDPOINTS.map(({ id, endpoint, more, needs }) =>
  check({
    id,
    claim:
      needs.length > 0
        ? 'Usage, logprobs, stop and n work together in a stream, where tools are offered.'
        : 'Usage, logprobs, stop and n work together in a stream.',
    source:
      needs.length > 0 ? thread('ggml-org/llama.cpp#28478') : openapi('CreateChatCompletionRequest.stream'),
    needs: [endpoint, `${endpoint}.stream.usage`, ...needs],
    ...NOT_CORE,
    cost: { requests: 8, tokens: 216 },
    outcomes: {
      kept: 'each of those that work alone works together with the others',
      lost: {
        says: 'one that works alone is lost together with the others',
        severity: 'should',
        notices: ['agents and evaluators that use several at once'],
      },
    },
    async observe(lab) {
      const { value: stop, question } = await lab.learn(
        endpoint,
        ({ text, tool_calls }) => (tool_calls.length > 0 ? undefined : wordInside(text)),
        'the reply has no inner word to stop at',
        more,
      );
      const working = await workingAlone(lab, endpoint, optionsOf(endpoint, stop, question));
      if (working.length < 3) return lab.inconclusive('too few of them work alone');
      const parameters = Object.assign({}, ...working.map((option) => option.parameters));
      const reply = await lab.greedy(endpoint, { ...question, ...more, ...parameters });
      if (reply.rejected) return lab.unsupported(`together they are refused: ${reply.rejected.message}`);
      if (reply.choices.some(({ tool_calls }) => tool_calls.length > 0))
        return lab.inconclusive('the model calls a tool');
      const lost = working.filter((option) => !option.isIn(reply)).map(({ name }) => name);
      const details = { together: working.map(({ name }) => name).join(', ') };
      return lost.length === 0
        ? { outcome: 'kept', details }
        : { outcome: 'lost', details: { ...details, lost: lost.join(', ') } };
    },
  }),
);

async function workingAlone(
  lab: Lab,
  endpoint: TextEndpoint,
  options: readonly Option[],
): Promise<readonly Option[]> {
  const working: Option[] = [];
  for (const option of options) {
    const { parameters, tokens } = option.alone;
    const reply = await lab.greedy(endpoint, parameters, tokens === undefined ? {} : { tokens });
    if (reply.rejected === undefined && option.isIn(reply)) working.push(option);
  }
  return working;
}
