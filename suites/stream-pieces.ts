/** How the pieces of a stream belong together, over every stream of a run. */
import { misfits } from '../schemas/shape.js';
import type { Exchange } from '../schemas/types/report.js';
import { type InvariantDefinition, invariant } from '../src/check/check.js';
import { evidence, type FoundIn, gather } from '../src/check/findings.js';
import { arrayAt, at, isObject, type JsonObject, numberAt, parseJson, stringAt } from '../src/check/json.js';
import { isSuccess, isWholeStream, pathOf, recordedChunks, sentParameters } from '../src/check/recorded.js';
import { TEXT_ENDPOINTS } from '../src/check/reply.js';
import { openapi } from '../src/check/source.js';

type Endpoint = (typeof TEXT_ENDPOINTS)[number];

const PATHS: Record<Endpoint, string> = { chat: '/chat/completions', completions: '/completions' };

interface Stream {
  readonly exchange: Exchange;
  /** Chunks with choices, or with usage: what is neither is passed over by clients. */
  readonly chunks: readonly JsonObject[];
}

/** The streams of an endpoint that were read to their end and have no error in them. */
function streamsOf(endpoint: Endpoint, exchanges: readonly Exchange[]): Stream[] {
  return exchanges
    .filter(
      (exchange) => pathOf(exchange) === PATHS[endpoint] && isSuccess(exchange) && isWholeStream(exchange),
    )
    .map((exchange) => ({ exchange, chunks: recordedChunks(exchange).filter(isObject) }))
    .filter(({ chunks }) => !chunks.some((chunk) => isObject(at(chunk, 'error'))))
    .map(({ exchange, chunks }) => ({ exchange, chunks: chunks.filter(isTelling) }))
    .filter(({ chunks }) => chunks.some((chunk) => arrayAt(chunk, 'choices').length > 0));
}

function isTelling(chunk: JsonObject): boolean {
  return arrayAt(chunk, 'choices').length > 0 || isObject(at(chunk, 'usage'));
}

/** A rule over streams: each that breaks it says how, and the worst word of the run is told. */
function overStreams<const Word extends string>(
  endpoint: Endpoint,
  definition: Omit<InvariantDefinition<Word>, 'examine'> & {
    /** From good to bad; the first where no stream says anything. */
    readonly order: readonly NoInfer<Word>[];
    look(stream: Stream): readonly Broken<NoInfer<Word>>[];
    note?(stream: Stream): string | undefined;
  },
) {
  const { order, look, note, ...rest } = definition;
  return invariant({
    ...rest,
    examine(exchanges) {
      const streams = streamsOf(endpoint, exchanges);
      if (streams.length === 0) return undefined;
      const broken = streams.flatMap((stream) =>
        look(stream).map((one) => ({ ...one, exchange: stream.exchange.id })),
      );
      const words = new Set(broken.map(({ word }) => word));
      const outcome = order.findLast((word) => words.has(word)) ?? (order[0] as Word);
      const telling = broken.filter(({ word }) => word === outcome);
      return {
        outcome,
        details: { streams: streams.length },
        findings: gather(telling.map(({ word: _, ...found }): FoundIn => found)),
        notes: [...new Set(streams.flatMap((stream) => note?.(stream) ?? []))],
        exchanges: evidence(
          streams.map(({ exchange }) => exchange),
          telling.map(({ exchange }) => exchange),
        ),
      };
    },
  });
}

interface Broken<Word extends string> {
  readonly word: Word;
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}

