/** Shows on a terminal how much of a file is read, how fast, and how long the rest takes; in a pipe it is silent. */
import { clearLine, cursorTo } from 'node:readline';

export interface Meter {
  /** @param total in bytes; undefined where nobody knows */
  begin(name: string, total: number | undefined): void;
  add(bytes: number): void;
  /** Takes the line away. */
  end(): void;
}

/** More often is not seen. */
const EVERY_MS = 200;

export function openMeter(stream: NodeJS.WriteStream, now: () => number = () => performance.now()): Meter {
  if (!stream.isTTY) return { begin: () => {}, add: () => {}, end: () => {} };
  let name = '';
  let total: number | undefined;
  let read = 0;
  let startedMs = 0;
  let shownMs = 0;
  const show = (text: string) => {
    clearLine(stream, 0);
    cursorTo(stream, 0);
    stream.write(text.slice(0, Math.max(0, (stream.columns ?? 80) - 1)));
  };
  return {
    begin(nextName, nextTotal) {
      [name, total, read, startedMs, shownMs] = [nextName, nextTotal, 0, now(), 0];
    },
    add(bytes) {
      read += bytes;
      const atMs = now();
      if (atMs - shownMs < EVERY_MS) return;
      shownMs = atMs;
      show(meterText(name, read, total, atMs - startedMs));
    },
    end: () => show(''),
  };
}

/** `train.jsonl  43 %  812 MB  98 MB/s  12 s left` */
export function meterText(name: string, read: number, total: number | undefined, elapsedMs: number): string {
  const perSecond = elapsedMs > 0 ? (read / elapsedMs) * 1000 : 0;
  const parts = [
    name,
    ...(total === undefined || total === 0 ? [] : [`${Math.floor((read / total) * 100)} %`]),
    `${megabytes(read)} MB`,
    `${megabytes(perSecond)} MB/s`,
    ...(total === undefined || perSecond === 0 ? [] : [`${Math.ceil((total - read) / perSecond)} s left`]),
  ];
  return parts.join('  ');
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}
