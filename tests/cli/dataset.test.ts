/** `touchstone dataset` as a user runs it. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import type { DatasetReport } from '../../schemas/types/dataset-report.js';
import { validateDatasetReport } from '../../schemas/validate.js';
import { assistant, GOOD, sample, user } from '../dataset/data.js';
import { touchstone, useFolders } from './cli.js';

const newFolder = useFolders();
const good = `${GOOD.join('\n')}\n`;
const bad = `${GOOD.slice(1).join('\n')}\n${sample([user('évil \u001b[31m'), assistant('a', { weight: 0.5 })])}\n`;

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = newFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

function asJson(text: string): DatasetReport {
  const report: unknown = JSON.parse(text);
  expect(validateDatasetReport(report)).toEqual([]);
  return report as DatasetReport;
}

describe('exit codes', () => {
  test('0 where all is as documented', async () => {
    const { code, stdout, stderr } = await touchstone(folderWith({ 'a.jsonl': good }), [
      'dataset',
      'a.jsonl',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('50 supervised samples on 50 lines');
    expect(stdout).toContain('as documented');
  });

  test('0 where there is nothing but notes', async () => {
    const folder = folderWith({ 'a.jsonl': good.replaceAll('\n', '\r\n') });
    const { code, stdout } = await touchstone(folder, ['dataset', 'a.jsonl']);
    expect(code).toBe(0);
    expect(stdout).toContain('0 must, 0 should, 1 may');
  });

  test('1 with a finding of severity must, told with its place, its source and what to do', async () => {
    const { code, stdout } = await touchstone(folderWith({ 'a.jsonl': bad }), ['dataset', 'a.jsonl']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/must {2}message\.weight {2}other/);
    expect(stdout).toMatch(/line 50, byte \d+, \/messages\/1\/weight/);
    expect(stdout).toContain('source      https://');
    expect(stdout).toContain('fix         Write 0 (not trained on) or 1');
  });

  test('1 with a finding of severity should', async () => {
    const folder = folderWith({ 'a.jsonl': `${good}\n${sample([user(), assistant()])}` });
    const { code, stdout } = await touchstone(folder, ['dataset', 'a.jsonl']);
    expect(code).toBe(1);
    expect(stdout).toContain('0 must, 1 should, 0 may');
  });

  test.each([
    ['a file that is not there', ['missing.jsonl'], 'there is no file missing.jsonl'],
    ['a folder', ['folder'], 'folder is a folder'],
    ['a profile that is not there', ['a.jsonl', '--profile', 'firework'], 'Did you mean "fireworks"'],
    [
      'a format that is not there',
      ['a.jsonl', '--format', 'xml'],
      'Allowed choices are text, json, junit, sarif',
    ],
    ['no file at all', [], "missing required argument 'file'"],
    ['a file twice', ['a.jsonl', 'a.jsonl'], 'named twice'],
    ['a number that is none', ['a.jsonl', '--max-findings', 'all'], 'whole number'],
    ['repairing standard input', ['-', '--fix'], 'standard input'],
  ])('2 for %s', async (_name, args, message) => {
    const folder = folderWith({ 'a.jsonl': good });
    mkdirSync(join(folder, 'folder'));
    const { code, stdout, stderr } = await touchstone(folder, ['dataset', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
  });
});

describe('the profile', () => {
  test('decides: thinking is documented by Fireworks, not by OpenAI', async () => {
    const lines = GOOD.map((line) =>
      line.replace('"role":"assistant"', '"role":"assistant","reasoning_content":"Hm."'),
    );
    const folder = folderWith({ 'a.jsonl': lines.join('\n') });
    const openai = await touchstone(folder, ['dataset', 'a.jsonl']);
    expect(openai.code).toBe(1);
    expect(openai.stdout).toContain('×50');
    const fireworks = await touchstone(folder, ['dataset', 'a.jsonl', '--profile', 'fireworks']);
    expect(fireworks.code).toBe(0);
  });
});

describe('formats', () => {
  const folder = folderWith({
    'a.jsonl': good,
    'b b.jsonl': bad,
    'c.jsonl.gz': gzipSync(bad).subarray(0, -30),
  });
  const files = ['a.jsonl', 'b b.jsonl', 'c.jsonl.gz'];

  test('json is a report that fits its schema', async () => {
    const { code, stdout } = await touchstone(folder, ['dataset', ...files, '--format', 'json', '--tokens']);
    expect(code).toBe(1);
    const report = asJson(stdout);
    expect(report).toMatchObject({ schemaVersion: 1, profile: 'openai', tool: { name: 'touchstone' } });
    expect(report.files.map(({ name, compression }) => [name, compression])).toEqual([
      ['a.jsonl', 'none'],
      ['b b.jsonl', 'none'],
      ['c.jsonl.gz', 'gzip'],
    ]);
    expect(report.files[0]?.counts).toEqual([]);
    expect(report.files[1]?.counts.map(({ rule, outcome, count }) => [rule, outcome, count])).toEqual([
      ['message.weight', 'other', 1],
      ['line.duplicate', 'shared', 49],
    ]);
    expect(report.files[2]?.counts[0]).toMatchObject({ rule: 'file.compression', outcome: 'broken' });
    expect(report.files[0]?.tokens).toMatchObject({ tokenizer: 'o200k_base', counted: 50, over: 0 });
  });

  test('junit has a suite for each file, and a failure for what is severe', async () => {
    const { code, stdout } = await touchstone(folder, ['dataset', ...files, '--format', 'junit']);
    expect(code).toBe(1);
    expect(XMLValidator.validate(stdout)).toBe(true);
    const { testsuites } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@' }).parse(stdout);
    expect(
      testsuites.testsuite.map((suite: Record<string, unknown>) => [suite['@name'], suite['@failures']]),
    ).toEqual([
      ['a.jsonl', '0'],
      ['b b.jsonl', '2'],
      ['c.jsonl.gz', '2'],
    ]);
    expect(testsuites['@failures']).toBe('4');
  });

  test('sarif points at lines, and names each rule once', async () => {
    const { code, stdout } = await touchstone(folder, [
      'dataset',
      ...files,
      '--format',
      'sarif',
      '--max-findings',
      '2',
    ]);
    expect(code).toBe(1);
    const sarif = JSON.parse(stdout);
    expect(sarif.version).toBe('2.1.0');
    const [{ tool, results }] = sarif.runs;
    const ids = tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(['file.compression/broken', 'line.duplicate/shared', 'message.weight/other']);
    for (const { ruleId, ruleIndex } of results) expect(ids[ruleIndex]).toBe(ruleId);
    const weight = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'message.weight/other');
    expect(weight).toMatchObject({
      level: 'error',
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'b%20b.jsonl' }, region: { startLine: 50 } } },
      ],
      properties: { pointer: '/messages/1/weight' },
    });
    // Of what the files share, two are listed of each, as asked.
    expect(results).toHaveLength(6);
  });

  test('no format lets data steer a terminal', async () => {
    const evil = sample([{ role: 'u\u001b[31m\u202e', content: 'a' }, assistant()]);
    const path = folderWith({ 'evil.jsonl': `${good}${evil}\n` });
    for (const format of ['text', 'json', 'junit', 'sarif']) {
      const { stdout } = await touchstone(path, ['dataset', 'evil.jsonl', '--format', format]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
      expect(stdout).not.toMatch(/[\u001b\u202e]/);
    }
  });
});

describe('--fix', () => {
  test('writes a new file with safe repairs only, says which, and leaves the old one as it was', async () => {
    const dirty = `\ufeff${GOOD.join('\r\n')}\r\n\r\n  {"broken": \r\n`;
    const folder = folderWith({ 'a.jsonl': dirty });
    const { stdout } = await touchstone(folder, ['dataset', 'a.jsonl', '--fix', '--format', 'json']);
    expect(readFileSync(join(folder, 'a.jsonl'), 'utf8')).toBe(dirty);
    expect(readFileSync(join(folder, 'a.fixed.jsonl'), 'utf8')).toBe(`${good}{"broken":\n`);
    expect(asJson(stdout).files[0]?.fixed).toEqual({
      path: 'a.fixed.jsonl',
      byteOrderMarks: 1,
      carriageReturns: 52,
      blankLines: 1,
      paddedLines: 1,
    });
  });

  test('unpacks what is packed', async () => {
    const folder = folderWith({ 'a.jsonl.gz': gzipSync(`${good}\n`) });
    await touchstone(folder, ['dataset', 'a.jsonl.gz', '--fix']);
    expect(readFileSync(join(folder, 'a.fixed.jsonl'), 'utf8')).toBe(good);
  });

  test('never writes over a file', async () => {
    const folder = folderWith({ 'a.jsonl': good, 'a.fixed.jsonl': 'mine' });
    const { code, stderr } = await touchstone(folder, ['dataset', 'a.jsonl', '--fix']);
    expect(code).toBe(2);
    expect(stderr).toContain('a.fixed.jsonl, which is there already');
    expect(readFileSync(join(folder, 'a.fixed.jsonl'), 'utf8')).toBe('mine');
  });

  test('leaves no half file where the compressed data is damaged, and says so', async () => {
    const folder = folderWith({ 'a.jsonl.gz': gzipSync(good).subarray(0, -20) });
    const { code, stdout } = await touchstone(folder, ['dataset', 'a.jsonl.gz', '--fix']);
    expect(code).toBe(1);
    expect(stdout).toContain('a.fixed.jsonl was not written');
    expect(existsSync(join(folder, 'a.fixed.jsonl'))).toBe(false);
    expect(existsSync(join(folder, 'a.fixed.jsonl.partial'))).toBe(false);
  });
});

test('standard input is a file too', async () => {
  const bin = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'bin', 'touchstone.js');
  const child = spawn(process.execPath, [bin, 'dataset', '-', '--format', 'json'], { cwd: newFolder() });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stdin.end(gzipSync(good));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code).toBe(0);
  expect(asJson(stdout).files[0]).toMatchObject({ name: '-', compression: 'gzip', samples: 50 });
});
