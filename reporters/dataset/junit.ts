/** The report on fine-tuning data as JUnit XML: a suite for each file, a case for each rule that has a finding. */
import type { DatasetFile, DatasetReport } from '../../schemas/types/dataset-report.js';
import { type Element, legal, oneLine, toXml } from '../xml.js';
import { findingLine, type Group, groupsOf } from './reading.js';

/** What is severe enough for the exit code 1 is a failure; the rest is passed, with its text. A file without findings is one passed case. */
export function datasetToJunit(report: DatasetReport): string {
  const suites = report.files.map((file) => suite(report, file));
  const sum = (name: string) => suites.reduce((total, each) => total + Number(each[name]), 0).toString();
  return toXml({
    testsuites: {
      '@name': 'touchstone dataset',
      '@tests': sum('@tests'),
      '@failures': sum('@failures'),
      testsuite: suites,
    },
  });
}

function suite({ profile }: DatasetReport, file: DatasetFile): Element {
  const groups = groupsOf(file);
  const cases =
    groups.length === 0 ? [{ '@name': 'as documented', '@classname': 'dataset' }] : groups.map(testCase);
  return {
    '@name': legal(file.name),
    '@tests': cases.length.toString(),
    '@failures': cases.filter((each) => 'failure' in each).length.toString(),
    properties: {
      property: [
        { '@name': 'profile', '@value': legal(profile) },
        { '@name': 'samples', '@value': file.samples.toString() },
      ],
    },
    testcase: cases,
  };
}

function testCase({ count, listed }: Group): Element {
  const { rule, outcome, severity, message } = count;
  const [first] = listed;
  const more = count.count - listed.length;
  const told = [
    `${severity}: ${message}`,
    ...(first ? [`source: ${first.source}`] : []),
    ...(first?.fix === undefined ? [] : [`fix: ${first.fix}`]),
    ...listed.map(findingLine).filter((text) => text !== ''),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('\n');
  const testcase: Element = { '@name': `${rule} ${outcome}`, '@classname': rule.split('.')[0] ?? rule };
  if (severity === 'may') return { ...testcase, 'system-out': legal(told) };
  return {
    ...testcase,
    failure: { '@type': severity, '@message': oneLine(message), '#text': legal(told) },
  };
}