export const id = TEXT_ENDPOINTS.map((endpoint) =>
  overStreams(endpoint, {
    id: `${endpoint}.stream.id`,
    claim: 'All chunks of a stream have the same id.',
    source: openapi('CreateChatCompletionStreamResponse.id'),
    outcomes: {
      same: 'in every stream, all chunks have the same id',
      changing: {
        says: 'chunks of one stream have different ids',
        severity: 'should',
        notices: ['clients that put pieces together by id: one message becomes many'],
      },
      'empty-in-usage': {
        says: 'the chunk with the usage has an empty id',
        severity: 'must',
        notices: ['openai-node: the stream helper drops the usage'],
      },
    },
    order: ['same', 'changing', 'empty-in-usage'],
    look({ chunks }) {
      const ids = [...new Set(chunks.map((chunk) => at(chunk, 'id')))];
      const last = chunks.findLast((chunk) => isObject(at(chunk, 'usage')));
      if (last !== undefined && at(last, 'id') === '' && ids.length > 1) {
        return [{ word: 'empty-in-usage', path: '/id', expected: 'the id of the other chunks', got: '""' }];
      }
      return ids.length > 1
        ? [{ word: 'changing', path: '/id', expected: 'one id in a stream', got: 'several' }]
        : [];
    },
    note({ chunks }) {
      const changing = ['model', 'created'].filter(
        (name) => new Set(chunks.map((chunk) => at(chunk, name))).size > 1,
      );
      return changing.length > 0 ? `Within a stream, ${changing.join(' and ')} changes.` : undefined;
    },
  }),
);

/** As many choices as were asked for: n, for each prompt. */
function choicesAsked(exchange: Exchange): number {
  const sent = sentParameters(exchange);
  const n = numberAt(sent, 'n') ?? 1;
  const prompts = arrayAt(sent, 'prompt');
  return n * (prompts.length > 0 && typeof prompts[0] !== 'number' ? prompts.length : 1);
}

export const index = TEXT_ENDPOINTS.map((endpoint) =>
  overStreams(endpoint, {
    id: `${endpoint}.stream.index`,
    claim: 'The choices of a stream are numbered from 0, as many as were asked for.',
    source: openapi('CreateChatCompletionStreamResponse.choices.index'),
    outcomes: {
      within: 'every piece belongs to a choice that was asked for',
      beyond: {
        says: 'pieces belong to a choice that nobody asked for',
        severity: 'must',
        notices: ['clients that read choices[0]: the rest of the answer is lost'],
      },
    },
    order: ['within', 'beyond'],
    look({ exchange, chunks }) {
      const asked = choicesAsked(exchange);
      const beyond = chunks
        .flatMap((chunk) => arrayAt(chunk, 'choices').map((choice) => numberAt(choice, 'index')))
        .find((number) => number !== undefined && (number < 0 || number >= asked));
      return beyond === undefined
        ? []
        : [
            {
              word: 'beyond',
              path: '/choices/*/index',
              expected: `0 to ${asked - 1}`,
              got: String(beyond),
            },
          ];
    },
  }),
);

/** The pieces of each choice, in order. */
function piecesOf({ chunks }: Stream): unknown[][] {
  const pieces = new Map<unknown, unknown[]>();
  for (const choice of chunks.flatMap((chunk) => arrayAt(chunk, 'choices'))) {
    const number = at(choice, 'index');
    pieces.set(number, [...(pieces.get(number) ?? []), choice]);
  }
  return [...pieces.values()];
}

function bringsText(choice: unknown): boolean {
  const delta = at(choice, 'delta');
  const texts = [
    at(choice, 'text'),
    at(delta, 'content'),
    at(delta, 'reasoning_content'),
    at(delta, 'reasoning'),
  ];
  return (
    texts.some((text) => typeof text === 'string' && text !== '') || arrayAt(delta, 'tool_calls').length > 0
  );
}

function hasReason(choice: unknown): boolean {
  const reason = at(choice, 'finish_reason');
  return typeof reason === 'string' && reason !== '';
}

