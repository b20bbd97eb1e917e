/**
 * `touchstone dataset` beside a bare `JSON.parse` of every line, and its memory on a large file.
 *
 * The file is made in the folder for temporary files, and removed; BENCH_MEGABYTES says how large it is.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkDataset } from '../../src/dataset/index.js';
import { loadProfile } from '../../src/profile/profile.js';
import type { Bench } from './bench.js';

const MEGABYTES = Number(process.env.BENCH_MEGABYTES ?? 200);
const MOST_MEBIBYTES = 150;
const LEAST_RATIO = 0.5;
const CHUNK = 2 ** 20;

/** Whatever else the machine does disturbs single rounds: the best of each is compared. */
const ROUNDS = 3;

/** Rounds read the beginning only: the ratio does not depend on the length, and the disk is not what is measured. */
const ROUND_MEGABYTES = 200;

export const bench: Bench = {
  says: `Checking data takes at most twice as long as a bare JSON.parse of every line, and at most ${MOST_MEBIBYTES} MiB.`,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
    try {
      const path = join(folder, 'train.jsonl');
      writeSamples(path, MEGABYTES * 1e6);
      const profile = loadProfile('openai');
      const end = Math.min(MEGABYTES, ROUND_MEGABYTES) * 1e6;
      // Compiled and warm, as in the middle of a large file.
      await checkDataset(chunksOf(path, end / 10), profile);
      let bareMs = Number.POSITIVE_INFINITY;
      let checkedMs = Number.POSITIVE_INFINITY;
      for (let round = 0; round < ROUNDS; round++) {
        bareMs = Math.min(bareMs, await cpuMs(() => parseLines(chunksOf(path, end))));
        checkedMs = Math.min(checkedMs, await cpuMs(() => checkDataset(chunksOf(path, end), profile)));
      }
      const ratio = bareMs / checkedMs;
      const mebibytes = peakMebibytes(path);
      return {
        values: {
          file: `${MEGABYTES} MB`,
          'bare JSON.parse': `${(end / 1000 / bareMs).toFixed(0)} MB/s`,
          checked: `${(end / 1000 / checkedMs).toFixed(0)} MB/s`,
          ratio: ratio.toFixed(2),
          memory: `${mebibytes.toFixed(0)} MiB`,
        },
        within: ratio >= LEAST_RATIO && mebibytes <= MOST_MEBIBYTES,
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Time of all threads: neither waiting for the disk nor other programs count. */
async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function parseLines(chunks: AsyncIterable<Buffer>): Promise<void> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of chunks) {
    const chunk = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(10, start);
      if (end === -1) break;
      JSON.parse(chunk.toString('utf8', start, end));
      start = end + 1;
    }
    rest = Buffer.from(chunk.subarray(start));
  }
}

async function* chunksOf(path: string, end: number): AsyncGenerator<Buffer, void> {
  const file = openSync(path, 'r');
  const buffer = Buffer.allocUnsafeSlow(CHUNK);
  try {
    for (let read = 0; read < end; ) {
      const bytes = readSync(file, buffer, 0, CHUNK, null);
      if (bytes === 0) return;
      read += bytes;
      yield buffer.subarray(0, bytes);
    }
  } finally {
    closeSync(file);
  }
}

/** Of the whole command line, as a user runs it. By Fireworks, which documents no largest file. */
function peakMebibytes(path: string): number {
  const bin = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'bin', 'touchstone.js');
  const tell = "data:text/javascript,process.on('exit',()=>console.error(process.resourceUsage().maxRSS))";
  const { stderr, status } = spawnSync(
    process.execPath,
    ['--import', tell, bin, 'dataset', path, '--profile', 'fireworks'],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the bench's own file is told to be wrong: ${stderr}`);
  return Number(stderr.trim().split('\n').at(-1)) / 1024;
}

const WORDS =
  'the quick brown fox jumps over a lazy dog while data for training is checked before it is uploaded and costs money'.split(
    ' ',
  );

/** Conversations of one to three turns, about 1.5 kB each, some with letters beyond ASCII, quotes and weights. No two are alike. */
function writeSamples(path: string, bytes: number): void {
  const file = openSync(path, 'w');
  let seed = 1;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const text = (words: number) => Array.from({ length: words }, () => WORDS[random(WORDS.length)]).join(' ');
  for (let written = 0, i = 0; written < bytes; ) {
    const lines: string[] = [];
    for (let k = 0; k < 200; k++, i++) {
      const messages: object[] = [{ role: 'system', content: `You help. ${text(8)}` }];
      for (let turns = 1 + random(3); turns > 0; turns--) {
        const question = `${i}: ${text(10 + random(40))}${i % 10 === 0 ? ' – für später' : ''}`;
        const weight = i % 7 === 0 && { weight: turns === 1 ? 1 : 0 };
        messages.push(
          { role: 'user', content: question },
          { role: 'assistant', content: `${text(30 + random(120))}\n"quoted"`, ...weight },
        );
      }
      lines.push(JSON.stringify({ messages }));
    }
    written += writeSync(file, `${lines.join('\n')}\n`);
  }
  closeSync(file);
}
