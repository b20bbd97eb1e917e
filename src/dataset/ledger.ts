/** Keeps what was seen: counts everything, and lists the first findings of each rule with the place of each. */
import type { Finding, FindingCount, Severity } from '../../schemas/types/dataset-report.js';
import { indexOfPointer } from './json-text.js';
import type { OutcomeOf, RuleId } from './rules/index.js';
import type { Deviation, Verdicts } from './verdicts.js';

/** Where a finding is: a line, or the place in it that is known without reading it as JSON. */
export interface Place {
  readonly line: number;
  readonly offset: number;
}

/** The line that is being looked at; one object for all lines. */
export interface CurrentLine {
  line: number;
  /** Of the first character of `text`, in bytes. */
  offset: number;
  text: string;
}

/** Longer details are cut: a report is not the place for the data itself. */
const LONGEST_DETAIL = 80;

const ORDER: Record<Severity, number> = { must: 0, should: 1, may: 2 };

export class Ledger {
  readonly line: CurrentLine = { line: 0, offset: 0, text: '' };
  readonly #verdicts: Verdicts;
  readonly #maxFindings: number;
  readonly #findings: Finding[] = [];
  readonly #counts = new Map<string, FindingCount>();

  /** @param maxFindings how many findings of one rule and outcome are listed */
  constructor(verdicts: Verdicts, maxFindings: number) {
    this.#verdicts = verdicts;
    this.#maxFindings = maxFindings;
  }

  /** An outcome in the current line, whether it is a deviation or not. */
  saw<Id extends RuleId>(rule: Id, outcome: OutcomeOf<Id>, pointer: string, detail?: string): void {
    const deviation = this.#verdicts.deviation(rule, outcome);
    if (!deviation || !this.#counted(rule, outcome, deviation)) return;
    const { line, offset, text } = this.line;
    const before = pointer === '' ? '' : text.slice(0, indexOfPointer(text, pointer));
    const place = { line, offset: offset + Buffer.byteLength(before) };
    this.#list(rule, outcome, deviation, place, pointer, detail);
  }

  /** An outcome at a place that no pointer names. */
  sawAt<Id extends RuleId>(place: Place, rule: Id, outcome: OutcomeOf<Id>, detail?: string): void {
    const deviation = this.#verdicts.deviation(rule, outcome);
    if (!deviation || !this.#counted(rule, outcome, deviation)) return;
    this.#list(rule, outcome, deviation, place, '', detail);
  }

  /** An outcome of the file as a whole. */
  sawOfFile<Id extends RuleId>(rule: Id, outcome: OutcomeOf<Id>, detail?: string): void {
    this.sawAt({ line: 0, offset: 0 }, rule, outcome, detail);
  }

  /** Whether the next such finding is listed, or only counted: then nobody needs to know its place. */
  lists<Id extends RuleId>(rule: Id, outcome: OutcomeOf<Id>): boolean {
    return (this.#counts.get(`${rule}:${outcome}`)?.count ?? 0) < this.#maxFindings;
  }

  limit(rule: RuleId): number | undefined {
    return this.#verdicts.limit(rule);
  }

  /** In the order of the file. */
  get findings(): Finding[] {
    return [...this.#findings].sort((a, b) => a.offset - b.offset || a.line - b.line);
  }

  /** The severest first, then the most frequent. */
  get counts(): FindingCount[] {
    return [...this.#counts.values()].sort(
      (a, b) => ORDER[a.severity] - ORDER[b.severity] || b.count - a.count || (a.rule < b.rule ? -1 : 1),
    );
  }

  /** Whether it shall be listed too. */
  #counted(rule: string, outcome: string, { severity, message }: Deviation): boolean {
    const key = `${rule}:${outcome}`;
    const counted = this.#counts.get(key);
    if (counted) counted.count++;
    else this.#counts.set(key, { rule, outcome, severity, count: 1, message });
    return (counted?.count ?? 1) <= this.#maxFindings;
  }

  #list(
    rule: string,
    outcome: string,
    deviation: Deviation,
    { line, offset }: Place,
    pointer: string,
    detail: string | undefined,
  ): void {
    this.#findings.push({
      rule,
      outcome,
      line,
      offset,
      pointer,
      ...deviation,
      ...(detail !== undefined && { detail: brief(detail) }),
    });
  }
}

function brief(detail: string): string {
  const characters = [...detail.slice(0, LONGEST_DETAIL * 2)];
  return characters.length > LONGEST_DETAIL ? `${characters.slice(0, LONGEST_DETAIL - 1).join('')}…` : detail;
}
