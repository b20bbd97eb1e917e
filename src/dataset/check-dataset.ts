/** Checks fine-tuning data: bytes in, a report of one file out. Reads each byte once, and keeps no sample. */
import type { DatasetFile } from '../../schemas/types/dataset-report.js';
import { loadProfile, type ResolvedProfile } from '../profile/profile.js';
import { CompressionError, decompressed } from './decompress.js';
import { SizeHistogram } from './histogram.js';
import type { JsonObject } from './json-value.js';
import { isPreference, type Kind, kindOf } from './kind.js';
import { Ledger } from './ledger.js';
import { openLineReader } from './line-reader.js';
import { type LinePlace, LineSplitter } from './lines.js';
import { emptyTally, type ObserveSample, sampleObserver, type Tally } from './sample.js';
import { SampleMemory } from './sample-memory.js';
import type { TokenCounter } from './tokens.js';
import { verdictsOf } from './verdicts.js';

export interface DatasetOptions {
  /** What the report calls the file. */
  readonly name?: string;
  /** What the samples are for; where it is not said, the first sample tells. */
  readonly kind?: Kind;
  /** How many findings of one rule and outcome are listed; all are counted. 20 where it is not said. */
  readonly maxFindings?: number;
  /** Estimates tokens; see `openTokenCounter`. */
  readonly tokens?: TokenCounter;
  /** The most tokens a sample may have, instead of what the profile says. */
  readonly maxSampleTokens?: number;
  /** Shared by several files, so that samples are found that two of them have. */
  readonly memory?: SampleMemory;
}

/** Ten images of ten megabytes, as base64, are the largest sample that any vendor documents; more would not be read safely. */
const MAX_LINE_BYTES = 160 * 1024 * 1024;

const DEFAULT_MAX_FINDINGS = 20;

/**
 * Checks one file of fine-tuning data in chat format: JSON Lines; plain, gzip or zstd.
 *
 * @param stream the bytes, for example `fs.createReadStream(path)`. A chunk's memory may be used again once the next is asked for.
 * @param profile the dialect to judge by: a name (`openai`, `fireworks`), a file, or a loaded profile
 * @returns what was found; damaged data is a finding, not an error
 * @throws {ProfileError} where there is no such profile; and whatever reading from `stream` throws
 */
export async function checkDataset(
  stream: AsyncIterable<Uint8Array>,
  profile: string | ResolvedProfile,
  options: DatasetOptions = {},
): Promise<DatasetFile> {
  const resolved = typeof profile === 'string' ? loadProfile(profile) : profile;
  const ledger = new Ledger(verdictsOf(resolved), options.maxFindings ?? DEFAULT_MAX_FINDINGS);
  const examination = new Examination(ledger, options);
  const { compression, chunks } = await decompressed(stream);
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      if (bytes === 0 && isUtf16(chunk)) {
        ledger.sawAt({ line: 1, offset: 0 }, 'file.encoding', 'utf-16');
        return examination.result(compression, chunk.length);
      }
      bytes += chunk.length;
      examination.push(chunk);
    }
  } catch (error) {
    if (!(error instanceof CompressionError)) throw error;
    const place = { line: examination.lines + 1, offset: bytes };
    ledger.sawAt(place, 'file.compression', 'broken', `${error.compression}: ${error.message}`);
    return examination.result(compression, bytes);
  }
  examination.endLines();
  examination.endFile(bytes);
  return examination.result(compression, bytes);
}

/** Both byte orders; a text in it has a zero in every second byte too. */
function isUtf16(chunk: Uint8Array): boolean {
  return (chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff);
}

class Examination {
  readonly #ledger: Ledger;
  readonly #options: DatasetOptions;
  readonly #memory: SampleMemory;
  readonly #splitter: LineSplitter;
  readonly #tally: Tally = emptyTally();
  readonly #sizes: SizeHistogram;
  #kind: Kind | undefined;
  #observe: ObserveSample | undefined;
  #samples = 0;
  #tokens = { total: 0, largest: 0, over: 0 };

