import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { useReference } from '../reference/client.js';
import { filesIn, touchstone, useFolders } from './cli.js';

const newFolder = useFolders();
const reference = useReference({ contextWindow: 2048 });

/** A folder with reports of whole core runs; tests copy it. */
let recorded: string;

async function check(name: string, path: string, ...more: string[]): Promise<void> {
  const baseURL = `${reference.endpoint.url}${path}/v1`;
  await touchstone(recorded, ['check', '--base-url', baseURL, '--suite', 'core', '--report', name, ...more]);
}

beforeAll(async () => {
  recorded = newFolder();
  await check('good', '');
  await check('ignoring', '/fault/stop-ignored');
  await check('lacking', '/dialect/fireworks', '--profile', 'fireworks');
  await check('few', '', '--only', 'chat.stop.*');
}, 120_000);

function folderWith(claim?: object): string {
  const folder = newFolder();
  cpSync(recorded, folder, { recursive: true });
  if (claim) writeFileSync(join(folder, 'touchstone-claim.yaml'), stringify(claim));
  return folder;
}

const write = (folder: string, report: string, ...more: string[]) =>
  touchstone(folder, ['claim', 'write', report, ...more]);
const verify = (folder: string, report: string) =>
  touchstone(folder, ['claim', 'verify', 'touchstone-claim.yaml', report]);
const claimIn = (folder: string) => parse(readFileSync(join(folder, 'touchstone-claim.yaml'), 'utf8'));

async function claimOf(report: string) {
  const folder = folderWith();
  await write(folder, report);
  return claimIn(folder);
}

describe('claim write', () => {
  test('says what the report supports: profile, suite, capabilities; what it then verifies holds', async () => {
    const folder = folderWith();
    expect(await write(folder, 'good')).toMatchObject({ code: 0, stderr: '' });
    expect(claimIn(folder)).toMatchObject({
      schemaVersion: 1,
      profile: 'openai',
      suite: 'core',
      severity: 'should',
    });
    expect(claimIn(folder).capabilities).toContain('chat.stream');
    const { code, stdout } = await verify(folder, 'good');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^The claim holds: openai, core suite, \d+ checks/),
    ]);
  });

  test('lists what deviates and what is refused, each for a reason to be given; reasons are kept', async () => {
    const folder = folderWith();
    const { stdout } = await write(folder, 'ignoring');
    const { except } = claimIn(folder);
    const listed = except.find(({ check: id }: { check: string }) => id === 'chat.stop.text');
    expect(listed).toEqual({ check: 'chat.stop.text', outcome: 'ignored', reason: 'not explained yet' });
    expect(stdout).toMatch(/reasons? \(not explained yet\) must be written by you/);
    listed.reason = 'ticket 12';
    writeFileSync(join(folder, 'touchstone-claim.yaml'), stringify({ ...claimIn(folder), except }));
    await write(folder, 'ignoring');
    expect(claimIn(folder).except).toContainEqual(listed);
    expect((await verify(folder, 'ignoring')).code).toBe(0);
    await write(folder, 'lacking');
    expect(claimIn(folder).except).toContainEqual(
      expect.objectContaining({ check: 'responses.reply', outcome: 'absent' }),
    );
  });

  test('a part of the checks is not enough for a claim', async () => {
    const folder = folderWith();
    const before = filesIn(folder);
    const { code, stderr } = await write(folder, 'few');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/\d+ of the \d+ checks .* run without --only/)]);
    expect(filesIn(folder)).toEqual(before);
  });
});

describe('claim verify exits with 1 and tells', () => {
  test('what is claimed and not so: a deviation that is not listed, another outcome, a capability', async () => {
    const claim = await claimOf('good');
    const unlisted = await verify(folderWith(claim), 'ignoring');
    expect(unlisted.code).toBe(1);
    expect(unlisted.stdout).toMatch(
      /Claimed, and not so \(\d+\)\n(.*\n)* {2}chat\.stop\.text \(must\): .*ignored/,
    );
    const included = { check: 'chat.stop.text', outcome: 'included', reason: 'ticket 12' };
    const other = await verify(folderWith({ ...claim, except: [included] }), 'ignoring');
    expect(other.stdout).toMatch(
      /yaml:\d+-\d+: chat\.stop\.text is listed as "included" and is now "ignored"/,
    );
    const { capabilities } = await claimOf('lacking');
    const lacking = { ...claim, profile: 'fireworks', capabilities: [...capabilities, 'responses'] };
    expect((await verify(folderWith(lacking), 'lacking')).stdout).toMatch(
      /responses is claimed, and is absent/,
    );
  });

  test('a refusal that is not listed: it is no defect, and users want to know', async () => {
    const claim = { ...(await claimOf('lacking')), except: [] };
    const { code, stdout } = await verify(folderWith(claim), 'lacking');
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^ {2}responses\.reply: .*absent/m)]);
  });

  test('what is no longer needed, with the lines to remove', async () => {
    const { code, stdout } = await verify(folderWith(await claimOf('ignoring')), 'good');
    expect(code).toBe(1);
    expect(stdout).toMatch(/no longer needed \(\d+\)\n/);
    expect(stdout).toMatch(/chat\.stop\.text no longer deviates \(it is "omitted"\): remove lines \d+-\d+/);
    const older = { ...(await claimOf('good')), touchstone: '0.0.1' };
    expect((await verify(folderWith(older), 'good')).stdout).toMatch(/speaks of touchstone 0\.0\.1/);
  });

  test('what was not observed', async () => {
    const claim = await claimOf('good');
    const { code, stdout } = await verify(
      folderWith({ ...claim, capabilities: ['chat', 'telepathy'] }),
      'few',
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /not observed \(\d+\)\n {2}\d+ of the \d+ checks of its suite are not in the report/,
    );
    expect(stdout).toMatch(/telepathy is claimed, and was not asked for/);
  });
});

test('what the server has and the claim does not say is told, and is no fault', async () => {
  const claim = { ...(await claimOf('good')), capabilities: ['chat'] };
  const { code, stdout } = await verify(folderWith(claim), 'good');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/There is more than is claimed: .*chat\.stream/)]);
});

test.each([
  [
    'a report by another profile',
    {},
    'lacking',
    /judged by fireworks: touchstone replay REPORT --profile openai/,
  ],
  ['a claim of a later form', { schemaVersion: 2 }, 'good', /is not a conformance claim: .*newer touchstone/],
  [
    'an exception without a reason',
    { except: [{ check: 'a', outcome: 'b' }] },
    'good',
    /\/except\/0 .*'reason'/,
  ],
  ['no report', {}, 'nowhere', /no report at nowhere/],
])('%s exits with 2', async (_name, change, report, message) => {
  const { code, stderr } = await verify(folderWith({ ...(await claimOf('good')), ...change }), report);
  expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
});

test('no claim: the message says how to make one', async () => {
  const { code, stderr } = await verify(folderWith(), 'good');
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/no conformance claim .*touchstone claim write REPORT/),
  ]);
});
