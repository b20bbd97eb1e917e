/** Carries out the checks of one target, in phases: calm ones together, then one at a time, then the hostile ones. */
import type { Observation, TargetFacts } from '../../schemas/types/report.js';
import type { Received, Wire } from '../transport/wire.js';
import { type Budget, type BudgetLimits, openBudget } from './budget.js';
import type { Capabilities, CapabilityState } from './capability.js';
import { openCapabilities } from './capability-probes.js';
import type { Check, Found } from './check.js';
import { type Lab, type LabTarget, openLab, throwForFailure } from './lab.js';
import { Crashed, Hung, Inconclusive, Skipped, Stopped, Unreachable, Unsupported } from './signal.js';

export interface ObserveOptions {
  readonly target: LabTarget;
  readonly facts: TargetFacts;
  /** In order of importance: where a budget is short, the first are observed. */
  readonly checks: readonly Check[];
  readonly wire: Wire;
  readonly signal: AbortSignal;
  readonly limits?: BudgetLimits;
  /** How long the endpoint may take to come back after a hostile check broke it. */
  readonly recoveryMs?: number;
  onObservation?(check: string, observation: Observation): void;
}

export interface Observing {
  /** What a check found out. Never rejects for what the endpoint or a check does. */
  observation(check: string): Promise<Observation>;
  /** Resolves when every check has its observation. */
  readonly done: Promise<void>;
  /** The capabilities that were asked for so far. */
  capabilities(): Record<string, CapabilityState>;
}

const RECOVERY_MS = 30_000;
const RECOVERY_STEP_MS = 1_000;

export function observeTarget(options: ObserveOptions): Observing {
  const { target, facts, checks, wire, signal, recoveryMs = RECOVERY_MS } = options;
  const budget = openBudget(options.limits ?? {});
  const newLab: Rig['newLab'] = (onExchange, anew = false) =>
    openLab({
      target,
      facts,
      wire,
      capabilities,
      anew,
      onExchange(received) {
        budget.spend(received.id, generatedTokens(received));
        onExchange(received);
      },
    });
  const capabilities: Capabilities = openCapabilities((onExchange) => newLab(({ id }) => onExchange(id)));
  const results = new Map(checks.map((check) => [check.facts.id, promiseOf<Observation>()]));
  /** A check could not be carried out: the endpoint may be gone. */
  let troubled = false;
  const rig: Rig = { newLab, capabilities, budget, signal, facts, answers };

  /** Whether an ordinary request is answered. */
  async function answers(): Promise<boolean> {
    const endpoint = facts.chat.state === 'present' ? 'chat' : 'completions';
    try {
      const reply = await newLab(() => {}).short(endpoint, {}, { fresh: true });
      return reply.rejected === undefined;
    } catch {
      return false;
    }
  }

  function settle(check: Check, observation: Observation): void {
    troubled ||= 'error' in observation;
    options.onObservation?.(check.facts.id, observation);
    results.get(check.facts.id)?.resolve(observation);
  }

  /**
   * What looked like a deviation while other requests were under way is asked again, alone and anew: a server with one
   * slot, or one that drops a request for another, is slow and not wrong. What is seen alone counts.
   */
  async function confirm(check: Check, first: Observation): Promise<Observation> {
    const alone = signal.aborted ? undefined : await observeCheck(check, rig, { anew: true });
    if (alone === undefined || 'skipped' in alone)
      return { ...first, notes: [...notesOf(first), UNCONFIRMED] };
    if (wordOf(alone) === wordOf(first)) return alone;
    const note = `Together with other requests it was at first "${wordOf(first)}"; alone it is not.`;
    return { ...alone, notes: [...notesOf(alone), note] };
  }

  /** Resolves to false when the endpoint did not come back. */
  async function hostile(check: Check): Promise<boolean> {
    const observation = await observeCheck(check, rig);
    if (signal.aborted || 'skipped' in observation || (await answers())) {
      settle(check, observation);
      return true;
    }
    settle(check, {
      outcome: 'breaks-the-next',
      details: { 'before it': 'outcome' in observation ? observation.outcome : 'nothing observed' },
      exchanges: observation.exchanges,
    });
    return recovered();
  }

  /** Waits a while for an endpoint that does not answer. */
  async function recovered(): Promise<boolean> {
    const deadline = performance.now() + recoveryMs;
    while (performance.now() < deadline && !signal.aborted) {
      if (await answers()) return true;
      await new Promise((resolve) => setTimeout(resolve, Math.min(RECOVERY_STEP_MS, recoveryMs)));
    }
    return false;
  }

  async function run(): Promise<void> {
    const inMode = (mode: Check['mode']) => checks.filter((check) => check.mode === mode);
    // One after the other: what everything else rests on must not be found out under load.
    for (const capability of new Set(checks.flatMap(({ needs }) => needs))) {
      if (!signal.aborted) await capabilities.state(capability).catch(() => {});
    }
    const suspects: [Check, Observation][] = [];
    await Promise.all(
      inMode('calm').map(async (check) => {
        const observation = await observeCheck(check, rig);
        if (isSuspect(check, observation)) suspects.push([check, observation]);
        else settle(check, observation);
      }),
    );
    for (const [check, observation] of suspects) settle(check, await confirm(check, observation));
    for (const check of inMode('alone')) settle(check, await observeCheck(check, rig));
    // What was gone before is not the doing of what comes now.
    let up = !troubled || signal.aborted || (await recovered());
    for (const check of inMode('hostile')) {
      if (up) up = await hostile(check);
      else
        settle(check, {
          skipped: 'down: the endpoint went away earlier and did not come back',
          exchanges: [],
        });
    }
  }

  return {
    observation(id) {
      const result = results.get(id);
      return result ? result.promise : Promise.reject(new Error(`there is no check ${id} in this run`));
    },
    done: run(),
    capabilities: () => capabilities.known(),
  };
}

