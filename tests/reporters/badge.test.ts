import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { badgeOf, toBadgeSvg, toShieldsJson } from '../../reporters/badge.js';
import type { Result } from '../../schemas/types/report.js';
import { deceiving, HOSTILE, report, result, target } from './report.js';

function badge(results: readonly Result[], more = {}) {
  const one = target('one', results);
  return badgeOf(report([one], more), one);
}

const good = result('models.list');
const accepted = result('chat.seed', 'fail', { severity: 'may', accepted: { reason: 'known' } });

test.each([
  ['all as documented', [good, result('chat.tools', 'unsupported')], {}, 'as documented, 1 check', '#1c7a4a'],
  ['a must', [good, result('chat.a', 'fail'), accepted], {}, '2 deviate, 1 must', '#b5271f'],
  ['an accepted deviation is still one', [good, accepted], {}, '1 deviate, 1 may', '#8f5a00'],
  ['an interrupted run', [good], { partial: true }, 'incomplete', '#5f5c55'],
  ['an error', [good, result('chat.a', 'error')], {}, 'incomplete', '#5f5c55'],
  ['nothing observed', [result('chat.a', 'skipped')], {}, 'incomplete', '#5f5c55'],
])('%s', (_name, results, more, message, color) => {
  expect(badge(results, more)).toEqual({ label: 'touchstone: openai', message, color });
});

test('the JSON is what shields.io takes', () => {
  expect(JSON.parse(toShieldsJson(badge([good])))).toEqual({
    schemaVersion: 1,
    label: 'touchstone: openai',
    message: 'as documented, 1 check',
    color: '#1c7a4a',
  });
});

test('the picture is well-formed, says the same to those who do not see it, and stays text', () => {
  const one = target('one', [good], { profile: HOSTILE });
  const svg = toBadgeSvg(badgeOf(report([one]), one));
  expect(XMLValidator.validate(svg)).toBe(true);
  expect(deceiving(svg)).toEqual([]);
  const { svg: root } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@' }).parse(svg);
  expect(root['@aria-label']).toContain('</script><script>');
  expect(root['@aria-label']).toContain('as documented, 1 check');
  expect(Object.keys(root)).not.toContain('script');
});
