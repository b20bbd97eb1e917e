/** Breaks what judges in small ways, one at a time, and fails where no test notices: npm run mutate -- src/judge --jobs 2 */
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { keyOf, type Mutant, mutantsOf } from './mutate/mutants.js';
import { explainedSurvivors, keptResults, staleEntries } from './mutate/record.js';
import { type Target, targets } from './mutate/targets.js';
import { openTrials } from './mutate/trial.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: 'string' },
    // Also what was tried before, and has not changed since.
    again: { type: 'boolean', default: false },
    // Only what nobody noticed last time: after a test was written.
    survivors: { type: 'boolean', default: false },
  },
});
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wanted = targets.filter(
  ({ file }) => positionals.length === 0 || positionals.some((prefix) => file.startsWith(prefix)),
);
if (wanted.length === 0) {
  console.error(`No target begins so. There are: ${targets.map(({ file }) => file).join(', ')}.`);
  process.exit(2);
}

const mutants = mutantsOf(
  root,
  wanted.map(({ file }) => file),
);
const explained = explainedSurvivors().filter(({ file }) => wanted.some((target) => target.file === file));
const reasons = new Map(explained.map((entry) => [keyOf(entry), entry.reason]));
const problems = staleEntries(explained, mutants);
const kept = keptResults(root, values.again);
const tried = values.survivors ? mutants.filter((mutant) => kept.survivors.has(keyOf(mutant))) : mutants;
const waiting = tried.map((mutant) => ({
  mutant,
  target: wanted.find(({ file }) => file === mutant.file) as Target,
}));
let done = 0;
let noticed = 0;

function tell(mutant: Mutant, noticedBy: string | undefined): void {
  const key = keyOf(mutant);
  done += 1;
  if (noticedBy !== undefined) noticed += 1;
  const reason = reasons.get(key);
  if (noticedBy === undefined && reason === undefined) problems.push(`nobody notices ${key}`);
  if (noticedBy !== undefined && reason !== undefined) {
    problems.push(`scripts/mutate/survivors.json: this one is noticed (${noticedBy}): ${key}`);
  }
  const end = noticedBy ?? (reason === undefined ? 'SURVIVES' : `survives: ${reason}`);
  const place = `${mutant.file}:${mutant.line} ${mutant.change}`;
  console.log(`${done}/${tried.length} ${place}  ${end.split('\n')[0]}`);
}

async function work(): Promise<void> {
  const trials = openTrials(root);
  const sound = new Set<string>();
  try {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { mutant, target } = next;
      const before = kept.of(mutant, target);
      if (before === undefined && !sound.has(target.file)) {
        const failure = await trials.unchanged(target.file, target.tests);
        if (failure !== undefined) throw new Error(`${target.file}: unchanged, its tests fail: ${failure}`);
        sound.add(target.file);
      }
      const noticedBy = before ? before.noticedBy : await trials.run(mutant, target.tests);
      if (!before)
        kept.add(mutant, target, { key: keyOf(mutant), ...(noticedBy !== undefined && { noticedBy }) });
      tell(mutant, noticedBy);
    }
  } finally {
    trials.close();
  }
}

await Promise.all(Array.from({ length: Number(values.jobs ?? availableParallelism()) }, work));
console.log(`\n${tried.length} mutants, ${noticed} noticed, ${explained.length} survivors explained.`);
if (problems.length > 0) {
  console.log(`${problems.length} to mend:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  process.exitCode = 1;
}
