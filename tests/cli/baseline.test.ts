import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { useReference } from '../reference/client.js';
import { filesIn, reportIn, touchstone, useFolders } from './cli.js';

const newFolder = useFolders();
const reference = useReference();

const INCLUDED = { check: 'chat.stop.text', outcome: 'included', reason: 'ticket 12' };

/** `fireworks-2024` returns the stop sequence; `stop-ignored` runs past it. */
function check(folder: string, path: string, ...more: string[]) {
  const baseURL = `${reference.endpoint.url}${path}/v1`;
  const only = ['--only', 'chat.stop.text', 'chat.stop.list'];
  return touchstone(folder, ['check', '--base-url', baseURL, '--baseline', 'known.yaml', ...only, ...more]);
}

function folderWith(accept: readonly object[]): string {
  const folder = newFolder();
  writeFileSync(join(folder, 'known.yaml'), stringify({ accept }));
  return folder;
}

const INCLUDING = '/dialect/openai/fault/stop-text-included';

describe('--baseline', () => {
  test('a deviation that is accepted does not count, and is still told, with its reason', async () => {
    const folder = folderWith([INCLUDED]);
    const { code, stdout, stderr } = await check(folder, INCLUDING, '--only', 'chat.stop.text');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('ticket 12');
    expect(reportIn(folder).targets[0]?.results[0]).toMatchObject({
      verdict: 'fail',
      accepted: { reason: 'ticket 12' },
    });
    expect(readFileSync(join(folder, 'touchstone-report', 'junit.xml'), 'utf8')).not.toMatch(/<failure/);
  });

  test('it is bound to the outcome: another one is a regression', async () => {
    const { code, stderr } = await check(folderWith([INCLUDED]), '/fault/stop-ignored');
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /known\.yaml:2-4: chat\.stop\.text is listed as "included" and is now "ignored": a regression/,
    );
  });

  test('an entry that is stale fails, with the lines to remove', async () => {
    const folder = folderWith([INCLUDED, { check: 'chat.stop.gone', outcome: 'x', reason: 'old' }]);
    const { code, stderr } = await check(folder, '');
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /known\.yaml:2-4: chat\.stop\.text no longer deviates \(it is "omitted"\): remove lines 2-4/,
    );
    expect(stderr).toMatch(/known\.yaml:5-7: there is no check chat\.stop\.gone any more: remove lines 5-7/);
  });

  test('an entry that expired accepts nothing', async () => {
    const { code, stderr } = await check(folderWith([{ ...INCLUDED, expires: '2020-12-31' }]), INCLUDING);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/still "included", and was accepted until 2020-12-31/),
    ]);
    const later = await check(
      folderWith([{ ...INCLUDED, expires: '2999-12-31' }]),
      INCLUDING,
      '--only',
      'chat.stop.text',
    );
    expect(later.code).toBe(0);
  });

  test('entries of checks that were not selected, or of other targets, are left alone', async () => {
    const others = [
      { check: 'chat.option.seed', outcome: 'ignored', reason: 'not asked' },
      { ...INCLUDED, target: 'somebody else' },
    ];
    expect(await check(folderWith(others), '')).toMatchObject({ code: 0, stderr: '' });
  });

  test('--update-baseline writes what deviates, keeps reasons, drops what is stale; then the run passes', async () => {
    const folder = folderWith([INCLUDED, { check: 'chat.stop.gone', outcome: 'x', reason: 'old' }]);
    expect((await check(folder, INCLUDING, '--update-baseline')).code).toBe(0);
    const { accept } = parse(readFileSync(join(folder, 'known.yaml'), 'utf8'));
    expect(accept[0]).toEqual(INCLUDED);
    expect(accept.map((entry: { check: string }) => entry.check)).not.toContain('chat.stop.gone');
    expect((await check(folder, INCLUDING)).code).toBe(0);
    const fresh = newFolder();
    expect((await check(fresh, INCLUDING, '--update-baseline')).code).toBe(0);
    expect(parse(readFileSync(join(fresh, 'known.yaml'), 'utf8')).accept[0].outcome).toBe('included');
  });

  test.each([
    ['none', undefined, /no baseline known\.yaml.*--update-baseline/],
    ['one without a reason', 'accept: [{check: a, outcome: b}]', /not a baseline.*reason/],
    ['one that is no YAML', 'accept: [', /cannot be read/],
  ])('%s exits with 2 before anything is sent or written', async (_name, text, message) => {
    const folder = newFolder();
    if (text !== undefined) writeFileSync(join(folder, 'known.yaml'), text);
    const before = filesIn(folder);
    const { code, stderr } = await check(folder, '');
    expect(stderr).toMatch(message);
    expect([code, filesIn(folder)]).toEqual([2, before]);
  });

  test('--update-baseline alone says which option is missing', async () => {
    const { code, stderr } = await touchstone(newFolder(), [
      'check',
      '--base-url',
      reference.endpoint.baseURL,
      '--update-baseline',
    ]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--baseline FILE')]);
  });
});
