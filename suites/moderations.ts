/** POST /moderations: what a text is suspected of. */
import { check, NOT_CORE } from '../src/check/check.js';
import { at, isObject, parseJson } from '../src/check/json.js';
import { throwForStatus } from '../src/check/lab.js';
import { HARMLESS, moderationRequest } from '../src/check/moderation.js';
import { openapi, sdk } from '../src/check/source.js';

export const reply = check({
  id: 'moderations.reply',
  claim: 'A text is answered with whether it is flagged, and for what.',
  source: openapi('CreateModerationResponse.results'),
  needs: ['moderations'],
  shows: 'moderations',
  ...NOT_CORE,
  cost: { requests: 1, tokens: 0 },
  outcomes: {
    result: 'results[0] has flagged, and an object of categories',
    malformed: {
      says: 'results[0] lacks flagged or categories, or they have other types',
      severity: 'must',
      notices: ['programs with the official clients: they read results[0].categories'],
    },
    absent: 'the endpoint has no moderations, or none without a model of their own, and says so',
  },
  async observe(lab) {
    const received = await lab.send(moderationRequest(HARMLESS));
    throwForStatus(received);
    const result = at(parseJson(received.text), 'results', 0);
    const whole = typeof at(result, 'flagged') === 'boolean' && isObject(at(result, 'categories'));
    return whole ? 'result' : { outcome: 'malformed', details: { begins: received.text.slice(0, 80) } };
  },
});

export const client = check({
  id: 'sdk.moderations.create',
  claim: 'client.moderations.create() gives the categories.',
  source: sdk('openai-node', 'src/resources/moderations.ts'),
  needs: ['moderations'],
  ...NOT_CORE,
  cost: { requests: 1, tokens: 0 },
  outcomes: {
    works: 'the client gives whether the text is flagged as violent',
    threw: {
      says: 'the client throws, or what it gives makes the program throw',
      severity: 'must',
      notices: ['programs with the official client'],
    },
  },
  async observe(lab) {
    try {
      const { results } = await lab.sdk().moderations.create({ input: HARMLESS });
      const [first] = results;
      return typeof first?.categories.violence === 'boolean' ? 'works' : 'threw';
    } catch (error) {
      const { status, message } = error as { status?: number; message: string };
      if (status === 429) return lab.inconclusive('the endpoint is limiting our rate (429)');
      return { outcome: 'threw', details: { message: message.slice(0, 200) } };
    }
  },
});
