/** Counts sizes in buckets of powers of two: sizes of samples differ by orders of magnitude. */
import type { Histogram } from '../../schemas/types/dataset-report.js';

export class SizeHistogram {
  readonly #unit: Histogram['unit'];
  /** Bucket i counts sizes up to 2^i. */
  readonly #counts = new Array<number>(53).fill(0);

  constructor(unit: Histogram['unit']) {
    this.#unit = unit;
  }

  add(size: number): void {
    const bucket = size <= 1 ? 0 : Math.ceil(Math.log2(size));
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
  }

  get result(): Histogram {
    const first = this.#counts.findIndex((count) => count > 0);
    const last = this.#counts.findLastIndex((count) => count > 0);
    const buckets =
      first === -1
        ? []
        : this.#counts.slice(first, last + 1).map((samples, i) => ({ upTo: 2 ** (first + i), samples }));
    return { unit: this.#unit, buckets };
  }
}
