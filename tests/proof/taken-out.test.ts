import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Fault, faults } from '../../reference/faults/index.js';
import type { Observation } from '../../schemas/types/report.js';
import type { Question } from '../../src/check/check.js';
import { openLedger } from '../../src/proof/ledger.js';
import { NEEDS_OBEDIENCE } from '../../src/proof/needs-obedience.js';
import type { Trial } from '../../src/proof/trial.js';
import { catalogue } from '../../suites/index.js';

/** A trial in which everything is as the fault announces it. */
function asAnnounced({ announces }: Fault): Trial {
  const seen = Object.entries(announces);
  return {
    observations: new Map(
      seen.map(([id, outcome]) => [id, { outcome, exchanges: [] } satisfies Observation]),
    ),
    judgements: new Map(
      seen.map(([id]) => [id, { verdict: 'fail', documented: [], severity: 'must', message: '' } as const]),
    ),
    costProblems: [],
  };
}

/** What is not proved of these questions by these faults, each of which shows what it announces. */
function problemsOf(questions: readonly Question[], tried: readonly Fault[]): string {
  const ledger = openLedger(questions);
  for (const fault of tried) {
    const dialect = fault.dialects?.[0] ?? 'openai';
    const shown = asAnnounced(fault);
    ledger.fault(fault, { dialect, persona: 'obedient', fault: fault.id }, shown, shown);
  }
  return ledger.problems(true).join('\n');
}

test('a bad outcome that only a model that obeys shows has to be listed, and what is listed has to be so', () => {
  const told = (id: string, babbler: Trial) => {
    const fault = faults.find((each) => each.id === id) as Fault;
    const ledger = openLedger(catalogue);
    ledger.fault(fault, { dialect: 'openai', persona: 'obedient', fault: id }, asAnnounced(fault), babbler);
    return ledger.problems(true).filter((problem) => problem.includes('NEEDS_OBEDIENCE'));
  };
  const quiet = { observations: new Map(), judgements: new Map(), costProblems: [] };
  const shown = (id: string) => asAnnounced(faults.find((each) => each.id === id) as Fault);
  expect(told('done-missing', quiet)).toContain(
    'chat.stream.done: only a model that obeys shows "missing", and NEEDS_OBEDIENCE does not list it',
  );
  expect(told('done-missing', shown('done-missing'))).toEqual([]);
  expect(told('tool-choice-none-ignored', quiet)).toEqual([]);
  expect(told('tool-choice-none-ignored', shown('tool-choice-none-ignored'))).toEqual([
    'chat.tool_choice.none: NEEDS_OBEDIENCE lists "called", and any model shows it',
  ]);
});

test('what is listed as needing a model that obeys are words of checks', () => {
  const words = new Map(catalogue.map(({ facts }) => [facts.id, Object.keys(facts.outcomes)]));
  const unknown = Object.entries(NEEDS_OBEDIENCE).flatMap(([id, listed]) =>
    listed.filter((word) => !words.get(id)?.includes(word)).map((word) => `${id} ${word}`),
  );
  expect(unknown).toEqual([]);
});

test('take out any single check, and the faults that announce it name it', () => {
  const unnamed = catalogue.filter(({ facts }) => {
    const others = catalogue.filter((question) => question.facts.id !== facts.id);
    const announcing = faults.filter(({ announces }) => facts.id in announces);
    return !problemsOf(others, announcing).includes(`outcome of ${facts.id}, and there is no such check`);
  });
  expect(unnamed.map(({ facts }) => facts.id)).toEqual([]);
});

test('take out any single fault, and what it alone shows is named', () => {
  const shownBy = (check: string, word: string) =>
    faults.filter(({ announces }) => announces[check] === word).length;
  const alone = faults.flatMap((fault) => {
    const own = Object.entries(fault.announces).find(([check, word]) => shownBy(check, word) === 1);
    return own === undefined ? [] : [{ fault, check: own[0], word: own[1] }];
  });
  expect(alone.length).toBeGreaterThan(faults.length / 2);
  const unnamed = alone.filter(({ fault, check, word }) => {
    const question = catalogue.filter(({ facts }) => facts.id === check);
    const related = faults.filter((other) => other !== fault && check in other.announces);
    const problems = problemsOf(question, related);
    return !(problems.includes(`"${word}"`) || problems.includes(`${check}: no fault makes it fail`));
  });
  // What every check can come to is proved once for each mode.
  expect(
    unnamed
      .filter(({ word }) => !['crashed', 'hung', 'breaks-the-next'].includes(word))
      .map(({ fault }) => fault.id),
  ).toEqual([]);
});

test('a fault that shows only what others show too is missed by the page that lists them all', () => {
  const page = readFileSync('docs/fault-server.md', 'utf8');
  const listed = page.match(/^\| `[a-z0-9-]+` /gm)?.map((row) => row.slice(3, -2));
  expect(listed).toEqual(faults.map(({ id }) => id));
});
