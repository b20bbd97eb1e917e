import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadProfile, profileNames, ROOT_PROFILE } from '../../src/profile/profile.js';
import { useReference } from '../reference/client.js';
import { reportIn, touchstone, useFolders } from './cli.js';

const folder = useFolders();
const reference = useReference({ dialect: 'fireworks' });

const USAGE = 'chat.stream.usage.include_usage';

/** A folder with one file. */
function having(name: string, text: string): string {
  const here = folder();
  writeFileSync(join(here, name), text);
  return here;
}

describe('profile list', () => {
  test('names every profile, how much it says, and where its vendor is asked', async () => {
    const { code, stdout } = await touchstone(folder(), ['profile', 'list']);
    expect(code).toBe(0);
    for (const name of profileNames()) expect(stdout).toContain(`\n${name} `.trimStart());
    expect(stdout).toMatch(/https:\/\/api\.groq\.com\/openai\/v1, key in GROQ_API_KEY/);
    expect(stdout).toMatch(/speaks of \d+ of \d+ checks, \d+ of them weakly/);
  });

  test('there are vendors, servers and gateways', () => {
    expect(profileNames().length).toBeGreaterThanOrEqual(18);
  });
});

describe('profile show', () => {
  test('a profile in full, with sources, and how much it takes over', async () => {
    const { code, stdout } = await touchstone(folder(), ['profile', 'show', 'groq']);
    expect(code).toBe(0);
    expect(stdout).toContain('https://console.groq.com/docs/openai');
    expect(stdout).toMatch(
      /\d+ more are not documented by groq: what holds for them is what openai documents/,
    );
    expect(stdout).not.toContain('chat.stop.first');
  });

  test('one check that the vendor documents', async () => {
    const { stdout } = await touchstone(folder(), ['profile', 'show', 'groq', 'chat.option.n']);
    expect(stdout).toMatch(/documented\s+rejected \(/);
    expect(stdout).toMatch(/source\s+https:\/\/console\.groq\.com/);
    expect(stdout).not.toContain('Not documented');
  });

  test('one check that only OpenAI documents', async () => {
    const { stdout } = await touchstone(folder(), ['profile', 'show', 'groq', 'chat.stop.first']);
    expect(stdout).toContain('Not documented by groq; what holds is what openai documents');
    expect(stdout).toMatch(/source\s+https:\/\/github\.com\/openai\//);
  });

  test('a check that does not exist is answered with one that does', async () => {
    const { code, stderr } = await touchstone(folder(), ['profile', 'show', 'groq', 'chat.option.m']);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean chat.option.n?');
  });
});

describe('profile lint', () => {
  test('the profiles that come with touchstone are without fault', async () => {
    const { code, stdout } = await touchstone(folder(), ['profile', 'lint', ...profileNames()]);
    expect(stdout).not.toContain('error:');
    // Where OpenAI's pages are silent, the root has what its API was seen to answer.
    const others = stdout.split('\n').filter((line) => !line.includes(`/${ROOT_PROFILE}.json`));
    expect(others.filter((line) => line.includes('warning:'))).toEqual([]);
    expect(others.filter((line) => line.includes('nothing to complain of'))).toHaveLength(
      profileNames().length - 1,
    );
    expect(code).toBe(0);
  });

  test('says what is wrong, in which line, and what may be meant', async () => {
    const here = having(
      'mine.yaml',
      `title: Mine
expect:
  chat.stop.tex:
    documented: [omitted]
    source: https://example.com/docs
    seen: 2026-11-21
  chat.stop.text:
    documented: [omited, crashed]
    source: https://github.com/some/server/issues/7
`,
    );
    const { code, stdout } = await touchstone(here, ['profile', 'lint', 'mine.yaml']);
    expect(code).toBe(1);
    expect(stdout).toContain(
      'mine.yaml:4: error: chat.stop.tex: there is no such check. Did you mean chat.stop.text?',
    );
    expect(stdout).toContain(
      'mine.yaml:8: error: chat.stop.text: "omited" is no outcome of it. Did you mean omitted?',
    );
    expect(stdout).toContain('crashed can be documented by nobody');
    expect(stdout).toMatch(/warning: chat\.stop\.text: its source is a thread/);
    expect(stdout).toMatch(/warning: chat\.stop\.text: it does not say when/);
  });

  test.each([
    [
      'no source',
      'title: T\nexpect:\n  chat.stop.text:\n    documented: [omitted]\n',
      /chat\.stop\.text.*source/,
    ],
    ['a key that nobody knows', 'title: T\nexpects: {}\n', /expects/],
    ['a key where its name belongs', 'title: T\nkeyVariable: sk-abc-def\nexpect: {}\n', /keyVariable/],
    ['no YAML', 'title: [', /cannot be read/],
  ])('%s is an error', async (_name, text, said) => {
    const { code, stdout } = await touchstone(having('mine.yaml', text), ['profile', 'lint', 'mine.yaml']);
    expect(stdout).toMatch(said);
    expect(code).toBe(1);
  });

  test('a parent that is not there', async () => {
    const here = having('mine.yaml', 'title: T\nextends: grok2\nexpect: {}\n');
    const { code, stderr } = await touchstone(here, ['profile', 'lint', 'mine.yaml']);
    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean "grok"?');
  });
});

describe('a profile of one’s own, from a run to the next', () => {
  const check = (...more: string[]) => [
    'check',
    '--base-url',
    reference.endpoint.baseURL,
    '--only',
    USAGE,
    ...more,
  ];

  test('init drafts it, it replaces nothing, and the next run passes by it', async () => {
    const here = folder();
    expect((await touchstone(here, check())).code).toBe(1);
    const init = ['profile', 'init', 'touchstone-report', '--output', 'mine.yaml'];
    expect((await touchstone(here, init)).code).toBe(0);
    const draft = readFileSync(join(here, 'mine.yaml'), 'utf8');
    expect(loadProfile(join(here, 'mine.yaml')).expectation(USAGE)?.entry).toMatchObject({
      documented: ['finish-chunk'],
      strength: 'weak',
    });

    const again = await touchstone(here, init);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('mine.yaml exists');
    expect(readFileSync(join(here, 'mine.yaml'), 'utf8')).toBe(draft);

    const lint = await touchstone(here, ['profile', 'lint', 'mine.yaml']);
    expect(lint.code).toBe(0);
    expect(lint.stdout).toContain('its source is no address');

    expect((await touchstone(here, check('--profile', './mine.yaml'))).code).toBe(0);
  });

  test('a draft may extend a file, wherever the two lie', async () => {
    const here = having('parent.yaml', 'title: Parent\nexpect: {}\n');
    await touchstone(here, check());
    mkdirSync(join(here, 'drafts'));
    const output = join('drafts', 'mine.yaml');
    const init = ['profile', 'init', 'touchstone-report', '--extends', 'parent.yaml', '--output', output];
    expect((await touchstone(here, init)).code).toBe(0);
    expect(loadProfile(join(here, output)).chain).toEqual(['mine', 'parent', 'openai']);
  });

  test('several profiles judge the same observations', async () => {
    const here = having('mine.yaml', 'title: Mine\nextends: fireworks\nexpect: {}\n');
    const { code } = await touchstone(
      here,
      check('--profile', 'openai', '--against', './mine.yaml', 'fireworks'),
    );
    expect(code).toBe(1);
    const [result] = reportIn(here).targets[0]?.results ?? [];
    expect(result?.verdict).toBe('fail');
    expect(result?.against?.fireworks).toMatchObject({ verdict: 'pass' });
    expect(result?.against?.['./mine.yaml'] ?? result?.against?.mine).toMatchObject({
      verdict: 'pass',
      inheritedFrom: 'fireworks',
    });
  });

  test('what the vendor does not document is told as the word of another', async () => {
    const here = having('mine.yaml', 'title: Mine\nexpect: {}\n');
    const { stdout } = await touchstone(here, check('--profile', './mine.yaml'));
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'Not documented by mine; openai documents: usage is in a chunk of its own',
    );
    expect(reportIn(here).targets[0]?.results[0]).toMatchObject({ inherited: true, inheritedFrom: 'openai' });
  });
});
