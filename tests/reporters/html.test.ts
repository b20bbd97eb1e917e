import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { toHtml } from '../../reporters/html.js';
import { deceiving, exchange, HOSTILE, hostileReport, report, result, streamed, target } from './report.js';

const deviating = report([
  target('one', [result('chat.stop.text', 'fail', { exchanges: ['x1', 'x2'] }), result('models.list')]),
]);

function evidenceOf(html: string, index = 0): Record<string, { programs: Record<string, string> }> {
  const [, json = ''] =
    new RegExp(`<script type="application/json" id="evidence-${index}">(.*?)</script>`, 's').exec(html) ?? [];
  return JSON.parse(json);
}

function policyOf(html: string): string {
  return /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
}

test('a deviation comes first, with what was seen, what is documented where, and who notices', () => {
  const html = toHtml(deviating);
  expect(html.indexOf('chat.stop.text')).toBeLessThan(html.indexOf('models.list'));
  expect(html).toContain('something is not as it should be (bad)');
  expect(html).toContain('all is as it should be (good)');
  expect(html).toContain('href="https://vendor.example/docs/compat"');
  expect(html).toContain('Noticed by <strong>a client</strong>: its user is told nothing');
});

test('a check of the first target has its own id, so that #chat.stop.text leads to it', () => {
  expect(toHtml(deviating)).toContain('id="chat.stop.text"');
});

test('nothing is fetched: no address but links for the reader to follow', () => {
  const html = toHtml(deviating);
  expect(html).not.toMatch(/<(?:script|img|iframe|source|video|audio)[^>]*\ssrc=/i);
  expect([...html.matchAll(/<link[^>]*href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['data:,']);
  expect(html).not.toMatch(/@import|url\(/);
});

test('the policy admits nothing but the page’s own style and scripts, by hash', () => {
  const html = toHtml(deviating);
  const policy = policyOf(html);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  const own = [...html.matchAll(/<(?:style|script|script type="module")>(.*?)<\/(?:style|script)>/gs)];
  expect(own).toHaveLength(3);
  for (const [, text = ''] of own) {
    expect(policy).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  }
});

test('whatever an endpoint says stays text: no element, no attribute, no end of a script is made of it', () => {
  const plainPage = toHtml(deviating);
  const html = toHtml(hostileReport());
  const count = (page: string, pattern: RegExp) => (page.match(pattern) ?? []).length;
  expect(count(html, /<\/?script/gi)).toBe(count(plainPage, /<\/?script/gi));
  expect(count(html, /<\/?style/gi)).toBe(count(plainPage, /<\/?style/gi));
  expect(html).not.toMatch(/<(?:img|svg onload)/i);
  expect(html).not.toMatch(/<[a-z][^<>]*\son[a-z]+\s*=/i);
  expect(html).not.toMatch(/href="(?!https?:|#|data:,")/);
  expect(deceiving(html)).toEqual([]);
});

test('the evidence has programs for the telling exchange, and curl for all', () => {
  const exchanges = [exchange('x1'), streamed('x2', ['data: {}\n\n', 'data: [DONE]\n\n'])];
  const evidence = evidenceOf(toHtml({ ...deviating, exchanges }));
  expect(Object.keys(evidence.x1?.programs ?? {})).toEqual(['curl']);
  expect(Object.keys(evidence.x2?.programs ?? {})).toEqual(['curl', 'TypeScript', 'Python']);
});

test('evidence is kept apart by target, even where ids are equal', () => {
  const both = report(
    ['one', 'two'].map((name) => target(name, [result('models.list', 'pass', { exchanges: ['x1'] })])),
    { exchanges: [exchange('x1'), exchange('x1', { target: 'two' })] },
  );
  const html = toHtml(both);
  expect(Object.keys(evidenceOf(html, 0))).toEqual(['x1']);
  expect(Object.keys(evidenceOf(html, 1))).toEqual(['x1']);
});

test('several targets get a matrix of checks by targets', () => {
  const html = toHtml(
    report([
      target('one', [result('models.list'), result('chat.stop.text')]),
      target('two', [result('models.list'), result('chat.stop.text', 'fail')]),
    ]),
  );
  const matrix = html.slice(html.indexOf('<section class="matrix">'));
  expect(matrix).toContain('Only what is not the same everywhere (1)');
  expect(matrix).toMatch(/href="#chat\.stop\.text"[^>]*><span[^>]*>✓<\/span> good/);
  expect(matrix).toMatch(/href="#1-chat\.stop\.text"[^>]*><span[^>]*>✗<\/span> bad/);
});

test('moves are told before the matrix, and what they quote stays text', () => {
  const both = report([target('one', [result('chat.seed')]), target('two', [result('chat.seed', 'fail')])]);
  const plainPage = toHtml(both);
  const said = { verdict: 'fail', outcome: HOSTILE, says: HOSTILE } as const;
  const breakage = { check: 'chat.seed', weight: 'must', old: said, new: said, notices: [HOSTILE] } as const;
  const html = toHtml(both, [{ from: HOSTILE, to: 'two', compared: 1, unseen: 2, breaks: [breakage] }]);
  expect(html.indexOf('What would break')).toBeLessThan(html.indexOf('<section class="matrix">'));
  expect(html).toContain('clients would notice 1 (1 must) of 1 check seen at both');
  const count = (page: string, pattern: RegExp) => (page.match(pattern) ?? []).length;
  expect(count(html, /<\/?(?:script|style|img|svg)\b/gi)).toBe(
    count(plainPage, /<\/?(?:script|style|img|svg)\b/gi),
  );
  expect(html).not.toMatch(/<[a-z][^<>]*\son[a-z]+\s*=/i);
  expect(deceiving(html)).toEqual([]);
});