const UNCONFIRMED =
  'Seen while other requests were under way, and not asked again alone: the run, or its budget, ended before.';

function notesOf(observation: Observation): readonly string[] {
  return ('notes' in observation && observation.notes) || [];
}

/** Whatever a check makes of it, also through the official client: it says nothing about the question. */
const RATE_LIMITED = 'the endpoint is limiting our rate (429), also after waiting';

/** What carrying out a check takes. */
interface Rig {
  newLab(onExchange: (received: Received) => void, anew?: boolean): Lab;
  readonly capabilities: Capabilities;
  readonly budget: Budget;
  readonly signal: AbortSignal;
  readonly facts: TargetFacts;
  answers(): Promise<boolean>;
}

/** Whether an observation is a deviation in anybody's eyes. */
function isSuspect(check: Check, observation: Observation): boolean {
  if ('error' in observation) return true;
  if (!('outcome' in observation)) return false;
  const severity = check.facts.outcomes[observation.outcome]?.severity;
  return severity === 'must' || severity === 'should';
}

function wordOf(observation: Observation): string {
  return 'outcome' in observation ? observation.outcome : (Object.keys(observation)[0] ?? '');
}

async function observeCheck(check: Check, rig: Rig, { anew = false } = {}): Promise<Observation> {
  const looked = new Map<string, Received>();
  const lab = rig.newLab((received) => {
    // The telling exchange comes last, also where it was looked at before.
    looked.delete(received.id);
    looked.set(received.id, received);
  }, anew);
  const { requests, tokens } = check.facts.cost;
  const thinking = Math.max(rig.facts.chat.thinkingTokens ?? 0, rig.facts.completions.thinkingTokens ?? 0);
  const end = await rig.budget.admit({ requests, tokens: tokens + requests * thinking });
  if (end === undefined)
    return { skipped: 'budget: the rest of it is less than this check may cost', exchanges: [] };

  try {
    if (rig.signal.aborted) throw new Stopped('the run was stopped');
    const missing = await missingCapability(check, rig.capabilities);
    if (missing) return missing;
    const found = await check.observe(lab);
    throwForSwallowed([...looked.values()]);
    return observation(found, looked);
  } catch (error) {
    return { ...(await withoutOutcome(error, check, rig)), ...evidence(looked) };
  } finally {
    end();
  }
}

