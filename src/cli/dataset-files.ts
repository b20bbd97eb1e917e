/** Carries out `touchstone dataset`: opens the files, shows how far it is, writes repaired copies, tells the findings. */
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pipeline } from 'node:stream/promises';
import { datasetToJson } from '../../reporters/dataset/json.js';
import { datasetToJunit } from '../../reporters/dataset/junit.js';
import { datasetToSarif } from '../../reporters/dataset/sarif.js';
import { datasetToText } from '../../reporters/dataset/text.js';
import type { DatasetFile, DatasetReport, FixedFile } from '../../schemas/types/dataset-report.js';
import { ConfigError } from '../config/error.js';
import {
  CompressionError,
  checkDataset,
  noRepairs,
  openTokenCounter,
  repaired,
  SampleMemory,
} from '../dataset/index.js';
import { loadProfile } from '../profile/profile.js';
import { type Meter, openMeter } from './meter.js';

/** As commander gives them. */
export interface DatasetFlags {
  readonly profile: string;
  readonly kind?: 'supervised' | 'preference' | 'reinforcement';
  readonly format: 'text' | 'json' | 'junit' | 'sarif';
  readonly maxFindings: number;
  readonly tokens?: boolean;
  readonly maxSampleTokens?: number;
  readonly fix?: boolean;
}

const STANDARD_INPUT = '-';
const READ_BYTES = 2 ** 20;

/** Resolves to the exit code. */
export async function checkFiles(files: readonly string[], flags: DatasetFlags): Promise<0 | 1> {
  const profile = loadProfile(flags.profile);
  if (new Set(files).size < files.length) throw new ConfigError('a file is named twice');
  if (flags.fix) for (const file of files) assertFixable(file);
  const countTokens = flags.tokens || flags.maxSampleTokens !== undefined;
  const options = {
    maxFindings: flags.maxFindings,
    ...(flags.kind !== undefined && { kind: flags.kind }),
    ...(flags.maxSampleTokens !== undefined && { maxSampleTokens: flags.maxSampleTokens }),
    ...(countTokens && { tokens: await openTokenCounter() }),
    memory: new SampleMemory(),
  };
  const meter = openMeter(process.stderr);
  const checked: DatasetFile[] = [];
  for (const name of files) {
    const file = await checkDataset(bytesOf(name, meter), profile, { ...options, name });
    checked.push(flags.fix ? await fixed(name, file, meter) : file);
  }
  meter.end();
  const { version } = createRequire(import.meta.url)('touchstone/package.json') as { version: string };
  const report: DatasetReport = {
    schemaVersion: 1,
    tool: { name: 'touchstone', version },
    profile: profile.name,
    files: checked,
  };
  process.stdout.write(told(report, flags.format));
  return checked.some(({ counts }) => counts.some(({ severity }) => severity !== 'may')) ? 1 : 0;
}

function told(report: DatasetReport, format: DatasetFlags['format']): string {
  switch (format) {
    case 'text':
      return datasetToText(report, {
        color: process.stdout.isTTY === true && !process.env.NO_COLOR,
        width: process.stdout.columns ?? 100,
      });
    case 'json':
      return datasetToJson(report);
    case 'junit':
      return datasetToJunit(report);
    case 'sarif':
      return datasetToSarif(report);
  }
}

/** @throws {ConfigError} where it cannot be read */
async function* bytesOf(name: string, meter: Meter): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const chunk of name === STANDARD_INPUT ? standardInput(meter) : fileBytes(name, meter)) {
      yield chunk;
      meter.add(chunk.length);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new ConfigError(`there is no file ${name}`);
    if (code === 'EISDIR') throw new ConfigError(`${name} is a folder: name the files in it`);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EIO') {
      throw new ConfigError(`${name} cannot be read: ${message}`);
    }
    throw error;
  }
}

function standardInput(meter: Meter): AsyncIterable<Uint8Array> {
  meter.begin('standard input', undefined);
  return process.stdin;
}

/** One piece of memory for all chunks: a stream would leave millions of them to the garbage collector. */
async function* fileBytes(name: string, meter: Meter): AsyncGenerator<Uint8Array, void> {
  const file = await open(name);
  try {
    const stat = await file.stat();
    meter.begin(name, stat.isFile() ? stat.size : undefined);
    const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function fixedPath(name: string): string {
  const plain = name.replace(/\.(gz|gzip|zst|zstd)$/i, '');
  return /\.[^./\\]+$/.test(plain) ? plain.replace(/(\.[^./\\]+)$/, '.fixed$1') : `${plain}.fixed`;
}

function assertFixable(name: string): void {
  if (name === STANDARD_INPUT) {
    throw new ConfigError('--fix writes a file beside the one it is given, and standard input has none');
  }
  const path = fixedPath(name);
  if (existsSync(path))
    throw new ConfigError(`--fix would write ${path}, which is there already: move it away`);
}

async function fixed(name: string, file: DatasetFile, meter: Meter): Promise<DatasetFile> {
  const path = fixedPath(name);
  const partial = `${path}.partial`;
  const repairs = noRepairs();
  // Whoever interrupts shall not find half a file.
  const onSignal = () => {
    rmSync(partial, { force: true });
    meter.end();
    process.exit(130);
  };
  process.once('SIGINT', onSignal);
  try {
    await pipeline(repaired(bytesOf(name, meter), repairs), createWriteStream(partial));
    renameSync(partial, path);
    const done: FixedFile = { path, ...repairs };
    return { ...file, fixed: done };
  } catch (error) {
    rmSync(partial, { force: true });
    if (!(error instanceof CompressionError)) throw error;
    return { ...file, notes: [...file.notes, `${path} was not written: the compressed data is damaged.`] };
  } finally {
    process.removeListener('SIGINT', onSignal);
  }
}
