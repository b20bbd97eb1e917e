/** Rules over every exchange of a run, whichever check caused it. */
import type { Exchange, Finding } from '../schemas/types/report.js';
import { invariant } from '../src/check/check.js';
import { evidence, gather } from '../src/check/findings.js';
import { arrayAt, at, isObject, parseJson } from '../src/check/json.js';
import { isWhole } from '../src/check/recorded.js';
import { openapi, page, sdk } from '../src/check/source.js';

/** What the API offers; what a server, or a proxy before it, says about other methods, paths and media is not part of it. */
const OFFERED =
  /^(POST \/(chat\/completions|completions|embeddings|responses|moderations)|GET \/models(\/[^?]+)?)(\?|$)/;

function isOfTheApi({ request, response }: Exchange): boolean {
  const mediaType = request.headers['content-type'] ?? 'application/json';
  const proxy = response?.status === 413;
  return OFFERED.test(`${request.method} ${request.path}`) && mediaType.includes('json') && !proxy;
}

/** What a server does not have at all is answered by its framework, not by its API. */
const NOT_THERE = new Set([404, 405, 501]);

function routeOf({ request }: Exchange): string {
  const path = request.path.replace(/\?.*/, '').replace(/^\/models\/.+/, '/models/{model}');
  return `${request.method} ${path}`;
}

type EnvelopeFinding = Finding & { readonly exchange: string; readonly severity: 'must' | 'should' };

function envelopeFindings({ id, response }: Exchange): EnvelopeFinding[] {
  const error = at(parseJson(response?.body.text ?? ''), 'error');
  const found = (
    path: string,
    expected: string,
    got: unknown,
    severity: 'must' | 'should',
  ): EnvelopeFinding => ({
    path,
    expected,
    got: got === undefined ? 'nothing' : (JSON.stringify(got) ?? 'nothing').slice(0, 80),
    severity,
    exchange: id,
  });
  if (!isObject(error))
    return [found('/error', 'an object', error ?? response?.body.text.slice(0, 60), 'must')];
  const { message, type, code, param } = error;
  return [
    ...(typeof message === 'string' && message !== ''
      ? []
      : [found('/error/message', 'a text', message, 'must')]),
    ...(typeof message === 'string' && isObject(parseJson(message))
      ? [found('/error/message', 'words', message, 'should')]
      : []),
    ...(typeof type === 'string' && type !== '' ? [] : [found('/error/type', 'a text', type, 'should')]),
    ...(code === undefined || code === null || typeof code === 'string'
      ? []
      : [found('/error/code', 'a text or null', code, 'should')]),
    ...(param === undefined || param === null || typeof param === 'string'
      ? []
      : [found('/error/param', 'a text or null', param, 'should')]),
  ];
}

export const envelope = invariant({
  id: 'errors.envelope',
  claim: 'Every error is an object `error` with a message and a type.',
  source: openapi('ErrorResponse.error'),
  outcomes: {
    documented: 'every error has the documented shape',
    incomplete: {
      says: 'errors can be read, yet a part has another type or is missing, or the message is JSON again',
      severity: 'should',
      notices: ['typed clients in Go, Rust and C#: an integer as code cannot be decoded'],
    },
    illegible: {
      says: 'there are errors without an object `error` with a message',
      severity: 'must',
      notices: ['openai-node 6: "status code (no body)"; the cause is lost'],
    },
  },
  examine(exchanges) {
    const there = new Set(
      exchanges
        .filter(({ response }) => response !== undefined && !NOT_THERE.has(response.status))
        .map(routeOf),
    );
    const refused = exchanges.filter(
      (exchange) =>
        (exchange.response?.status ?? 0) >= 400 &&
        isWhole(exchange) &&
        isOfTheApi(exchange) &&
        there.has(routeOf(exchange)),
    );
    if (refused.length === 0) return undefined;
    const found = refused.flatMap(envelopeFindings);
    const worst = found.some(({ severity }) => severity === 'must') ? 'illegible' : 'incomplete';
    return {
      outcome: found.length === 0 ? 'documented' : worst,
      findings: gather(found),
      details: { errors: refused.length },
      exchanges: evidence(
        refused,
        found.map(({ exchange }) => exchange),
      ),
    };
  },
});

export const errorStatus = invariant({
  id: 'errors.status',
  claim: 'An error is never sent with a status of success.',
  source: sdk('openai-node', 'src/core/error.ts'),
  outcomes: {
    telling: 'no answer with a status of success holds an error',
    'inside-success': {
      says: 'an answer with status 200 holds an error',
      severity: 'must',
      notices: ['the official SDKs look at the status only: the caller gets an object without choices'],
    },
  },
  examine(exchanges) {
    const answered = exchanges.filter(
      (exchange) =>
        (exchange.response?.status ?? 500) < 300 && exchange.stream === undefined && isWhole(exchange),
    );
    if (answered.length === 0) return undefined;
    const telling = answered.filter(({ response }) => {
      const json = parseJson(response?.body.text ?? '');
      return (
        at(json, 'error') !== undefined && at(json, 'error') !== null && arrayAt(json, 'choices').length === 0
      );
    });
    return {
      outcome: telling.length === 0 ? 'telling' : 'inside-success',
      exchanges: evidence(
        answered,
        telling.map(({ id }) => id),
      ),
    };
  },
});

