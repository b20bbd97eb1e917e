import { expect, test } from 'vitest';
import { toAnnotations } from '../../reporters/github.js';
import { deceiving, hostileReport, report, result, target } from './report.js';

const lines = (text: string) => text.split('\n').slice(0, -1);

test('nothing to say, nothing said', () => {
  expect(toAnnotations(report([target('one', [result('models.list')])]))).toBe('');
});

test('an error where the run fails, a warning where it does not, the worst first', () => {
  const one = report([
    target('one', [
      result('chat.may', 'fail', { severity: 'may' }),
      result('chat.should', 'fail', { severity: 'should' }),
      result('chat.must', 'fail'),
    ]),
  ]);
  expect(lines(toAnnotations(one)).map((line) => line.split('::')[1])).toEqual([
    'error title=one%3A chat.must',
    'error title=one%3A chat.should',
    'warning title=one%3A chat.may',
  ]);
  const lenient = { ...one, options: { ...one.options, failOn: 'never' as const } };
  expect(lines(toAnnotations(lenient)).every((line) => line.startsWith('::warning '))).toBe(true);
});

test('ten of a kind at most: the rest is counted, not dropped', () => {
  const many = Array.from({ length: 25 }, (_, i) => result(`chat.a${i}`, 'fail'));
  const all = lines(toAnnotations(report([target('one', many)])));
  expect(all.filter((line) => line.startsWith('::error '))).toHaveLength(10);
  expect(all.at(-1)).toMatch(/^::notice .*15 more deviations/);
});

test('a hostile endpoint gives no command and no further line', () => {
  const all = lines(toAnnotations(hostileReport()));
  expect(all).toHaveLength(1);
  expect(all[0]).toMatch(/^::error title=one%3A chat\.stop\.text::/);
  expect(deceiving(all[0] ?? '')).toEqual([]);
  expect(all[0]).toContain('%250A');
});
