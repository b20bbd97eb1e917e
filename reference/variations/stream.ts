/** Lawful oddities of streams: framing and delivery. */

import { timesBefore } from '../faults/change.js';
import { failsMidStream } from '../faults/stream-errors.js';
import type { SocketAct } from '../points.js';
import type { Variation } from './variation.js';

const EVENT_STREAM =
  'https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation';

/** The same framing, unusual as it is, in every stream. */
const UNUSUAL = { 'http.stream.framing': 'unusual' } as const;

/** By then, every capability has been found out. */
const STREAMS_BEFORE_FAILURE = 20;

/** How many bytes a write has at most where writes are cut: less than an event, and no multiple of a character. */
const CUT_BYTES = 37;

export const streamVariations: readonly Variation[] = [
  {
    id: 'comments-in-streams',
    area: 'stream',
    says: 'Comment lines stand between the events, as keep-alives do.',
    source: 'https://github.com/mckinsey/agents-at-scale-ark/pull/2519',
    trap: 'anthropic-ark-2519-ping-comments',
    hooks: { frames: (frames) => frames.flatMap((frame) => [': keep-alive\n\n', frame]) },
  },
  {
    id: 'comment-first',
    area: 'stream',
    says: 'A stream begins with a comment.',
    source: 'https://github.com/jundot/omlx/issues/839',
    trap: 'omlx-839-leading-comment',
    hooks: {
      frames: (frames, { memory }) =>
        timesBefore(memory, 'comment-first') === 0 ? [': keep-alive\n\n', ...frames] : frames,
    },
  },
  {
    id: 'no-space-after-data',
    area: 'stream',
    says: 'No space follows the colon of data.',
    source: 'https://github.com/xiamuceer-j/MuMuAINovel/issues/116',
    hooks: { frames: (frames) => frames.map((frame) => frame.replaceAll('data: ', 'data:')) },
  },
  {
    id: 'crlf',
    area: 'stream',
    says: 'Lines end with carriage return and line feed.',
    source: EVENT_STREAM,
    hooks: {
      frames: (frames) => frames.map((frame) => frame.replaceAll('\n', '\r\n')),
      ending: (ending) => ending.replaceAll('\n', '\r\n'),
    },
  },
  {
    id: 'more-blank-lines',
    area: 'stream',
    says: 'Three blank lines stand between the events.',
    source: EVENT_STREAM,
    hooks: { frames: (frames) => frames.map((frame) => `${frame}\n\n`) },
  },
  {
    id: 'data-over-lines',
    area: 'stream',
    says: 'A document goes over several data lines.',
    source: EVENT_STREAM,
    hooks: {
      frames: (frames) =>
        frames.map((frame) =>
          frame.replace(/^data: (.*)$/m, (_, json: string) => {
            const lines = JSON.stringify(JSON.parse(json), undefined, 1).split('\n');
            return lines.map((line) => `data: ${line}`).join('\n');
          }),
        ),
    },
  },
  {
    id: 'id-lines',
    area: 'stream',
    says: 'Each event has an id.',
    source: 'https://github.com/aaif-goose/goose/issues/11297',
    trap: 'dashscope-goose-11297-id-lines',
    produces: UNUSUAL,
    hooks: {
      frames: (frames, { memory }) =>
        frames.map((frame) => `id: ${timesBefore(memory, 'id-lines')}\n${frame}`),
    },
  },
  {
    id: 'named-events',
    area: 'stream',
    says: 'Each event is named "message", which is what it is called without a name.',
    source: EVENT_STREAM,
    produces: UNUSUAL,
    hooks: { frames: (frames) => frames.map((frame) => `event: message\n${frame}`) },
  },
  {
    id: 'failure-told-in-stream',
    area: 'errors',
    says: 'One answer fails in the middle of its stream; an event with the error says so, and [DONE] follows.',
    source: 'https://github.com/BerriAI/litellm/pull/39748',
    produces: { 'errors.mid_stream': 'told' },
    hooks: {
      request: (request, { site, streamed, memory }) => {
        if (streamed && timesBefore(site.memory, 'failure-told-in-stream') >= STREAMS_BEFORE_FAILURE)
          memory.set('may fail', true);
        return request;
      },
      events: (events, exchange) => {
        const { memory, site } = exchange;
        if (!memory.has('may fail') || site.memory.has('failed')) return events;
        try {
          return failsMidStream(events, exchange);
        } catch (error) {
          site.memory.set('failed', true);
          throw error;
        }
      },
      frames: (frames) =>
        frames.flatMap((frame) =>
          frame.startsWith('data: {"error"') ? [frame, 'data: [DONE]\n\n'] : [frame],
        ),
    },
  },
  {
    id: 'events-together',
    area: 'stream',
    says: 'Several events come in one write.',
    source: 'https://github.com/envoyproxy/ai-gateway/issues/2162',
    trap: 'envoy-2162-usage-lost-split-event',
    hooks: {
      acts: (acts, { streamed, memory }) => {
        if (!streamed) return acts;
        const kept = [...((memory.get('events-together') as SocketAct[] | undefined) ?? []), ...acts];
        const now = kept.length >= 5 || kept.some(({ act }) => act !== 'write');
        memory.set('events-together', now ? [] : kept);
        if (!now) return [];
        const bytes = Buffer.concat(kept.flatMap((act) => (act.act === 'write' ? [act.bytes] : [])));
        return [
          ...(bytes.length > 0 ? [{ act: 'write', bytes } as const] : []),
          ...kept.filter(({ act }) => act !== 'write'),
        ];
      },
    },
  },
  {
    id: 'writes-cut-anywhere',
    area: 'stream',
    says: 'Writes end anywhere, also within a character.',
    source: 'https://github.com/anomalyco/opencode/issues/39694',
    trap: 'zen-opencode-39694-utf8-client',
    hooks: {
      acts: (acts, { streamed }) =>
        acts.flatMap((act) => (streamed && act.act === 'write' ? cut(act.bytes) : [act])),
    },
  },
];

function cut(bytes: Buffer): SocketAct[] {
  return Array.from({ length: Math.ceil(bytes.length / CUT_BYTES) }, (_, i) => ({
    act: 'write',
    bytes: bytes.subarray(i * CUT_BYTES, (i + 1) * CUT_BYTES),
  }));
}
