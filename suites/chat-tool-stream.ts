/** A call in pieces: what the deltas of a stream say of it, and where. */
import { check, REJECTED } from '../src/check/check.js';
import { at, isObject, numberAt, parseJson, stringAt } from '../src/check/json.js';
import { refused } from '../src/check/reply.js';
import { openapi, sdk, thread } from '../src/check/source.js';
import { askWithTools, CALL_TOKENS, callFragments, streamedCall } from '../src/check/tools.js';

const NEEDS_STREAM = ['chat', 'chat.stream', 'tools', 'tool_calls', 'chat.stream.tool_calls'] as const;
/** The question with each way to a call, and the same streamed; all of them are shared. */
const STREAMED = { requests: 4, tokens: 4 * CALL_TOKENS } as const;

export const streamed = check({
  id: 'chat.stream.tool_calls',
  claim: 'A call that comes without streaming comes in a stream, too.',
  source: thread('ddalcu/mlx-serve#287'),
  needs: NEEDS_STREAM,
  shows: 'chat.stream.tool_calls',
  cost: STREAMED,
  outcomes: {
    called: 'the deltas have a call',
    lost: {
      says: 'no delta has a call',
      severity: 'must',
      notices: ['opencode and other agents that always stream: the turn ends with nothing'],
    },
    absent: 'tools are refused in streams',
  },
  async observe(lab) {
    return (await streamedCall(lab)).tool_calls.length > 0 ? 'called' : 'lost';
  },
});

export const index = check({
  id: 'chat.stream.tool_calls.index',
  claim: 'Each piece of a call has the index of its call, counted from 0.',
  source: openapi('ChatCompletionMessageToolCallChunk.index'),
  needs: NEEDS_STREAM,
  cost: STREAMED,
  outcomes: {
    given: 'each piece has an index, and the first is 0',
    missing: {
      says: 'a piece has no index',
      severity: 'must',
      notices: ['openai-node 6: the call is lost without an error', 'openai-python and the AI SDK throw'],
    },
    'not-from-zero': {
      says: 'the first call has another index than 0',
      severity: 'must',
      notices: ['Pipecat: it carries out an empty call'],
    },
  },
  async observe(lab) {
    const indexes = callFragments(await streamedCall(lab)).map((piece) => numberAt(piece, 'index'));
    if (indexes.some((found) => found === undefined)) return 'missing';
    return indexes[0] === 0 ? 'given' : { outcome: 'not-from-zero', details: { first: indexes[0] ?? null } };
  },
});

/** What the pieces of the first call say at a path; undefined where they say nothing. */
function saidOfFirst(pieces: readonly unknown[], ...path: readonly string[]): (string | undefined)[] {
  const first = numberAt(pieces[0], 'index');
  return pieces
    .filter((piece) => numberAt(piece, 'index') === first)
    .map((piece) => stringAt(piece, ...path));
}

export const streamedId = check({
  id: 'chat.stream.tool_calls.id',
  claim: 'The first piece of a call has its id, and no other piece has one.',
  source: openapi('ChatCompletionMessageToolCallChunk.id'),
  needs: NEEDS_STREAM,
  cost: STREAMED,
  outcomes: {
    once: 'the id comes once, with the first piece',
    missing: {
      says: 'the first piece has no id',
      severity: 'must',
      notices: ['the AI SDK and opencode throw', 'openai-node makes up an id that the server does not know'],
    },
    changing: {
      says: 'the pieces of one call have different ids',
      severity: 'must',
      notices: ['clients that sort by id: each piece becomes a call'],
    },
    repeated: {
      says: 'later pieces have the id again',
      severity: 'should',
      notices: ['the .stream() helper of openai-python: the id is written twice'],
    },
    emptied: {
      says: 'later pieces have an empty id',
      severity: 'may',
      notices: ['opencode: "tool call delta is missing id or name"'],
    },
  },
  async observe(lab) {
    const [first, ...later] = saidOfFirst(callFragments(await streamedCall(lab)), 'id');
    if (first === undefined || first === '') return 'missing';
    const others = later.filter((id) => id !== undefined);
    if (others.some((id) => id !== first && id !== '')) return 'changing';
    if (others.includes(first)) return 'repeated';
    return others.length > 0 ? 'emptied' : 'once';
  },
});

