/** The first contact: whether anybody answers, takes the key and knows the model, and how this endpoint wants to be asked. */
import type { EndpointFacts, TargetFacts } from '../../schemas/types/report.js';
import type { Received, Wire } from '../transport/wire.js';
import { greedyOf, limitOf, PATHS, question } from './ask.js';
import { arrayAt, numberAt, parseJson, stringAt } from './json.js';
import type { LabTarget } from './lab.js';
import { type Reply, type TextEndpoint, toReply } from './reply.js';

export type Contact =
  | {
      readonly kind: 'ready';
      readonly facts: TargetFacts;
      readonly model: string;
      readonly notes: readonly string[];
    }
  /** Nobody there, or nobody who speaks this protocol. */
  | { readonly kind: 'unreachable'; readonly message: string }
  | { readonly kind: 'wrong-key'; readonly message: string }
  /** The model is unknown, or none was named and there is not exactly one. */
  | { readonly kind: 'model'; readonly message: string; readonly models: readonly string[] };

export interface PreflightTarget extends Omit<LabTarget, 'model'> {
  /** Undefined: the endpoint's only model. */
  readonly model?: string;
  /** The window the user states, in tokens. */
  readonly contextWindow?: number;
}

/** Tokens allowed for a first visible word, tried in turn: a model may think before it writes. */
const BUDGETS = [24, 128, 512, 2048, 4096];

/** Limit parameter and temperature, in the order in which they are tried; the common case first. */
const MANNERS: readonly Pick<EndpointFacts, 'limitParameter' | 'temperature'>[] = [
  { limitParameter: 'max_tokens', temperature: true },
  { limitParameter: 'max_completion_tokens', temperature: true },
  { limitParameter: 'max_completion_tokens', temperature: false },
  { limitParameter: 'max_tokens', temperature: false },
  { temperature: true },
  { temperature: false },
];

/** Never throws for what the endpoint does. */
export async function preflight(target: PreflightTarget, wire: Wire): Promise<Contact> {
  const list = await wire.send({ method: 'GET', path: '/models' });
  if (list.status === undefined) return unreachable(target, list);
  const entries = arrayAt(parseJson(list.text), 'data');
  const models = entries.flatMap((entry) => stringAt(entry, 'id') ?? []);

  const model = target.model ?? target.models?.chat ?? (models.length === 1 ? models[0] : undefined);
  if (model === undefined) {
    if (keyRefused(list)) return wrongKey(target, list);
    return { kind: 'model', models, message: whichModel(target, list, models) };
  }

  // One after the other: a server with one slot, or one that limits the rate, would turn the second away.
  const chat = await learn('chat', target.models?.chat ?? model, wire);
  const completions = await learn('completions', target.models?.completions ?? model, wire);
  const learned = [chat, completions];
  if (learned.every(({ facts }) => facts.state !== 'present')) {
    const telling = learned.map(({ last }) => last);
    const refused = telling.find(keyRefused);
    if (refused) return wrongKey(target, refused);
    const unknown = telling.find((received) => saysUnknownModel(received, model));
    if (unknown || (models.length > 0 && !models.includes(model))) {
      return {
        kind: 'model',
        models,
        message: `there is no model ${JSON.stringify(model)} at ${target.baseURL}`,
      };
    }
    const noAnswer = telling.find(({ status }) => status === undefined);
    if (noAnswer) return unreachable(target, noAnswer);
    return { kind: 'unreachable', message: nothingWorks(target, learned) };
  }

  const window = contextWindow(target, entries, model);
  return {
    kind: 'ready',
    model,
    facts: { chat: chat.facts, completions: completions.facts, models, ...window },
    notes: [
      ...(models.length > 0 && !models.includes(model)
        ? [`GET /models does not list ${model}, yet it answers.`]
        : []),
      ...learned.flatMap(({ notes }) => notes),
    ],
  };
}

interface Learned {
  readonly facts: EndpointFacts;
  readonly last: Received;
  readonly notes: readonly string[];
}

