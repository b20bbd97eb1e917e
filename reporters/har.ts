/** The exchanges as an HTTP Archive (HAR 1.2): for browsers' developer tools, proxies and load generators. */
import type { Body, Exchange, Report } from '../schemas/types/report.js';

interface NameValue {
  readonly name: string;
  readonly value: string;
}

/**
 * One entry for each exchange, in order of time; a page for each target. Bodies are as in the report: without secrets, the middle of
 * long ones left out, which a comment says.
 */
export function toHar(report: Report): string {
  const { tool, startedAt, targets, exchanges } = report;
  const start = Date.parse(startedAt);
  const baseOf = new Map(targets.map(({ name, baseURL }) => [name, baseURL]));
  const ordered = [...exchanges].sort((a, b) => a.timing.startedMs - b.timing.startedMs);
  const log = {
    version: '1.2',
    creator: { name: tool.name, version: tool.version },
    pages: targets.map(({ name, baseURL }) => ({
      startedDateTime: new Date(start).toISOString(),
      id: name,
      title: baseURL,
      pageTimings: {},
    })),
    entries: ordered.map((exchange) => entry(exchange, start, baseOf.get(exchange.target) ?? '')),
  };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

function entry(exchange: Exchange, startMs: number, baseURL: string) {
  const { target, id, sample, attempt, timing, failure } = exchange;
  const { startedMs, totalMs, firstByteMs = totalMs } = timing;
  const remarks = [
    `exchange ${id}`,
    ...(sample > 0 ? [`sample ${sample + 1}`] : []),
    ...(attempt > 0 ? [`retry ${attempt}`] : []),
    ...(failure ? [`${failure.kind}: ${failure.message}`] : []),
  ];
  return {
    pageref: target,
    startedDateTime: new Date(startMs + startedMs).toISOString(),
    time: totalMs,
    request: requestOf(exchange, baseURL),
    response: responseOf(exchange),
    cache: {},
    timings: { send: 0, wait: firstByteMs, receive: Math.max(0, totalMs - firstByteMs) },
    comment: remarks.join('; '),
  };
}

function requestOf({ request }: Exchange, baseURL: string) {
  const { method, path, headers, body } = request;
  const url = baseURL + path;
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(headers),
    queryString: URL.canParse(url) ? pairs(Object.fromEntries(new URL(url).searchParams)) : [],
    ...(body && { postData: { mimeType: typeOf(headers), params: [], ...textOf(body) } }),
    headersSize: -1,
    bodySize: body?.bytes ?? 0,
  };
}

/** Status 0 where there was no answer: as browsers write it. */
function responseOf({ response }: Exchange) {
  const { status = 0, headers = {}, body = { text: '', bytes: 0 } } = response ?? {};
  return {
    status,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(headers),
    content: { size: body.bytes, mimeType: typeOf(headers), ...textOf(body) },
    redirectURL: '',
    headersSize: -1,
    bodySize: body.bytes,
  };
}

function textOf({ text, tail, bytes }: Body): { text: string; comment?: string } {
  if (tail !== undefined) return { text: text + tail, comment: `the middle of ${bytes} bytes was not kept` };
  return text === '' && bytes > 0 ? { text, comment: `${bytes} bytes were not kept` } : { text };
}

function typeOf(headers: Readonly<Record<string, string>>): string {
  const [, type = ''] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type') ?? [];
  return type;
}

function pairs(record: Readonly<Record<string, string>>): NameValue[] {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}
