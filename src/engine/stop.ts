/** Stopping a run has a channel of its own: vitest's signal for a test is not reliable where tests are concurrent. */
import { BroadcastChannel } from 'node:worker_threads';

export interface Stop {
  readonly channel: string;
  readonly stopped: boolean;
  /** Tells the workers; again for one that was not listening yet. */
  now(): void;
  close(): void;
}

export function openStop(): Stop {
  const name = `touchstone-${crypto.randomUUID()}`;
  const channel = new BroadcastChannel(name);
  // A channel that is left open must not keep the process alive.
  channel.unref();
  let stopped = false;
  return {
    channel: name,
    get stopped() {
      return stopped;
    },
    now() {
      stopped = true;
      channel.postMessage('stop');
    },
    close: () => channel.close(),
  };
}

/** In a worker: aborts when the run is stopped. */
export function stopSignal(name: string): AbortSignal {
  const controller = new AbortController();
  const channel = new BroadcastChannel(name);
  channel.onmessage = () => controller.abort();
  channel.unref();
  return controller.signal;
}
