/** What one client notices of a report's deviations. Pure. */
import type { CheckFacts, Report, Result } from '../../schemas/types/report.js';

export interface Noticed {
  readonly target: string;
  readonly result: Result;
  /** What the check's table says of this client. */
  readonly notices: readonly string[];
}

/** The official clients are also meant where "the SDKs" notice. */
const OFFICIAL = /^openai-(node|python)\b/i;
const THE_SDKS = /\bSDKs\b/;

/** The deviations that a client notices, the worst first. */
export function noticedBy({ catalogue, targets }: Report, client: string): Noticed[] {
  const outcomes = new Map(catalogue.map((check) => [check.id, check.outcomes]));
  return targets
    .flatMap(({ name, results }) =>
      results
        .filter(({ verdict }) => verdict === 'fail')
        .map((result) => {
          const notices = outcomes.get(result.check)?.[result.outcome ?? '']?.notices ?? [];
          return { target: name, result, notices: notices.filter((notice) => speaksOf(notice, client)) };
        }),
    )
    .filter(({ notices }) => notices.length > 0)
    .sort((a, b) => ORDER.indexOf(a.result.severity) - ORDER.indexOf(b.result.severity));
}

/** Whether any check knows what the client would notice. */
export function isKnownClient(catalogue: readonly CheckFacts[], client: string): boolean {
  return catalogue.some(({ outcomes }) =>
    Object.values(outcomes).some(({ notices = [] }) => notices.some((notice) => speaksOf(notice, client))),
  );
}

const ORDER: readonly (string | undefined)[] = ['must', 'should', 'may', undefined];

function speaksOf(notice: string, client: string): boolean {
  return (
    notice.toLowerCase().includes(client.toLowerCase()) || (OFFICIAL.test(client) && THE_SDKS.test(notice))
  );
}
