/** The last layer: writes bytes, waits, ends, resets or leaves the connection hanging. */

import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Exchange } from '../exchange.js';
import type { SocketAct } from '../points.js';

/** Performs the acts in order, each through the faults; resolves early when the client has gone. */
export async function perform(exchange: Exchange, acts: readonly SocketAct[]): Promise<void> {
  for (const act of acts) {
    for (const passed of exchange.through('acts', [act])) {
      if (exchange.gone) return;
      await performOne(exchange, passed);
    }
  }
}

async function performOne({ response, request, signal }: Exchange, act: SocketAct): Promise<void> {
  switch (act.act) {
    case 'write':
      if (!response.write(act.bytes)) await untilGoneOr(once(response, 'drain', { signal }));
      return;
    case 'end':
      response.end();
      return;
    case 'wait':
      await untilGoneOr(wait(act.ms, undefined, { signal }));
      return;
    case 'reset':
      request.socket.resetAndDestroy();
      await untilGoneOr(once(response, 'close', { signal }));
      return;
    case 'hang':
      await untilGoneOr(once(response, 'close', { signal }));
      return;
  }
}

/** A client that leaves is no failure: whoever acts next sees that it has gone. */
async function untilGoneOr(something: Promise<unknown>): Promise<void> {
  try {
    await something;
  } catch (error) {
    if ((error as Error).name !== 'AbortError') throw error;
  }
}
