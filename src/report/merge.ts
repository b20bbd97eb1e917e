/** Puts reports together: the shards of one run, and runs of several targets. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type {
  CheckFacts,
  Exchange,
  Observation,
  Report,
  RunOptions,
  TargetReport,
} from '../../schemas/types/report.js';
import { assembleReport, type ObservedTarget, observationOf } from './assemble.js';
import { type Examiner, observedAgain, type Readings, withRulesOfToday } from './judge-again.js';
import { ReportError } from './read.js';

/** A report, and what to call it where it does not fit the others. */
export interface NamedReport {
  readonly name: string;
  readonly report: Report;
}

/** A target as one report has it. */
interface Part {
  readonly from: NamedReport;
  readonly target: TargetReport;
}

/**
 * Reports on the same target (name, base URL, model, profile) become one target with the checks of all; others stand side by side.
 * The invariants are applied to all exchanges together. Where a shard is not among the reports, the result is partial and a note says so.
 * @param order the ids of all checks, in report order
 * @throws {ReportError} where reports do not fit together: the same run twice, two outcomes for one check, checks that changed
 */
export function mergeReports(
  reports: readonly NamedReport[],
  readings: Readings,
  examiner: Examiner,
  order: readonly string[],
): Report {
  const [first] = reports;
  if (first === undefined) throw new ReportError('there is nothing to merge: name two reports or more');
  assertDifferentRuns(reports);
  const catalogue = withRulesOfToday(commonCatalogue(reports, order), examiner);
  const shardNotes = shardsMissing(reports).map((shard) => `Shard ${shard} is not among the merged reports.`);
  const begin = Math.min(...reports.map(({ report }) => Date.parse(report.startedAt)));
  const groups = groupsOf(reports);
  return assembleReport({
    version: first.report.tool.version,
    startedAt: new Date(begin),
    durationMs: reports.reduce((sum, { report: { durationMs = 0 } }) => sum + durationMs, 0),
    partial: reports.some(({ report: { partial } }) => partial) || shardNotes.length > 0,
    options: { ...commonOptions(reports), against: [...readings.against.keys()] },
    catalogue,
    targets: groups.map(({ name, parts }) => {
      const target = together(name, parts, begin, { catalogue, readings, examiner });
      return { ...target, notes: [...target.notes, ...shardNotes] };
    }),
  });
}

function assertDifferentRuns(reports: readonly NamedReport[]): void {
  for (const [i, one] of reports.entries()) {
    const same = reports.slice(0, i).find((other) => isSameRun(other.report, one.report));
    if (same) throw new ReportError(`${same.name} and ${one.name} are the same run: name it once`);
  }
}

function isSameRun(a: Report, b: Report): boolean {
  return (
    a.startedAt === b.startedAt &&
    a.options.shard === b.options.shard &&
    a.targets.some(({ name }) => b.targets.some((other) => other.name === name))
  );
}

function commonCatalogue(reports: readonly NamedReport[], order: readonly string[]): CheckFacts[] {
  const known = new Map<string, { readonly facts: CheckFacts; readonly from: NamedReport }>();
  for (const from of reports) {
    for (const facts of from.report.catalogue) {
      const earlier = known.get(facts.id);
      if (earlier === undefined) known.set(facts.id, { facts, from });
      else if (facts.mode !== 'invariant' && !isDeepStrictEqual(earlier.facts, facts)) {
        throw new ReportError(
          `${earlier.from.name} and ${from.name} do not mean the same by ${facts.id}: they were made by touchstone ${earlier.from.report.tool.version} and ${from.report.tool.version}. Run both with one version`,
        );
      }
    }
  }
  const place = new Map(order.map((id, i) => [id, i]));
  return [...known.values()]
    .map(({ facts }) => facts)
    .sort((a, b) => (place.get(a.id) ?? order.length) - (place.get(b.id) ?? order.length));
}

const STRICTNESS: readonly RunOptions['failOn'][] = ['may', 'should', 'must', 'never'];

/** What the runs have in common; as strict as the strictest. */
function commonOptions(reports: readonly NamedReport[]): RunOptions {
  const all = reports.map(({ report }) => report.options);
  const { shard: _shard, ...first } = all[0] as RunOptions;
  const chosen = (list: 'only' | 'skip') =>
    all.some((options) => options[list].length === 0) ? [] : [...new Set(all.flatMap((o) => o[list]))];
  return {
    ...first,
    suite: all.some(({ suite }) => suite === 'full') ? 'full' : 'core',
    only: chosen('only'),
    skip: chosen('skip'),
    hostile: all.some(({ hostile }) => hostile),
    ...(all.some(({ noBodies }) => noBodies) && { noBodies: true }),
    failOn: STRICTNESS.find((severity) => all.some(({ failOn }) => failOn === severity)) ?? first.failOn,
  };
}

/** As `2/3`. */
function shardsMissing(reports: readonly NamedReport[]): string[] {
  const given = new Set(reports.flatMap(({ report }) => report.options.shard ?? []));
  const counts = new Set([...given].map((shard) => Number(shard.split('/')[1])));
  return [...counts]
    .flatMap((count) => Array.from({ length: count }, (_, i) => `${i + 1}/${count}`))
    .filter((shard) => !given.has(shard));
}

interface Group {
  readonly name: string;
  readonly parts: readonly Part[];
}

