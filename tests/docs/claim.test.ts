import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { validateClaim } from '../../schemas/validate.js';
import { start, useFolders } from '../cli/cli.js';
import { useReference } from '../reference/client.js';

const page = readFileSync('docs/claim.md', 'utf8');
const newFolder = useFolders();
const reference = useReference();

const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, text]) => text as string,
  );

test('the commands of docs/claim.md run as they stand, one after the other', async () => {
  const folder = newFolder();
  const commands = blocks('sh').flatMap((block) => block.trim().split('\n'));
  expect(commands.length).toBeGreaterThan(2);
  for (const command of commands) {
    const args = command.split(' ').slice(2);
    const fewer = args[0] === 'check' ? ['--suite', 'core'] : [];
    const given = args.map((word) => word.replace('$BASE_URL', reference.endpoint.baseURL));
    const { code, stderr } = await start(folder, [...given, ...fewer]).ended;
    expect(`${command}: ${code} ${stderr}`).toBe(`${command}: 0 `);
  }
});

test('its example fits the schema, and its links are there', () => {
  expect(blocks('yaml').map((block) => validateClaim(parse(block)))).toEqual([[]]);
  const links = [...page.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path as string);
  expect(links.length).toBeGreaterThan(1);
  expect(links.filter((path) => !existsSync(join('docs', path)))).toEqual([]);
});
