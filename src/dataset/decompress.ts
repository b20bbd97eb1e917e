/** Plain, gzip or zstd: told by the first bytes, not by the name; out come plain bytes. */
import { createGunzip } from 'node:zlib';
import { copied } from './lines.js';

export type Compression = 'none' | 'gzip' | 'zstd';

/** The compressed stream ends early, or is damaged. */
export class CompressionError extends Error {
  override name = 'CompressionError';
  readonly compression: Compression;

  constructor(compression: Compression, reason: string) {
    super(reason);
    this.compression = compression;
  }
}

const GZIP = [0x1f, 0x8b];
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];

export interface Plain {
  readonly compression: Compression;
  /** Throws {@link CompressionError} after the last bytes that could be had. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

export async function decompressed(source: AsyncIterable<Uint8Array>): Promise<Plain> {
  const iterator = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < ZSTD.length) {
    const { done, value } = await iterator.next();
    if (done) break;
    // The one who gives the bytes may use their memory again for the next ones.
    first.push(value.length < ZSTD.length ? copied(value) : value);
    length += value.length;
  }
  const beginning = first.length === 1 ? (first[0] as Uint8Array) : Buffer.concat(first);
  const chunks = resumed(beginning, iterator);
  if (startsWith(beginning, GZIP)) return { compression: 'gzip', chunks: gunzipped(chunks) };
  if (startsWith(beginning, ZSTD)) return { compression: 'zstd', chunks: unzstd(chunks) };
  return { compression: 'none', chunks };
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

async function* resumed(
  beginning: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  try {
    if (beginning.length > 0) yield beginning;
    for (;;) {
      const { done, value } = await rest.next();
      if (done) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}

async function* gunzipped(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  let fault: unknown;
  const feed = async () => {
    for await (const chunk of chunks) {
      if (gunzip.destroyed) return;
      await new Promise<void>((resolve) => {
        gunzip.once('close', resolve);
        // The callback comes when the chunk is used up, so its memory may be used again.
        gunzip.write(chunk, () => {
          gunzip.removeListener('close', resolve);
          resolve();
        });
      });
    }
    gunzip.end();
  };
  const fed = feed().catch((error: unknown) => {
    fault = error;
    gunzip.destroy();
  });
  try {
    yield* gunzip as AsyncIterable<Uint8Array>;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (fault === undefined) {
      if (code.startsWith('Z_')) throw new CompressionError('gzip', message);
      throw error;
    }
  } finally {
    gunzip.destroy();
    await fed;
  }
  if (fault !== undefined) throw fault;
}

async function* unzstd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  // node:zlib has zstd only from 22.15 on.
  const { Decompress } = await import('fzstd');
  let ready: Uint8Array[] = [];
  const decompress = new Decompress((data) => {
    if (data.length > 0) ready.push(data);
  });
  const push = (chunk: Uint8Array, final: boolean) => {
    try {
      decompress.push(chunk, final);
    } catch (error) {
      return new CompressionError('zstd', (error as Error).message);
    }
    return undefined;
  };
  for await (const chunk of chunks) {
    // What is pushed is kept until its block is whole.
    const fault = push(copied(chunk), false);
    yield* ready;
    ready = [];
    if (fault) throw fault;
  }
  const fault = push(new Uint8Array(0), true);
  yield* ready;
  if (fault) throw fault;
}
