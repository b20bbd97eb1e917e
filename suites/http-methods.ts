/** Other methods than the documented ones: what monitors, link checkers and browsers send. */
import { check, NOT_CORE } from '../src/check/check.js';
import { isObject, parseJson } from '../src/check/json.js';
import { throwForStatus } from '../src/check/lab.js';
import { openapi, page } from '../src/check/source.js';

/** No official client sends these; a failure is noticed by others. */
const SERVER_ERROR = {
  says: 'the status is 5xx',
  severity: 'should',
  notices: ['monitors and load balancers: the server is taken for down'],
} as const;

export const head = check({
  id: 'http.method.head',
  claim: 'HEAD on the list of models is answered as GET is, or refused.',
  source: page('RFC 9110', 'https://www.rfc-editor.org/rfc/rfc9110#section-9.3.2', '9.3.2'),
  needs: ['models'],
  severity: 'may',
  ...NOT_CORE,
  cost: { requests: 1, tokens: 0 },
  outcomes: {
    answered: 'the status is one of success',
    rejected: 'the status is one of 4xx, or 501',
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const received = await lab.send({ method: 'HEAD', path: '/models', lawful: false, once: true });
    throwForStatus(received);
    const { status = 0 } = received;
    return status < 400 ? 'answered' : { outcome: 'rejected', details: { status } };
  },
});

export const get = check({
  id: 'http.method.get',
  claim: 'GET on the path of chat completions lists stored ones, or is refused.',
  source: openapi('/chat/completions get'),
  needs: ['chat'],
  severity: 'may',
  ...NOT_CORE,
  cost: { requests: 1, tokens: 0 },
  outcomes: {
    listed: 'the answer is a list, as of stored completions',
    rejected: 'the status is one of 4xx, or 501',
    answered: {
      says: 'the status is one of success, and the answer is no list',
      severity: 'may',
      notices: ['people who look for a mistake: a wrong method looks right'],
    },
    'server-error': SERVER_ERROR,
  },
  async observe(lab) {
    const received = await lab.send({ method: 'GET', path: '/chat/completions', lawful: false });
    throwForStatus(received);
    const { status = 0, text } = received;
    if (status >= 300) return { outcome: 'rejected', details: { status } };
    const json = parseJson(text);
    return isObject(json) && Array.isArray(json.data)
      ? 'listed'
      : { outcome: 'answered', details: { status, begins: text.slice(0, 60) } };
  },
});
