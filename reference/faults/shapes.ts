/** Faults of the shape of what is sent: properties that are missing, null or of another type. */

import type { Exchange } from '../exchange.js';
import type { Json, JsonObject } from '../json.js';
import type { Fault } from './fault.js';

/** Changes the entries of the list of models, and the entry that is asked for by id. */
function eachModel(change: (model: JsonObject) => JsonObject) {
  return (response: JsonObject, { endpoint }: Exchange): JsonObject => {
    if (endpoint !== 'models') return response;
    return Array.isArray(response.data)
      ? { ...response, data: (response.data as JsonObject[]).map(change) }
      : change(response);
  };
}

function isGenerated({ endpoint }: Exchange): boolean {
  return endpoint === 'chat' || endpoint === 'completions';
}

function eachChoice(answer: JsonObject, change: (choice: JsonObject) => JsonObject): JsonObject {
  return { ...answer, choices: (answer.choices as JsonObject[]).map(change) };
}

/** Whether this is the first chunk of its stream. */
function isFirst({ memory }: Exchange, fault: string): boolean {
  const first = memory.get(fault) === undefined;
  memory.set(fault, true);
  return first;
}

/** Whether a chunk ends a choice. */
function ends(chunk: JsonObject): boolean {
  return (chunk.choices as JsonObject[]).some((choice) => choice.finish_reason !== null);
}

