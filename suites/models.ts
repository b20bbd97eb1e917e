/** GET /models: what SDKs, chat interfaces and gateways ask first. */
import { check, NOT_CORE, SERVER_ERROR } from '../src/check/check.js';
import { arrayAt, at, isObject, parseJson, stringAt } from '../src/check/json.js';
import { throwForStatus } from '../src/check/lab.js';
import { openapi, sdk } from '../src/check/source.js';

export const list = check({
  id: 'models.list',
  claim: 'GET /models lists the models under `data`.',
  source: openapi('ListModelsResponse'),
  needs: ['models'],
  shows: 'models',
  cost: { requests: 1, tokens: 0 },
  outcomes: {
    list: 'the answer is an object with the list under data, each with an id',
    malformed: {
      says: 'the answer is not an object with a list of models under data',
      severity: 'must',
      notices: [
        'openai-node and openai-python: zero models, without an error',
        'Open WebUI: no model to choose',
      ],
    },
    absent: 'the path is refused',
  },
  async observe(lab) {
    const received = await lab.send({ method: 'GET', path: '/models' });
    throwForStatus(received);
    const { text } = received;
    const json = parseJson(text);
    const data = at(json, 'data');
    const listed = Array.isArray(data) && data.every((entry) => stringAt(entry, 'id') !== undefined);
    return isObject(json) && listed
      ? { outcome: 'list', details: { models: data.length } }
      : { outcome: 'malformed', details: { body: text.slice(0, 120) } };
  },
});

export const retrieve = check({
  id: 'models.retrieve',
  claim: 'GET /models/{model} describes the model, also where its id has a slash.',
  source: openapi('/models/{model}'),
  needs: ['models'],
  cost: { requests: 2, tokens: 0 },
  outcomes: {
    found: 'the entry of that model comes back',
    different: 'another object comes back',
    rejected: 'the path is refused',
  },
  async observe(lab) {
    const listing = parseJson((await lab.send({ method: 'GET', path: '/models' })).text);
    const ids = arrayAt(listing, 'data').flatMap((entry) => stringAt(entry, 'id') ?? []);
    const wanted = ids.includes(lab.target.model) ? lab.target.model : ids[0];
    if (wanted === undefined) return lab.inconclusive('GET /models lists no model to ask for');
    const received = await lab.send({ method: 'GET', path: `/models/${encodeURIComponent(wanted)}` });
    throwForStatus(received);
    const { status = 0, text } = received;
    if (status >= 400) return 'rejected';
    const id = stringAt(parseJson(text), 'id');
    return id === wanted
      ? 'found'
      : { outcome: 'different', details: { asked: wanted, got: id ?? text.slice(0, 120) } };
  },
});

export const unknown = check({
  id: 'models.unknown',
  claim: 'An id that nobody has is answered with 404.',
  source: sdk('openai-node', 'src/core/error.ts'),
  needs: ['models'],
  ...NOT_CORE,
  cost: { requests: 1, tokens: 0 },
  outcomes: {
    'not-found': 'the status is 404',
    refused: { says: 'the status is another one of 4xx', severity: 'may' },
    invented: { says: 'an entry comes back for a model that does not exist', severity: 'should' },
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const { status = 0 } = await lab.send({
      method: 'GET',
      path: '/models/touchstone-no-such-model',
      lawful: false,
    });
    if (status === 404) return 'not-found';
    if (status >= 500) return { outcome: 'server-error', details: { status } };
    if (status >= 400) return { outcome: 'refused', details: { status } };
    return { outcome: 'invented', details: { status } };
  },
});
