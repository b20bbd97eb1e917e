import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ruleIds, rules } from '../../src/dataset/index.js';
import { verdictsOf } from '../../src/dataset/verdicts.js';
import { loadProfile } from '../../src/profile/profile.js';
import { checkText, GOOD, GOOD_PREFERENCES, GOOD_TASKS, told } from './data.js';
import { type Violation, violations } from './violations.js';

/** Shown elsewhere, because no line shows them: broken compression, a huge line, files together, tokens. */
const ELSEWHERE = [
  'file.compression:broken',
  'line.size:beyond',
  'line.duplicate:shared',
  'sample.tokens:beyond',
];

function withGood({ kind, alone }: Violation, data: string | Uint8Array): Uint8Array {
  if (alone) return Buffer.from(data);
  const good = { supervised: GOOD, preference: GOOD_PREFERENCES, reinforcement: GOOD_TASKS }[
    kind ?? 'supervised'
  ];
  return Buffer.concat([Buffer.from(`${good.join('\n')}\n`), Buffer.from(data), Buffer.from('\n')]);
}

describe.each(violations)('$shows', (violation) => {
  const { shows, also = [], broken, nearly, profile = 'openai', kind } = violation;
  const options = kind === undefined ? {} : { kind };

  test('is told, and nothing else, where the data shows it', async () => {
    const file = await checkText(withGood(violation, broken), profile, options);
    expect(told(file)).toEqual([shows, ...also].sort());
  });

  test('is not told where the data nearly shows it', async () => {
    const file = await checkText(withGood(violation, nearly), profile, options);
    // A file on its own may be too short for other rules.
    expect(told(file).filter((each) => !also.includes(each))).toEqual([]);
  });
});

describe('the rules', () => {
  const vendors = ['openai', 'fireworks'].map((name) => verdictsOf(loadProfile(name)));
  const deviations = ruleIds.flatMap((id) =>
    Object.keys(rules[id].outcomes)
      .filter((outcome) => vendors.some((verdicts) => verdicts.deviation(id, outcome as never) !== undefined))
      .map((outcome) => `${id}:${outcome}`),
  );
  const withoutVendor = ['file.samples.most:beyond'];

  test('each deviation of a vendor is shown by data', () => {
    const shown = new Set([...violations.map(({ shows }) => shows), ...ELSEWHERE]);
    expect(deviations.filter((each) => !shown.has(each))).toEqual([]);
    expect([...shown].filter((each) => ![...deviations, ...withoutVendor].includes(each))).toEqual([]);
  });

  test('each rule has an outcome that is documented, and each documented outcome is known', () => {
    const root = loadProfile('openai');
    for (const name of ['openai', 'fireworks']) {
      for (const id of ruleIds) {
        const found = loadProfile(name).datasetExpectation(id);
        for (const outcome of found?.entry.documented ?? []) {
          expect(Object.keys(rules[id].outcomes), `${name}: ${id}`).toContain(outcome);
        }
        const somewhere =
          found ?? root.datasetExpectation(id) ?? loadProfile('fireworks').datasetExpectation(id);
        expect(somewhere, `${id} is documented nowhere`).toBeDefined();
      }
    }
  });

  test('what deviates says what to do, apart from what a form already tells', () => {
    const silent = deviations.filter((each) => {
      const [id, outcome] = each.split(':') as [(typeof ruleIds)[number], string];
      return rules[id].outcomes[outcome]?.fix === undefined;
    });
    expect(silent).toEqual(['message.shape:malformed']);
  });

  test('the schema names only outcomes that there are, and one for whatever may be wrong', () => {
    const { $defs } = JSON.parse(readFileSync('schemas/finetune.schema.json', 'utf8')) as {
      $defs: Record<string, { 'x-outcomes'?: Record<string, string> }>;
    };
    const named = [...JSON.stringify($defs).matchAll(/"x-outcomes":({.*?})/g)].flatMap(
      ([, outcomes = '{}']) => Object.values(JSON.parse(outcomes) as Record<string, string>),
    );
    expect(named.length).toBeGreaterThan(30);
    for (const each of named) {
      const [id, outcome] = each.split(':') as [(typeof ruleIds)[number], string];
      expect(Object.keys(rules[id]?.outcomes ?? {}), each).toContain(outcome);
    }
    for (const [name, definition] of Object.entries($defs)) {
      expect(definition['x-outcomes'], name).toHaveProperty(['*']);
    }
  });
});
