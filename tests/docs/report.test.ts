import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { start, useFolders } from '../cli/cli.js';
import { useReference } from '../reference/client.js';

const page = readFileSync('docs/report.md', 'utf8');
const newFolder = useFolders();
const reference = useReference();

test('the commands of docs/report.md run as they stand, one after the other', async () => {
  const folder = newFolder();
  const blocks = [...page.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, text]) => text as string);
  const commands = blocks.flatMap((block) => block.trim().split('\n'));
  expect(commands.length).toBeGreaterThan(5);
  for (const command of commands) {
    const args = command.split(' ').slice(2);
    const few = args[0] === 'check' ? ['--only', 'chat.stop.text', 'models.list'] : [];
    const given = args.map((word) => word.replace('$BASE_URL', reference.endpoint.baseURL));
    const { code, stdout, stderr } = await start(folder, [...given, ...few]).ended;
    expect(`${command}: ${code} ${stderr}`).toBe(`${command}: 0 `);
    expect(stdout).not.toBe('');
  }
  const listed = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name as string);
  expect(readdirSync(join(folder, 'touchstone-report')).sort()).toEqual(listed.sort());
});

test('its pictures and links are there', () => {
  const links = [...page.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path as string);
  expect(links.length).toBeGreaterThan(1);
  expect(links.filter((path) => !existsSync(join('docs', path)))).toEqual([]);
});
