import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { CheckFacts } from '../../schemas/types/report.js';
import { expectedOf } from '../../src/profile/expected.js';
import { loadProfile, ProfileError, profileNames } from '../../src/profile/profile.js';
import { catalogue } from '../../suites/index.js';

const folder = mkdtempSync(join(tmpdir(), 'touchstone-profile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const entry = (documented: string[], more: object = {}) => ({
  documented,
  source: 'https://example.com/docs',
  seen: '2026-01-02',
  ...more,
});

describe('the profiles that come with touchstone', () => {
  test('the root speaks of every check', () => {
    const root = loadProfile('openai');
    const silent = catalogue.map(({ facts }) => facts.id).filter((id) => root.expectation(id) === undefined);
    expect(silent).toEqual([]);
  });

  test.each(profileNames())('%s speaks only of checks and words that exist', (name) => {
    const profile = loadProfile(name);
    const facts = new Map(
      catalogue.flatMap(({ facts }) => [facts.id, ...(facts.aliases ?? [])].map((id) => [id, facts])),
    );
    for (const [id] of profile.mentioned) {
      const check = facts.get(id);
      expect(check, id).toBeDefined();
      const said = profile.expectation(id)?.entry;
      const words = [...(said?.documented ?? []), ...(said?.tolerated ?? [])];
      expect(words.filter((word) => check?.outcomes[word] === undefined)).toEqual([]);
      expect(words.length === 0).toBe(said === undefined);
    }
  });

  // Which of the two a check says follows from how the endpoint was asked, not from what its vendor documents.
  test.each(profileNames())('%s takes what is refused and what is absent alike', (name) => {
    const profile = loadProfile(name);
    const torn = catalogue.flatMap(({ facts: { id, outcomes } }) => {
      const said = profile.expectation(id)?.entry;
      const words = new Set([...(said?.documented ?? []), ...(said?.tolerated ?? [])]);
      return 'absent' in outcomes && words.has('rejected') && !words.has('absent') ? [id] : [];
    });
    expect(torn).toEqual([]);
  });
});

describe('what a profile inherits', () => {
  const check = { id: 'chat.stop.text' } as CheckFacts;

  test('a profile of a user extends openai unless it says another', () => {
    const profile = loadProfile(file('mine.yaml', 'title: Mine\nexpect: {}\n'));
    expect(profile.chain).toEqual(['mine', 'openai']);
    const { entry: expected } = expectedOf(profile, check);
    expect(expected).toMatchObject({ documented: ['omitted'], inheritedFrom: 'openai', own: false });
  });

  test('its own entry replaces the whole of its parent’s', () => {
    const path = file('own.json', {
      title: 'Own',
      expect: { 'chat.stop.text': entry(['included'], { strength: 'weak' }) },
    });
    expect(expectedOf(loadProfile(path), check).entry).toEqual({
      documented: ['included'],
      tolerated: [],
      source: 'https://example.com/docs',
      weak: true,
      own: true,
    });
  });

  test('a file may have the name of the profile that it extends', () => {
    const profile = loadProfile(file('groq.yaml', 'title: Ours\nextends: groq\nexpect: {}\n'));
    expect(profile.chain).toEqual(['groq.yaml', 'groq', 'openai']);
    const { entry: expected } = expectedOf(profile, { id: 'chat.option.n' } as CheckFacts);
    expect(expected).toMatchObject({ documented: ['rejected'], inheritedFrom: 'groq' });
  });

  test('null says that nothing is documented', () => {
    const path = file('silent.json', { title: 'Silent', expect: { 'chat.stop.text': null } });
    expect(expectedOf(loadProfile(path), check).entry).toBeUndefined();
  });

  test('an entry under a former id of a check still counts', () => {
    const path = file('former.json', {
      title: 'Former',
      expect: { 'chat.stop.former': entry(['included']) },
    });
    const renamed = { id: 'chat.stop.new', aliases: ['chat.stop.former'] } as unknown as CheckFacts;
    expect(expectedOf(loadProfile(path), renamed).entry?.documented).toEqual(['included']);
  });
});

describe('a profile that cannot be used says why', () => {
  test.each([
    ['a name that is near another', 'firework', /Did you mean "fireworks"/],
    ['a way out of the folder', '../package', /there is no profile/],
    ['a file that is not there', '/nowhere/mine.yaml', /there is no profile file/],
  ])('%s', (_name, reference, said) => {
    expect(() => loadProfile(reference)).toThrow(ProfileError);
    expect(() => loadProfile(reference)).toThrow(said);
  });

  test.each([
    ['no YAML', 'title: [', /cannot be read/],
    [
      'an expectation without a source',
      { title: 'T', expect: { 'chat.stop.text': { documented: ['omitted'] } } },
      /source/,
    ],
    ['a key that nobody knows', { title: 'T', expects: {}, expect: {} }, /expects/],
  ])('%s', (name, content, said) => {
    const path = file(`${name.replaceAll(' ', '-')}.yaml`, content);
    expect(() => loadProfile(path)).toThrow(said);
    expect(() => loadProfile(path)).toThrow(path);
  });

  test('one that extends itself', () => {
    const path = file('circle.json', { title: 'Circle', extends: join(folder, 'circle.json'), expect: {} });
    expect(() => loadProfile(path)).toThrow(/extends itself/);
  });
});
