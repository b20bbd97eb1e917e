/** `stop` in streams: what is held back for a sequence is neither shown too early nor lost. */
import { check, NOT_CORE, over, REJECTED } from '../src/check/check.js';
import { refused, TEXT_ENDPOINTS } from '../src/check/reply.js';
import { openapi, thread } from '../src/check/source.js';
import { learnSteady, NEVER, placeOf } from '../src/check/stop.js';
import { phraseInside, sameText } from '../src/check/text.js';

export const stream = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stop.stream`,
    claim: 'In a stream, a stop sequence of several tokens ends the text where it does without streaming.',
    source: openapi('CreateChatCompletionRequest.stop'),
    needs: [endpoint, `${endpoint}.stream`],
    ...(endpoint === 'completions' && NOT_CORE),
    cost: { requests: 6, tokens: 144 },
    outcomes: {
      same: 'the streamed text is the same as the one without streaming',
      leaked: {
        says: 'the streamed text goes on into the stop sequence',
        severity: 'must',
        notices: ['every streaming client: it has shown what should not be there'],
      },
      ignored: { says: 'the streamed text runs past the stop sequence', severity: 'must' },
      rejected: REJECTED,
    },
    async observe(lab) {
      const { reply, value, question } = await learnSteady(lab, endpoint, ({ text: free }) =>
        phraseInside(free),
      );
      const whole = await lab.greedy(endpoint, { ...question, stop: [value] });
      if (whole.rejected) return refused(whole.rejected);
      const streamed = await lab.greedy(endpoint, { ...question, stop: [value], stream: true });
      if (sameText(streamed.text, whole.text)) return 'same';
      if (placeOf(value, streamed, reply, true) === 'ignored') return 'ignored';
      const before = reply.text.slice(0, reply.text.indexOf(value));
      const more = streamed.text.startsWith(before) ? streamed.text.slice(before.length) : undefined;
      if (more !== undefined && more !== '' && value.startsWith(more))
        return { outcome: 'leaked', details: { leaked: more } };
      return lab.inconclusive('the streamed reply went another way');
    },
  }),
);

export const partial = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.stop.partial`,
    claim: 'In a stream, a stop sequence of which only the beginning comes changes nothing.',
    source: thread('ikawrakow/ik_llama.cpp#810'),
    needs: [endpoint, `${endpoint}.stream`],
    ...NOT_CORE,
    cost: { requests: 6, tokens: 144 },
    outcomes: {
      same: 'the streamed text is the same as without it',
      garbled: {
        says: 'text is lost or comes twice after the beginning of the sequence',
        severity: 'must',
        notices: ['every streaming client: words are missing'],
      },
      rejected: REJECTED,
    },
    async observe(lab) {
      const { reply, value, question } = await learnSteady(lab, endpoint, ({ text: free }) =>
        phraseInside(free),
      );
      const parameters = { ...question, stop: [`${value}${NEVER[0]}`], stream: true };
      const streamed = await lab.greedy(endpoint, parameters);
      if (streamed.rejected) return refused(streamed.rejected);
      if (sameText(streamed.text, reply.text)) return 'same';
      const control = await lab.greedy(endpoint, { ...question, stream: true });
      if (!sameText(control.text, reply.text))
        return lab.inconclusive('a stream without stop sequence has another text, too');
      return sameText((await lab.fresh(streamed)).text, streamed.text)
        ? { outcome: 'garbled', details: { end: streamed.text.slice(-40), expected: reply.text.slice(-40) } }
        : lab.inconclusive('two equal requests gave different texts');
    },
  }),
);
