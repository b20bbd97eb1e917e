/** Documented ranges of numbers: their ends are accepted, what lies just outside is refused. */
import type { Parameters } from '../src/check/ask.js';
import { check, over, REJECTED, SERVER_ERROR } from '../src/check/check.js';
import type { Lab } from '../src/check/lab.js';
import { refused, TEXT_ENDPOINTS, type TextEndpoint } from '../src/check/reply.js';
import { openapi, REQUEST_SCHEMA } from '../src/check/source.js';

const SHARED = { temperature: 'ModelResponseProperties', top_p: 'ModelResponseProperties' } as const;

/** The ends of each range, and a value from its middle. `top_p` 0 leaves no token at all, read literally: it is not asked for. */
const RANGES = {
  temperature: { low: 0, middle: 0.7, high: 2 },
  top_p: { low: 0.01, middle: 0.5, high: 1 },
  presence_penalty: { low: -2, middle: 0.5, high: 2 },
  frequency_penalty: { low: -2, middle: 0.5, high: 2 },
} as const;
type Ranged = keyof typeof RANGES;
const RANGED = Object.keys(RANGES) as Ranged[];

type End = 'low' | 'high';

const allAt = (end: End): Parameters =>
  Object.fromEntries(RANGED.map((parameter) => [parameter, RANGES[parameter][end]]));

/** Of parameters that are refused together, those whose end is refused although their middle is not. */
async function narrowAt(lab: Lab, endpoint: TextEndpoint, end: End): Promise<string[]> {
  const narrow: string[] = [];
  for (const parameter of RANGED) {
    const base = { temperature: undefined };
    const { [end]: edge, middle } = RANGES[parameter];
    if (!(await lab.short(endpoint, { ...base, [parameter]: edge })).rejected) continue;
    const offered = !(await lab.short(endpoint, { ...base, [parameter]: middle })).rejected;
    if (offered) narrow.push(`${parameter} ${edge}`);
  }
  return narrow;
}

export const ends = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.option.ranges`,
    claim: 'temperature, top_p and the penalties take the ends of their documented ranges.',
    source: openapi(`${REQUEST_SCHEMA[endpoint]}.presence_penalty`),
    needs: [endpoint],
    cost: { requests: 18, tokens: 18 },
    outcomes: {
      full: 'the lowest and the highest values are accepted, as far as the options are offered',
      narrower: {
        says: 'an end of a range is refused, though a value from its middle is accepted',
        severity: 'should',
        notices: ['programs written for OpenAI that use the whole range'],
      },
    },
    async observe(lab) {
      const narrow: string[] = [];
      for (const end of ['high', 'low'] as const) {
        const together = await lab.short(endpoint, allAt(end));
        if (together.rejected) narrow.push(...(await narrowAt(lab, endpoint, end)));
      }
      return narrow.length === 0 ? 'full' : { outcome: 'narrower', details: { refused: narrow.join(', ') } };
    },
  }),
);

/** A value just outside of its range, and what the request needs besides to be right but for it. */
interface Outside {
  readonly parameter: string;
  readonly parameters: Parameters;
  readonly range: string;
}

const OUTSIDE_BOTH: readonly Outside[] = [
  { parameter: 'temperature', parameters: { temperature: 2.01 }, range: '0 to 2' },
  { parameter: 'top_p', parameters: { top_p: 1.01 }, range: '0 to 1' },
  { parameter: 'presence_penalty', parameters: { presence_penalty: 2.01 }, range: '-2 to 2' },
  { parameter: 'frequency_penalty', parameters: { frequency_penalty: -2.01 }, range: '-2 to 2' },
  { parameter: 'logit_bias', parameters: { logit_bias: { '50': 101 } }, range: '-100 to 100' },
  { parameter: 'n', parameters: { n: 0 }, range: '1 to 128' },
];

const OUTSIDE: Record<TextEndpoint, readonly Outside[]> = {
  chat: [
    ...OUTSIDE_BOTH,
    { parameter: 'top_logprobs', parameters: { logprobs: true, top_logprobs: 21 }, range: '0 to 20' },
  ],
  completions: [
    ...OUTSIDE_BOTH,
    { parameter: 'logprobs', parameters: { logprobs: 6 }, range: '0 to 5' },
    { parameter: 'best_of', parameters: { best_of: 21 }, range: '0 to 20' },
  ],
};

export const outside = TEXT_ENDPOINTS.flatMap((endpoint) =>
  OUTSIDE[endpoint].map(({ parameter, parameters, range }) =>
    check({
      id: `${endpoint}.option.${parameter}.outside`,
      claim: `A value of ${parameter} outside of its range (${range}) is refused.`,
      source: openapi(`${SHARED[parameter as keyof typeof SHARED] ?? REQUEST_SCHEMA[endpoint]}.${parameter}`),
      needs: [endpoint],
      severity: 'may',
      cost: { requests: 1, tokens: parameter === 'best_of' ? 21 : 1 },
      outcomes: {
        rejected: REJECTED,
        accepted:
          'the request is answered: the range is wider, or the value is taken for the nearest one in it',
        'server-error': SERVER_ERROR,
      },
      async observe(lab) {
        const odd = await lab.short(endpoint, parameters, { lawful: false });
        return odd.rejected ? refused(odd.rejected) : 'accepted';
      },
    }),
  ),
);
