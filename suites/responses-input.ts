/** What POST /responses is asked with: a list of messages, instructions, an answer to go on from. */
import type { Parameters } from '../src/check/ask.js';
import { check, NOT_CORE, REJECTED, SERVER_ERROR } from '../src/check/check.js';
import { at, numberAt, parseJson, stringAt } from '../src/check/json.js';
import { type Lab, throwForStatus } from '../src/check/lab.js';
import { MESSAGES } from '../src/check/prompts.js';
import { responseRequest } from '../src/check/responses.js';
import { openapi, thread } from '../src/check/source.js';

const NEEDS = ['chat', 'responses'] as const;
const INSTRUCTION =
  'You are a patient teacher who answers in two short sentences and never uses a foreign word.';

interface Answer {
  readonly rejected?: { readonly outcome: 'rejected'; readonly details: { status: number; message: string } };
  readonly id: string | undefined;
  /** Tokens of the input, as counted; undefined where they are not. */
  readonly input: number | undefined;
}

async function respond(
  lab: Lab,
  parameters: Parameters = {},
  how: { readonly lawful?: boolean; readonly fresh?: boolean } = {},
): Promise<Answer> {
  const received = await lab.send({ ...responseRequest(lab, parameters), ...how });
  throwForStatus(received);
  const { status = 0, text } = received;
  const json = parseJson(text);
  const answer = { id: stringAt(json, 'id'), input: numberAt(json, 'usage', 'input_tokens') };
  const failed = status >= 400 || (at(json, 'error') ?? null) !== null;
  if (!failed) return answer;
  const message = (stringAt(json, 'error', 'message') ?? text).slice(0, 300);
  return { ...answer, rejected: { outcome: 'rejected', details: { status, message } } };
}

/** Before a count speaks against the endpoint: it is the same for equal inputs, and more for a longer one. */
async function trustCount(lab: Lab): Promise<void> {
  const plain = await respond(lab);
  const again = await respond(lab, {}, { fresh: true });
  if (plain.input !== again.input) lab.inconclusive('equal inputs are counted differently');
  const long = await respond(lab, { input: `${INSTRUCTION} ${MESSAGES[0]}` });
  if ((long.input ?? 0) <= (plain.input ?? 0))
    lab.inconclusive('a longer question has no more input_tokens: the count does not follow the input');
}

/** Whether the second input is longer than the first; where nothing is counted, nobody can say. */
async function longer(lab: Lab, without: Answer, withMore: Answer) {
  if (!without.input || !withMore.input) return lab.inconclusive('input_tokens are not counted');
  const more = withMore.input > without.input;
  if (!more) await trustCount(lab);
  return { more, details: { with: withMore.input, without: without.input } };
}

/** Whether a longer text is counted as more than a shorter one in its place. */
async function reading(lab: Lab, saying: (text: string) => Parameters) {
  const long = await respond(lab, saying(INSTRUCTION));
  if (long.rejected) return long.rejected;
  const { more, details } = await longer(lab, await respond(lab, saying('Be kind.')), long);
  return { outcome: more ? ('read' as const) : ('dropped' as const), details };
}

const DROPPED = {
  says: 'the input has as many tokens as without it, or with a shorter one: the model never sees it',
  severity: 'must',
  notices: ['agents: what they tell the model has no effect, and no error says so'],
} as const;

/** A chat template may set parts apart from plain text. A list that is lost, or read as its JSON, differs by more. */
const TEMPLATE_TOKENS = 4;

export const list = check({
  id: 'responses.input.list',
  claim: 'A list with one message of the user means the same as its text.',
  source: openapi('InputParam'),
  needs: NEEDS,
  cost: { requests: 5, tokens: 80 },
  outcomes: {
    same: 'the input has as many tokens, but for a few',
    different: {
      says: 'the input is counted otherwise: the list is not read as its text',
      severity: 'must',
      notices: ['Codex and the official SDKs: they send lists'],
    },
    rejected: REJECTED,
  },
  async observe(lab) {
    const text = await respond(lab);
    const content = [{ type: 'input_text', text: MESSAGES[0] }];
    const listed = await respond(lab, { input: [{ type: 'message', role: 'user', content }] });
    if (listed.rejected) return listed.rejected;
    if (!text.input || !listed.input) return lab.inconclusive('input_tokens are not counted');
    const details = { text: text.input, list: listed.input };
    const alike = Math.abs(text.input - listed.input) <= TEMPLATE_TOKENS;
    if (alike) return { outcome: 'same', details };
    await trustCount(lab);
    return { outcome: 'different', details };
  },
});

