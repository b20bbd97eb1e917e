/** What is said to a request that is wrong: a status of 4xx, and an error that an SDK can read. */
import { check, NOT_CORE, over, SERVER_ERROR } from '../src/check/check.js';
import { parseJson, stringAt } from '../src/check/json.js';
import { type Lab, throwForStatus, type WireRequest } from '../src/check/lab.js';
import { TEXT_ENDPOINTS, type TextEndpoint } from '../src/check/reply.js';
import { openapi, sdk, thread } from '../src/check/source.js';

const ACCEPTED = { says: 'the request is answered as if nothing were wrong', severity: 'should' } as const;

/** Sends a POST with what an ordinary one has, changed or replaced, and gives the status. */
async function statusOf(lab: Lab, endpoint: TextEndpoint, change: Partial<WireRequest>) {
  const ordinary = (await lab.short(endpoint)).received.request;
  return lab.send({ ...ordinary, lawful: false, ...change });
}

/** A key that is wrong, and none: each is the control of the other, since a server may want no key at all. */
const KEYS = [
  {
    id: 'wrong',
    claim: 'A wrong key is answered with 401.',
    other: 'none',
    accepted: { says: 'a wrong key is accepted, though a request without one is refused', severity: 'must' },
  },
  {
    id: 'missing',
    claim: 'A request without a key is answered with 401, where keys are wanted.',
    other: 'wrong',
    accepted: {
      says: 'a request without a key is answered, though a wrong one is refused',
      severity: 'should',
    },
  },
] as const;

export const keys = KEYS.map(({ id, claim, other, accepted }) =>
  check({
    id: `errors.key.${id}`,
    claim,
    source: sdk('openai-node', 'src/core/error.ts'),
    needs: ['chat'],
    cost: { requests: 3, tokens: 3 },
    outcomes: {
      refused: 'the status is 401',
      forbidden: { says: 'the status is 403', severity: 'may' },
      open: 'the endpoint wants no key: neither a wrong one nor none is refused',
      accepted,
      'other-status': {
        says: 'the status is neither 401 nor 403',
        severity: 'should',
        notices: ['the SDKs throw another class than AuthenticationError'],
      },
      'server-error': SERVER_ERROR,
    },
    async observe(lab) {
      const { status = 0 } = await statusOf(lab, 'chat', { credentials: id === 'wrong' ? 'wrong' : 'none' });
      if (status === 401) return 'refused';
      if (status === 403) return 'forbidden';
      if (status >= 500) return 'server-error';
      if (status >= 400) return { outcome: 'other-status', details: { status } };
      const control = await statusOf(lab, 'chat', { credentials: other });
      return (control.status ?? 0) >= 400 ? 'accepted' : 'open';
    },
  }),
);

