/** The report as JUnit XML: for GitLab, Jenkins and whatever else counts tests. */
import type { Report, Result, TargetReport } from '../schemas/types/report.js';
import { noticesOf } from './reading/digest.js';
import { type Reading, read } from './reading/reading.js';
import { counts, severityOf } from './reading/severity.js';
import { detailsText, findingText } from './reading/wording.js';
import { type Element, legal, oneLine, toXml } from './xml.js';

/**
 * A suite for each target, a test case for each check. A deviation below the run's `failOn` is a passed test with its text, so
 * that the counts agree with the exit code; what was not observed is skipped, with the reason.
 */
export function toJunit(report: Report): string {
  const reading = read(report);
  const suites = report.targets.map((target) => suite(reading, target));
  const sum = (name: string) =>
    suites.reduce((total, each) => total + Number(each[`@${name}`]), 0).toString();
  return toXml({
    testsuites: {
      '@name': 'touchstone',
      '@tests': sum('tests'),
      '@failures': sum('failures'),
      '@errors': sum('errors'),
      '@skipped': sum('skipped'),
      ...(report.durationMs !== undefined && { '@time': inSeconds(report.durationMs) }),
      testsuite: suites,
    },
  });
}

function suite(reading: Reading, target: TargetReport): Element {
  const cases = target.results.map((result) => testCase(reading, result));
  const number = (kind: string) => cases.filter((each) => each[kind] !== undefined).length.toString();
  const { name, baseURL, model, profile } = target;
  return {
    '@name': legal(name),
    '@tests': cases.length.toString(),
    '@failures': number('failure'),
    '@errors': number('error'),
    '@skipped': number('skipped'),
    '@time': inSeconds(target.results.reduce((total, { durationMs = 0 }) => total + durationMs, 0)),
    '@timestamp': legal(reading.report.startedAt),
    properties: {
      property: Object.entries({ baseURL, model, profile }).map(([key, value]) => ({
        '@name': key,
        '@value': legal(value),
      })),
    },
    ...(cases.length > 0 && { testcase: cases }),
  };
}

function testCase(reading: Reading, result: Result): Element {
  const { check, area, verdict, reason, message, durationMs } = result;
  const testcase: Element = {
    '@name': legal(check),
    '@classname': legal(area),
    ...(durationMs !== undefined && { '@time': inSeconds(durationMs) }),
  };
  if (verdict === 'fail') {
    const told = legal(fullText(reading, result));
    if (!counts(result, reading.report.options.failOn)) return { ...testcase, 'system-out': told };
    const failure = { '@type': severityOf(result), '@message': oneLine(message), '#text': told };
    return { ...testcase, failure };
  }
  if (verdict === 'error') {
    return { ...testcase, error: { '@type': 'error', '@message': oneLine(reason ?? message) } };
  }
  if (verdict !== 'pass') {
    return { ...testcase, skipped: { '@message': oneLine(`${verdict}: ${reason ?? message}`) } };
  }
  return testcase;
}

function fullText(reading: Reading, result: Result): string {
  const { message, source, details, findings = [], notes = [], claim } = result;
  return [
    claim,
    `${severityOf(result)}: ${message}`,
    ...(source ? [`source: ${source}`] : []),
    ...noticesOf(reading, result).map((notice) => `noticed by ${notice}`),
    ...(details ? [`measured: ${detailsText(details)}`] : []),
    ...findings.map(findingText),
    ...notes.map((note) => `note: ${note}`),
  ].join('\n');
}

function inSeconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
