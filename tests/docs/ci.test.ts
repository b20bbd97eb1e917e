import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { validateBaseline, validateConfig } from '../../schemas/validate.js';
import { start, useFolders } from '../cli/cli.js';
import { useReference } from '../reference/client.js';

const page = readFileSync('docs/ci.md', 'utf8');
const action = parse(readFileSync('action.yml', 'utf8'));
const newFolder = useFolders();
const reference = useReference({ apiKey: 'reference-action-key' });

const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    (match) => match[1] as string,
  );

interface Step {
  readonly uses?: string;
  readonly with?: Record<string, unknown>;
}

describe('docs/ci.md', () => {
  test('its commands run as they stand, one after the other', async () => {
    const folder = newFolder();
    const commands = blocks('sh')
      .flatMap((block) => block.trim().split('\n'))
      .filter((line) => line.startsWith('npx touchstone'));
    expect(commands.length).toBeGreaterThan(7);
    for (const command of commands) {
      const words = [...command.matchAll(/"[^"]*"|\S+/g)].map(([word]) => word.replaceAll('"', '')).slice(2);
      const args = words.map((word) => word.replace('$BASE_URL', reference.endpoint.baseURL));
      const few = args[0] === 'check' ? ['--only', 'chat.stop.text', 'models.list', 'errors.envelope'] : [];
      const { code, stderr } = await start(folder, [...args, ...few], {
        OPENAI_API_KEY: 'reference-action-key',
      }).ended;
      expect(`${command}: ${code} ${stderr}`).toBe(`${command}: 0 `);
    }
  });

  test('its workflows use inputs that the action has; its baseline and targets fit their schemas', () => {
    const documents = blocks('yaml').map((block) => parse(block));
    const steps: Step[] = documents.flatMap((document) =>
      Array.isArray(document) ? document : (document.jobs?.touchstone.steps ?? []),
    );
    const uses = steps.filter((step) => step.uses?.includes('/touchstone@'));
    expect(uses.length).toBeGreaterThan(1);
    const inputs = uses.flatMap((step) => Object.keys(step.with ?? {}));
    expect(inputs.filter((input) => !(input in action.inputs))).toEqual([]);
    const baseline = documents.find((document) => document.accept);
    const config = documents.find((document) => document.targets);
    expect([validateBaseline(baseline), validateConfig(config)]).toEqual([[], []]);
  });
});

describe('action.yml', () => {
  const step = action.runs.steps.find(({ id }: { id?: string }) => id === 'check');

  function carryOut(inputs: Record<string, string>) {
    const folder = newFolder();
    const value = (expression: string) => {
      const name = /inputs\.([\w-]+)/.exec(expression)?.[1] ?? '';
      return inputs[name] ?? action.inputs[name].default;
    };
    const env = Object.fromEntries(
      Object.entries(step.env as Record<string, string>).map(([name, text]) => [name, value(text)]),
    );
    writeFileSync(join(folder, 'check.sh'), step.run);
    // As the runner starts it: the script ends at the first failure.
    const child = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', 'check.sh'], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION_PATH: resolve('.'),
        GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
        ...env,
      },
      encoding: 'utf8',
    });
    return { folder, ...child };
  }

  test('names every input that it uses', () => {
    const used = [...JSON.stringify(action.runs).matchAll(/inputs\.([\w-]+)/g)].map(
      (match) => match[1] as string,
    );
    expect(new Set(used)).toEqual(new Set(Object.keys(action.inputs)));
  });

  test('a bad endpoint fails the step, with summary, annotations and report; the key is in none of them', async () => {
    // The step is synchronous; the endpoint must be in a process of its own.
    const server = start(
      newFolder(),
      ['serve', '--port', '0', '--fault', 'stop-ignored', '--api-key-env', 'KEY'],
      {
        KEY: 'reference-action-key',
      },
    );
    const baseURL = await new Promise<string>((found) => {
      server.process.stdout?.on('data', (text: string) => found(/http:\S+/.exec(text)?.[0] ?? ''));
    });
    try {
      const { status, stderr, folder } = carryOut({
        'base-url': baseURL,
        'api-key': 'reference-action-key',
        arguments: '--only\nchat.stop.text\n',
      });
      expect(status).toBe(1);
      expect(stderr).toMatch(/^::error title=.*chat\.stop\.text::/m);
      const summary = readFileSync(join(folder, 'summary.md'), 'utf8');
      const report = readFileSync(join(folder, 'touchstone-report', 'report.json'), 'utf8');
      expect(summary).toContain('chat.stop.text');
      expect(summary + report + stderr).not.toContain('reference-action-key');
      const accepted = carryOut({
        'base-url': baseURL,
        'api-key': 'reference-action-key',
        'fail-on': 'never',
        report: 'elsewhere',
        arguments: '--only\nchat.stop.text',
      });
      expect(accepted.status).toBe(0);
      expect(existsSync(join(accepted.folder, 'elsewhere', 'junit.xml'))).toBe(true);
    } finally {
      server.process.kill('SIGINT');
      await server.ended;
    }
  });
});

test('the Dockerfile runs a file that is there and may be executed', () => {
  const [, program = ''] = /ln -s \/opt\/touchstone\/(\S+)/.exec(readFileSync('Dockerfile', 'utf8')) ?? [];
  expect(spawnSync(resolve(program), ['--version'], { encoding: 'utf8' }).stdout).toMatch(/^\d+\.\d+\.\d+/);
});
