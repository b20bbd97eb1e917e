/** Gathers what the trials show, and what they fail to show. */
import type { Fault } from '../../reference/faults/index.js';
import type { Variation } from '../../reference/variations/index.js';
import type { Question } from '../check/check.js';
import { isOfArea } from './area.js';
import { NEEDS_OBEDIENCE } from './needs-obedience.js';
import { nameOf, type Persona, type Planned } from './plan.js';
import type { Trial } from './trial.js';

export interface QuietRun {
  readonly name: string;
  readonly verdicts: Readonly<Record<string, number>>;
}

export interface FaultRun {
  readonly fault: Fault;
  readonly dialect: string;
  /** Checks that fail because of it, with what they observe. */
  readonly kills: ReadonlyMap<string, string>;
}

export interface CheckProof {
  /** The faults that announce that it fails, and make it fail. */
  readonly killedBy: string[];
  /** Outcome word to what brought it forth. */
  readonly words: Map<string, string>;
  /** Outcomes that fail with a model that obeys, and that no fault has shown with one that does not. */
  readonly obedientOnly: Set<string>;
}

export interface Ledger {
  readonly checks: ReadonlyMap<string, CheckProof>;
  quiet(planned: Planned, result: Trial, variation: Variation | undefined): QuietRun;
  /** Notes each check that comes to something else the second time. */
  twice(planned: Planned, first: Trial, second: Trial): void;
  fault(fault: Fault, planned: Planned, shown: Trial, babbler: Trial): FaultRun;
  /** @param whole whether everything was tried, so that what is missing can be said */
  problems(whole: boolean): string[];
}

/**
 * Outcomes that every check of a mode can come to, whatever it asks. One place in the lab makes them of a connection that
 * breaks, or of a deadline that passes: they are proved once for each mode.
 */
const ANYWHERE: Readonly<Record<string, readonly string[]>> = {
  crashed: ['calm', 'alone', 'hostile'],
  hung: ['calm', 'alone', 'hostile'],
  'breaks-the-next': ['hostile'],
};

/** The most of a run that may be inconclusive: of a model that thinks and refuses temperature, more. */
const MOST_INCONCLUSIVE: Readonly<Record<Persona, number>> = {
  obedient: 0.05,
  babbler: 0.05,
  reasoner: 0.15,
};