export const modelUnknown = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.error.model_unknown`,
    claim: 'A model that does not exist is answered with 404.',
    source: thread('shobrook/wut#14'),
    needs: [endpoint],
    ...(endpoint === 'completions' && NOT_CORE),
    cost: { requests: 2, tokens: 2 },
    outcomes: {
      'not-found': 'the status is 404',
      refused: 'the status is another one of 4xx',
      substituted: 'another model answers, and the answer names it',
      echoed: {
        says: 'there is an answer, and it names the model that does not exist',
        severity: 'should',
        notices: ['gateways and people who mistype a model: nothing tells them'],
      },
      'server-error': SERVER_ERROR,
    },
    async observe(lab) {
      const ordinary = (await lab.short(endpoint)).received.request;
      const json = { ...(ordinary.json as object), model: 'touchstone-no-such-model' };
      const { status = 0, text } = await lab.send({ ...ordinary, json, lawful: false });
      if (status === 404) return 'not-found';
      if (status >= 500) return 'server-error';
      if (status >= 400) return { outcome: 'refused', details: { status } };
      const model = stringAt(parseJson(text), 'model');
      return { outcome: model === json.model ? 'echoed' : 'substituted', details: { model: model ?? null } };
    },
  }),
);

/** A mistake and the request that makes it. */
interface Mistake {
  readonly id: string;
  readonly claim: string;
  readonly at: string;
  readonly mode?: 'hostile';
  readonly change: (ordinary: Record<string, unknown>) => Partial<WireRequest>;
}

const without = (name: string) => (ordinary: Record<string, unknown>) => {
  const { [name]: _left, ...json } = ordinary;
  return { json };
};
const withValue = (name: string, value: unknown) => (ordinary: Record<string, unknown>) => ({
  json: { ...ordinary, [name]: value },
});

const MISTAKES: Record<TextEndpoint, readonly Mistake[]> = {
  chat: [
    {
      id: 'messages_missing',
      claim: 'A request without messages is refused.',
      at: 'CreateChatCompletionRequest.messages',
      change: without('messages'),
    },
    {
      id: 'messages_empty',
      claim: 'An empty list of messages is refused.',
      at: 'CreateChatCompletionRequest.messages.minItems',
      change: withValue('messages', []),
    },
    {
      id: 'temperature_type',
      claim: 'A temperature that is no number is refused.',
      at: 'ModelResponseProperties.temperature',
      change: withValue('temperature', 'hot'),
    },
    {
      id: 'json_malformed',
      claim: 'A body that is not JSON is refused.',
      at: 'CreateChatCompletionRequest',
      mode: 'hostile',
      change: () => ({ text: '{"model": ', json: undefined }),
    },
  ],
  completions: [
    {
      id: 'temperature_type',
      claim: 'A temperature that is no number is refused.',
      at: 'ModelResponseProperties.temperature',
      change: withValue('temperature', 'hot'),
    },
    {
      id: 'json_malformed',
      claim: 'A body that is not JSON is refused.',
      at: 'CreateCompletionRequest',
      mode: 'hostile',
      change: () => ({ text: '{"model": ', json: undefined }),
    },
  ],
};

export const mistakes = TEXT_ENDPOINTS.flatMap((endpoint) =>
  MISTAKES[endpoint].map(({ id, claim, at, mode, change }) =>
    check({
      id: `${endpoint}.error.${id}`,
      claim,
      source: openapi(at),
      needs: [endpoint],
      ...(mode && { mode }),
      ...(endpoint === 'completions' && NOT_CORE),
      cost: { requests: 2, tokens: 2 },
      outcomes: {
        refused: 'the status is one of 4xx',
        accepted: ACCEPTED,
        'server-error': SERVER_ERROR,
      },
      async observe(lab) {
        const ordinary = (await lab.short(endpoint)).received.request;
        const { json: _json, ...rest } = ordinary;
        const { status = 0 } = await lab.send({
          ...rest,
          lawful: false,
          ...change(ordinary.json as Record<string, unknown>),
        });
        if (status >= 500) return { outcome: 'server-error', details: { status } };
        return { outcome: status >= 400 ? 'refused' : 'accepted', details: { status } };
      },
    }),
  ),
);

export const streamed = over(TEXT_ENDPOINTS, (endpoint) =>
  check({
    id: `${endpoint}.error.stream`,
    claim: 'A streaming request that is wrong is refused with a status, before any event.',
    source: sdk('openai-node', 'src/core/streaming.ts'),
    needs: [endpoint, `${endpoint}.stream`],
    ...(endpoint === 'completions' && NOT_CORE),
    cost: { requests: 2, tokens: 2 },
    outcomes: {
      status: 'the status is one of 4xx, and the body is no stream',
      'in-stream': {
        says: 'the status is 200, and the error is in the stream',
        severity: 'should',
        notices: ['the SDKs: an APIError without a status'],
      },
      accepted: 'the request is answered as if nothing were wrong',
      'server-error': SERVER_ERROR,
    },
    async observe(lab) {
      const ordinary = (await lab.short(endpoint)).received.request;
      const json = { ...(ordinary.json as object), stream: true, temperature: 'hot' };
      const { status = 0, text } = await lab.send({ ...ordinary, json, lawful: false });
      if (status >= 500) return { outcome: 'server-error', details: { status } };
      if (status >= 400) return 'status';
      return /"error"\s*:\s*[{"]/.test(text) ? 'in-stream' : 'accepted';
    },
  }),
);

export const pathUnknown = check({
  id: 'errors.path.unknown',
  claim: 'A path that does not exist is answered with 404.',
  source: sdk('openai-node', 'src/core/error.ts'),
  needs: [],
  cost: { requests: 1, tokens: 0 },
  outcomes: {
    'not-found': 'the status is 404',
    refused: { says: 'the status is another one of 4xx', severity: 'may' },
    answered: {
      says: 'the status is one of success',
      severity: 'should',
      notices: ['clients that probe for endpoints: all seem to exist'],
    },
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const received = await lab.send({ method: 'GET', path: '/touchstone-no-such-path', lawful: false });
    throwForStatus(received);
    const { status = 0 } = received;
    if (status === 404) return 'not-found';
    return { outcome: status >= 400 ? 'refused' : 'answered', details: { status } };
  },
});