export const streamedName = check({
  id: 'chat.stream.tool_calls.name',
  claim: 'The first piece of a call has the name of its function, and no other piece has it.',
  source: sdk('openai-node', 'src/lib/ChatCompletionStream.ts'),
  needs: NEEDS_STREAM,
  cost: STREAMED,
  outcomes: {
    once: 'the name comes once, with the first piece',
    late: {
      says: 'the first piece has no name, or an empty one, and a later one has it',
      severity: 'must',
      notices: ['the AI SDK, goose: a call of a tool without name'],
    },
    repeated: {
      says: 'later pieces have the name again',
      severity: 'should',
      notices: ['openai-python: the name is written twice'],
    },
    missing: { says: 'no piece has a name', severity: 'must', notices: ['every client'] },
  },
  async observe(lab) {
    const names = saidOfFirst(callFragments(await streamedCall(lab)), 'function', 'name');
    const given = names.filter((name) => name !== undefined && name !== '');
    if (given.length === 0) return 'missing';
    if (names[0] === undefined || names[0] === '') return 'late';
    // A name in several pieces is put together by clients; the same name twice is not.
    return given.slice(1).includes(given[0]) ? 'repeated' : 'once';
  },
});

export const streamedArguments = check({
  id: 'chat.stream.tool_calls.arguments',
  claim: 'The pieces of the arguments are strings, and together they are a JSON object.',
  source: openapi('ChatCompletionMessageToolCallChunk.function.arguments'),
  needs: NEEDS_STREAM,
  cost: STREAMED,
  outcomes: {
    json: 'together they are a JSON object',
    'not-a-string': { says: 'a piece is not a string', severity: 'must', notices: ['every client'] },
    missing: {
      says: 'the call has no arguments, though the function demands one',
      severity: 'must',
      notices: ['agents: the tool is called with nothing'],
    },
    'not-json': {
      says: 'together they are no JSON object, though finish_reason says that the call is complete',
      severity: 'must',
      notices: ['agents: the call cannot be carried out'],
    },
  },
  async observe(lab) {
    const reply = await streamedCall(lab);
    const pieces = callFragments(reply).map((piece) => at(piece, 'function', 'arguments'));
    const odd = pieces.find((piece) => piece !== undefined && piece !== null && typeof piece !== 'string');
    if (odd !== undefined) return { outcome: 'not-a-string', details: { type: typeof odd } };
    const joined = reply.tool_calls.map((call) => call.arguments ?? '');
    if (joined.every((text) => text === '')) return 'missing';
    if (joined.every((text) => isObject(parseJson(text)))) return 'json';
    if (reply.finish_reason === 'length') return lab.inconclusive('the reply ended inside of a call');
    const merged = joined.some((text) => /\}\s*\{/.test(text));
    if (merged) return lab.inconclusive('the pieces of several calls cannot be told apart');
    return { outcome: 'not-json', details: { arguments: joined.join(' ').slice(0, 80) } };
  },
});

export const parallel = check({
  id: 'chat.stream.tool_calls.parallel',
  claim: 'Several calls in one stream have different indexes, so that they can be told apart.',
  source: openapi('ChatCompletionMessageToolCallChunk.index'),
  needs: NEEDS_STREAM,
  cost: { requests: 1, tokens: CALL_TOKENS },
  outcomes: {
    separate: 'each call has an index of its own',
    single: 'the model makes one call only, or none: there is nothing to tell apart',
    merged: {
      says: 'several calls have the same index',
      severity: 'must',
      notices: ['every client: the calls run into one that cannot be read'],
    },
    rejected: REJECTED,
  },
  async observe(lab) {
    const reply = await askWithTools(lab, { tool_choice: 'required', stream: true });
    if (reply.rejected) return refused(reply.rejected);
    const pieces = callFragments(reply);
    const starts = pieces.filter((piece) => (stringAt(piece, 'function', 'name') ?? '') !== '');
    const startIds = new Set(starts.map((piece) => stringAt(piece, 'id')));
    const oneInTwo = reply.tool_calls.some((call) => /\}\s*\{/.test(call.arguments ?? ''));
    if (oneInTwo && startIds.size > 1)
      return { outcome: 'merged', details: { calls: startIds.size, indexes: reply.tool_calls.length } };
    return reply.tool_calls.length > 1 ? 'separate' : 'single';
  },
});
