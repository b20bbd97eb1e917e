/** The one probe that finds out about each capability. */
import type { Capabilities, Capability, CapabilityState } from './capability.js';
import { arrayAt, isObject, parseJson } from './json.js';
import type { Lab } from './lab.js';
import { HARMLESS, moderationRequest } from './moderation.js';
import { responseRequest } from './responses.js';
import { Crashed, Hung, Inconclusive } from './signal.js';
import { askForObject, askForShape, TIDE } from './structured.js';
import { streamedCall, toolUse } from './tools.js';

const PROBES: Record<Capability, (lab: Lab) => Promise<CapabilityState>> = {
  async models(lab) {
    const { status = 0 } = await lab.send({ method: 'GET', path: '/models' });
    return status === 200 ? 'present' : status < 500 || status === 501 ? 'absent' : 'broken';
  },
  chat: async (lab) => lab.facts.chat.state,
  completions: async (lab) => lab.facts.completions.state,
  'chat.stream': (lab) => streams(lab, 'chat'),
  'completions.stream': (lab) => streams(lab, 'completions'),
  'chat.stream.usage': (lab) => streamsUsage(lab, 'chat'),
  'completions.stream.usage': (lab) => streamsUsage(lab, 'completions'),
  'chat.logprobs': (lab) => givesLogprobs(lab, 'chat', true),
  'completions.logprobs': (lab) => givesLogprobs(lab, 'completions', 1),
  async responses(lab) {
    const { status = 0, text } = await lab.send(responseRequest(lab));
    if (status >= 400) return status < 500 || status === 501 ? 'absent' : 'broken';
    return arrayAt(parseJson(text), 'output').length > 0 ? 'present' : 'broken';
  },
  async embeddings(lab) {
    const json = { model: lab.model('embeddings'), input: 'The quick brown fox', encoding_format: 'float' };
    const { status = 0, text } = await lab.send({ method: 'POST', path: '/embeddings', json });
    if (status >= 400) return status < 500 || status === 501 ? 'absent' : 'broken';
    return arrayAt(parseJson(text), 'data').length > 0 ? 'present' : 'broken';
  },
  async moderations(lab) {
    const { status = 0, text } = await lab.send(moderationRequest(HARMLESS));
    if (status >= 400) return status < 500 || status === 501 ? 'absent' : 'broken';
    const json = parseJson(text);
    // Some answer whatever they do not have with status 200, and an error or a page.
    if (!isObject(json) || 'error' in json) return 'absent';
    return arrayAt(json, 'results').length > 0 ? 'present' : 'broken';
  },
  async tools(lab) {
    const basis = await lab.capability('chat');
    if (basis !== 'present') return basis;
    return ({ taken: 'present', refused: 'absent', broken: 'broken' } as const)[(await toolUse(lab)).offered];
  },
  async tool_calls(lab) {
    const basis = await lab.capability('tools');
    if (basis !== 'present') return basis;
    return (await toolUse(lab)).called ? 'present' : 'broken';
  },
  async 'chat.stream.tool_calls'(lab) {
    for (const basis of ['chat.stream', 'tool_calls'] as const) {
      const state = await lab.capability(basis);
      if (state !== 'present') return state;
    }
    const reply = await streamedCall(lab);
    if (reply.rejected) return 'absent';
    return reply.tool_calls.length > 0 ? 'present' : 'broken';
  },
  async json_object(lab) {
    const basis = await lab.capability('chat');
    if (basis !== 'present') return basis;
    return (await askForObject(lab)).rejected ? 'absent' : 'present';
  },
  async json_schema(lab) {
    const basis = await lab.capability('chat');
    if (basis !== 'present') return basis;
    return (await askForShape(lab, TIDE)).rejected ? 'absent' : 'present';
  },
};

async function streams(lab: Lab, endpoint: 'chat' | 'completions'): Promise<CapabilityState> {
  const basis = await lab.capability(endpoint);
  if (basis !== 'present') return basis;
  const reply = await lab.greedy(endpoint, { stream: true });
  if (reply.rejected) return 'absent';
  return reply.streamed ? 'present' : 'broken';
}

async function streamsUsage(lab: Lab, endpoint: 'chat' | 'completions'): Promise<CapabilityState> {
  const basis = await lab.capability(`${endpoint}.stream`);
  if (basis !== 'present') return basis;
  const reply = await lab.greedy(endpoint, { stream: true, stream_options: { include_usage: true } });
  if (reply.rejected) return 'absent';
  return reply.usage === undefined ? 'broken' : 'present';
}

async function givesLogprobs(
  lab: Lab,
  endpoint: 'chat' | 'completions',
  logprobs: true | 1,
): Promise<CapabilityState> {
  const basis = await lab.capability(endpoint);
  if (basis !== 'present') return basis;
  const reply = await lab.greedy(endpoint, { logprobs });
  if (reply.rejected) return 'absent';
  return reply.logprobs.length === 0 ? 'broken' : 'present';
}

/** Each capability is probed once, when the first check asks. */
export function openCapabilities(labFor: (onExchange: (id: string) => void) => Lab): Capabilities {
  const states = new Map<Capability, Promise<CapabilityState>>();
  const known: Record<string, CapabilityState> = {};
  const evidence = new Map<Capability, string[]>();

  async function probe(capability: Capability): Promise<CapabilityState> {
    const exchanges: string[] = [];
    evidence.set(capability, exchanges);
    const state = await PROBES[capability](labFor((id) => exchanges.push(id))).catch((error: unknown) => {
      if (error instanceof Crashed || error instanceof Hung || error instanceof Inconclusive)
        return 'broken' as const;
      throw error;
    });
    known[capability] = state;
    return state;
  }

  return {
    state(capability) {
      const pending = states.get(capability) ?? probe(capability);
      states.set(capability, pending);
      return pending;
    },
    known: () => ({ ...known }),
    evidence: (capability) => evidence.get(capability) ?? [],
  };
}