/** The official client turns all that stops it into an error of its own, and a check sees only that it throws. */
function throwForSwallowed(looked: readonly Received[]): void {
  if (looked.some(({ status }) => status === 429)) throw new Inconclusive(RATE_LIMITED);
  for (const received of looked) {
    switch (received.failure?.kind) {
      case 'stopped':
      case 'timeout':
      case 'refused':
      case 'unresolved':
      case 'tls':
        throwForFailure(received);
    }
  }
}

async function missingCapability(check: Check, capabilities: Capabilities): Promise<Observation | undefined> {
  for (const capability of check.needs) {
    const state = await capabilities.state(capability);
    if (state === 'present' || (check.shows === capability && state === 'broken')) continue;
    if (check.shows === capability)
      return { outcome: 'absent', exchanges: [...capabilities.evidence(capability)] };
    return { skipped: `prerequisite: ${capability} is ${state}`, exchanges: [] };
  }
  return undefined;
}

function observation(found: Found<string>, looked: ReadonlyMap<string, Received>): Observation {
  const inDetail = typeof found === 'string' ? { outcome: found } : found;
  const { outcome, details, findings, notes } = inDetail as Exclude<Found<string>, string>;
  return {
    outcome,
    ...(details && { details: { ...details } }),
    ...(findings && { findings: [...findings] }),
    ...(notes && { notes: [...notes] }),
    ...evidence(looked),
  };
}

/** Times are the transport's: a check that waits for a slot is not slow. */
function evidence(looked: ReadonlyMap<string, Received>): { exchanges: string[]; durationMs: number } {
  const durationMs = [...looked.values()].reduce((sum, { totalMs }) => sum + totalMs, 0);
  return { exchanges: [...looked.keys()], durationMs };
}

async function withoutOutcome(error: unknown, { facts }: Check, rig: Rig): Promise<Observation> {
  const exchanges: string[] = [];
  if (error instanceof Inconclusive) return { inconclusive: error.message, exchanges };
  if (error instanceof Unsupported) return { unsupported: error.message, exchanges };
  if (error instanceof Skipped) return { skipped: error.message, exchanges };
  if (error instanceof Stopped || rig.signal.aborted)
    return { skipped: 'stopped: the run ended before it', exchanges };
  if (error instanceof Unreachable) return { error: error.message, exchanges };
  if (error instanceof Crashed || error instanceof Hung) {
    // A control right after tells a bad request from a bad day.
    if (!(await rig.answers()))
      return { error: `${error.message}, and an ordinary request failed too`, exchanges };
    return { outcome: wordFor(error, facts), details: { what: error.message }, exchanges };
  }
  const { name, message } = error instanceof Error ? error : { name: 'error', message: String(error) };
  return { error: `a fault of touchstone, not of the endpoint: ${name}: ${message}`, exchanges };
}

/** A 5xx status is no crash where the request was a mistake, and the check says so. */
function wordFor(error: Crashed | Hung, { outcomes }: Check['facts']): string {
  if (error instanceof Hung) return 'hung';
  const { request, failure } = error.received;
  const toMistake = request.lawful === false && failure === undefined;
  return toMistake && 'server-error' in outcomes ? 'server-error' : 'crashed';
}

/** As the endpoint counts them. In a stream, the last count is the whole. */
function generatedTokens({ text }: Received): number {
  return Number([...text.matchAll(/"completion_tokens"\s*:\s*(\d+)/g)].at(-1)?.[1] ?? 0);
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function promiseOf<T>(): { readonly promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