export const end = TEXT_ENDPOINTS.map((endpoint) =>
  overStreams(endpoint, {
    id: `${endpoint}.stream.end`,
    claim: 'Each choice of a stream ends once: with a finish_reason, after its last piece.',
    source: openapi('CreateChatCompletionStreamResponse.choices.finish_reason'),
    outcomes: {
      once: 'each choice ends once, after its last piece',
      repeated: {
        says: 'a choice has a finish_reason more than once',
        severity: 'should',
        notices: ['agents that end a turn twice'],
      },
      followed: {
        says: 'text or a tool call comes after the finish_reason',
        severity: 'must',
        notices: ['clients that stop reading at finish_reason: the end of the answer is lost'],
      },
      missing: {
        says: 'a choice has no finish_reason',
        severity: 'must',
        notices: ['the .stream() helper of openai-node throws', 'camel-openai: NullPointerException'],
      },
    },
    order: ['once', 'repeated', 'followed', 'missing'],
    look(stream) {
      return piecesOf(stream).flatMap((pieces): Broken<'missing' | 'followed' | 'repeated'>[] => {
        const first = pieces.findIndex(hasReason);
        const place = { path: '/choices/*/finish_reason', expected: 'once, in the last piece of a choice' };
        if (first === -1) return [{ ...place, word: 'missing', got: 'none' }];
        const after = pieces.slice(first + 1);
        if (after.some(bringsText)) return [{ ...place, word: 'followed', got: 'text after it' }];
        return after.some(hasReason) ? [{ ...place, word: 'repeated', got: 'more than one' }] : [];
      });
    },
  }),
);

interface JoinedCall {
  id?: unknown;
  type?: unknown;
  function: { name?: unknown; arguments: string };
}

/** What the official clients make of the pieces of a choice. */
function joinedMessage(pieces: readonly unknown[]): JsonObject {
  const deltas = pieces.map((piece) => at(piece, 'delta'));
  const texts = deltas.flatMap((delta) => stringAt(delta, 'content') ?? []);
  const calls = new Map<unknown, JoinedCall>();
  for (const fragment of deltas.flatMap((delta) => arrayAt(delta, 'tool_calls'))) {
    const number = at(fragment, 'index');
    const call = calls.get(number) ?? { function: { arguments: '' } };
    call.id ??= at(fragment, 'id');
    call.type ??= at(fragment, 'type');
    call.function.name ??= at(fragment, 'function', 'name');
    call.function.arguments += stringAt(fragment, 'function', 'arguments') ?? '';
    calls.set(number, call);
  }
  const role = deltas.map((delta) => at(delta, 'role')).find((value) => typeof value === 'string');
  return {
    ...(role !== undefined && { role }),
    content: texts.length > 0 ? texts.join('') : null,
    ...(calls.size > 0 && { tool_calls: [...calls.values()] }),
  };
}

export const message = overStreams('chat', {
  id: 'chat.stream.message',
  claim: 'The pieces of each choice make a message of the documented shape.',
  source: openapi('ChatCompletionResponseMessage'),
  outcomes: {
    whole: 'the pieces make a message of the documented shape',
    broken: {
      says: 'the message that the pieces make lacks what clients rely on',
      severity: 'must',
      notices: ['the official clients: their stream helpers throw, or hand on half a message'],
    },
  },
  order: ['whole', 'broken'],
  look: (stream) =>
    piecesOf(stream)
      .flatMap((pieces) => misfits('chat-message', joinedMessage(pieces)))
      .filter(({ severity }) => severity === 'must')
      .map(({ path, expected, got }) => ({
        word: 'broken',
        path: path.replace(/\/\d+(?=\/|$)/g, '/*'),
        expected,
        got,
      })),
  note(stream) {
    const unfinished = piecesOf(stream).some(
      (pieces) =>
        pieces.some((piece) => at(piece, 'finish_reason') === 'tool_calls') &&
        arrayAt(joinedMessage(pieces), 'tool_calls').some(
          (call) => !isObject(parseJson(stringAt(call, 'function', 'arguments') ?? '')),
        ),
    );
    return unfinished ? 'Joined, the arguments of a streamed tool call are not a JSON object.' : undefined;
  },
});