/** By what they are; where two that are not the same have one name, the model is added to it. */
function groupsOf(reports: readonly NamedReport[]): Group[] {
  const groups = new Map<string, Part[]>();
  for (const from of reports) {
    for (const target of from.report.targets) {
      const key = JSON.stringify([target.name, target.baseURL, target.model, target.profile]);
      groups.set(key, [...(groups.get(key) ?? []), { from, target }]);
    }
  }
  const all = [...groups.values()];
  const targetOf = ([part]: readonly Part[]) => (part as Part).target;
  const isShared = (name: string) => all.filter((parts) => targetOf(parts).name === name).length > 1;
  const named = all.map((parts) => {
    const { name, model } = targetOf(parts);
    return { name: isShared(name) ? `${name} (${model})` : name, parts };
  });
  for (const [i, { name, parts }] of named.entries()) {
    const other = named.slice(0, i).find((earlier) => earlier.name === name);
    if (!other) continue;
    const [a, b] = [other.parts[0], parts[0]] as [Part, Part];
    const what =
      a.target.profile === b.target.profile
        ? `two endpoints, ${a.target.baseURL} and ${b.target.baseURL}`
        : `judged by ${a.target.profile} and by ${b.target.profile}: give one --profile for both`;
    throw new ReportError(`${a.from.name} and ${b.from.name} both have a target ${name}, yet it is ${what}`);
  }
  return named;
}

function together(
  name: string,
  parts: readonly Part[],
  begin: number,
  {
    catalogue,
    readings,
    examiner,
  }: { readonly catalogue: readonly CheckFacts[]; readonly readings: Readings; readonly examiner: Examiner },
): ObservedTarget {
  const { target } = parts[0] as Part;
  const bodiless = parts.find(({ from }) => from.report.options.noBodies);
  if (bodiless && parts.length > 1) {
    throw new ReportError(
      `${bodiless.from.name} was written with --no-bodies: the rules that hold for all exchanges of ${name} cannot be applied to it. Merge reports that have their bodies, and leave them out then: touchstone replay MERGED --no-bodies --report OTHER`,
    );
  }
  const exchanges: Exchange[] = [];
  const observations = new Map<string, Observation>();
  const source = new Map<string, Part>();
  for (const part of parts) {
    const ids = adopt(part, name, begin, exchanges);
    for (const result of part.target.results) {
      const recorded = observationOf(result);
      const observation = { ...recorded, exchanges: recorded.exchanges.map((id) => ids.get(id) ?? id) };
      const earlier = observations.get(result.check);
      if (earlier === undefined || !('outcome' in earlier)) {
        observations.set(result.check, observation);
        source.set(result.check, part);
      } else if (isContradiction(catalogue, result.check, earlier, observation)) {
        throw new ReportError(
          `${source.get(result.check)?.from.name} and ${part.from.name} differ on ${result.check} of ${name}: ${wordOf(earlier)} and ${wordOf(observation)}. Two runs of one check are compared with touchstone diff, not merged`,
        );
      }
    }
  }
  exchanges.sort((a, b) => a.timing.startedMs - b.timing.startedMs || a.id.localeCompare(b.id));
  for (const { id } of catalogue) {
    if (!observations.has(id)) observations.set(id, NOT_SELECTED);
  }
  if (!bodiless)
    for (const [id, observation] of examiner.examine(exchanges)) observations.set(id, observation);
  return {
    ...observedAgain(target, { readings, exchanges, observations }),
    name,
    capabilities: Object.assign({}, ...parts.map((part) => part.target.capabilities).reverse()),
    notes: [...new Set(parts.flatMap((part) => part.target.notes))],
    ...(bodiless && { cost: target.cost }),
  };
}

const NOT_SELECTED: Observation = {
  skipped: 'not-recorded: this check was not selected when the target was run',
  exchanges: [],
};

/** Invariants are applied again: what parts of a run showed need not agree. */
function isContradiction(
  catalogue: readonly CheckFacts[],
  check: string,
  a: Observation,
  b: Observation,
): boolean {
  const isInvariant = catalogue.find(({ id }) => id === check)?.mode === 'invariant';
  return !isInvariant && 'outcome' in a && 'outcome' in b && a.outcome !== b.outcome;
}

function wordOf(observation: Observation): string {
  return 'outcome' in observation ? observation.outcome : (Object.keys(observation)[0] ?? '');
}

/**
 * Takes over a part's exchanges. Two runs that sent the same request have the same id for it and not the same answer: the
 * later one gets an id of its own.
 * @returns old id to new
 */
function adopt(
  { from, target }: Part,
  name: string,
  begin: number,
  exchanges: Exchange[],
): Map<string, string> {
  const taken = new Set(exchanges.map(({ id }) => id));
  const laterMs = Date.parse(from.report.startedAt) - begin;
  const ids = new Map<string, string>();
  for (const exchange of from.report.exchanges) {
    if (exchange.target !== target.name) continue;
    const { timing } = exchange;
    const id = freeId(exchange.id, taken);
    ids.set(exchange.id, id);
    exchanges.push({
      ...exchange,
      id,
      target: name,
      timing: { ...timing, startedMs: timing.startedMs + laterMs },
    });
  }
  return ids;
}

function freeId(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  for (let number = 2; ; number += 1) {
    if (!taken.has(`${id}-${number}`)) return `${id}-${number}`;
  }
}
