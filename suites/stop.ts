/** `stop`: where the text ends when the model comes to a stop sequence. */
import { check, NOT_CORE, over, REJECTED, SERVER_ERROR } from '../src/check/check.js';
import { refused, TEXT_ENDPOINTS } from '../src/check/reply.js';
import { openapi } from '../src/check/source.js';
import { learnSteady, NEVER, placeOf, stopFor } from '../src/check/stop.js';
import { phraseInside, sameText, wordsInside } from '../src/check/text.js';

const SOURCE = openapi('CreateChatCompletionRequest.stop');

export const text = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stop.text`,
    claim: 'The returned text ends before the stop sequence.',
    source: SOURCE,
    needs: [endpoint],
    cost: { requests: 4, tokens: 96 },
    outcomes: {
      omitted: 'the text ends before the stop sequence',
      included: {
        says: 'the text ends with the stop sequence',
        severity: 'should',
        notices: ['parsers of the text: the stop sequence is in it'],
      },
      ignored: {
        says: 'the text runs past the stop sequence',
        severity: 'must',
        notices: ['agents and evaluation harnesses that stop at a marker: they read on into invented turns'],
      },
      rejected: REJECTED,
    },
    async observe(lab) {
      const { free, stop, question, steady } = await stopFor(lab, endpoint);
      const stopped = await lab.greedy(endpoint, { ...question, stop });
      if (stopped.rejected) return refused(stopped.rejected);
      const place = placeOf(stop, stopped, free, steady);
      if (place === 'elsewhere')
        return lab.inconclusive('the reply went another way and does not come to the stop sequence');
      return { outcome: place, details: { stop, end: stopped.text.slice(-40) } };
    },
  }),
);

export const finishReason = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stop.finish_reason`,
    claim: 'A reply that a stop sequence ended has the finish_reason "stop".',
    source: openapi('CreateChatCompletionResponse.choices.finish_reason'),
    needs: [endpoint],
    cost: { requests: 4, tokens: 96 },
    outcomes: {
      stop: 'finish_reason is "stop"',
      length: {
        says: 'finish_reason is "length"',
        severity: 'must',
        notices: ['clients that go on or warn when a reply was cut'],
      },
      other: {
        says: 'finish_reason is missing, null or another word',
        severity: 'must',
        notices: ['OpenAI .NET, Rust clients: the reply cannot be decoded'],
      },
    },
    async observe(lab) {
      const { free, stop, question, steady } = await stopFor(lab, endpoint);
      const stopped = await lab.greedy(endpoint, { ...question, stop });
      if (stopped.rejected) return lab.inconclusive('stop is refused');
      const place = placeOf(stop, stopped, free, steady);
      if (place === 'ignored' || place === 'elsewhere')
        return lab.inconclusive('the stop sequence did not end the reply');
      const { finish_reason } = stopped;
      if (finish_reason === 'stop' || finish_reason === 'length') return finish_reason;
      return { outcome: 'other', details: { finish_reason: String(finish_reason) } };
    },
  }),
);

export const list = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stop.list`,
    claim: 'A list of four stop sequences works like each of them alone.',
    source: openapi('StopConfiguration.maxItems'),
    needs: [endpoint],
    ...NOT_CORE,
    cost: { requests: 5, tokens: 120 },
    outcomes: {
      full: 'four sequences are taken, and the text ends at the one that it comes to',
      ignored: { says: 'four sequences are taken, and the text runs past them', severity: 'must' },
      narrower: { says: 'four sequences are refused where one is taken', severity: 'should' },
      rejected: 'stop is refused with a legible error',
    },
    async observe(lab) {
      const { free, stop, question, steady } = await stopFor(lab, endpoint);
      const single = await lab.greedy(endpoint, { ...question, stop });
      if (single.rejected) return refused(single.rejected);
      const four = await lab.greedy(endpoint, { ...question, stop: [NEVER[0], NEVER[1], stop, NEVER[2]] });
      if (four.rejected) return { outcome: 'narrower', details: { message: four.rejected.message } };
      const place = placeOf(stop, four, free, steady);
      if (place === 'elsewhere')
        return lab.inconclusive('the reply went another way and does not come to the stop sequence');
      return place === 'ignored' ? 'ignored' : 'full';
    },
  }),
);

export const five = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stop.five`,
    claim: 'Five stop sequences are one too many.',
    source: openapi('StopConfiguration.maxItems'),
    needs: [endpoint],
    severity: 'may',
    cost: { requests: 1, tokens: 1 },
    outcomes: {
      rejected: 'five sequences are refused with a legible error',
      accepted: 'five sequences are taken',
      'server-error': SERVER_ERROR,
    },
    async observe(lab) {
      const { rejected } = await lab.short(endpoint, { stop: [...NEVER] }, { lawful: false });
      return rejected ? refused(rejected) : 'accepted';
    },
  }),
);

