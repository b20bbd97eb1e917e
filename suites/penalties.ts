/** Penalties: whether they change what the model says next, and count what it said alone. */
import type { Parameters } from '../src/check/ask.js';
import { check, over, REJECTED } from '../src/check/check.js';
import type { Lab } from '../src/check/lab.js';
import { type Reply, refused, TEXT_ENDPOINTS, type TextEndpoint } from '../src/check/reply.js';
import { openapi, REQUEST_SCHEMA, thread } from '../src/check/source.js';
import { sameText } from '../src/check/text.js';

/** A longer text repeats more words: room for a penalty to show. */
const LONG = { tokens: 48 };

type Effect = 'honoured' | 'ignored' | { readonly rejected: NonNullable<Reply['rejected']> };

/**
 * Whether parameters that must change a greedy text do: up to three questions are asked, with and without them. A text
 * that changes counts only where the request without them gives the same text once more.
 */
async function effectOf(
  lab: Lab,
  endpoint: TextEndpoint,
  parameters: readonly Parameters[],
): Promise<Effect> {
  if (lab.facts[endpoint].repeatable !== true) return lab.inconclusive('equal requests give different texts');
  let unsteady = false;
  for (const which of [0, 1, 2] as const) {
    const free = await lab.plain(endpoint, which, {}, LONG);
    for (const tried of parameters) {
      const changed = await lab.plain(endpoint, which, tried, LONG);
      if (changed.rejected) return { rejected: changed.rejected };
      if (sameText(changed.generated, free.generated)) continue;
      const control = await lab.fresh(free);
      if (sameText(control.generated, free.generated)) return 'honoured';
      unsteady = true;
    }
  }
  return unsteady ? lab.inconclusive('the texts change with the parameter, and without it too') : 'ignored';
}

const PENALTIES = ['presence_penalty', 'frequency_penalty'] as const;

export const penalties = PENALTIES.flatMap((penalty) =>
  over(TEXT_ENDPOINTS, (endpoint) =>
    check({
      id: `${endpoint}.option.${penalty}`,
      claim: `${penalty} changes what the model says next, by what it has said.`,
      source: openapi(`${REQUEST_SCHEMA[endpoint]}.${penalty}`),
      needs: [endpoint],
      cost: { requests: 15, tokens: 720 },
      outcomes: {
        honoured: 'the text changes',
        ignored: {
          says: 'the request is accepted, and no text changes with it',
          severity: 'should',
          notices: ['nobody, and that is the trouble: the option seems to work'],
        },
        rejected: REJECTED,
      },
      async observe(lab) {
        const effect = await effectOf(lab, endpoint, [{ [penalty]: 2 }, { [penalty]: -2 }]);
        return typeof effect === 'string' ? effect : refused(effect.rejected);
      },
    }),
  ),
);

/**
 * Texts that break off where many words of theirs could come next: a penalty on the prompt would show in the first token.
 * The first repeats itself, for a penalty that counts.
 */
const REPEATING = [
  'one, two, one, two, one, two, one,',
  'It was a dark night, and the man said that he was in the house of the woman who had been with him to the sea. He',
  'There was a house on the hill and there was a garden by the house and in the garden there was',
];

function repeating(endpoint: TextEndpoint, text: string): Parameters {
  return endpoint === 'chat' ? { messages: [{ role: 'user', content: `Go on: ${text}` }] } : { prompt: text };
}

export const firstToken = PENALTIES.flatMap((penalty) =>
  over(TEXT_ENDPOINTS, (endpoint) =>
    check({
      id: `${endpoint}.option.${penalty}.first_token`,
      claim: `${penalty} counts what was generated, not the prompt: it cannot change the first token.`,
      source: thread('NVIDIA/TensorRT-LLM#5623'),
      needs: [endpoint],
      cost: { requests: 11, tokens: 11 },
      outcomes: {
        same: 'the first token is the same, also where the prompt is full of it',
        changed: {
          says: 'the first token changes: the prompt is penalised too',
          severity: 'should',
          notices: ['everybody who asks about a text: the model avoids its words'],
        },
        rejected: REJECTED,
      },
      async observe(lab) {
        if (lab.facts[endpoint].repeatable !== true)
          return lab.inconclusive('equal requests give different texts');
        for (const text of REPEATING) {
          const question = repeating(endpoint, text);
          const free = await lab.short(endpoint, question);
          if (free.rejected) return lab.inconclusive('the ordinary request is refused');
          if ((free.usage?.completion_tokens ?? 1) > 1)
            return lab.inconclusive('a limit of one token does not hold');
          for (const value of [2, -2]) {
            const penalised = await lab.short(endpoint, { ...question, [penalty]: value });
            if (penalised.rejected) return refused(penalised.rejected);
            if (penalised.generated === free.generated) continue;
            const [freeAgain, penalisedAgain] = [await lab.fresh(free), await lab.fresh(penalised)];
            const steady =
              freeAgain.generated === free.generated && penalisedAgain.generated === penalised.generated;
            if (!steady) return lab.inconclusive('two equal requests gave different first tokens');
            return { outcome: 'changed', details: { without: free.generated, with: penalised.generated } };
          }
        }
        return 'same';
      },
    }),
  ),
);
