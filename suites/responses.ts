/** POST /responses: an answer of items, whole or as events. */
import type { Parameters } from '../src/check/ask.js';
import { check } from '../src/check/check.js';
import { arrayAt, at, isObject, numberAt, parseJson, stringAt } from '../src/check/json.js';
import { type Lab, throwForStatus } from '../src/check/lab.js';
import { outputText, responseRequest } from '../src/check/responses.js';
import { openapi, sdk } from '../src/check/source.js';
import { sameText } from '../src/check/text.js';
import { WEATHER } from '../src/check/tools.js';

const NEEDS = ['chat', 'responses'] as const;

async function respond(lab: Lab, parameters: Parameters = {}, tokens?: number) {
  const received = await lab.send(responseRequest(lab, parameters, tokens));
  throwForStatus(received);
  return { received, json: parseJson(received.text) };
}

interface StreamedEvent {
  /** The name in the `event` field. */
  readonly name: string | undefined;
  readonly type: string;
  readonly json: unknown;
}

async function events(lab: Lab): Promise<StreamedEvent[]> {
  const { received } = await respond(lab, { stream: true });
  if ((received.status ?? 0) >= 400) return lab.inconclusive('streaming is refused');
  const found = (received.events ?? [])
    .map(({ event, data }) => ({ name: event, json: parseJson(data) }))
    .filter(({ json }) => isObject(json));
  if (found.length === 0) return lab.inconclusive('no events come');
  return found.map(({ name, json }) => ({ name, json, type: stringAt(json, 'type') ?? '' }));
}

export const reply = check({
  id: 'responses.reply',
  claim: 'An input is answered with a message of output_text.',
  source: openapi('Response.output'),
  needs: NEEDS,
  shows: 'responses',
  cost: { requests: 1, tokens: 16 },
  outcomes: {
    text: 'the output has a message with output_text',
    malformed: {
      says: 'object, status or the message is missing or has another shape',
      severity: 'must',
      notices: ['the official SDKs: output_text is empty or throws'],
    },
    absent: 'the path is refused',
  },
  async observe(lab) {
    const { json } = await respond(lab);
    const message = arrayAt(json, 'output').find((item) => at(item, 'type') === 'message');
    const thinking = arrayAt(json, 'output').some((item) => at(item, 'type') === 'reasoning');
    const cut = at(json, 'status') === 'incomplete';
    const shaped = at(json, 'object') === 'response' && stringAt(json, 'status') !== undefined;
    const parts = arrayAt(message, 'content');
    const text = parts.some((part) => at(part, 'type') === 'output_text');
    // A model that thinks to the end of its tokens has nothing to say.
    return shaped && (text || (thinking && cut)) ? 'text' : 'malformed';
  },
});

export const status = check({
  id: 'responses.status',
  claim: 'An answer that max_output_tokens cuts is incomplete, and says why.',
  source: openapi('Response.incomplete_details'),
  needs: NEEDS,
  cost: { requests: 1, tokens: 16 },
  outcomes: {
    incomplete: 'the status is "incomplete", and the reason is max_output_tokens',
    completed: {
      says: 'the status is "completed", or no reason is given: the cut cannot be noticed',
      severity: 'must',
      notices: ['agents: a cut answer is taken for a whole one'],
    },
  },
  async observe(lab) {
    const { json, received } = await respond(lab);
    const limit = numberAt(received.request.json, 'max_output_tokens') ?? 0;
    const counted = numberAt(json, 'usage', 'output_tokens') ?? 0;
    const found = stringAt(json, 'status');
    if (found !== 'incomplete' && counted < limit)
      return lab.inconclusive('the limit did not cut the answer');
    const reason = stringAt(json, 'incomplete_details', 'reason');
    return found === 'incomplete' && reason === 'max_output_tokens'
      ? 'incomplete'
      : { outcome: 'completed', details: { status: found ?? null, reason: reason ?? null } };
  },
});

export const usage = check({
  id: 'responses.usage',
  claim: 'usage counts input_tokens, output_tokens and total_tokens.',
  source: openapi('ResponseUsage'),
  needs: NEEDS,
  cost: { requests: 1, tokens: 16 },
  outcomes: {
    counted: 'all three are there and above zero',
    none: {
      says: 'a count is missing or zero, or has another name',
      severity: 'should',
      notices: ['billing and context meters, Codex'],
    },
  },
  async observe(lab) {
    const { json } = await respond(lab);
    const [input = 0, output = 0, total = 0] = ['input_tokens', 'output_tokens', 'total_tokens'].map((name) =>
      numberAt(json, 'usage', name),
    );
    if (input === 0 || total === 0 || (output === 0 && outputText(json) !== '')) return 'none';
    return 'counted';
  },
});

/** Types of the last event. */
const ENDS = new Set(['response.completed', 'response.incomplete', 'response.failed']);

