/** Admission of checks under a limit of requests and of generated tokens: reserve the declared cost, start, give back the rest. */

export interface Cost {
  readonly requests: number;
  readonly tokens: number;
}

export interface BudgetLimits {
  readonly maxRequests?: number;
  readonly maxTokens?: number;
}

export interface Budget {
  /**
   * Resolves to a function that ends the reservation, or to undefined where the cost does not fit any more. First come,
   * first served: while an earlier check waits for others to give back what they did not use, later ones wait behind it.
   */
  admit(cost: Cost): Promise<(() => void) | undefined>;
  /** Counts an exchange; one that was counted before costs nothing. */
  spend(exchange: string, tokens: number): void;
}

export function openBudget({ maxRequests = Infinity, maxTokens = Infinity }: BudgetLimits): Budget {
  const counted = new Set<string>();
  const waiting: { readonly cost: Cost; admitted(end: (() => void) | undefined): void }[] = [];
  let usedTokens = 0;
  let running = 0;
  let reserved: Cost = { requests: 0, tokens: 0 };

  const fits = (cost: Cost) =>
    counted.size + reserved.requests + cost.requests <= maxRequests &&
    usedTokens + reserved.tokens + cost.tokens <= maxTokens;

  function admitWaiting(): void {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const { cost } = next;
      if (fits(cost)) {
        running += 1;
        reserved = { requests: reserved.requests + cost.requests, tokens: reserved.tokens + cost.tokens };
        next.admitted(once(() => end(cost)));
      } else if (running > 0) {
        return;
      } else {
        next.admitted(undefined);
      }
      waiting.shift();
    }
  }

  function end(cost: Cost): void {
    running -= 1;
    reserved = { requests: reserved.requests - cost.requests, tokens: reserved.tokens - cost.tokens };
    admitWaiting();
  }

  return {
    admit: (cost) =>
      new Promise((admitted) => {
        waiting.push({ cost, admitted });
        admitWaiting();
      }),
    spend(exchange, tokens) {
      if (counted.has(exchange)) return;
      counted.add(exchange);
      usedTokens += tokens;
    },
  };
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}