export const shapeFaults: readonly Fault[] = [
  {
    id: 'models-object-missing',
    area: 'shapes',
    says: 'The list of models does not say that it is a list: object is missing.',
    severity: 'should',
    source: 'https://github.com/xberg-io/liter-llm/issues/149',
    announces: { 'models.shape.list': 'deviating' },
    hooks: {
      response: (response, { endpoint }) => {
        if (endpoint !== 'models' || response.object !== 'list') return response;
        const { object: _, ...rest } = response;
        return rest;
      },
    },
  },
  {
    id: 'model-entries-bare',
    area: 'shapes',
    says: 'A model has only an id and object: created and owned_by are missing.',
    severity: 'should',
    source: 'https://github.com/inferencerlabs/inferencer-feedback/issues/42',
    announces: { 'models.shape.list': 'deviating', 'models.shape.entry': 'deviating' },
    hooks: { response: eachModel(({ created: _, owned_by: __, ...model }) => model) },
  },
  {
    id: 'model-owners-as-list',
    area: 'shapes',
    says: 'The owner of a model is a list of names.',
    severity: 'must',
    source: 'https://github.com/huggingface/transformers/pull/46006',
    announces: { 'models.shape.list': 'breaking', 'models.shape.entry': 'breaking' },
    hooks: { response: eachModel((model) => ({ ...model, owned_by: [model.owned_by as Json] })) },
  },
  {
    id: 'answer-object-missing',
    area: 'shapes',
    says: 'An answer does not say what it is: object is missing.',
    severity: 'should',
    source: 'https://github.com/64bit/async-openai/pull/352',
    announces: { 'chat.shape.response': 'deviating', 'completions.shape.response': 'deviating' },
    hooks: {
      response: (response, exchange) => {
        if (!isGenerated(exchange)) return response;
        const { object: _, ...rest } = response;
        return rest;
      },
    },
  },
  {
    id: 'choice-index-null',
    area: 'shapes',
    says: 'The index of a choice is null: clients that check what they get refuse the answer.',
    severity: 'must',
    source: 'https://github.com/mpfaffenberger/code_puppy/pull/750',
    announces: { 'chat.shape.response': 'breaking', 'completions.shape.response': 'breaking' },
    hooks: {
      response: (response, exchange) =>
        isGenerated(exchange) ? eachChoice(response, (choice) => ({ ...choice, index: null })) : response,
    },
  },
  {
    id: 'first-chunk-without-model',
    area: 'shapes',
    says: 'The first chunk of a stream does not name the model.',
    severity: 'should',
    source: 'https://github.com/aaif-goose/goose/pull/3875',
    announces: { 'chat.shape.chunk': 'deviating', 'completions.shape.chunk': 'deviating' },
    hooks: {
      chunks: (chunks, exchange) =>
        chunks.map((chunk) => {
          if (!isFirst(exchange, 'first-chunk-without-model')) return chunk;
          const { model: _, ...rest } = chunk;
          return rest;
        }),
    },
  },
  {
    id: 'chunk-id-null',
    area: 'shapes',
    says: 'The id of every chunk is null.',
    severity: 'must',
    source: 'https://github.com/spring-projects/spring-ai/issues/2765',
    announces: { 'chat.shape.chunk': 'breaking', 'completions.shape.chunk': 'breaking' },
    hooks: { chunks: (chunks) => chunks.map((chunk) => ({ ...chunk, id: null })) },
  },
  {
    id: 'finish-reason-empty-before-the-end',
    area: 'shapes',
    says: 'finish_reason is an empty text until the end, instead of null.',
    severity: 'must',
    source: 'https://github.com/ollama/ollama/issues/4357',
    announces: { 'chat.shape.chunk': 'breaking', 'completions.shape.chunk': 'breaking' },
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) =>
          eachChoice(chunk, (choice) => ({ ...choice, finish_reason: choice.finish_reason ?? '' })),
        ),
    },
  },
  {
    id: 'last-chunk-without-delta',
    area: 'shapes',
    says: 'The chunk with the finish_reason has no delta: clients that read it throw.',
    severity: 'must',
    source: 'https://github.com/langchain-ai/langchain/issues/18977',
    announces: { 'chat.shape.chunk': 'breaking' },
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) =>
          eachChoice(chunk, (choice) => {
            const { delta: _, ...rest } = choice;
            return choice.finish_reason === null ? choice : rest;
          }),
        ),
    },
  },
  {
    id: 'usage-empty-object',
    area: 'shapes',
    says: 'Chunks before the end have usage: {}.',
    severity: 'must',
    source: 'https://github.com/zed-industries/zed/issues/42893',
    announces: { 'chat.shape.chunk': 'breaking', 'completions.shape.chunk': 'breaking' },
    hooks: { chunks: (chunks) => chunks.map((chunk) => (chunk.usage ? chunk : { ...chunk, usage: {} })) },
  },
  {
    id: 'usage-chunk-without-id',
    area: 'shapes',
    says: 'The chunk with the usage has an empty id: openai-node drops it.',
    severity: 'must',
    source: 'https://github.com/huggingface/text-generation-inference/pull/1682',
    announces: { 'chat.stream.id': 'empty-in-usage', 'completions.stream.id': 'empty-in-usage' },
    hooks: { chunks: (chunks) => chunks.map((chunk) => (chunk.usage ? { ...chunk, id: '' } : chunk)) },
  },
  {
    id: 'end-in-another-choice',
    area: 'shapes',
    says: 'The end of the only choice comes as a second choice.',
    severity: 'must',
    source: 'https://github.com/SecretiveShell/MCP-Bridge/issues/48',
    announces: { 'chat.stream.index': 'beyond', 'completions.stream.index': 'beyond' },
    hooks: {
      chunks: (chunks) =>
        chunks.map((chunk) =>
          ends(chunk)
            ? eachChoice(chunk, (choice) => ({ ...choice, index: Number(choice.index) + 1 }))
            : chunk,
        ),
    },
  },
  {
    id: 'text-after-finish-reason',
    area: 'shapes',
    says: 'A piece of the text comes after the chunk with the finish_reason.',
    severity: 'must',
    source: 'https://github.com/raullenchai/Rapid-MLX/issues/127',
    announces: { 'chat.stream.end': 'followed', 'completions.stream.end': 'followed' },
    hooks: {
      chunks: (chunks, { endpoint }) =>
        chunks.flatMap((chunk) => {
          if (!ends(chunk)) return [chunk];
          const late = endpoint === 'chat' ? { delta: { content: ' late' } } : { text: ' late' };
          return [chunk, eachChoice(chunk, (choice) => ({ ...choice, ...late, finish_reason: null }))];
        }),
    },
  },
  {
    id: 'finish-reason-twice',
    area: 'shapes',
    says: 'The chunk with the finish_reason comes twice.',
    severity: 'should',
    source: 'https://github.com/yan97ao/argus/issues/405',
    announces: { 'chat.stream.end': 'repeated', 'completions.stream.end': 'repeated' },
    hooks: { chunks: (chunks) => chunks.flatMap((chunk) => (ends(chunk) ? [chunk, chunk] : [chunk])) },
  },
  {
    id: 'embeddings-usage-missing',
    area: 'shapes',
    says: 'An answer with vectors has no usage: strict clients refuse it.',
    severity: 'should',
    source: 'https://github.com/agentgateway/agentgateway/issues/2451',
    announces: { 'embeddings.shape.response': 'deviating' },
    hooks: {
      response: (response, { endpoint }) => {
        if (endpoint !== 'embeddings') return response;
        const { usage: _, ...rest } = response;
        return rest;
      },
    },
  },
  {
    id: 'responses-echo-missing',
    area: 'shapes',
    says: 'A response does not repeat tools, tool_choice and parallel_tool_calls.',
    severity: 'should',
    source: 'https://github.com/FMXExpress/PasClaw/pull/61',
    dialects: ['openai'],
    announces: { 'responses.shape.response': 'deviating' },
    hooks: {
      responseObject: ({ tools: _, tool_choice: __, parallel_tool_calls: ___, ...answer }) => answer,
    },
  },
  {
    id: 'responses-item-status-missing',
    area: 'shapes',
    says: 'The items that events bring have no status.',
    severity: 'should',
    source: 'https://github.com/diegosouzapw/OmniRoute/issues/13964',
    dialects: ['openai'],
    announces: { 'responses.shape.event': 'deviating' },
    hooks: {
      responseEvents: (events) =>
        events.map((event) => {
          if (event.item === undefined) return event;
          const { status: _, ...item } = event.item as JsonObject;
          return { ...event, item };
        }),
    },
  },
  {
    id: 'responses-indexes-missing',
    area: 'shapes',
    says: 'Events say neither output_index nor content_index: pieces cannot be told apart.',
    severity: 'must',
    source: 'https://github.com/lemonade-sdk/lemonade/issues/3607',
    dialects: ['openai'],
    announces: { 'responses.shape.event': 'breaking' },
    hooks: {
      responseEvents: (events) => events.map(({ output_index: _, content_index: __, ...event }) => event),
    },
  },
];
