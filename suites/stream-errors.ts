/** What becomes of an answer that fails when half of its stream is sent, over every stream of a run. */
import type { Exchange } from '../schemas/types/report.js';
import { invariant } from '../src/check/check.js';
import { evidence } from '../src/check/findings.js';
import { arrayAt, at, stringAt } from '../src/check/json.js';
import { isSuccess, isWholeStream, pathOf, recordedChunks } from '../src/check/recorded.js';
import { sdk } from '../src/check/source.js';

const STREAMS = /^\/((chat\/)?completions|responses)$/;

/** Streams of /responses end with the whole answer, or with what became of it. */
const LAST_EVENTS = new Set<unknown>(['response.completed', 'response.incomplete']);
const FAILURES = new Set<unknown>(['error', 'response.failed']);

type Telling = 'told' | 'misshapen' | 'illegible' | 'silent';

export const midStream = invariant({
  id: 'errors.mid_stream',
  claim: 'Where an answer fails in the middle of its stream, an event with an object `error` says so.',
  source: sdk('openai-node', 'src/core/streaming.ts'),
  outcomes: {
    told: 'each stream that broke off says so in an event with an object `error`',
    misshapen: {
      says: 'an event has an `error` that is no object with a message',
      severity: 'should',
      notices: ['typed clients, such as those in Swift and Go: the cause is lost'],
    },
    illegible: {
      says: 'an error stands in the stream outside of the JSON of its events',
      severity: 'must',
      notices: [
        'the official SDKs pass over a line without `data:`, and cannot decode an event that is not JSON',
      ],
    },
    silent: {
      says: 'a stream ends in the middle: without finish_reason or last event, without an error, and without [DONE]',
      severity: 'must',
      notices: ['the official SDKs: half an answer is taken for the whole'],
    },
  },
  examine(exchanges) {
    const streams = exchanges.filter(
      (exchange) => STREAMS.test(pathOf(exchange)) && isSuccess(exchange) && isWholeStream(exchange),
    );
    // Where no stream has them, their absence says nothing.
    const ending = new Set(streams.filter(isEnded).map(pathOf));
    const broken = streams.flatMap((exchange) => {
      const word = tellingOf(exchange, ending.has(pathOf(exchange)));
      return word === undefined ? [] : [{ word, exchange }];
    });
    if (broken.length === 0) return undefined;
    const order: readonly Telling[] = ['silent', 'illegible', 'misshapen', 'told'];
    const outcome = order.find((word) => broken.some((one) => one.word === word)) as Telling;
    const telling = broken.filter(({ word }) => word === outcome).map(({ exchange }) => exchange);
    return {
      outcome,
      details: { streams: streams.length, brokenOff: broken.length },
      notes: broken.some(({ exchange }) => goesOn(exchange))
        ? ['After an error, pieces of text follow.']
        : [],
      exchanges: evidence(
        telling,
        telling.map(({ id }) => id),
      ),
    };
  },
});

function ofResponses(exchange: Exchange): boolean {
  return pathOf(exchange) === '/responses';
}

/** Whether a stream has what the last piece of an answer has. */
function hasEnd(exchange: Exchange): boolean {
  return ofResponses(exchange)
    ? recordedChunks(exchange).some((event) => LAST_EVENTS.has(at(event, 'type')))
    : choicesOf(exchange).some((choice) => (stringAt(choice, 'finish_reason') ?? '') !== '');
}

/** Those of /responses need no [DONE]. */
function isDone(exchange: Exchange): boolean {
  return exchange.stream?.done === true && !ofResponses(exchange);
}

function isEnded(exchange: Exchange): boolean {
  return hasEnd(exchange) && (ofResponses(exchange) || isDone(exchange));
}

function choicesOf(exchange: Exchange): unknown[] {
  return recordedChunks(exchange).flatMap((chunk) => arrayAt(chunk, 'choices'));
}

function hasBegun(exchange: Exchange): boolean {
  return ofResponses(exchange) ? recordedChunks(exchange).length > 0 : choicesOf(exchange).length > 0;
}

function isError(chunk: unknown): boolean {
  const error = at(chunk, 'error');
  return (error !== undefined && error !== null) || FAILURES.has(at(chunk, 'type'));
}

/** How a stream says that it broke off; undefined of one that did not. */
function tellingOf(exchange: Exchange, othersEnd: boolean): Telling | undefined {
  const error = recordedChunks(exchange).find(isError);
  if (error !== undefined) return hasMessage(error) ? 'told' : 'misshapen';
  if (hasEnd(exchange)) return undefined;
  if (linesOf(exchange).some(isStrayError)) return 'illegible';
  // With [DONE], only the finish_reason may have been forgotten; another rule speaks of that.
  const cut = hasBegun(exchange) && !isDone(exchange);
  return cut && othersEnd && exchange.request.lawful ? 'silent' : undefined;
}

/** In an object `error`; of /responses, in the event itself or in the answer that failed. */
function hasMessage(event: unknown): boolean {
  const own = FAILURES.has(at(event, 'type')) ? stringAt(event, 'message') : undefined;
  const message =
    stringAt(event, 'error', 'message') ?? stringAt(event, 'response', 'error', 'message') ?? own;
  return (message ?? '') !== '';
}

function linesOf({ response }: Exchange): string[] {
  return `${response?.body.text ?? ''}\n${response?.body.tail ?? ''}`.split(/\r\n|\n|\r/);
}

/** An error as a field of its own, as JSON without a field, or as an event that is no JSON. */
function isStrayError(line: string): boolean {
  return /^(error:|\{\s*"error"\s*:|data: ?\W*error\b(?!"\s*:))/i.test(line);
}

/** Clients that throw at the error do not see what follows it. */
function goesOn(exchange: Exchange): boolean {
  const chunks = recordedChunks(exchange);
  const first = chunks.findIndex(isError);
  return first !== -1 && chunks.slice(first + 1).some((chunk) => arrayAt(chunk, 'choices').length > 0);
}
