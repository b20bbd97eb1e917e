/** Looks at one sample: its form by the schema, then what no schema can tell. */
import { isDeepStrictEqual } from 'node:util';
import type { SampleFault } from '../../schemas/validate.js';
import { sampleValidator } from '../../schemas/validate.js';
import { type Conversation, observeConversation, type RoleCounts } from './conversation.js';
import { isObject, type JsonObject, listOf } from './json-value.js';
import type { Kind } from './kind.js';
import type { Ledger } from './ledger.js';
import type { OutcomeOf, RuleId } from './rules/index.js';
import { declaredFunctions } from './tools.js';

/** What is remembered of the samples so far. */
export interface Tally {
  readonly roles: RoleCounts;
  withImages: number;
  weighted: number;
  notWeighted: number;
  /** The root keys of the first reinforcement sample. */
  fields: readonly string[] | undefined;
}

export function emptyTally(): Tally {
  return { roles: new Map(), withImages: 0, weighted: 0, notWeighted: 0, fields: undefined };
}

export type ObserveSample = (sample: JsonObject) => void;

/** @returns what looks at one sample after the other, and tells the ledger */
export function sampleObserver(kind: Kind, ledger: Ledger, tally: Tally): ObserveSample {
  switch (kind) {
    case 'supervised':
      return supervised(ledger, tally);
    case 'preference':
      return preference(ledger, tally);
    case 'reinforcement':
      return reinforcement(ledger, tally);
  }
}

function supervised(ledger: Ledger, tally: Tally): ObserveSample {
  const validate = sampleValidator('SupervisedSample');
  return (sample) => {
    tellFaults(ledger, validate(sample));
    if (sample.weight === undefined) tally.notWeighted++;
    else {
      tally.weighted++;
      if (typeof sample.weight === 'number')
        ledger.saw('sample.weight', weightWord(sample.weight), '/weight');
    }
    if (sample.functions !== undefined) ledger.saw('sample.functions', 'deprecated', '/functions');
    const { messages } = sample;
    if (!Array.isArray(messages) || messages.length === 0) return;
    const seen = observeConversation(ledger, messages, '/messages', declaredFunctions(sample), tally.roles);
    if (seen.developers > 0)
      tellRole(ledger, messages, '/messages', 'developer', 'message.role', 'developer');
    if (seen.assistants === 0) ledger.saw('sample.assistant', 'missing', '/messages');
    else if (seen.lastRole !== 'assistant') {
      ledger.saw('sample.last', 'other', `/messages/${messages.length - 1}`, seen.lastRole);
    }
    if (seen.users === 0) ledger.saw('sample.user', 'missing', '/messages');
    if (seen.assistants > 0 && seen.trained === 0) ledger.saw('sample.trained', 'none', '/messages');
    if (seen.reasoned > 0 && seen.reasoned < seen.assistants) {
      ledger.saw('sample.reasoning', 'partial', '/messages', `${seen.reasoned} of ${seen.assistants}`);
    }
    tellImages(ledger, tally, seen);
  };
}

function preference(ledger: Ledger, tally: Tally): ObserveSample {
  const validate = sampleValidator('PreferenceSample');
  return (given) => {
    const sample = withOutputNames(ledger, given);
    tellFaults(ledger, validate(sample));
    const { input, preferred_output: better, non_preferred_output: worse } = sample;
    let images = 0;
    if (isObject(input) && Array.isArray(input.messages) && input.messages.length > 0) {
      const { messages } = input;
      const at = '/input/messages';
      const seen = observeConversation(ledger, messages, at, declaredFunctions(input), tally.roles);
      images += seen.images;
      if (seen.developers > 0) tellRole(ledger, messages, at, 'developer', 'message.role', 'developer');
      if (seen.assistants > 0) tellRole(ledger, messages, at, 'assistant', 'preference.turns', 'several');
      if (seen.tools > 0) tellRole(ledger, messages, at, 'tool', 'preference.tools', 'tool');
      if (seen.lastRole !== 'user' && seen.lastRole !== 'tool') {
        ledger.saw('preference.last', 'other', `${at}/${messages.length - 1}`, seen.lastRole);
      }
    }
    for (const [name, output] of Object.entries({ preferred_output: better, non_preferred_output: worse })) {
      if (!Array.isArray(output)) continue;
      const at = `/${given[name] === undefined ? name.replace('output', 'completion') : name}`;
      images += observeConversation(ledger, output, at, undefined, tally.roles).images;
      if (output.length > 1) ledger.saw('preference.output', 'several', at);
      tellOthers(ledger, output, at);
    }
    if (better !== undefined && worse !== undefined && isDeepStrictEqual(better, worse)) {
      ledger.saw('preference.difference', 'equal', '/non_preferred_output');
    }
    if (images > 0) ledger.saw('preference.images', 'image', '');
  };
}