export const first = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stop.first`,
    claim: 'Of two stop sequences, the one that comes first in the text ends it.',
    source: SOURCE,
    needs: [endpoint],
    ...NOT_CORE,
    cost: { requests: 5, tokens: 120 },
    outcomes: {
      first: 'the text ends at the sequence that comes first',
      later: { says: 'the text runs past the first and ends at the second', severity: 'must' },
      ignored: { says: 'the text runs past both', severity: 'must' },
      rejected: REJECTED,
    },
    async observe(lab) {
      const { reply, value, question } = await learnSteady(lab, endpoint, (free) => {
        const words = wordsInside(free.text);
        const [early, late] = [words[0], words.at(-1)];
        return early !== undefined &&
          late !== undefined &&
          early !== late &&
          !late.includes(early) &&
          !early.includes(late)
          ? { early, late }
          : undefined;
      });
      const { early, late } = value;
      // In the list, the later one comes first.
      const both = await lab.greedy(endpoint, { ...question, stop: [late, early] });
      if (both.rejected) return refused(both.rejected);
      const atEarly = placeOf(early, both, reply, true);
      if (atEarly === 'omitted' || atEarly === 'included') return 'first';
      if (atEarly === 'elsewhere') return lab.inconclusive('the reply went another way');
      return placeOf(late, both, reply, true) === 'ignored' ? 'ignored' : 'later';
    },
  }),
);

export const acrossTokens = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stop.across_tokens`,
    claim: 'A stop sequence that spans several tokens ends the text, also where it ends inside a token.',
    source: SOURCE,
    needs: [endpoint],
    ...(endpoint === 'completions' && NOT_CORE),
    cost: { requests: 4, tokens: 96 },
    outcomes: {
      honoured: 'the text ends at the sequence',
      ignored: {
        says: 'the text runs past the sequence',
        severity: 'must',
        notices: ['prompt formats with markers such as "\\nUser:": the model writes both sides'],
      },
      rejected: REJECTED,
    },
    async observe(lab) {
      const { reply, value, question } = await learnSteady(
        lab,
        endpoint,
        // Without its first and last letter the phrase neither begins nor ends where a token does.
        ({ text: free }) => phraseInside(free)?.slice(1, -1),
      );
      const stopped = await lab.greedy(endpoint, { ...question, stop: [value] });
      if (stopped.rejected) return refused(stopped.rejected);
      const place = placeOf(value, stopped, reply, true);
      if (place === 'elsewhere')
        return lab.inconclusive('the reply went another way and does not come to the stop sequence');
      return { outcome: place === 'ignored' ? 'ignored' : 'honoured', details: { stop: value } };
    },
  }),
);

export const unmatched = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stop.unmatched`,
    claim: 'A stop sequence that does not occur changes nothing.',
    source: SOURCE,
    needs: [endpoint],
    ...NOT_CORE,
    cost: { requests: 4, tokens: 96 },
    outcomes: {
      same: 'the text is the same as without it',
      shortened: { says: 'the text ends early, or what was held back is lost', severity: 'must' },
      rejected: REJECTED,
    },
    async observe(lab) {
      const free = await lab.greedy(endpoint);
      const stopped = await lab.greedy(endpoint, { stop: NEVER[0] });
      if (stopped.rejected) return refused(stopped.rejected);
      if (sameText(stopped.text, free.text)) return 'same';
      const control = await lab.fresh(free);
      if (!sameText(control.text, free.text))
        return lab.inconclusive('two equal requests gave different texts');
      return free.text.startsWith(stopped.text)
        ? { outcome: 'shortened', details: { end: stopped.text.slice(-40) } }
        : lab.inconclusive('the text differs, and not only in length');
    },
  }),
);
