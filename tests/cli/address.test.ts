import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { useReference } from '../reference/client.js';
import { filesIn, reportIn, touchstone, useFolders } from './cli.js';

const folder = useFolders();

const KEY = 'sk-vendor-key-of-the-address-test';

const guarded = useReference({ apiKey: KEY });

const FEW = ['check', '--only', 'models.list'];

/** A folder with a profile that says where to ask. */
function withProfile(more: object = {}): string {
  const here = folder();
  const profile = {
    title: 'A vendor',
    baseURL: guarded.endpoint.baseURL,
    keyVariable: 'VENDOR_KEY',
    ...more,
  };
  writeFileSync(join(here, 'vendor.json'), JSON.stringify({ ...profile, expect: {} }));
  return here;
}

const mine = ['--profile', './vendor.json'];

test.each([
  ['https://api.groq.com/openai/v1', 'groq'],
  ['https://mine.openai.azure.com/openai/v1', 'azure'],
])('whoever asks %s without a profile hears of the one that fits', async (url, name) => {
  const { stderr } = await touchstone(folder(), ['check', '--plan', '--base-url', url]);
  expect(stderr).toContain(`--profile ${name}`);
});

test.each([
  ['https://api.openai.com/v1'],
  ['https://example.org/v1'],
  ['http://localhost:1234/v1'],
  ['https://api.groq.com/openai/v1', '--profile', 'vllm'],
])('nobody else does: %s %s %s', async (url, ...more) => {
  const { code, stderr } = await touchstone(folder(), ['check', '--plan', '--base-url', url, ...more]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test.each([
  [
    'an address that ends too early',
    '',
    '',
    /GET \S+\/models has status 404.* \/v1 at the end of the address: \S+\/v1;/,
  ],
  ['TLS where none is spoken', 'https:', '/v1', /TLS failed: \w[\w ]+ \(.* speaks no TLS: http:\/\/ instead/],
])('%s: the message says what to try', async (_name, scheme, path, message) => {
  const { origin, host } = new URL(guarded.endpoint.baseURL);
  const address = (scheme === '' ? origin : `${scheme}//${host}`) + path;
  const { stderr } = await touchstone(folder(), ['check', '--base-url', address]);
  expect(stderr).toMatch(message);
});

test('a glob that takes nothing gets a glob for a hint', async () => {
  const args = ['check', '--base-url', guarded.endpoint.baseURL, '--only', 'chat.stpo.*'];
  const { code, stderr } = await touchstone(folder(), args);
  expect([code, stderr]).toEqual([2, expect.stringContaining('Did you mean chat.stop.*?')]);
});

describe('the address and the key of a profile', () => {
  test('neither a flag nor OPENAI_BASE_URL is needed', async () => {
    const here = withProfile();
    const { code, stderr } = await touchstone(here, [...FEW, ...mine], {
      VENDOR_KEY: KEY,
      OPENAI_API_KEY: 'sk-of-somebody-else',
    });
    expect(code).toBe(0);
    expect(stderr).toContain(`asking ${guarded.endpoint.baseURL}`);
    expect(stderr).toContain('the key from VENDOR_KEY');
    expect(reportIn(here).targets[0]?.baseURL).toBe(guarded.endpoint.baseURL);
    for (const [path, text] of [...filesIn(here), ['standard error', stderr]] as const) {
      expect(text.includes(KEY), path).toBe(false);
    }
  });

  test('a missing key is asked for by the name that the vendor gives it', async () => {
    const { code, stderr } = await touchstone(withProfile(), [...FEW, ...mine], {
      OPENAI_API_KEY: KEY,
    });
    expect(code).toBe(3);
    expect(stderr).toContain('wants a key, and none was given');
    expect(stderr).toContain('VENDOR_KEY');
  });

  test.each([
    ['a flag', ['--base-url', 'http://127.0.0.1:9/v1'], {}],
    ['a variable', [], { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }],
  ])('%s beats it', async (_name, args, env) => {
    const { code, stderr } = await touchstone(withProfile(), [...FEW, ...mine, ...args], env);
    expect(code).toBe(3);
    expect(stderr).toContain('http://127.0.0.1:9/v1 cannot be reached');
  });

  test('a profile that extends another vendor asks that vendor', async () => {
    const here = withProfile();
    mkdirSync(join(here, 'docs'));
    writeFileSync(join(here, 'docs', 'mine.yaml'), 'title: Mine\nextends: ../vendor.json\nexpect: {}\n');
    const { code } = await touchstone(here, [...FEW, '--profile', 'docs/mine.yaml'], { VENDOR_KEY: KEY });
    expect(code).toBe(0);
    expect(reportIn(here).targets[0]?.baseURL).toBe(guarded.endpoint.baseURL);
  });

  test('what only the user knows has to be said', async () => {
    const { code, stderr } = await touchstone(folder(), [...FEW, '--profile', 'azure']);
    expect(code).toBe(2);
    expect(stderr).toContain('https://{resource}.openai.azure.com/openai/v1');
    expect(stderr).toContain('--base-url');
  });

  test('without a profile nobody is asked', async () => {
    const { code, stderr } = await touchstone(folder(), FEW);
    expect(code).toBe(2);
    expect(stderr).toContain('no target');
  });

  test('another name of a profile will do', async () => {
    const { code, stdout } = await touchstone(folder(), [...FEW, '--profile', 'llamacpp', '--plan']);
    expect(code).toBe(0);
    expect(stdout).toContain('localhost:9931');
  });
});