export function openLedger(catalogue: readonly Question[]): Ledger {
  const problems: string[] = [];
  const facts = new Map(catalogue.map((question) => [question.facts.id, question.facts]));
  const checks = new Map<string, CheckProof>(
    [...facts.keys()].map((id) => [id, { killedBy: [], words: new Map(), obedientOnly: new Set() }]),
  );
  const areasKilled = new Map<string, string[]>();
  const anywhere = new Set<string>();
  const failedOnBabbler = new Set<string>();

  function remember(name: string, { observations, noContact }: Trial): void {
    if (noContact !== undefined) problems.push(`${name}: nothing could be observed: ${noContact}`);
    for (const [id, observation] of observations) {
      if ('error' in observation) problems.push(`${name}: ${id} is an error: ${observation.error}`);
      const proof = checks.get(id);
      if (!('outcome' in observation) || proof === undefined) continue;
      if (!proof.words.has(observation.outcome)) proof.words.set(observation.outcome, name);
      anywhere.add(`${observation.outcome} ${facts.get(id)?.mode}`);
    }
  }

  function announcedIn(name: string, id: string, word: string, result: Trial): void {
    const known = facts.get(id);
    if (known === undefined) {
      problems.push(`${name}: announces an outcome of ${id}, and there is no such check`);
      return;
    }
    if (!(word in known.outcomes)) problems.push(`${name}: ${id} has no outcome "${word}"`);
    const seen = wordOf(result, id);
    if (seen !== word) problems.push(`${name}: ${id} was to be "${word}", and is "${seen}"`);
  }

  return {
    checks,

    quiet(planned, result, variation) {
      const name = nameOf(planned);
      remember(name, result);
      for (const sentence of result.costProblems) problems.push(`${name}: ${sentence}`);
      const verdicts: Record<string, number> = {};
      for (const [id, { verdict, message }] of result.judgements) {
        verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
        if (verdict === 'fail') problems.push(`${name}: a false alarm: ${id}: ${message}`);
      }
      const most = variation?.mostInconclusive ?? MOST_INCONCLUSIVE[planned.persona];
      const inconclusive = verdicts.inconclusive ?? 0;
      if (inconclusive > result.judgements.size * most) {
        problems.push(`${name}: ${inconclusive} of ${result.judgements.size} checks are inconclusive`);
      }
      if (planned.persona === 'obedient') {
        for (const [id, word] of Object.entries(variation?.produces ?? {}))
          announcedIn(name, id, word, result);
      }
      return { name, verdicts };
    },

    twice(planned, first, second) {
      for (const id of first.observations.keys()) {
        const [once, then] = [wordOf(first, id), wordOf(second, id)];
        // Other texts may take a premise away, and a check that says so has not changed its mind.
        if (once !== then && once !== 'inconclusive' && then !== 'inconclusive')
          problems.push(`${nameOf(planned)}: ${id} is unsteady: "${once}" once, and then "${then}"`);
      }
    },

    fault(fault, planned, shown, babbler) {
      const name = `${planned.dialect} ${fault.id}`;
      remember(name, shown);
      const kills = killsOf(shown);
      const onBabbler = killsOf(babbler);
      for (const [id, word] of onBabbler) failedOnBabbler.add(`${id} ${word}`);
      for (const [id, word] of Object.entries(fault.announces)) {
        announcedIn(name, id, word, shown);
        if (kills.get(id) !== word) continue;
        checks.get(id)?.killedBy.push(fault.id);
        checks.get(id)?.obedientOnly.add(word);
        areasKilled.set(id, [...(areasKilled.get(id) ?? []), fault.area]);
      }
      const caught = Object.keys(fault.announces).filter((id) => kills.has(id));
      if (caught.length === 0) {
        const others = kills.size > 0 ? `, only ${[...kills.keys()].join(', ')}` : '';
        problems.push(`${name}: no check that it announces fails${others}`);
      } else if (!caught.some((id) => isOfArea(id, fault.area))) {
        problems.push(`${name}: no check of its own area (${fault.area}) fails, only ${caught.join(', ')}`);
      }
      return { fault, dialect: planned.dialect, kills };
    },

    problems(whole) {
      for (const [id, { obedientOnly }] of checks) {
        for (const word of obedientOnly) if (failedOnBabbler.has(`${id} ${word}`)) obedientOnly.delete(word);
      }
      if (!whole) return problems;
      const missing: string[] = [];
      for (const [id, { killedBy, words, obedientOnly }] of checks) {
        const listed = NEEDS_OBEDIENCE[id] ?? [];
        for (const word of obedientOnly) {
          if (!listed.includes(word))
            missing.push(
              `${id}: only a model that obeys shows "${word}", and NEEDS_OBEDIENCE does not list it`,
            );
        }
        for (const word of listed) {
          if (failedOnBabbler.has(`${id} ${word}`))
            missing.push(`${id}: NEEDS_OBEDIENCE lists "${word}", and any model shows it`);
        }
        if (killedBy.length === 0) missing.push(`${id}: no fault makes it fail`);
        else if (!areasKilled.get(id)?.some((area) => isOfArea(id, area)))
          missing.push(`${id}: only faults of other areas make it fail (${killedBy.join(', ')})`);
        if (words.size === 0) missing.push(`${id}: never comes to an outcome`);
        for (const word of Object.keys(facts.get(id)?.outcomes ?? {})) {
          if (!words.has(word) && !(word in ANYWHERE))
            missing.push(`${id}: the outcome "${word}" is never brought forth`);
        }
      }
      for (const [word, modes] of Object.entries(ANYWHERE)) {
        for (const mode of modes) {
          if (!anywhere.has(`${word} ${mode}`))
            missing.push(`the outcome "${word}" is never brought forth in a check of the mode ${mode}`);
        }
      }
      return [...problems, ...missing];
    },
  };
}

/** What was observed of a check: its outcome, or why there is none. */
export function wordOf({ observations }: Trial, check: string): string {
  const observation = observations.get(check);
  if (observation === undefined) return 'nothing';
  return 'outcome' in observation ? observation.outcome : (Object.keys(observation)[0] ?? 'nothing');
}

function killsOf(result: Trial): Map<string, string> {
  const failed = [...result.judgements].filter(([, { verdict }]) => verdict === 'fail');
  return new Map(failed.map(([id]) => [id, wordOf(result, id)]));
}
