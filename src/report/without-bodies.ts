/** A report to give away: verdicts and evidence of what was sent when, without what was said. Pure. */
import type { Body, Details, Exchange, Finding, Report, Result } from '../../schemas/types/report.js';

/**
 * The same report without prompts and answers: lengths, times, status codes and headers stay, and so do outcomes and verdicts.
 * What was measured keeps its numbers; what quotes an answer goes.
 */
export function withoutBodies(report: Report): Report {
  return {
    ...report,
    options: { ...report.options, noBodies: true },
    targets: report.targets.map((target) => ({ ...target, results: target.results.map(withoutQuotes) })),
    exchanges: report.exchanges.map(withoutTexts),
  };
}

function withoutTexts({ request, response, stream, failure, ...rest }: Exchange): Exchange {
  return {
    ...rest,
    request: { ...request, ...(request.body && { body: empty(request.body) }) },
    ...(response && { response: { ...response, body: empty(response.body) } }),
    ...(failure && { failure: { ...failure, message: '' } }),
    ...(stream && {
      stream: { ...stream, anomalies: stream.anomalies.map((anomaly) => ({ ...anomaly, first: '' })) },
    }),
  };
}

/** No hash either: what is short, or known but for a word, is found again by it. */
function empty({ bytes, invalidUtf8 }: Body): Body {
  return { text: '', bytes, ...(invalidUtf8 && { invalidUtf8 }) };
}

function withoutQuotes(result: Result): Result {
  const { details, findings, ...rest } = result;
  return {
    ...rest,
    ...(details && { details: numbersOf(details) }),
    ...(findings && { findings: findings.map(withoutValue) }),
  };
}

function numbersOf(details: Details): Details {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => typeof value !== 'string'));
}

function withoutValue(finding: Finding): Finding {
  return { ...finding, got: 'left out' };
}
