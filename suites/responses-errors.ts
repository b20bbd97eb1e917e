/** What POST /responses says to a request that is wrong, whole or streamed. */
import { check, SERVER_ERROR } from '../src/check/check.js';
import { type Lab, throwForStatus } from '../src/check/lab.js';
import { responseRequest } from '../src/check/responses.js';
import { openapi, sdk } from '../src/check/source.js';

const NEEDS = ['chat', 'responses'] as const;

/** A temperature that is no number, in an otherwise ordinary request. */
async function hot(lab: Lab, more: object = {}) {
  const received = await lab.send({
    ...responseRequest(lab, { temperature: 'hot', ...more }),
    lawful: false,
  });
  throwForStatus(received);
  return received;
}

export const temperatureType = check({
  id: 'responses.error.temperature_type',
  claim: 'A temperature that is no number is refused.',
  source: openapi('ModelResponseProperties.temperature'),
  needs: NEEDS,
  cost: { requests: 1, tokens: 16 },
  outcomes: {
    refused: 'the status is one of 4xx',
    accepted: { says: 'the request is answered as if nothing were wrong', severity: 'should' },
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const { status = 0 } = await hot(lab);
    return { outcome: status >= 400 ? 'refused' : 'accepted', details: { status } };
  },
});

export const streamed = check({
  id: 'responses.error.stream',
  claim: 'A streaming request that is wrong is refused with a status, before any event.',
  source: sdk('openai-node', 'src/core/streaming.ts'),
  needs: NEEDS,
  cost: { requests: 1, tokens: 16 },
  outcomes: {
    status: 'the status is one of 4xx, and the body is no stream',
    'in-stream': {
      says: 'the status is 200, and the error is in the stream',
      severity: 'should',
      notices: ['the SDKs: an APIError without a status'],
    },
    accepted: { says: 'the request is answered as if nothing were wrong', severity: 'should' },
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const { status = 0, text } = await hot(lab, { stream: true });
    if (status >= 400) return 'status';
    const told = /"error"\s*:\s*[{"]|"type"\s*:\s*"(error|response\.failed)"/.test(text);
    return told ? 'in-stream' : 'accepted';
  },
});
