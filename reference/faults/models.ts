/** Faults of models and their names. */

import { letting } from './change.js';
import type { Fault } from './fault.js';

export const modelFaults: readonly Fault[] = [
  {
    id: 'unknown-model-accepted',
    area: 'models',
    says: 'A model that does not exist is accepted, and its name is echoed as if it had answered.',
    severity: 'should',
    source: 'https://github.com/ddalcu/mlx-serve/issues/257',
    announces: {
      'chat.error.model_unknown': 'echoed',
      'completions.error.model_unknown': 'echoed',
    },
    hooks: { validation: letting((error) => error.reason === 'unknown-model') },
  },
  {
    id: 'unknown-model-500',
    area: 'models',
    says: 'A model that does not exist is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/open-webui/open-webui/issues/12546',
    announces: {
      'chat.error.model_unknown': 'server-error',
      'completions.error.model_unknown': 'server-error',
      'models.unknown': 'server-error',
      'sdk.error.model': 'other-class',
    },
    hooks: {
      refusal: (error) =>
        error.reason === 'unknown-model'
          ? error.with({ status: 500, type: 'server_error', code: null })
          : error,
    },
  },
  {
    id: 'model-list-bare-array',
    area: 'models',
    says: 'The list of models is an array without the object around it: SDKs see no model, and no error.',
    severity: 'must',
    source: 'https://github.com/songquanpeng/one-api/issues/128',
    announces: { 'models.list': 'malformed', 'sdk.models.list': 'empty' },
    hooks: {
      responseText: (text, { endpoint }) => {
        const answer = endpoint === 'models' ? JSON.parse(text) : {};
        return Array.isArray(answer.data) ? JSON.stringify(answer.data) : text;
      },
    },
  },
  {
    id: 'model-list-broken-json',
    area: 'models',
    says: 'The list of models is labelled JSON and is not: a quote is missing.',
    severity: 'must',
    source: 'https://github.com/inferencerlabs/inferencer-feedback/issues/42',
    announces: { 'models.list': 'malformed', 'sdk.models.list': 'threw' },
    hooks: {
      responseText: (text, { endpoint }) =>
        endpoint === 'models' && text.includes('"list"') ? text.replace('"list"', 'list"') : text,
    },
  },
  {
    id: 'model-ids-are-numbers',
    area: 'models',
    says: 'The entry of a model has the number of a database row as its id.',
    severity: 'should',
    source: 'https://github.com/EM-GeekLab/NexusGate/issues/5',
    announces: { 'models.retrieve': 'different' },
    hooks: {
      response: (response, { endpoint }) =>
        endpoint === 'models' && response.object === 'model' ? { ...response, id: 2 } : response,
    },
  },
  {
    id: 'model-invented',
    area: 'models',
    says: 'GET /models/{model} gives an entry for whatever id is asked for.',
    severity: 'should',
    source: 'https://github.com/oobabooga/textgen/pull/4139',
    announces: { 'models.unknown': 'invented' },
    hooks: {
      failure: (failure, { endpoint, request }) =>
        endpoint === 'models' && failure.error.reason === 'unknown-model'
          ? {
              ...failure,
              status: 200,
              body: { id: request.url?.split('/').at(-1) ?? '', object: 'model', owned_by: 'user' },
            }
          : failure,
    },
  },
  {
    id: 'model-retrieve-400',
    area: 'models',
    says: 'GET /models/{model} is answered with status 400 where the model does not exist.',
    severity: 'may',
    source: 'https://github.com/yihong0618/bilingual_book_maker/issues/527',
    announces: { 'models.unknown': 'refused' },
    hooks: {
      refusal: (error, { endpoint }) =>
        endpoint === 'models' && error.reason === 'unknown-model' ? error.with({ status: 400 }) : error,
    },
  },
];
