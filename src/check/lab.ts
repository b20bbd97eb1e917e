/** What a check is given to work with. It asks in words of the API; how this endpoint wants to be asked, the lab knows. */
import type OpenAI from 'openai';
import type { TargetFacts } from '../../schemas/types/report.js';
import type { WireRequest } from '../transport/request.js';
import type { Received, Wire } from '../transport/wire.js';

import { greedyOf, limitOf, PATHS, type Parameters, question } from './ask.js';
import type { Capabilities, Capability, CapabilityState } from './capability.js';
import { type Reply, type TextEndpoint, toReply } from './reply.js';
import { openSdk } from './sdk.js';
import { Crashed, Hung, Inconclusive, Skipped, Stopped, Unreachable, Unsupported } from './signal.js';

export { WRONG_KEY } from '../transport/credentials.js';
export type { WireRequest } from '../transport/request.js';

export interface LabTarget {
  readonly name: string;
  readonly baseURL: string;
  readonly model: string;
  /** Models of single endpoints, where they differ from `model`. */
  readonly models?: Readonly<Partial<Record<'chat' | 'completions' | 'embeddings', string>>>;
  /** How many requests may be under way at once. */
  readonly concurrency?: number;
  /** Whether the user gave a key; without one, nothing can be said about keys. */
  readonly keyGiven: boolean;
}

export interface Lab {
  readonly target: LabTarget;
  readonly facts: TargetFacts;
  /** The model to name in requests to this endpoint. */
  model(endpoint: TextEndpoint | 'embeddings'): string;
  /** The limit parameter, under the name that the endpoint takes, with room for thinking. */
  limit(endpoint: TextEndpoint, tokens: number): Parameters;
  /**
   * The reply to an ordinary question, as repeatable as the endpoint can make it: temperature 0 where accepted, `tokens`
   * (default 24) visible tokens. `parameters` are added, or take the place of ours.
   */
  greedy(endpoint: TextEndpoint, parameters?: Parameters, how?: How): Promise<Reply>;
  /** The same with the second or third of our ordinary questions: 0, 1 or 2. */
  plain(endpoint: TextEndpoint, which: 0 | 1 | 2, parameters?: Parameters, how?: How): Promise<Reply>;
  /** The cheapest ordinary request: one token. */
  short(endpoint: TextEndpoint, parameters?: Parameters, how?: How): Promise<Reply>;
  /** Only the model and an ordinary question are added to the parameters. */
  ask(endpoint: TextEndpoint, parameters: Parameters, how?: How): Promise<Reply>;
  /**
   * Whether a mistake is noticed: the control beside what is accepted. A server that stumbles over it has noticed too; that it
   * stumbles is for another check to say.
   */
  refuses(endpoint: TextEndpoint, parameters: Parameters): Promise<boolean>;
  /** The same request once more: the control before saying that something changed. */
  fresh(reply: Reply): Promise<Reply>;
  /**
   * Takes a premise from the endpoint's own words: up to three questions are asked, until `premise` finds what it needs in
   * a reply. Inconclusive, with `why`, where none has it.
   */
  learn<T>(
    endpoint: TextEndpoint,
    premise: (reply: Reply) => T | undefined,
    why: string,
    parameters?: Parameters,
    how?: How,
  ): Promise<{ readonly reply: Reply; readonly value: T; readonly question: Parameters }>;
  /** Any request. Statuses are left to the check, 5xx too; only a connection that breaks or stays silent ends the check. */
  send(request: WireRequest): Promise<Received>;
  capability(capability: Capability): Promise<CapabilityState>;
  /** The official client, on the same wire; with an invented key where a wrong one is wanted. */
  sdk(how?: { readonly credentials?: 'own' | 'wrong'; readonly lawful?: boolean }): OpenAI;
  inconclusive(why: string): never;
  unsupported(what: string): never;
  skip(reason: string): never;
}

export interface How {
  /** Visible tokens wanted. */
  readonly tokens?: number;
  readonly lawful?: boolean;
  readonly fresh?: boolean;
  /** Leave a stream after so many events. */
  readonly cutAfterEvents?: number;
}

export interface LabOptions {
  readonly target: LabTarget;
  readonly facts: TargetFacts;
  readonly wire: Wire;
  readonly capabilities: Capabilities;
  /** Send every request anew, also those that were answered before. */
  readonly anew?: boolean;
  /** Told of each exchange that the check looked at, in order. */
  onExchange(received: Received): void;
}

const DEFAULT_TOKENS = 24;

/** A model that thinks may think longer on another question; beyond this we stop paying. */
const MOST_THINKING_TOKENS = 4096;

