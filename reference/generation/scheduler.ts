/** Runs the choices of a request side by side, in time and order, and stops when the client has gone. */

import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type { Exchange } from '../exchange.js';
import type { Candidate } from './candidate.js';
import type { GenerationEvent } from './events.js';

/** An answer that is not streamed lets others have their turn after so many tokens. */
const TOKENS_PER_TURN = 64;

/** The events of all choices, one token of each in turn; ends early when the client has gone. */
export async function* schedule(
  exchange: Exchange,
  candidates: readonly Candidate[],
): AsyncGenerator<GenerationEvent> {
  const { stats, options } = exchange.site;
  const paceMs = exchange.through('pace', options.tokensPerSecond ? 1000 / options.tokensPerSecond : 0);
  let tokens = 0;
  stats.running++;
  try {
    for (let live = candidates; live.length > 0; live = live.filter((candidate) => !candidate.done)) {
      for (const candidate of live) {
        if (exchange.gone) return;
        const events = candidate.advance();
        stats.tokens++;
        tokens++;
        for (const event of exchange.through('events', events)) yield event;
      }
      if (paceMs > 0) await wait(paceMs);
      // A stream gives each token to the socket before the next one is made.
      else if (exchange.streamed || tokens % TOKENS_PER_TURN < live.length) await nextTurn();
    }
  } finally {
    stats.running--;
    if (exchange.gone) stats.abandoned++;
  }
}