function mediaType({ response }: Exchange): string {
  return (response?.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

export const jsonMediaType = invariant({
  id: 'http.content_type.json',
  claim: 'An answer in JSON is labelled application/json.',
  source: sdk('openai-node', 'src/internal/parse.ts'),
  outcomes: {
    json: 'every answer in JSON is labelled so',
    other: {
      says: 'answers in JSON have another media type, or none',
      severity: 'must',
      notices: ['openai-node: the caller gets a string instead of an object', 'Open WebUI: no models'],
    },
  },
  examine(exchanges) {
    const answers = exchanges.filter((exchange) => {
      const { response } = exchange;
      return (
        response &&
        response.status < 300 &&
        !exchange.stream &&
        isWhole(exchange) &&
        isObject(parseJson(response.body.text))
      );
    });
    if (answers.length === 0) return undefined;
    const telling = answers.filter(
      (exchange) => !/^application\/([\w.-]+\+)?json$/.test(mediaType(exchange)),
    );
    const [first] = telling;
    return {
      outcome: telling.length === 0 ? 'json' : 'other',
      ...(first && { details: { mediaType: mediaType(first) || 'none' } }),
      exchanges: evidence(
        answers,
        telling.map(({ id }) => id),
      ),
    };
  },
});

export const streamMediaType = invariant({
  id: 'http.content_type.stream',
  claim: 'A stream is labelled text/event-stream.',
  source: openapi('/chat/completions 200 text/event-stream'),
  outcomes: {
    'event-stream': 'every stream is labelled so',
    other: {
      says: 'streams have another media type',
      severity: 'should',
      notices: ['browsers: EventSource refuses it'],
    },
  },
  examine(exchanges) {
    const streams = exchanges.filter(
      ({ stream, response }) => stream && stream.events > 0 && (response?.status ?? 500) < 300,
    );
    if (streams.length === 0) return undefined;
    const telling = streams.filter((exchange) => mediaType(exchange) !== 'text/event-stream');
    const [first] = telling;
    return {
      outcome: telling.length === 0 ? 'event-stream' : 'other',
      ...(first && { details: { mediaType: mediaType(first) || 'none' } }),
      exchanges: evidence(
        streams,
        telling.map(({ id }) => id),
      ),
    };
  },
});

/** Oddities of framing that break an official client, or lose what it should get. */
const BREAKING = new Set([
  'unframed-json',
  'no-blank-line',
  'not-json',
  'empty-data',
  'unfinished-event',
  'invalid-utf8',
  'done-spelling',
]);
/** Those that are lawful, and only some clients trip over. */
const UNUSUAL = new Set(['retry-field', 'id-field', 'named-event', 'unknown-field', 'after-done']);

/** Here events have names, and the stream ends without a mark. */
const NAMED_EVENTS = /^\/responses(\?|$)/;

export const framing = invariant({
  id: 'http.stream.framing',
  claim: 'Streams are framed as server-sent events that the official clients can read.',
  source: page(
    'WHATWG HTML, server-sent events',
    'https://html.spec.whatwg.org/multipage/server-sent-events.html',
    '9.2.6',
  ),
  outcomes: {
    clean: 'every stream is made of data fields, blank lines and comments',
    unusual: {
      says: 'there are fields or events that the API does not use; most clients ignore them',
      severity: 'may',
      notices: ['openai-python: retry lines, and id lines with comments, have thrown'],
    },
    broken: {
      says: 'there are events that clients lose or throw at',
      severity: 'must',
      notices: ['openai-node and openai-python: events are lost without an error, or reading throws'],
    },
  },
  examine(exchanges) {
    const streams = exchanges.filter(
      ({ request, stream, failure, response }) =>
        stream && !failure && (response?.status ?? 500) < 300 && !NAMED_EVENTS.test(request.path),
    );
    if (streams.length === 0) return undefined;
    const found = streams.flatMap(({ id, stream }) =>
      (stream?.anomalies ?? []).map(({ kind, first }) => ({
        path: kind,
        expected: 'data: <JSON>, blank line',
        got: first,
        exchange: id,
      })),
    );
    const broken = found.filter(({ path }) => BREAKING.has(path));
    const unusual = found.filter(({ path }) => UNUSUAL.has(path));
    const telling = broken.length > 0 ? broken : unusual;
    return {
      outcome: broken.length > 0 ? 'broken' : unusual.length > 0 ? 'unusual' : 'clean',
      findings: gather(found),
      exchanges: evidence(
        streams,
        telling.map(({ exchange }) => exchange),
      ),
    };
  },
});