export function openLab({ target, facts, wire, capabilities, anew = false, onExchange }: LabOptions): Lab {
  async function transmit(request: WireRequest): Promise<Received> {
    const received = await wire.send(anew ? { ...request, fresh: true } : request);
    onExchange(received);
    throwForFailure(received);
    return received;
  }

  async function post(endpoint: TextEndpoint, json: Parameters, how: How = {}): Promise<Reply> {
    const { lawful = true, fresh = false, cutAfterEvents } = how;
    const received = await transmit({
      method: 'POST',
      path: PATHS[endpoint],
      json,
      lawful,
      fresh,
      ...(cutAfterEvents && { cutAfterEvents }),
    });
    throwForStatus(received);
    const reply = toReply(endpoint, received);
    throwForBroken(reply);
    if (reply.rejected === undefined && reply.choices.length === 0) {
      throw new Inconclusive(`the answer (status ${received.status}) has no choices that can be read`);
    }
    return reply;
  }

  const model = (endpoint: TextEndpoint | 'embeddings') => target.models?.[endpoint] ?? target.model;

  const lab: Lab = {
    target,
    facts,
    model,
    limit: (endpoint, tokens) => limitOf(facts[endpoint], tokens),

    async greedy(endpoint, parameters = {}, how = {}) {
      const base = { model: model(endpoint), ...question(endpoint, 0), ...greedyOf(facts[endpoint]) };
      const tokens = how.tokens ?? DEFAULT_TOKENS;
      const thinking = facts[endpoint].thinkingTokens ?? 0;
      for (let allowed = thinking; ; allowed *= 2) {
        const limit = limitOf({ ...facts[endpoint], thinkingTokens: allowed }, tokens);
        const reply = await post(endpoint, { ...base, ...limit, ...parameters }, how);
        const onlyThought = reply.text === '' && reply.finish_reason === 'length';
        if (!onlyThought || allowed === 0 || allowed * 2 > MOST_THINKING_TOKENS) return reply;
      }
    },

    plain: (endpoint, which, parameters = {}, how = {}) =>
      lab.greedy(endpoint, { ...question(endpoint, which), ...parameters }, how),

    short: (endpoint, parameters = {}, how = {}) =>
      post(
        endpoint,
        {
          model: model(endpoint),
          ...question(endpoint, 0),
          ...greedyOf(facts[endpoint]),
          ...limitOf({ ...facts[endpoint], thinkingTokens: 0 }, 1),
          ...parameters,
        },
        how,
      ),

    ask: (endpoint, parameters, how = {}) =>
      post(endpoint, { model: model(endpoint), ...question(endpoint, 0), ...parameters }, how),

    async refuses(endpoint, parameters) {
      try {
        return (await lab.short(endpoint, parameters, { lawful: false })).rejected !== undefined;
      } catch (error) {
        if (error instanceof Crashed) return true;
        throw error;
      }
    },

    async fresh(reply) {
      const received = await transmit({ ...reply.received.request, fresh: true });
      throwForStatus(received);
      const again = toReply(reply.endpoint, received);
      throwForBroken(again);
      return again;
    },

    async learn(endpoint, premise, why, parameters = {}, how = {}) {
      for (const which of [0, 1, 2]) {
        const asked = question(endpoint, which);
        const reply = await lab.greedy(endpoint, { ...asked, ...parameters }, how);
        if (reply.rejected) continue;
        const value = premise(reply);
        if (value !== undefined) return { reply, value, question: asked };
      }
      throw new Inconclusive(`${why} (three questions were tried)`);
    },

    send: transmit,
    capability: (capability) => capabilities.state(capability),
    sdk: ({ credentials = 'own', lawful = credentials === 'own' } = {}) =>
      openSdk(target.baseURL, async (request, follower) => {
        const received = await wire.follow({ ...request, credentials, lawful }, follower);
        onExchange(received);
        return received;
      }),
    inconclusive: (why) => {
      throw new Inconclusive(why);
    },
    unsupported: (what) => {
      throw new Unsupported(what);
    },
    skip: (reason) => {
      throw new Skipped(reason);
    },
  };
  return lab;
}

/** A transport failure is never an outcome of a check's own table. */
export function throwForFailure(received: Received): void {
  switch (received.failure?.kind) {
    case undefined:
    case 'cut':
    case 'too-large':
      return;
    case 'stopped':
      throw new Stopped('the run was stopped');
    case 'timeout':
      throw new Hung(received);
    case 'refused':
    case 'unresolved':
    case 'tls':
      throw new Unreachable(received);
    case 'reset':
    case 'malformed':
      throw new Crashed(received);
  }
}

/** A stream that an error ends is no answer, however properly it is told; it says nothing about the question. */
export function throwForBroken({ brokenBy, received }: Reply): void {
  if (brokenBy === undefined) return;
  if (/^(429|rate_limit)/.test(brokenBy.code ?? '')) throw new Inconclusive(RATE_LIMITED_INSIDE);
  throw new Crashed(received, brokenBy.message);
}

const RATE_LIMITED_INSIDE = 'the endpoint limited our rate in the middle of a stream';

/** Statuses that say nothing about the question that was asked. 501 is a way to refuse. */
export function throwForStatus({ status = 0, ...received }: Received): void {
  if (status >= 500 && status !== 501) throw new Crashed({ status, ...received });
  if (status === 429) throw new Inconclusive('the endpoint is limiting our rate (429), also after waiting');
  if (status === 401) throw new Inconclusive('the key was refused for this request (401)');
  if (status === 408) throw new Inconclusive('the endpoint gave up waiting for our request (408)');
}
