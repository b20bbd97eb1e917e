import { describe, expect, test } from 'vitest';
import { toMarkdown } from '../../reporters/markdown.js';
import { deceiving, exchange, HOSTILE, hostileReport, report, result, target } from './report.js';

/** Above it GitHub shows nothing of a job summary. */
const GITHUB_LIMIT = 1024 * 1024;

/** The text without its blocks and spans of code, in which nothing means anything. */
function outsideCode(markdown: string): string {
  return markdown.replace(/^(`{3,})[^\n]*\n.*?\n\1$/gms, '').replace(/(`+)(?!`).*?[^`]\1(?!`)/gs, '');
}

test('a deviation with what was seen, what is documented where, and its evidence', () => {
  const one = report(
    [target('one', [result('chat.seed', 'fail', { exchanges: ['x1'] }), result('models.list')])],
    {
      exchanges: [exchange('x1')],
    },
  );
  const markdown = toMarkdown(one);
  expect(markdown).toContain('### ✗ must `chat.seed`');
  expect(markdown).toContain('**seen**: something is not as it should be (bad)');
  expect(markdown).toContain('[the place, vendor.example/…/compat](<https://vendor.example/docs/compat>)');
  expect(markdown).toContain('**noticed by** a client: its user is told nothing');
  expect(markdown).toContain('curl -sS "$BASE_URL/chat/completions"');
});

test('several targets get a table of what is not the same everywhere', () => {
  const markdown = toMarkdown(
    report([
      target('one', [result('models.list'), result('chat.seed')]),
      target('two', [result('models.list'), result('chat.seed', 'fail')]),
    ]),
  );
  const [, table = ''] = markdown.split('## Not the same everywhere (1 of 2 checks)');
  expect(table).toContain('| `chat.seed` | ✓ good | ✗ bad |');
  expect(table).not.toContain('models.list');
});

describe("GitHub's limit", () => {
  const long = 'Ünïcödé '.repeat(120);
  const many = (count: number, verdict: 'fail' | 'skipped') =>
    Array.from({ length: count }, (_, i) =>
      result(`chat.aspect${i}`, verdict, { notes: [`${i} ${long}`], exchanges: ['x1'], message: long }),
    );
  test.each([
    ['one target with 2000 deviations', [target('one', many(2000, 'fail'))]],
    [
      'ten targets with 300 deviations each',
      Array.from({ length: 10 }, (_, i) => target(`t${i}`, many(300, 'fail'))),
    ],
    ['a target of which nothing was observed', [target('one', many(5000, 'skipped'))]],
  ])('%s: within it, every block whole, and it says what is missing', (_name, targets) => {
    const body = `{"a":"${'é'.repeat(3000)}"}`;
    const response = { status: 200, headers: {}, body: { text: body, bytes: Buffer.byteLength(body) } };
    const markdown = toMarkdown(report(targets, { exchanges: [exchange('x1', { response })] }));
    const bytes = Buffer.byteLength(markdown);
    expect(bytes).toBeLessThan(GITHUB_LIMIT);
    const count = (pattern: RegExp) => (markdown.match(pattern) ?? []).length;
    expect(count(/^```/gm) % 2).toBe(0);
    expect(count(/<details>/g)).toBe(count(/<\/details>/g));
    if (bytes > GITHUB_LIMIT * 0.9) expect(markdown.trimEnd().split('\n').at(-1)).toContain('Cut here');
  });
});

describe('whatever an endpoint says stays text', () => {
  const markdown = toMarkdown(hostileReport());
  const outside = outsideCode(markdown);

  test('no element but our own', () => {
    const elements = new Set(outside.match(/<\/?[a-z]+/gi));
    expect([...elements].sort()).toEqual(['</details', '</summary', '<details', '<summary']);
  });

  test('no link but to web pages', () => {
    const links = [...outside.matchAll(/(?<!\\)\]\((?:<([^>]*)>|([^)]*))\)/g)].map(
      ([, a, b]) => a ?? b ?? '',
    );
    expect(links.filter((address) => !/^https?:\/\//.test(address))).toEqual([]);
  });

  test('nobody is mentioned, no issue is linked', () => {
    expect(outside).not.toMatch(/@everyone|#1\b/);
  });

  test('nothing is hidden, reordered or sent to a terminal', () => {
    expect(deceiving(markdown)).toEqual([]);
  });

  test('a cell of a table stays a cell', () => {
    const rows = toMarkdown(
      report([
        target('one', [result('chat.seed', 'fail', { outcome: HOSTILE })]),
        target(HOSTILE, [result('chat.seed', 'pass', { outcome: `${HOSTILE} | more` })]),
      ]),
    )
      .split('## Not the same everywhere')[1]
      ?.split('\n')
      .filter((line) => line.startsWith('|'));
    expect(rows?.map((row) => row.split(/(?<!\\)\|/).length)).toEqual([5, 5, 5]);
  });
});
