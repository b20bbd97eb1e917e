import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { datasetRulesDocument, datasetRulesFile } from '../../scripts/dataset-rules.js';
import { touchstone, useFolders } from '../cli/cli.js';
import { assistant, GOOD, sample, user } from '../dataset/data.js';

const docs = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'docs');
const page = readFileSync(join(docs, 'datasets.md'), 'utf8');
const folder = useFolders();

function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(
    ([, text = '']) => text,
  );
}

test('the list of rules is that of the rules and the profiles', () => {
  expect(readFileSync(datasetRulesFile, 'utf8')).toBe(datasetRulesDocument());
});

test('every command of the page works, in its order, with the profile on it', async () => {
  const here = folder();
  const thinking = GOOD.map((line) => line.replace('"assistant"', '"assistant","reasoning_content":"Hm."'));
  writeFileSync(join(here, 'train.jsonl'), `${thinking.join('\n')}\n`);
  writeFileSync(join(here, 'validation.jsonl'), `${GOOD.join('\n')}\n`);
  writeFileSync(join(here, 'packed.jsonl.gz'), gzipSync(GOOD.join('\n')));
  writeFileSync(join(here, 'trainer.json'), blocks('json')[0] ?? '');
  const commands = blocks('sh').flatMap((text) => text.trim().split('\n'));
  expect(commands.length).toBeGreaterThan(5);
  for (const command of commands) {
    const [line = '', comment = ''] = command.split(/\s+# /);
    const [program, ...args] = line.split(' ');
    expect(program).toBe('touchstone');
    const { code, stdout, stderr } = await touchstone(here, args);
    expect(code, `${command}\n${stdout}\n${stderr}`).toBe(Number(/exit code (\d)/.exec(comment)?.[1] ?? 0));
  }
});

test('the finding on the page is one that is told', async () => {
  const here = folder();
  const bad = sample([user(), assistant('a', { weight: 0.5 })]);
  writeFileSync(join(here, 'train.jsonl'), [...GOOD.slice(1), bad].join('\n'));
  const { stdout } = await touchstone(here, ['dataset', 'train.jsonl', '--profile', 'fireworks']);
  const [told = ''] = [...page.matchAll(/^```\n(✗ must.*?)^```/gms)].map(([, text]) => text);
  const steady = (text: string) =>
    text
      .replace(/byte \d+/, 'byte N')
      .replace(/\s+/g, ' ')
      .trim();
  expect(steady(stdout)).toContain(steady(told));
});