/** The question after something that is said to the model. */
function toldBy(role: string, content: string): Parameters {
  return {
    input: [
      { role, content },
      { role: 'user', content: MESSAGES[0] },
    ],
  };
}

export const developer = check({
  id: 'responses.input.developer',
  claim: 'The model reads a message of the role developer.',
  source: openapi('EasyInputMessage.role'),
  needs: NEEDS,
  ...NOT_CORE,
  cost: { requests: 5, tokens: 80 },
  outcomes: {
    read: 'the input has more tokens with a longer one',
    dropped: DROPPED,
    rejected: 'the role is refused with a legible error',
  },
  observe: (lab) => reading(lab, (text) => toldBy('developer', text)),
});

export const instructions = check({
  id: 'responses.instructions',
  claim: 'The model reads the instructions.',
  source: openapi('CreateResponse.instructions'),
  needs: NEEDS,
  ...NOT_CORE,
  cost: { requests: 5, tokens: 80 },
  outcomes: { read: 'the input has more tokens with longer ones', dropped: DROPPED, rejected: REJECTED },
  observe: (lab) => reading(lab, (text) => ({ instructions: text })),
});

const GO_ON = 'And what then?';

export const previous = check({
  id: 'responses.previous_response_id',
  claim: 'A request that goes on from an answer is read together with it.',
  source: openapi('CreateResponse.previous_response_id'),
  needs: NEEDS,
  ...NOT_CORE,
  cost: { requests: 6, tokens: 96 },
  outcomes: {
    remembered: 'the input has more tokens than the same question alone',
    forgotten: {
      says: 'the request is answered, and the input has no more tokens than the question alone',
      severity: 'must',
      notices: [
        'agents that leave the history to the server: the model has forgotten it, and no error says so',
      ],
    },
    rejected: 'answers are not kept, and the request is refused with a legible error',
  },
  async observe(lab) {
    const first = await respond(lab, { store: true });
    if (first.rejected) return first.rejected;
    if (first.id === undefined) return lab.inconclusive('the answer has no id');
    const next = await respond(lab, { input: GO_ON, previous_response_id: first.id });
    if (next.rejected) return next.rejected;
    const { more, details } = await longer(lab, await respond(lab, { input: GO_ON }), next);
    return { outcome: more ? 'remembered' : 'forgotten', details };
  },
});

export const unknownPrevious = check({
  id: 'responses.previous_response_id.unknown',
  claim: 'A request that goes on from an answer that does not exist is refused.',
  source: thread('Blaizzy/mlx-vlm#1046'),
  needs: NEEDS,
  cost: { requests: 1, tokens: 16 },
  outcomes: {
    rejected: REJECTED,
    accepted: {
      says: 'the request is answered as if it went on from nothing',
      severity: 'should',
      notices: ['agents whose history has expired: the model starts anew, and no error says so'],
    },
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const id = `resp_${'0'.repeat(48)}`;
    const { rejected } = await respond(lab, { input: GO_ON, previous_response_id: id }, { lawful: false });
    return rejected ?? 'accepted';
  },
});

export const notStored = check({
  id: 'responses.store.false',
  claim: 'An answer that shall not be kept is not there to go on from.',
  source: thread('smg-project/smg#916'),
  needs: NEEDS,
  ...NOT_CORE,
  cost: { requests: 6, tokens: 96 },
  outcomes: {
    'not-kept': 'the answer comes, and to go on from it is refused',
    kept: {
      says: 'the answer can be gone on from: it was kept all the same',
      severity: 'should',
      notices: ['whoever must not leave data behind'],
    },
    rejected: 'store false is refused with a legible error',
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const first = await respond(lab, { store: false });
    if (first.rejected) return first.rejected;
    if (first.id === undefined) return lab.inconclusive('the answer has no id');
    const next = await respond(lab, { input: GO_ON, previous_response_id: first.id }, { lawful: false });
    if (next.rejected) return 'not-kept';
    const { more } = await longer(lab, await respond(lab, { input: GO_ON }), next);
    return more ? 'kept' : lab.inconclusive('previous_response_id has no effect');
  },
});
