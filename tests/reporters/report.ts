/** Small reports, written by hand: valid against the schema, and as hostile as a test wants them. */
import type {
  CheckFacts,
  Exchange,
  Report,
  Result,
  StreamFacts,
  TargetReport,
  Totals,
  Verdict,
} from '../../schemas/types/report.js';

/** Whatever of this is not shown as text does something that a test can see. */
export const HOSTILE = [
  '</script><script>globalThis.harmed = "script"</script>',
  '<img src="https://attacker.example/pixel.png" onerror="globalThis.harmed = 1">',
  '"><svg onload="globalThis.harmed = 2">',
  "' onfocus='globalThis.harmed = 3' autofocus='",
  '<style>body { display: none }</style><!--',
  '[click](javascript:globalThis.harmed=4) | `code` ]]> %0A::error::x @everyone #1',
  '\u001b[31mred\u001b]8;;https://attacker.example\u0007link\u001b]8;;\u0007\u001b[2J\u0007\r\n::warning::gotcha',
  '\u202egnp.exe\u2066\u2069\u200f\ufeff\u{e0041}',
].join(' ');

// biome-ignore lint/suspicious/noControlCharactersInRegex: this is to find them
const DECEIVING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** The characters of a text that steer a terminal, hide something or change the order of letters. */
export function deceiving(text: string): string[] {
  return text.match(DECEIVING) ?? [];
}

export function facts(id: string, more: Partial<CheckFacts> = {}): CheckFacts {
  return {
    id,
    claim: `The claim of ${id}.`,
    source: { document: 'A document', at: 'A.place', url: 'https://docs.example/openapi.yaml' },
    needs: ['chat'],
    mode: 'calm',
    severity: 'should',
    cost: { requests: 1, tokens: 16 },
    outcomes: {
      good: { says: 'all is as it should be' },
      bad: {
        says: 'something is not as it should be',
        severity: 'must',
        notices: ['a client: its user is told nothing'],
      },
    },
    ...more,
  };
}

export function result(check: string, verdict: Verdict = 'pass', more: Partial<Result> = {}): Result {
  const observed = verdict === 'pass' || verdict === 'fail';
  return {
    check,
    area: check.split('.')[0] as string,
    claim: `The claim of ${check}.`,
    verdict,
    ...(observed
      ? { outcome: verdict === 'pass' ? 'good' : 'bad' }
      : { reason: `why ${check} is ${verdict}` }),
    documented: ['good'],
    ...(verdict === 'fail' && { severity: 'must' as const }),
    message: `What is to be said of ${check}.`,
    source: 'https://vendor.example/docs/compat (the place)',
    exchanges: [],
    durationMs: 12,
    ...more,
  };
}

export function exchange(id: string, more: Partial<Exchange> = {}): Exchange {
  const request = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Say hello.' }] });
  const response = JSON.stringify({ choices: [{ message: { role: 'assistant', content: 'Hello' } }] });
  return {
    id,
    target: 'one',
    sample: 0,
    attempt: 0,
    request: {
      method: 'POST',
      path: '/chat/completions',
      headers: { 'content-type': 'application/json' },
      body: { text: request, bytes: Buffer.byteLength(request) },
      credentials: 'own',
      lawful: true,
    },
    response: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: { text: response, bytes: Buffer.byteLength(response) },
    },
    timing: { startedMs: 0, firstByteMs: 5, totalMs: 9 },
    ...more,
  };
}

/** A stream whose pieces are these texts, one every ten milliseconds. */
export function streamed(id: string, texts: readonly string[], more: Partial<StreamFacts> = {}): Exchange {
  const text = texts.join('');
  const bytes = Buffer.byteLength(text);
  return exchange(id, {
    response: { status: 200, headers: { 'content-type': 'text/event-stream' }, body: { text, bytes } },
    stream: {
      events: texts.length,
      done: true,
      comments: 0,
      anomalies: [],
      arrivalMs: texts.map(() => 10),
      arrivalBytes: texts.map((each) => Buffer.byteLength(each)),
      ...more,
    },
    timing: { startedMs: 0, firstByteMs: 10, totalMs: texts.length * 10 },
  });
}

