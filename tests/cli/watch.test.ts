import { describe, expect, test } from 'vitest';
import { useReference } from '../reference/client.js';
import { filesIn, type Running, start, touchstone, useFolders } from './cli.js';

const newFolder = useFolders();
const reference = useReference();

/** What a process has written so far, and a promise for when a text is in it. */
function follow({ process: child }: Running) {
  let text = '';
  const waiting: (() => void)[] = [];
  child.stdout?.on('data', (more: string) => {
    text += more;
    for (const look of waiting) look();
  });
  return (pattern: RegExp) =>
    new Promise<string>((found) => {
      const look = () => {
        if (pattern.test(text)) found(text);
      };
      waiting.push(look);
      look();
    });
}

describe('check --watch', () => {
  test('tells what changes while the server is being worked on, and writes no report', async () => {
    const serve = async (port: string, ...fault: string[]) => {
      const server = start(newFolder(), ['serve', '--port', port, ...fault]);
      const text = await follow(server)(/http:\S+/);
      return { server, baseURL: /http:\S+\/v1/.exec(text)?.[0] ?? '' };
    };
    const end = async ({ process: child, ended }: Running) => {
      child.kill('SIGINT');
      return ended;
    };

    const { server, baseURL } = await serve('0');
    const folder = newFolder();
    const args = ['check', '--base-url', baseURL, '--only', 'chat.stop.text', '--watch', '0.2'];
    const watching = start(folder, args);
    const seen = follow(watching);
    await seen(/✓ chat\.stop\.text {2}omitted/);
    await end(server);
    await seen(/! .*cannot be reached/);
    const { server: broken } = await serve(new URL(baseURL).port, '--fault', 'stop-ignored');
    await seen(/✗ must chat\.stop\.text {2}ignored\n {2}Documented: /);
    const { code, stdout } = await end(watching);
    await end(broken);
    expect(code).toBe(1);
    expect(stdout.match(/omitted$/gm)).toHaveLength(1);
    expect(filesIn(folder).size).toBe(0);
  });

  test('without --only it says what is missing', async () => {
    const args = ['check', '--base-url', reference.endpoint.baseURL, '--watch'];
    const { code, stderr } = await touchstone(newFolder(), args);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--watch needs --only')]);
  });
});

describe('--for', () => {
  test('tells what that client notices, also of a recorded run', async () => {
    const folder = newFolder();
    const bad = `${reference.endpoint.url}/fault/role-missing-in-streams/v1`;
    const args = [
      'check',
      '--base-url',
      bad,
      '--only',
      'chat.stream.*',
      'sdk.chat.stream',
      '--for',
      'openai-node',
    ];
    const { stdout } = await touchstone(folder, args);
    const [told = ''] = /For openai-node: it notices \d+ of \d+ deviations[\s\S]*/.exec(stdout) ?? [];
    expect(told).toMatch(/^ {2}must +chat\.stream\.\w+/m);
    const replayed = await touchstone(folder, ['replay', 'touchstone-report', '--for', 'openai-node']);
    expect(replayed.stdout).toContain(told);
  });

  test('a client that nobody knows exits with 2 before anything is sent', async () => {
    const args = ['check', '--base-url', reference.endpoint.baseURL, '--for', 'no-such-client'];
    const { code, stderr } = await touchstone(newFolder(), args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/no check knows.*openai-node/)]);
  });
});