async function learn(endpoint: TextEndpoint, model: string, wire: Wire): Promise<Learned> {
  const post = async (parameters: object, fresh = false) =>
    toReply(
      endpoint,
      await wire.send({ method: 'POST', path: PATHS[endpoint], json: { model, ...parameters }, fresh }),
    );

  let manner: Pick<EndpointFacts, 'limitParameter' | 'temperature'> | undefined;
  let reply: Reply | undefined;
  for (const tried of MANNERS) {
    const facts: EndpointFacts = { state: 'present', ...tried };
    reply = await post({
      ...question(endpoint, 0),
      ...limitOf(facts, BUDGETS[0] as number),
      ...greedyOf(facts),
    });
    if (!reply.rejected) {
      manner = tried;
      break;
    }
    // Only a complaint about a parameter is worth another try.
    if (!complainsOfParameter(reply)) break;
  }
  const last = (reply as Reply).received;
  if (manner === undefined || reply === undefined || last.status === undefined || last.status >= 500) {
    return { facts: notPresent(last), last, notes: [] };
  }
  if (reply.choices.length === 0) {
    return {
      facts: { state: 'broken', reason: 'the answer has no choices that can be read' },
      last,
      notes: [],
    };
  }

  let thinkingTokens = 0;
  for (const budget of BUDGETS.slice(1)) {
    if (reply.text !== '' || reply.finish_reason !== 'length') break;
    thinkingTokens = budget;
    reply = await post({
      ...question(endpoint, 0),
      ...limitOf({ state: 'present', ...manner }, budget),
      ...greedyOf({ state: 'present', ...manner }),
    });
  }
  return finish(reply, thinkingTokens);

  async function finish(visible: Reply, thinking: number): Promise<Learned> {
    const again = toReply(endpoint, await wire.send({ ...visible.received.request, fresh: true }));
    const all = [last, visible.received, again.received].flatMap(({ firstByteMs }) => firstByteMs ?? []);
    const facts: EndpointFacts = {
      state: 'present',
      ...manner,
      repeatable: again.rejected === undefined && again.generated === visible.generated,
      thinkingTokens: thinking,
      typicalMs: median(all),
    };
    const notes =
      visible.text === '' ? [`No visible text came on ${endpoint} within ${BUDGETS.at(-1)} tokens.`] : [];
    return { facts, last: visible.received, notes };
  }
}

function notPresent({ status, failure, text }: Received): EndpointFacts {
  if (status === undefined) return { state: 'broken', reason: failure?.message ?? 'no answer' };
  const later = status === 429 || status === 408;
  const state = later || (status >= 500 && status !== 501) ? 'broken' : 'absent';
  return {
    state,
    reason: `status ${status}: ${stringAt(parseJson(text), 'error', 'message') ?? text.slice(0, 200)}`,
  };
}

function complainsOfParameter({ rejected }: Reply): boolean {
  if (rejected === undefined || rejected.status === 404 || rejected.status === 401 || rejected.status === 403)
    return false;
  return /max_|token|temperature|parameter|field|extra|unsupported|invalid|value/i.test(
    `${rejected.param} ${rejected.code} ${rejected.message}`,
  );
}

function keyRefused({ status }: Received): boolean {
  return status === 401 || status === 403;
}

function saysUnknownModel({ status = 0, text }: Received, model: string): boolean {
  const error = parseJson(text);
  if (status < 400 || status >= 500) return false;
  return (
    stringAt(error, 'error', 'code') === 'model_not_found' || (/model/i.test(text) && text.includes(model))
  );
}

function unreachable({ baseURL }: PreflightTarget, { failure }: Received): Contact {
  const why = {
    refused: 'the connection was refused: is a server listening there?',
    unresolved: 'the host name cannot be resolved',
    tls: `TLS failed: ${failure?.message}${tlsHint(failure?.message)}`,
    timeout: `no answer: ${failure?.message}`,
    // With TLS 1.3 a server refuses the client only after the handshake, and many say nothing.
    reset: baseURL.startsWith('https:')
      ? `it closed the connection without an answer (perhaps it wants ${WANTS_A_CERTIFICATE})`
      : 'it closed the connection without an answer',
    malformed: 'what answers there does not speak HTTP',
  }[failure?.kind as string];
  return {
    kind: 'unreachable',
    message: `${baseURL} cannot be reached: ${why ?? failure?.message ?? 'no answer'}`,
  };
}

