/** Faults of HTTP itself. */

import { ApiError, NeverAnswered } from '../api-error.js';
import type { Exchange } from '../exchange.js';
import type { Hooks } from '../points.js';
import type { Fault } from './fault.js';

/** Answers the question that came before, where another request is under way. */
function mixedUp(when: (exchange: Exchange) => boolean): Hooks {
  return {
    // Slowly enough that requests meet.
    pace: () => 1,
    prompt: (prompt, exchange) => {
      if (!when(exchange)) return prompt;
      const { site, endpoint } = exchange;
      const others = `mixed up ${endpoint}`;
      const other = site.memory.get(others) as readonly number[] | undefined;
      site.memory.set(others, prompt);
      return site.stats.running > 1 && other !== undefined ? other : prompt;
    },
  };
}

export const httpFaults: readonly Fault[] = [
  {
    id: 'json-as-text-plain',
    area: 'http',
    says: 'JSON is labelled text/plain: the official JavaScript SDK gives its caller a string.',
    severity: 'must',
    source: 'https://github.com/Harry-zklcdc/go-proxy-bingai/issues/448',
    announces: {
      'http.content_type.json': 'other',
      'sdk.chat.create': 'threw',
      'sdk.completions.create': 'threw',
      'sdk.models.list': 'empty',
      'sdk.chat.run_tools': 'threw',
    },
    hooks: {
      head: (head) =>
        head.headers['content-type'] === 'application/json'
          ? { ...head, headers: { ...head.headers, 'content-type': 'text/plain' } }
          : head,
    },
  },
  {
    id: 'stream-as-text-plain',
    area: 'http',
    says: 'A stream is labelled text/plain.',
    severity: 'should',
    source: 'https://github.com/microsoft/foundry-dev-tools/issues/195',
    announces: { 'http.content_type.stream': 'other' },
    hooks: {
      head: (head) =>
        head.headers['content-type'] === 'text/event-stream'
          ? { ...head, headers: { ...head.headers, 'content-type': 'text/plain' } }
          : head,
    },
  },
  {
    id: 'cors-headers-fixed',
    area: 'http',
    says: 'A browser is told that only content-type and authorization may be sent.',
    severity: 'may',
    source: 'https://github.com/pollinations/pollinations/pull/10165',
    announces: { 'http.cors.preflight': 'partial' },
    hooks: {
      head: (head) =>
        'access-control-allow-headers' in head.headers
          ? {
              ...head,
              headers: { ...head.headers, 'access-control-allow-headers': 'Content-Type, Authorization' },
            }
          : head,
    },
  },
  {
    id: 'sdk-headers-blocked',
    area: 'http',
    says: 'Requests with the headers of the official client are blocked with status 403.',
    severity: 'must',
    source: 'https://github.com/decolua/9router/issues/597',
    announces: {
      'http.headers.unknown': 'refused',
      'sdk.chat.create': 'threw',
      'sdk.completions.create': 'threw',
      'sdk.models.list': 'threw',
      'sdk.responses.create': 'threw',
      'sdk.responses.stream': 'threw',
    },
    hooks: {
      admission: (admission, { request }) =>
        request.headers['x-stainless-lang'] === undefined
          ? admission
          : {
              admitted: false,
              error: new ApiError({ reason: 'key', status: 403, message: 'Your request was blocked.' }),
            },
    },
  },
  {
    id: 'media-type-500',
    area: 'http',
    says: 'JSON that is not labelled as such is not read, and the handler fails: status 500.',
    severity: 'must',
    source: 'https://github.com/BerriAI/litellm/issues/13040',
    announces: { 'http.media_type.text': 'server-error' },
    hooks: {
      body: (body, { request }) => {
        if (request.headers['content-type']?.includes('json') !== false) return body;
        const message = "acompletion() missing 1 required positional argument: 'messages'";
        throw new ApiError({ reason: 'internal', status: 500, message });
      },
    },
  },
  {
    id: 'trailing-slash-redirected',
    area: 'http',
    says: 'A path with a slash at its end is redirected to the one without by 302: a POST becomes a GET.',
    severity: 'may',
    source: 'https://github.com/Kludex/starlette/issues/464',
    announces: { 'http.trailing_slash': 'loses-the-body' },
    hooks: {
      head: (head, { request }) =>
        request.url?.endsWith('/')
          ? { status: 302, headers: { ...head.headers, location: request.url.slice(0, -1) } }
          : head,
    },
  },
  {
    id: 'answers-mixed-up',
    area: 'http',
    says: 'Of requests that arrive together, one gets the answer to the question of another.',
    severity: 'must',
    source: 'https://github.com/ml-explore/mlx-lm/issues/965',
    announces: { 'http.concurrent': 'mixed' },
    hooks: mixedUp(() => true),
  },
  {
    id: 'streams-mixed-up',
    area: 'http',
    says: 'Of streams that are under way together, one is the answer to the question of another.',
    severity: 'must',
    source: 'https://github.com/inferencerlabs/inferencer-feedback/issues/127',
    announces: { 'http.concurrent': 'mixed' },
    hooks: mixedUp(({ streamed }) => streamed),
  },
  {
    id: 'large-body-500',
    area: 'http',
    says: 'A body of more than a megabyte is answered with status 500.',
    severity: 'should',
    source: 'https://github.com/mozilla-services/screenshots/issues/3204',
    announces: { 'http.body.large': 'server-error' },
    hooks: {
      bodyText: (text) => {
        if (text.length <= 2 ** 20) return text;
        throw new ApiError({ reason: 'internal', status: 500, message: 'request entity too large' });
      },
    },
  },
  {
    id: 'large-body-hangs',
    area: 'http',
    says: 'A body of more than a megabyte is never answered.',
    severity: 'must',
    source: 'https://github.com/raullenchai/Rapid-MLX/pull/710',
    announces: { 'http.body.large': 'hung' },
    hooks: {
      bodyText: (text) => {
        if (text.length > 2 ** 20) throw new NeverAnswered();
        return text;
      },
    },
  },
];
