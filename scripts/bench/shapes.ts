/** Holding the chunks of a stream against their schema, beside receiving them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extras, misfits } from '../../schemas/shape.js';
import { openWire } from '../../src/transport/wire.js';
import { type Bench, medianMs } from './bench.js';

const CHUNKS = 10_000;
const RUNS = 7;

const stream = [
  ...Array.from({ length: CHUNKS }, (_, i) =>
    JSON.stringify({
      id: 'chatcmpl-bench',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'bench',
      system_fingerprint: 'fp_bench',
      choices: [{ index: 0, delta: { content: `word ${i}` }, logprobs: null, finish_reason: null }],
    }),
  ),
  '[DONE]',
].map((data) => `data: ${data}\n\n`);

/** The data of the events, as received over loopback. */
async function receive(baseURL: string): Promise<string[]> {
  const wire = openWire({
    target: 'bench',
    baseURL,
    concurrency: 1,
    deadlines: { firstByteMs: 60_000, silenceMs: 60_000, totalMs: 60_000 },
    runStartMs: performance.now(),
    signal: new AbortController().signal,
    record: () => {},
  });
  const { events = [] } = await wire.send({
    method: 'POST',
    path: '/chat/completions',
    json: { stream: true },
  });
  await wire.close();
  return events.map(({ data }) => data).filter((data) => data !== '[DONE]');
}

function examine(chunks: readonly string[]): void {
  for (const chunk of chunks) {
    const value: unknown = JSON.parse(chunk);
    misfits('chat-completion-chunk', value);
    extras('chat-completion-chunk', value);
  }
}

export const bench: Bench = {
  says: `Examining ${CHUNKS} chunks of a stream costs less than receiving them from loopback.`,
  async run() {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const frame of stream) response.write(frame);
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    try {
      let chunks: string[] = [];
      const receivingMs = await medianMs(RUNS, async () => {
        chunks = await receive(baseURL);
      });
      if (chunks.length !== CHUNKS) throw new Error(`${chunks.length} chunks came, not ${CHUNKS}`);
      const examiningMs = await medianMs(RUNS, () => examine(chunks));
      const ratio = examiningMs / receivingMs;
      return {
        values: {
          receiving: `${receivingMs.toFixed(0)} ms`,
          examining: `${examiningMs.toFixed(0)} ms`,
          ratio: ratio.toFixed(2),
        },
        within: ratio < 1,
      };
    } finally {
      server.closeAllConnections();
      server.close();
    }
  },
};
