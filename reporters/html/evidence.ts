/** The exchanges as JSON within the page: nothing of it is markup, and nothing is shown before it is asked for. */
import type { Body, Exchange, Report } from '../../schemas/types/report.js';
import { toCurl } from '../curl.js';
import { visible } from '../plain.js';
import { exchangeTitle } from '../reading/wording.js';
import { toPython, toTypeScript } from '../snippets.js';
import { pieces } from './pieces.js';

/** A block for each target, by id; `page/evidence.js` reads it. */
export function evidenceBlocks(report: Report): string {
  const indexOf = new Map(report.targets.map(({ name }, i) => [name, i]));
  const told = toldWithPrograms(report);
  const byTarget: Record<string, unknown>[] = report.targets.map(() => ({}));
  for (const exchange of report.exchanges) {
    const index = indexOf.get(exchange.target);
    const target = index === undefined ? undefined : byTarget[index];
    if (target) target[exchange.id] = evidence(exchange, told.has(`${exchange.target} ${exchange.id}`));
  }
  return byTarget.map(block).join('\n');
}

/** No `<` is in it as such: nothing can end the block, or begin another. */
function block(exchanges: Record<string, unknown>, index: number): string {
  const json = JSON.stringify(exchanges).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="evidence-${index}">${json}</script>`;
}

/** Programs are made of the telling exchanges only: of the others they would double the file. */
function toldWithPrograms({ targets }: Report): Set<string> {
  return new Set(
    targets.flatMap(({ name, results }) => results.map(({ exchanges }) => `${name} ${exchanges.at(-1)}`)),
  );
}

function evidence(exchange: Exchange, withPrograms: boolean) {
  const { request, response, failure, stream, timing, sample, attempt } = exchange;
  const programs = {
    curl: toCurl(exchange, '$BASE_URL'),
    ...(withPrograms && { TypeScript: toTypeScript(exchange), Python: toPython(exchange) }),
  };
  return {
    title: exchangeTitle(exchange),
    remarks: [
      ...(sample > 0 ? [`the same request again, no. ${sample + 1}`] : []),
      ...(attempt > 0 ? [`retry ${attempt}`] : []),
      ...(request.lawful ? [] : ['breaks the rules on purpose']),
      ...(request.credentials === 'own'
        ? []
        : [request.credentials === 'none' ? 'without a key' : 'with a wrong key']),
    ],
    programs,
    request: { headers: headers(request.headers), body: request.body && shown(request.body) },
    ...(response && {
      response: {
        status: response.status,
        headers: headers(response.headers),
        body: shown(response.body),
        ...(stream && {
          stream: {
            facts: [
              `${stream.events} events, ${stream.done ? 'the last is [DONE]' : 'no [DONE]'}`,
              ...(stream.comments > 0 ? [`${stream.comments} comments`] : []),
              ...stream.anomalies.map(
                ({ kind, count, first }) => `${kind}, ${count} times, first: ${visible(first)}`,
              ),
            ],
            pieces: pieces(stream, response.body).map(([ms, bytes, text]) =>
              text === undefined ? [ms, bytes] : [ms, bytes, visible(text)],
            ),
          },
        }),
      },
    }),
    ...(failure && { failure: `${failure.kind}: ${visible(failure.message)}` }),
    firstByteMs: timing.firstByteMs,
    totalMs: timing.totalMs,
  };
}

function headers(all: Record<string, string>): string {
  return Object.entries(all)
    .map(([name, value]) => `${visible(name)}: ${visible(value)}`)
    .join('\n');
}

function shown({ text, tail, bytes, invalidUtf8 }: Body) {
  return {
    text: visible(text),
    ...(tail !== undefined && { tail: visible(tail) }),
    bytes,
    ...(invalidUtf8 && { invalidUtf8 }),
  };
}
