/** What a bench is: something measured, and what it may cost. A file of this folder exports one as `bench`. */
export interface Bench {
  /** What is measured, as a sentence. */
  readonly says: string;
  run(): Promise<Measured>;
}

export interface Measured {
  /** Name to value with its unit, in the order to be told. */
  readonly values: Readonly<Record<string, string>>;
  /** Whether it costs no more than it may. */
  readonly within: boolean;
}

/** The middle of several runs, in milliseconds: a machine that is busy for a moment does not count. */
export async function medianMs(runs: number, once: () => Promise<void> | void): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < runs; i += 1) {
    const started = performance.now();
    await once();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] as number;
}