export function target(
  name: string,
  results: readonly Result[],
  more: Partial<TargetReport> = {},
): TargetReport {
  return {
    name,
    baseURL: `http://${name}.example/v1`,
    model: 'a-model',
    profile: 'openai',
    profileTitle: 'OpenAI',
    capabilities: { chat: 'present' },
    results: [...results],
    totals: totals(results),
    cost: { requests: 3, promptTokens: 20, completionTokens: 40 },
    notes: [],
    ...more,
  };
}

export function report(targets: readonly TargetReport[], more: Partial<Report> = {}): Report {
  const ids = [...new Set(targets.flatMap(({ results }) => results.map(({ check }) => check)))];
  return {
    schemaVersion: 1,
    tool: { name: 'touchstone', version: '0.1.0' },
    startedAt: '2026-01-02T03:04:05.000Z',
    durationMs: 1500,
    partial: false,
    options: { suite: 'full', only: [], skip: [], hostile: true, failOn: 'should', against: [] },
    catalogue: ids.map((id) => facts(id)),
    targets: [...targets],
    exchanges: [],
    ...more,
  };
}

/** Every text that comes from an endpoint, or from a profile somebody gave us, is hostile. */
export function hostileReport(): Report {
  const id = 'chat.stop.text';
  const stream = streamed('x2', [`data: ${HOSTILE}\n\n`, 'data: [DONE]\n\n'], {
    anomalies: [{ kind: 'unknown-field', count: 2, first: HOSTILE }],
  });
  const whole = exchange('x1', {
    request: {
      method: 'POST',
      path: `/models/${HOSTILE}`,
      headers: { 'content-type': 'application/json', 'x-more': HOSTILE },
      body: { text: JSON.stringify({ stop: HOSTILE }), bytes: 2000 },
      credentials: 'own',
      lawful: false,
    },
    response: {
      status: 200,
      headers: { 'x-evil': HOSTILE },
      body: { text: HOSTILE, bytes: 3000, tail: HOSTILE },
    },
    failure: { kind: 'cut', message: HOSTILE },
  });
  const evil = result(id, 'fail', {
    message: HOSTILE,
    claim: HOSTILE,
    source: 'javascript:globalThis.harmed=5 (a place)',
    details: { end: HOSTILE, [HOSTILE]: 1 },
    findings: [{ path: HOSTILE, expected: HOSTILE, got: HOSTILE, layer: HOSTILE }],
    notes: [HOSTILE],
    exchanges: ['x1', 'x2'],
    against: {
      fireworks: {
        verdict: 'fail',
        documented: [HOSTILE],
        message: HOSTILE,
        source: `data:text/html,${HOSTILE}`,
      },
    },
  });
  const others = (['inconclusive', 'unsupported', 'skipped', 'error'] as const).map((verdict) =>
    result(`errors.${verdict}`, verdict, { reason: HOSTILE, message: HOSTILE }),
  );
  const one = target('one', [evil, ...others], {
    model: HOSTILE,
    models: { embeddings: HOSTILE },
    baseURL: `http://one.example/${HOSTILE}`,
    profileTitle: HOSTILE,
    notes: [HOSTILE],
    capabilities: { [HOSTILE]: 'broken' },
  });
  return report([one], {
    exchanges: [whole, stream],
    catalogue: [
      facts(id, {
        claim: HOSTILE,
        source: { document: HOSTILE, at: HOSTILE, url: 'javascript:globalThis.harmed=6' },
        outcomes: { good: { says: HOSTILE }, bad: { says: HOSTILE, notices: [HOSTILE] } },
      }),
      ...others.map(({ check }) => facts(check)),
    ],
  });
}

function totals(results: readonly Result[]): Totals {
  const count = (matches: (result: Result) => boolean) => results.filter(matches).length;
  const verdict = (wanted: Verdict) => count((each) => each.verdict === wanted);
  const failed = (wanted: string) => count((each) => each.verdict === 'fail' && each.severity === wanted);
  return {
    pass: verdict('pass'),
    fail: verdict('fail'),
    unsupported: verdict('unsupported'),
    inconclusive: verdict('inconclusive'),
    skipped: verdict('skipped'),
    error: verdict('error'),
    failBySeverity: { must: failed('must'), should: failed('should'), may: failed('may') },
  };
}
