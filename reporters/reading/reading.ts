/** A report with its references resolved: what a check says of an outcome, which exchange an id means. */
import type { CheckFacts, Exchange, OutcomeFacts, Report, Result } from '../../schemas/types/report.js';

export interface Reading {
  readonly report: Report;
  /** The check, where the catalogue has it. */
  facts(check: string): CheckFacts | undefined;
  /** What the check's table says of an outcome. */
  outcome(check: string, word: string): OutcomeFacts | undefined;
  exchange(target: string, id: string): Exchange | undefined;
}

export function read(report: Report): Reading {
  const checks = new Map(report.catalogue.map((facts) => [facts.id, facts]));
  const exchanges = new Map(
    report.exchanges.map((exchange) => [key(exchange.target, exchange.id), exchange]),
  );
  return {
    report,
    facts: (check) => checks.get(check),
    outcome: (check, word) => {
      const outcomes = checks.get(check)?.outcomes;
      return outcomes && Object.hasOwn(outcomes, word) ? outcomes[word] : undefined;
    },
    exchange: (target, id) => exchanges.get(key(target, id)),
  };
}

function key(target: string, id: string): string {
  return JSON.stringify([target, id]);
}

/** The exchange that shows what was seen, of all that a result names: the last. */
export function tellingExchange(reading: Reading, target: string, result: Result): Exchange | undefined {
  const id = result.exchanges.at(-1);
  return id === undefined ? undefined : reading.exchange(target, id);
}
