import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { toJunit } from '../../reporters/junit.js';
import type { Report, Severity } from '../../schemas/types/report.js';
import { exitCode } from '../../src/report/exit-code.js';
import { HOSTILE, hostileReport, report, result, target } from './report.js';

interface Case {
  readonly '@name': string;
  readonly failure?: { readonly '@type': string; readonly '@message': string; readonly '#text': string };
  readonly error?: { readonly '@message': string };
  readonly skipped?: { readonly '@message': string };
  readonly 'system-out'?: string;
}

interface Suite {
  readonly '@tests': string;
  readonly '@failures': string;
  readonly '@errors': string;
  readonly '@skipped': string;
  readonly '@name': string;
  readonly testcase: Case[];
}

/** Refuses what is not well-formed, then gives the suites. */
function suitesOf(xml: string): Suite[] {
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    isArray: (name) => name === 'testsuite' || name === 'testcase',
  });
  return parser.parse(xml).testsuites.testsuite ?? [];
}

const each = report([
  target('one', [
    result('models.list'),
    result('chat.must', 'fail'),
    result('chat.should', 'fail', { severity: 'should' }),
    result('chat.may', 'fail', { severity: 'may' }),
    result('chat.unsupported', 'unsupported'),
    result('chat.inconclusive', 'inconclusive'),
    result('chat.skipped', 'skipped'),
    result('chat.error', 'error'),
  ]),
  target('two', [result('models.list')]),
]);

test('a suite for each target, a case for each check, and counts that agree with them', () => {
  const suites = suitesOf(toJunit(each));
  expect(suites.map((suite) => suite['@name'])).toEqual(['one', 'two']);
  for (const suite of suites) {
    const number = (kind: 'failure' | 'error' | 'skipped') =>
      String(suite.testcase.filter((one) => one[kind] !== undefined).length);
    expect(suite).toMatchObject({
      '@tests': String(suite.testcase.length),
      '@failures': number('failure'),
      '@errors': number('error'),
      '@skipped': number('skipped'),
    });
  }
});

test('a failure tells the claim, what was seen, the source, and who notices', () => {
  const failure = suitesOf(toJunit(each))[0]?.testcase[1]?.failure;
  expect(failure).toMatchObject({ '@type': 'must', '@message': 'What is to be said of chat.must.' });
  expect(failure?.['#text']).toContain('The claim of chat.must.');
  expect(failure?.['#text']).toContain('https://vendor.example/docs/compat');
  expect(failure?.['#text']).toContain('noticed by a client: its user is told nothing');
});

test('what was not observed is skipped, with verdict and reason; an error is an error', () => {
  const [suite] = suitesOf(toJunit(each));
  const told = Object.fromEntries(suite?.testcase.map((one) => [one['@name'], one]) ?? []);
  for (const verdict of ['unsupported', 'inconclusive', 'skipped']) {
    expect(told[`chat.${verdict}`]?.skipped?.['@message']).toBe(
      `${verdict}: why chat.${verdict} is ${verdict}`,
    );
  }
  expect(told['chat.error']?.error?.['@message']).toBe('why chat.error is error');
});

describe('failures are what makes the exit code 1', () => {
  const severities: readonly Severity[] = ['must', 'should', 'may'];
  test.each(
    severities.flatMap((severity) =>
      ([...severities, 'never'] as const).map((failOn) => [severity, failOn] as const),
    ),
  )('a deviation that is %s, with --fail-on %s', (severity, failOn) => {
    const one: Report = report([target('one', [result('chat.seed', 'fail', { severity })])]);
    const run = { ...one, options: { ...one.options, failOn } };
    const [suite] = suitesOf(toJunit(run));
    expect(Number(suite?.['@failures']) > 0).toBe(exitCode(run) === 1);
    // Below the threshold it is a passed test, and its text is kept.
    const told = suite?.testcase[0]?.failure?.['#text'] ?? suite?.testcase[0]?.['system-out'];
    expect(told).toContain('What is to be said of chat.seed.');
  });
});

test('whatever an endpoint says stays a text: the document is well-formed and the words come back', () => {
  const [suite] = suitesOf(toJunit(hostileReport()));
  expect(suite?.testcase).toHaveLength(5);
  const words = '</script><script>globalThis.harmed = "script"</script>';
  expect(HOSTILE).toContain(words);
  expect(suite?.testcase[0]?.failure?.['#text']).toContain(words);
  expect(suite?.testcase[0]?.failure?.['@message']).toContain(words);
});

test('what XML cannot write is left out', () => {
  const xml = toJunit(
    report([target('one', [result('a.b', 'fail', { message: 'a\u0000b\ud800c\uffffd\u001be' })])]),
  );
  expect(suitesOf(xml)[0]?.testcase[0]?.failure?.['@message']).toBe('abcde');
});

test('a run that observed nothing is a document too', () => {
  expect(suitesOf(toJunit(report([target('one', [])])))[0]?.['@tests']).toBe('0');
});
