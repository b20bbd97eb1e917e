/** What POST /embeddings does with inputs at their edges: nothing at all, and more than the window holds. */
import { check, over, REJECTED, SERVER_ERROR } from '../src/check/check.js';
import { at, numberAt, parseJson, stringAt } from '../src/check/json.js';
import { type Lab, throwForStatus } from '../src/check/lab.js';
import { openapi, thread } from '../src/check/source.js';

const NEEDS = ['embeddings'] as const;

const EMPTY = {
  text: { input: '', claim: 'An empty text is refused.' },
  list: { input: [], claim: 'An empty list of texts is refused.' },
} as const;

async function embed(lab: Lab, input: unknown, lawful = true) {
  const json = { model: lab.model('embeddings'), input, encoding_format: 'float' };
  const received = await lab.send({ method: 'POST', path: '/embeddings', json, lawful });
  throwForStatus(received);
  const { status = 0, text } = received;
  const body = parseJson(text);
  const failed = status >= 400 || (at(body, 'error') ?? null) !== null;
  const message = (stringAt(body, 'error', 'message') ?? text).slice(0, 300);
  return {
    ...(failed && { rejected: { outcome: 'rejected', details: { status, message } } as const }),
    tokens: numberAt(body, 'usage', 'prompt_tokens'),
  };
}

export const empty = over(['text', 'list'], (what) =>
  check({
    id: what === 'text' ? 'embeddings.input.empty' : 'embeddings.input.list.empty',
    claim: EMPTY[what].claim,
    source: openapi('CreateEmbeddingRequest.input'),
    needs: NEEDS,
    severity: 'may',
    cost: { requests: 1, tokens: 0 },
    outcomes: {
      rejected: REJECTED,
      accepted: {
        says: 'the request is answered as if there were something to embed',
        severity: 'may',
        notices: ['search: what had no text is found by everything, or nothing'],
      },
      'server-error': SERVER_ERROR,
    },
    async observe(lab) {
      const { rejected } = await embed(lab, EMPTY[what].input, false);
      return rejected ?? 'accepted';
    },
  }),
);

/** Up to this window, a text that is too long for it costs little. */
const LARGEST_WINDOW_TO_EXCEED = 8192;

/** The window of the model that makes vectors, where it is known and small; else the check is skipped. */
function smallWindow(lab: Lab): number {
  const own = lab.target.models?.embeddings;
  const window = lab.facts.contextWindow;
  if (window === undefined || window > LARGEST_WINDOW_TO_EXCEED)
    return lab.skip('costly: the window is not known, or too large to be exceeded');
  if (own !== undefined && own !== lab.target.model)
    return lab.skip('costly: the window of the model for embeddings is not known');
  return window;
}

/** A text of about so many tokens, measured by what one of a hundred words counts. */
async function textOf(lab: Lab, tokens: number): Promise<string> {
  const words = (count: number) => Array.from({ length: count }, () => 'fox').join(' ');
  const { tokens: counted } = await embed(lab, words(100));
  if (!counted) return lab.inconclusive('tokens of the text are not counted');
  return words(Math.ceil((tokens / counted) * 100));
}

export const overflow = check({
  id: 'embeddings.input.overflow',
  claim: 'A text that is longer than the window is refused, not cut without a word.',
  source: openapi('CreateEmbeddingRequest.input'),
  needs: NEEDS,
  mode: 'alone',
  cost: { requests: 3, tokens: 0 },
  outcomes: {
    rejected: 'the text is refused with a legible error',
    cut: {
      says: 'the text is answered, and one that is longer still has as many tokens: both are cut',
      severity: 'should',
      notices: ['search: the end of a long text is never found'],
    },
    read: 'the text is answered, and one that is longer still has more tokens',
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const window = smallWindow(lab);
    const long = await embed(lab, await textOf(lab, window * 1.25), false);
    if (long.rejected) return long.rejected;
    const longer = await embed(lab, await textOf(lab, window * 1.5), false);
    if (longer.rejected) return lab.inconclusive('only the longer of two texts is refused');
    const [one, other] = [long.tokens, longer.tokens];
    if (!one || !other) return lab.inconclusive('tokens of the text are not counted');
    const details = { window, long: one, longer: other };
    return { outcome: one === other && one <= window ? 'cut' : 'read', details };
  },
});

export const sum = check({
  id: 'embeddings.input.list.overflow',
  claim: 'The window is for each text of a list, not for all of them together.',
  source: thread('LearningCircuit/local-deep-research#5144'),
  needs: NEEDS,
  mode: 'alone',
  severity: 'may',
  cost: { requests: 3, tokens: 0 },
  outcomes: {
    each: 'three texts of half a window are answered',
    together: {
      says: 'three texts of half a window are refused, though one of them is answered',
      severity: 'may',
      notices: ['LangChain: it sends a thousand texts at once'],
    },
  },
  async observe(lab) {
    const half = await textOf(lab, smallWindow(lab) / 2);
    const three = await embed(lab, [half, half, half]);
    if (!three.rejected) return 'each';
    const one = await embed(lab, [half]);
    return one.rejected
      ? lab.inconclusive('a text of half a window is refused, too')
      : { ...three.rejected, outcome: 'together' };
  },
});