export const order = check({
  id: 'responses.stream.events',
  claim:
    'A stream begins with response.created, adds an item and a part before their text, and ends with the whole answer.',
  source: sdk('openai-node', 'src/lib/responses/ResponseAccumulator.ts'),
  needs: NEEDS,
  cost: { requests: 1, tokens: 16 },
  outcomes: {
    ordered: 'the events come in this order, each with the name of its type',
    unnamed: {
      says: 'events lack the name of their type',
      severity: 'should',
      notices: ['clients that dispatch by the event field'],
    },
    disordered: {
      says: 'an event is missing or comes too early',
      severity: 'must',
      notices: ['openai-node: the helper throws', 'clients that build the text: it is empty'],
    },
  },
  async observe(lab) {
    const found = await events(lab);
    const types = found.map(({ type }) => type);
    const first = (type: string) => types.indexOf(type);
    const delta = first('response.output_text.delta');
    const added = [first('response.output_item.added'), first('response.content_part.added')];
    const text = delta !== -1 || outputText(at(found.at(-1)?.json, 'response')) !== '';
    const early = text && (delta === -1 || added.some((place) => place === -1 || place > delta));
    if (types[0] !== 'response.created' || !ENDS.has(types.at(-1) ?? '') || early)
      return { outcome: 'disordered', details: { first: types[0] ?? '', last: types.at(-1) ?? '' } };
    return found.every(({ name, type }) => name === type) ? 'ordered' : 'unnamed';
  },
});

export const sequence = check({
  id: 'responses.stream.sequence_number',
  claim: 'Each event has a sequence_number, and they rise.',
  source: openapi('ResponseStreamEvent.sequence_number'),
  needs: NEEDS,
  cost: { requests: 1, tokens: 16 },
  outcomes: {
    rising: 'the numbers rise',
    other: {
      says: 'numbers are missing or do not rise',
      severity: 'should',
      notices: ['typed clients in Rust: the event cannot be decoded'],
    },
  },
  async observe(lab) {
    const numbers = (await events(lab)).map(({ json }) => numberAt(json, 'sequence_number') ?? -1);
    const rise = numbers.every((number, i) => number >= 0 && (i === 0 || number > (numbers[i - 1] ?? 0)));
    return rise ? 'rising' : 'other';
  },
});

export const text = check({
  id: 'responses.stream.text',
  claim: 'The pieces of a stream make the text of its last event.',
  source: openapi('ResponseTextDeltaEvent.delta'),
  needs: NEEDS,
  cost: { requests: 1, tokens: 16 },
  outcomes: {
    same: 'the pieces make the text',
    different: {
      says: 'the pieces make another text, or none',
      severity: 'must',
      notices: ['people who watch: they read something else than what is stored'],
    },
  },
  async observe(lab) {
    const found = await events(lab);
    const pieces = found
      .map(({ type, json }) => (type === 'response.output_text.delta' ? (stringAt(json, 'delta') ?? '') : ''))
      .join('');
    const whole = outputText(at(found.at(-1)?.json, 'response'));
    if (pieces === '' && whole === '') return lab.inconclusive('no text comes');
    return sameText(pieces, whole)
      ? 'same'
      : { outcome: 'different', details: { pieces: pieces.slice(-60), whole: whole.slice(-60) } };
  },
});

/** Here the function's own members stand beside the type. */
const TOOL = { type: 'function', ...WEATHER.function };

export const tools = check({
  id: 'responses.tools',
  claim: 'tool_choice "required" gives an item of type function_call.',
  source: openapi('FunctionToolCall'),
  needs: NEEDS,
  cost: { requests: 1, tokens: 48 },
  outcomes: {
    called: 'there is a function_call with a call_id, a name and arguments as text',
    malformed: {
      says: 'the function_call lacks its call_id or name, or its arguments are no text',
      severity: 'must',
      notices: ['agents: the result cannot be sent back'],
    },
    ignored: { says: 'there is no call, though one was demanded', severity: 'should' },
    rejected: 'tools are refused with a legible error',
  },
  async observe(lab) {
    // Whoever ignores the demand answers this shortly, and so to the end.
    const asked = { input: 'Reply with the single word yes', tools: [TOOL], tool_choice: 'required' };
    const { json, received } = await respond(lab, asked, 48);
    if ((received.status ?? 0) >= 400) return 'rejected';
    const call = arrayAt(json, 'output').find((item) => at(item, 'type') === 'function_call');
    if (call === undefined) {
      return at(json, 'status') === 'incomplete' ? lab.inconclusive('the limit ended the answer') : 'ignored';
    }
    const texts = ['call_id', 'name', 'arguments'].map((name) => stringAt(call, name));
    return texts.every((value) => value !== undefined && value !== '') ? 'called' : 'malformed';
  },
});