const WANTS_A_CERTIFICATE = 'a client certificate that it knows: --client-certificate FILE --client-key FILE';

/** What OpenSSL's words, as node:tls passes them on, mean for a user. */
function tlsHint(message = ''): string {
  if (/alert (certificate required|bad certificate|handshake failure)/i.test(message))
    return ` (it wants ${WANTS_A_CERTIFICATE})`;
  if (/wrong version number|packet length too long/i.test(message))
    return ' (what answers there speaks no TLS: http:// instead of https://?)';
  if (/self[- ]signed|unable to (verify|get)/i.test(message))
    return ' (to trust an authority of your own: --ca-certificate FILE)';
  return '';
}

function wrongKey({ baseURL, keyGiven }: PreflightTarget, { status, text }: Received): Contact {
  const said = stringAt(parseJson(text), 'error', 'message');
  const what = keyGiven ? 'refuses the key' : 'wants a key, and none was given';
  return { kind: 'wrong-key', message: `${baseURL} ${what} (status ${status}${said ? `: ${said}` : ''})` };
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

function whichModel({ baseURL }: PreflightTarget, list: Received, models: readonly string[]): string {
  if (REDIRECTS.has(list.status ?? 0))
    return `${baseURL} sends us on to ${list.headers.location ?? 'another address'} (status ${list.status}): name that address with --base-url`;
  if (/^\s*</.test(list.text))
    return `GET ${baseURL}/models is answered with a page, not with JSON: is the address right? Most servers want /v1 at its end`;
  if (models.length > 1) return `${baseURL} has ${models.length} models: name one with --model`;
  if (list.status === 200) return `GET ${baseURL}/models lists no model: name one with --model`;
  const said = stringAt(parseJson(list.text), 'error', 'message');
  const words = said === undefined ? '' : ` (${said.slice(0, 200)})`;
  if (list.status === 404 && !hasVersion(baseURL))
    return `GET ${baseURL}/models has status 404${words}. Most servers want /v1 at the end of the address: ${baseURL}/v1; if it is right as it is, name the model with --model`;
  return `GET ${baseURL}/models has status ${list.status}${words}, so the model must be named with --model`;
}

function hasVersion(baseURL: string): boolean {
  return /\/v\d+$/.test(baseURL);
}

function nothingWorks({ baseURL }: PreflightTarget, learned: readonly Learned[]): string {
  const [chat, completions] = learned.map(({ facts }) => facts.reason);
  const hint = hasVersion(baseURL) ? '' : ` Most servers want /v1 at its end: ${baseURL}/v1`;
  return `neither chat nor completions work at ${baseURL}. Chat: ${chat}. Completions: ${completions}.${hint}`;
}

/** Names that servers give the window in an entry of GET /models, and where they do. */
const WINDOW_FIELDS: readonly (readonly string[])[] = [
  ['context_length'],
  ['max_model_len'],
  ['context_window'],
  ['max_context_length'],
  ['meta', 'n_ctx'],
];

function contextWindow(
  { contextWindow: stated }: PreflightTarget,
  entries: readonly unknown[],
  model: string,
): Pick<TargetFacts, 'contextWindow' | 'contextWindowFrom'> {
  if (stated !== undefined) return { contextWindow: stated, contextWindowFrom: 'the user' };
  const entry = entries.find((candidate) => stringAt(candidate, 'id') === model);
  for (const field of WINDOW_FIELDS) {
    const window = numberAt(entry, ...field);
    if (window !== undefined && window > 0) {
      return { contextWindow: Math.floor(window), contextWindowFrom: `${field.join('.')} of GET /models` };
    }
  }
  return {};
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
