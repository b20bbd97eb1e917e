import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { touchstone, useFolders } from '../cli/cli.js';
import { useReference } from '../reference/client.js';

const page = readFileSync(
  join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'docs', 'profiles.md'),
  'utf8',
);
const folder = useFolders();
const KEY = 'gateway-key-of-the-docs-test';
const reference = useReference({ dialect: 'fireworks', apiKey: KEY });

function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(
    ([, text = '']) => text,
  );
}

/** The words of a command as a shell would see them; the page uses single quotes only. */
function words(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

test('every command of the page works, in its order, and the profile on it is one', async () => {
  const here = folder();
  const address = (text: string) => text.replaceAll('http://localhost:8080/v1', reference.endpoint.baseURL);
  for (const text of blocks('yaml')) {
    const name = /^# (\S+\.yaml)/.exec(text)?.[1] ?? '';
    expect(parse(text)).toHaveProperty('expect');
    writeFileSync(join(here, name), address(text));
  }
  const commands = blocks('sh').flatMap((text) => text.trim().split('\n'));
  expect(commands.length).toBeGreaterThan(8);
  for (const command of commands) {
    const [line = '', comment = ''] = command.split(/\s+# /);
    const [program, ...args] = words(address(line));
    expect(program).toBe('touchstone');
    const { code, stdout, stderr } = await touchstone(here, args, {
      GATEWAY_API_KEY: KEY,
      OPENAI_API_KEY: KEY,
      AZURE_OPENAI_API_KEY: 'azure-key-of-the-docs-test',
    });
    const expected = Number(/exit code (\d)/.exec(comment)?.[1] ?? 0);
    expect(code, `${command}\n${stdout}\n${stderr}`).toBe(expected);
  }
});
