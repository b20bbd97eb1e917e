/** How the model draws: repeatable where nothing is left to chance, different where it is. */

import type { Parameters } from '../src/check/ask.js';
import { check, over, REJECTED } from '../src/check/check.js';
import type { Lab } from '../src/check/lab.js';
import { type Reply, refused, TEXT_ENDPOINTS, type TextEndpoint } from '../src/check/reply.js';
import { openapi, REQUEST_SCHEMA } from '../src/check/source.js';

/** Batching servers may differ late in a text, by rounding; a draw by chance shows before the half. */
const EARLY = 0.5;

function commonPrefix(texts: readonly string[]): number {
  const [first = '', ...others] = texts;
  let length = 0;
  while (length < first.length && others.every((text) => text[length] === first[length])) length += 1;
  return length;
}

/** Leaves the likeliest token alone, and says so with nothing that anybody takes for "not set". */
const NEARLY_GREEDY = { temperature: 0.01, top_p: 0.01 } as const;

async function threeTexts(lab: Lab, endpoint: TextEndpoint, parameters: Parameters = {}): Promise<string[]> {
  const first = await lab.greedy(endpoint, parameters);
  return [first, await lab.fresh(first), await lab.fresh(first)].map(({ generated }) => generated);
}

export const temperatureZero = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.option.temperature.zero`,
    claim: 'At temperature 0, equal requests give equal texts, but for rounding.',
    source: openapi('ModelResponseProperties.temperature'),
    needs: [endpoint],
    severity: 'may',
    cost: { requests: 6, tokens: 144 },
    outcomes: {
      repeatable: 'equal requests give the same text',
      'not-repeatable': {
        says: 'three equal requests give three texts that part early, though at 0.01 (and top_p 0.01) they give one',
        severity: 'may',
        notices: ['tests and evaluations: nothing can be repeated'],
      },
    },
    async observe(lab) {
      const { temperature, repeatable } = lab.facts[endpoint];
      if (temperature === false) return lab.inconclusive('temperature 0 is refused');
      if (repeatable === true) {
        await lab.greedy(endpoint);
        return 'repeatable';
      }
      const texts = await threeTexts(lab, endpoint);
      const different = new Set(texts).size;
      if (different === 1) return 'repeatable';
      const shortest = Math.min(...texts.map((text) => text.length));
      const common = commonPrefix(texts);
      if (different < texts.length || common >= EARLY * shortest)
        return lab.inconclusive('the texts part late, or only once: rounding may do that');
      const cold = await threeTexts(lab, endpoint, NEARLY_GREEDY);
      return cold[0] !== '' && new Set(cold).size === 1
        ? { outcome: 'not-repeatable', details: { 'equal characters': common, of: shortest } }
        : lab.inconclusive('the texts part also where one token is left to draw from: nothing here repeats');
    },
  }),
);

/** How many independent samples show that the model has a choice at all. */
const CONTROLS = 3;

export const different = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.option.n.different`,
    claim: 'The choices of one request are drawn independently: at temperature 1 they differ.',
    source: openapi(`${REQUEST_SCHEMA[endpoint]}.n`),
    needs: [endpoint],
    cost: { requests: 6, tokens: 180 },
    outcomes: {
      different: 'the choices differ',
      same: {
        says: 'all choices are the same text, while separate requests give different ones',
        severity: 'should',
        notices: ['voting and self-consistency: the votes are copies'],
      },
      rejected: REJECTED,
    },
    async observe(lab) {
      const sampled = { temperature: lab.facts[endpoint].temperature === false ? undefined : 1 };
      const several = await lab.greedy(endpoint, { ...sampled, n: 2 }, { tokens: 16 });
      if (several.rejected) return refused(several.rejected);
      if (several.choices.length < 2) return lab.inconclusive('n gives one choice');
      if (differ(several)) return 'different';
      const again = await lab.fresh(several);
      if (differ(again)) return 'different';
      const one = await lab.greedy(endpoint, sampled, { tokens: 16 });
      const texts = [one.generated];
      while (texts.length < CONTROLS) texts.push((await lab.fresh(one)).generated);
      return new Set(texts).size === CONTROLS && !differ(await lab.fresh(several))
        ? 'same'
        : lab.inconclusive('separate requests give the same text, too');
    },
  }),
);

function differ({ choices }: Reply): boolean {
  return new Set(choices.map(({ reasoning, text }) => reasoning + text)).size > 1;
}
