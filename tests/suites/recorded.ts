/** Exchanges as they are recorded, as far as rules over a run look at them. */
import type { Exchange, StreamFacts } from '../../schemas/types/report.js';
import { exchange, streamed } from '../reporters/report.js';

export interface Recorded {
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  /** What was sent, as JSON. */
  readonly sent?: object;
  readonly status?: number;
  /** The media type of the answer. */
  readonly type?: string;
  /** Whether the middle of the body was not kept. */
  readonly cut?: boolean;
  readonly failure?: Exchange['failure'];
  readonly stream?: Partial<StreamFacts>;
}

let count = 0;

/** An answer in one piece; a text as it is, all else as JSON. */
export function answer(value: unknown, more: Recorded = {}): Exchange {
  count += 1;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return adapted(exchange(`x${count}`), text, { type: 'application/json', ...more });
}

/** A stream of these chunks, in the frames that the API uses. */
export function stream(chunks: readonly unknown[], more: Recorded = {}): Exchange {
  count += 1;
  const frames = [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map(
    (data) => `data: ${data}\n\n`,
  );
  const whole = streamed(`x${count}`, frames, more.stream);
  return adapted(whole, frames.join(''), { type: 'text/event-stream', ...more });
}

function adapted(from: Exchange, text: string, more: Recorded): Exchange {
  const { method = 'POST', path = '/chat/completions', sent, status = 200, type, cut, failure } = more;
  const { body, ...request } = from.request;
  const sentBody = sent ? { text: JSON.stringify(sent), bytes: 1 } : body;
  return {
    ...from,
    request: { ...request, method, path, ...(method === 'POST' && sentBody && { body: sentBody }) },
    response: {
      status,
      headers: type === undefined || type === '' ? {} : { 'content-type': type },
      body: { text, bytes: text.length, ...(cut && { tail: '' }) },
    },
    ...(failure && { failure }),
  };
}