function reinforcement(ledger: Ledger, tally: Tally): ObserveSample {
  const validate = sampleValidator('ReinforcementSample');
  return (sample) => {
    tellFaults(ledger, validate(sample));
    tally.fields ??= Object.keys(sample);
    for (const field of tally.fields) {
      if (!Object.hasOwn(sample, field) && field !== 'messages') {
        ledger.saw('reinforcement.fields', 'missing', '', field);
      }
    }
    const { messages } = sample;
    if (!Array.isArray(messages) || messages.length === 0) return;
    const at = '/messages';
    const seen = observeConversation(ledger, messages, at, declaredFunctions(sample), tally.roles);
    if (seen.systems > 0) tellRole(ledger, messages, at, 'system', 'reinforcement.system', 'system');
    if (seen.developers > 0)
      tellRole(ledger, messages, at, 'developer', 'reinforcement.developer', 'developer');
    if (seen.lastRole !== 'user') {
      ledger.saw('reinforcement.last', 'other', `${at}/${messages.length - 1}`, seen.lastRole);
    }
    if (seen.images > 0) ledger.saw('reinforcement.images', 'image', at);
    tellImages(ledger, tally, seen);
  };
}

function weightWord(weight: number): OutcomeOf<'sample.weight'> {
  if (weight === 0) return 'zero';
  return weight < 0 ? 'negative' : 'number';
}

function tellFaults(ledger: Ledger, faults: readonly SampleFault[] | undefined): void {
  if (faults === undefined) return;
  // One thing that is missing several fields is one finding.
  const places = new Map<string, { readonly fault: SampleFault; readonly subjects: string[] }>();
  for (const fault of faults) {
    const key = `${fault.called} ${fault.pointer}`;
    const place = places.get(key) ?? { fault, subjects: [] };
    places.set(key, place);
    if (fault.subject !== undefined) place.subjects.push(fault.subject);
  }
  for (const { fault, subjects } of places.values()) {
    const [rule, outcome] = fault.called.split(':') as [RuleId, never];
    ledger.saw(rule, outcome, fault.pointer, subjects.length > 0 ? subjects.join(', ') : undefined);
  }
}

/** The first message of the role is the finding. */
function tellRole<Id extends RuleId>(
  ledger: Ledger,
  messages: readonly unknown[],
  pointer: string,
  role: string,
  rule: Id,
  outcome: OutcomeOf<Id>,
): void {
  const index = messages.findIndex((message) => isObject(message) && message.role === role);
  if (index !== -1) ledger.saw(rule, outcome, `${pointer}/${index}`);
}

function tellImages(ledger: Ledger, tally: Tally, { images }: Conversation): void {
  if (images === 0) return;
  tally.withImages++;
  const limit = ledger.limit('sample.images');
  if (limit !== undefined && images > limit) {
    ledger.saw('sample.images', 'beyond', '/messages', `${images}; the limit is ${limit}`);
  }
}

/** Azure takes answers of tools among the outputs; nobody takes what others say. */
function tellOthers(ledger: Ledger, output: readonly unknown[], pointer: string): void {
  output.forEach((message, i) => {
    if (isObject(message) && typeof message.role === 'string' && message.role !== 'assistant') {
      ledger.saw('preference.output', 'other', `${pointer}/${i}`, message.role);
    }
  });
}

/** With the older names of the outputs, the sample as it would be with the newer ones. */
function withOutputNames(ledger: Ledger, sample: JsonObject): JsonObject {
  let renamed = sample;
  for (const side of ['preferred', 'non_preferred']) {
    const old = `${side}_completion`;
    if (!Object.hasOwn(sample, old) || Object.hasOwn(sample, `${side}_output`)) continue;
    ledger.saw('preference.names', 'completion', `/${old}`);
    const { [old]: output, ...rest } = renamed;
    renamed = { ...rest, [`${side}_output`]: output };
  }
  return renamed;
}

/** Everything that is said in a sample, for counting. */
export function conversationsOf(sample: JsonObject): readonly (readonly unknown[])[] {
  const input = isObject(sample.input) ? listOf(sample.input.messages) : [];
  return [
    listOf(sample.messages),
    input,
    listOf(sample.preferred_output),
    listOf(sample.non_preferred_output),
  ].filter((messages) => messages.length > 0);
}