  constructor(ledger: Ledger, options: DatasetOptions) {
    this.#ledger = ledger;
    this.#options = options;
    this.#kind = options.kind;
    this.#memory = options.memory ?? new SampleMemory();
    this.#sizes = new SizeHistogram(options.tokens ? 'tokens' : 'bytes');
    const reader = openLineReader(ledger, this.#memory);
    this.#splitter = new LineSplitter((bytes, place) => {
      const sample = reader.read(bytes, place);
      if (sample !== undefined) this.#sample(sample, bytes.length, place);
    }, MAX_LINE_BYTES);
  }

  get lines(): number {
    return this.#splitter.lines;
  }

  push(chunk: Uint8Array): void {
    this.#splitter.push(chunk);
  }

  endLines(): void {
    this.#splitter.end();
  }

  /** What only holds, or does not, for the file as a whole. */
  endFile(bytes: number): void {
    const { withImages, weighted, notWeighted } = this.#tally;
    this.#compare('file.size', 'beyond', bytes, 'bytes');
    this.#compare('file.samples.least', 'below', this.#samples, 'samples');
    this.#compare('file.samples.advised', 'below', this.#samples, 'samples');
    this.#compare('file.samples.most', 'beyond', this.#samples, 'samples');
    this.#compare('file.samples.images', 'beyond', withImages, 'samples');
    if (weighted > 0 && notWeighted > 0) {
      this.#ledger.sawOfFile(
        'file.samples.weights',
        'partial',
        `${weighted} have one, ${notWeighted} have none`,
      );
    }
  }

  result(compression: DatasetFile['compression'], bytes: number): DatasetFile {
    const { tokens, name = '-' } = this.#options;
    const limit = this.#tokenLimit;
    return {
      name,
      kind: this.#kind ?? 'supervised',
      compression,
      bytes,
      lines: this.#splitter.lines,
      samples: this.#samples,
      messages: Object.fromEntries([...this.#tally.roles].sort((a, b) => b[1] - a[1])),
      counts: this.#ledger.counts,
      findings: this.#ledger.findings,
      sizes: this.#sizes.result,
      ...(tokens && {
        tokens: {
          tokenizer: tokens.name,
          total: this.#tokens.total,
          largest: this.#tokens.largest,
          counted: this.#samples,
          ...(limit !== undefined && { limit, over: this.#tokens.over }),
        },
      }),
      notes: this.#memory.full
        ? [
            'There are more different samples than are remembered: repetitions among the last ones are not found.',
          ]
        : [],
    };
  }

  #sample(sample: JsonObject, bytes: number, { number }: LinePlace): void {
    this.#samples++;
    this.#kind ??= kindOf(sample);
    if (this.#isOther(sample)) {
      this.#ledger.saw('file.kind', 'mixed', '', `line ${number} among ${this.#kind} samples`);
      return;
    }
    this.#observe ??= sampleObserver(this.#kind, this.#ledger, this.#tally);
    this.#observe(sample);
    const { tokens } = this.#options;
    if (tokens) this.#count(tokens.count(sample));
    else this.#sizes.add(bytes);
  }

  /** A sample that is merely broken is told what it lacks, not that it is of another kind. */
  #isOther(sample: JsonObject): boolean {
    const hasMessages = Array.isArray(sample.messages);
    return this.#kind === 'preference'
      ? hasMessages && !isPreference(sample)
      : !hasMessages && isPreference(sample);
  }

  #count(tokens: number): void {
    this.#sizes.add(tokens);
    this.#tokens.total += tokens;
    this.#tokens.largest = Math.max(this.#tokens.largest, tokens);
    const limit = this.#tokenLimit;
    if (limit === undefined || tokens <= limit) return;
    this.#tokens.over++;
    this.#ledger.saw('sample.tokens', 'beyond', '', `about ${tokens}; the limit is ${limit}`);
  }

  get #tokenLimit(): number | undefined {
    return this.#options.maxSampleTokens ?? this.#ledger.limit('sample.tokens');
  }

  #compare(
    rule:
      | 'file.size'
      | 'file.samples.least'
      | 'file.samples.advised'
      | 'file.samples.most'
      | 'file.samples.images',
    outcome: 'below' | 'beyond',
    value: number,
    unit: string,
  ): void {
    const limit = this.#ledger.limit(rule);
    if (limit === undefined || (outcome === 'below' ? value >= limit : value <= limit)) return;
    this.#ledger.sawOfFile(rule, outcome as never, `${value} ${unit}; the limit is ${limit}`);
  }
}
