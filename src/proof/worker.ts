/** A second thread that carries out trials: they are work for a processor more than waiting. */
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { openBench } from './bench.js';
import type { Planned } from './plan.js';
import type { Runner } from './prove.js';
import type { Trial } from './trial.js';

type Told = { readonly result: Trial } | { readonly failed: string };

/** Needs the built program: a thread does not read TypeScript. */
export function startWorker(): Runner {
  const worker = new Worker(new URL(import.meta.url));
  return {
    run: (planned) =>
      new Promise((resolve, reject) => {
        const onError = (error: Error) => reject(error);
        worker.once('error', onError);
        worker.once('message', (told: Told) => {
          worker.off('error', onError);
          if ('result' in told) resolve(told.result);
          else reject(new Error(told.failed));
        });
        worker.postMessage(planned);
      }),
    async close() {
      await worker.terminate();
    },
  };
}

if (!isMainThread && parentPort) {
  const port = parentPort;
  const bench = openBench(new AbortController().signal);
  port.on('message', async (planned: Planned) => {
    try {
      port.postMessage({ result: await (await bench).run(planned) } satisfies Told);
    } catch (error) {
      port.postMessage({ failed: (error as Error).stack ?? String(error) } satisfies Told);
    }
  });
}
