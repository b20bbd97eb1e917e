/** Shows on a terminal how far the run is; in a pipe it is silent. */
import { clearLine, cursorTo } from 'node:readline';
import type { RunEvent } from '../run.js';

export interface Progress {
  tell(event: RunEvent): void;
  /** Takes the line away. */
  end(): void;
}

export function openProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { tell: () => {}, end: () => {} };
  let expected = 0;
  let observed = 0;
  const show = (text: string) => {
    clearLine(stream, 0);
    cursorTo(stream, 0);
    stream.write(text.slice(0, Math.max(0, (stream.columns ?? 80) - 1)));
  };
  return {
    tell(event) {
      if (event.kind === 'contacting') show(`contacting ${event.target} …`);
      else if (event.kind === 'ready') {
        expected += event.checks;
        show(`${event.target} answers with ${event.model}`);
      } else {
        observed += 1;
        show(`${observed}/${expected}  ${event.target}  ${event.check}  ${event.word}`);
      }
    },
    end: () => show(''),
  };
}
