/** All faults, by area. */

import { authFaults } from './auth.js';
import { embeddingFaults } from './embeddings.js';
import { errorWordFaults } from './error-words.js';
import { errorFaults } from './errors.js';
import type { Fault } from './fault.js';
import { finishFaults } from './finish.js';
import { functionFaults } from './functions.js';
import { hintFaults } from './hints.js';
import { httpFaults } from './http.js';
import { httpHeaderFaults } from './http-headers.js';
import { limitFaults } from './limits.js';
import { logprobFaults } from './logprobs.js';
import { logprobShapeFaults } from './logprobs-shape.js';
import { messageFaults } from './messages.js';
import { modelFaults } from './models.js';
import { moderationFaults } from './moderations.js';
import { optionFaults } from './options.js';
import { promptFaults } from './prompt.js';
import { promptReadingFaults } from './prompt-reading.js';
import { rangeFaults } from './ranges.js';
import { replyFaults } from './replies.js';
import { responseFaults } from './responses.js';
import { responseInputFaults } from './responses-input.js';
import { shapeFaults } from './shapes.js';
import { stopFaults } from './stop.js';
import { streamFaults } from './stream.js';
import { streamErrorFaults } from './stream-errors.js';
import { streamTextFaults } from './stream-text.js';
import { structuredFaults } from './structured.js';
import { thinkingFaults } from './thinking.js';
import { toolCallFaults } from './tool-calls.js';
import { toolMistakeFaults } from './tool-mistakes.js';
import { toolStreamFaults } from './tool-stream.js';
import { toolFaults } from './tools.js';
import { usageFaults } from './usage.js';
import { usageShapeFaults } from './usage-shape.js';

export type { Fault } from './fault.js';

export const faults: readonly Fault[] = [
  ...authFaults,
  ...modelFaults,
  ...errorFaults,
  ...errorWordFaults,
  ...promptFaults,
  ...promptReadingFaults,
  ...messageFaults,
  ...replyFaults,
  ...thinkingFaults,
  ...limitFaults,
  ...stopFaults,
  ...optionFaults,
  ...rangeFaults,
  ...hintFaults,
  ...logprobFaults,
  ...logprobShapeFaults,
  ...finishFaults,
  ...shapeFaults,
  ...usageFaults,
  ...usageShapeFaults,
  ...streamFaults,
  ...streamErrorFaults,
  ...streamTextFaults,
  ...structuredFaults,
  ...toolFaults,
  ...toolCallFaults,
  ...toolStreamFaults,
  ...toolMistakeFaults,
  ...functionFaults,
  ...embeddingFaults,
  ...responseFaults,
  ...moderationFaults,
  ...responseInputFaults,
  ...httpFaults,
  ...httpHeaderFaults,
];
