/** Faults of embeddings. */

import { refusal } from '../api-error.js';
import type { JsonObject } from '../json.js';
import { loadModel } from '../model/model.js';
import { failing } from './change.js';
import type { Fault } from './fault.js';

type Entry = JsonObject & { readonly index: number; readonly embedding: string | number[] };

/** Changes the entries of an answer with vectors. */
function entries(
  response: JsonObject,
  change: (data: readonly Entry[]) => readonly JsonObject[],
): JsonObject {
  return response.object === 'list' && Array.isArray(response.data) && 'usage' in response
    ? { ...response, data: [...change(response.data as Entry[])] }
    : response;
}

function tokensOf(input: string | readonly number[]): readonly number[] {
  return typeof input === 'string' ? loadModel().tokenizer.encode(input) : input;
}

export const embeddingFaults: readonly Fault[] = [
  {
    id: 'base64-ignored',
    area: 'embeddings',
    says: 'A list of numbers comes where base64 was asked for: the official JavaScript client decodes garbage.',
    severity: 'must',
    source: 'https://github.com/ai-forever/gpt2giga/pull/108',
    announces: { 'embeddings.encoding_format.base64': 'floats', 'sdk.embeddings.create': 'different' },
    hooks: { embeddingRequest: (request) => ({ ...request, encoding_format: 'float' }) },
  },
  {
    id: 'base64-of-doubles',
    area: 'embeddings',
    says: 'The base64 text holds 64-bit floats: clients read twice as many numbers.',
    severity: 'must',
    source: 'https://github.com/vllm-project/vllm/issues/6744',
    announces: { 'embeddings.encoding_format.base64': 'differs', 'sdk.embeddings.create': 'different' },
    hooks: {
      response: (response) =>
        entries(response, (data) =>
          data.map((entry) => {
            if (typeof entry.embedding !== 'string') return entry;
            const floats = Buffer.from(entry.embedding, 'base64');
            const doubles = Buffer.alloc(floats.length * 2);
            for (let i = 0; i * 4 < floats.length; i++)
              doubles.writeDoubleLE(floats.readFloatLE(i * 4), i * 8);
            return { ...entry, embedding: doubles.toString('base64') };
          }),
        ),
    },
  },
  {
    id: 'dimensions-ignored',
    area: 'embeddings',
    says: 'dimensions is accepted, and vectors of the native length come.',
    severity: 'should',
    source: 'https://github.com/kekzl/imp/issues/890',
    announces: { 'embeddings.dimensions': 'ignored' },
    hooks: { body: ({ dimensions: _, ...body }) => body },
  },
  {
    id: 'embeddings-all-index-0',
    area: 'embeddings',
    says: 'Each vector of a list has index 0.',
    severity: 'must',
    source: 'https://github.com/ikawrakow/ik_llama.cpp/pull/1303',
    announces: { 'embeddings.input.list': 'wrong-index' },
    hooks: {
      response: (response) => entries(response, (data) => data.map((entry) => ({ ...entry, index: 0 }))),
    },
  },
  {
    id: 'token-ids-without-vector',
    area: 'embeddings',
    says: 'Token ids are answered with status 200 and no vector.',
    severity: 'should',
    source: 'https://github.com/NorthlandPositronics/Cogtrix/pull/2069',
    announces: { 'embeddings.input.token_ids': 'other' },
    hooks: {
      response: (response, { body }) =>
        Array.isArray(body.input) && typeof body.input[0] === 'number'
          ? entries(response, () => [])
          : response,
    },
  },
  {
    id: 'batch-500',
    area: 'embeddings',
    says: 'A list of texts is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/ggml-org/llama.cpp/issues/14204',
    announces: { 'embeddings.input.list': 'crashed' },
    hooks: failing(
      ({ input }) => Array.isArray(input) && typeof input[0] === 'string',
      'Invalid input batch.',
    ),
  },
  {
    id: 'batch-of-one',
    area: 'embeddings',
    says: 'Of a list of texts, only the first gets a vector.',
    severity: 'must',
    source: 'https://github.com/gpustack/gpustack/issues/513',
    announces: { 'embeddings.input.list': 'fewer' },
    hooks: { response: (response) => entries(response, (data) => data.slice(0, 1)) },
  },
  {
    id: 'vectors-differ-in-batches',
    area: 'embeddings',
    says: 'A text has another vector in a list than alone.',
    severity: 'should',
    source: 'https://github.com/vllm-project/vllm/issues/15393',
    announces: { 'embeddings.input.batch': 'different' },
    hooks: {
      response: (response) =>
        entries(response, (data) =>
          data.length < 2
            ? data
            : data.map((entry) =>
                Array.isArray(entry.embedding)
                  ? { ...entry, embedding: entry.embedding.map((value, i) => (i % 2 === 0 ? value : -value)) }
                  : entry,
              ),
        ),
    },
  },
  {
    id: 'empty-input-embedded',
    area: 'embeddings',
    says: 'An empty text gets a vector, and an empty list an empty answer.',
    severity: 'may',
    source: 'https://github.com/openclaw/openclaw/pull/117615',
    announces: { 'embeddings.input.empty': 'accepted', 'embeddings.input.list.empty': 'accepted' },
    hooks: {
      body: (body) =>
        body.input === '' || (Array.isArray(body.input) && body.input.length === 0)
          ? { ...body, input: ' ' }
          : body,
    },
  },
  {
    id: 'long-text-cut',
    area: 'embeddings',
    says: 'A text that is longer than the window is cut without a word.',
    severity: 'should',
    source: 'https://github.com/danny-avila/rag_api/pull/161',
    announces: { 'embeddings.input.overflow': 'cut' },
    hooks: {
      embeddingRequest: (request, { site }) => ({
        ...request,
        inputs: request.inputs.map((input) => tokensOf(input).slice(0, site.options.contextWindow)),
      }),
    },
  },
  {
    id: 'long-text-500',
    area: 'embeddings',
    says: 'A text that is too long is answered with status 500.',
    severity: 'should',
    source: 'https://github.com/lemonade-sdk/lemonade/issues/3591',
    announces: { 'embeddings.input.overflow': 'server-error' },
    hooks: {
      refusal: (error) =>
        error.reason === 'overflow' && error.param === 'input'
          ? error.with({ status: 500, type: 'server_error' })
          : error,
    },
  },
  {
    id: 'window-for-all-texts',
    area: 'embeddings',
    says: 'The window is for all texts of a list together.',
    severity: 'may',
    source: 'https://github.com/LearningCircuit/local-deep-research/pull/5144',
    announces: { 'embeddings.input.list.overflow': 'together' },
    hooks: {
      embeddingRequest: (request, { site }) => {
        const tokens = request.inputs.reduce((sum, input) => sum + tokensOf(input).length, 0);
        if (tokens <= site.options.contextWindow) return request;
        throw refusal('overflow', 'input', null, 'The inputs have too many tokens together.');
      },
    },
  },
  {
    id: 'embeddings-null',
    area: 'embeddings',
    says: 'Entries come, and their vectors are null.',
    severity: 'must',
    source: 'https://github.com/ggml-org/llama.cpp/issues/13854',
    announces: { 'embeddings.reply': 'malformed', 'embeddings.shape.response': 'breaking' },
    hooks: {
      response: (response) =>
        entries(response, (data) => data.map((entry) => ({ ...entry, embedding: null }))),
    },
  },
  {
    id: 'base64-500',
    area: 'embeddings',
    says: 'base64 is answered with status 500.',
    severity: 'must',
    source: 'https://github.com/theroyallab/tabbyAPI/issues/268',
    announces: { 'embeddings.encoding_format.base64': 'crashed', 'sdk.embeddings.create': 'threw' },
    hooks: {
      embeddingRequest: (request) => {
        if (request.encoding_format === 'float') return request;
        throw new Error('Object of type bytes is not JSON serializable');
      },
    },
  },
];
