/** The only file that vitest loads: every check of the worker's targets becomes a concurrent test that never fails on its own. */
import { inject, test } from 'vitest';
import { checks as ourChecks } from '../../suites/index.js';
import { isCheck } from '../check/check.js';
import { observeTarget } from '../check/observe.js';
import { loadSuites } from '../check/suite-files.js';
import { openWire } from '../transport/wire.js';
import './handover.js';
import type { PlannedTarget } from './handover.js';
import { writeJournal } from './journal.js';
import { stopSignal } from './stop.js';

const signal = stopSignal(inject('stopChannel'));
const runStartMs = performance.now() - (Date.now() - inject('startedAtMs'));

const targets = inject('targets');
const own = await loadSuites([...new Set(targets.flatMap(({ suites = [] }) => suites))]);
const checks = [...ourChecks, ...own.filter(isCheck)];
for (const target of targets) observe(target);

function observe(target: PlannedTarget): void {
  const { journal, maxRequests, maxTokens } = target;
  const wire = openWire({
    ...target,
    target: target.name,
    runStartMs,
    // In the preflight.
    answered: true,
    signal,
    record: (exchange) => writeJournal(journal, { exchange }),
  });
  const observing = observeTarget({
    target,
    facts: target.facts,
    checks: target.checks.flatMap((id) => checks.find(({ facts }) => facts.id === id) ?? []),
    wire,
    signal,
    limits: {
      ...(maxRequests !== undefined && { maxRequests }),
      ...(maxTokens !== undefined && { maxTokens }),
    },
    onObservation: (check, observation) => writeJournal(journal, { check, observation }),
  });

  for (const check of target.checks) {
    const meta = { target: target.name, check };
    test.concurrent(`${target.name} ${check}`, { meta }, async ({ task }) => {
      task.meta.observation = await observing.observation(check);
    });
  }

  test.concurrent(`${target.name} end`, async () => {
    await observing.done;
    writeJournal(journal, { capabilities: observing.capabilities() });
    const { healed, rateLimited, goneSinceMs } = wire.notes;
    if (goneSinceMs !== undefined) {
      const seconds = Math.round(goneSinceMs / 1_000);
      writeJournal(journal, {
        note: `Nobody has listened at ${target.baseURL} since ${seconds} s into the run: the log of the server may tell why.`,
      });
    }
    if (healed > 0)
      writeJournal(journal, { note: `${count(healed, 'request')} succeeded only after being repeated.` });
    if (rateLimited > 0)
      writeJournal(journal, { note: `${count(rateLimited, 'answer')} asked us to slow down (429).` });
    await wire.close();
  });
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
