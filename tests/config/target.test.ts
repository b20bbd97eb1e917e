import { describe, expect, test } from 'vitest';
import { isLoopback, splitBaseURL, targetFrom } from '../../src/config/target.js';

const OPENAI = { profile: 'openai' };

describe('a base URL', () => {
  test.each([
    ['https://api.example.com/v1', 'https://api.example.com/v1'],
    ['https://api.example.com/v1/', 'https://api.example.com/v1'],
    ['https://api.example.com/v1//', 'https://api.example.com/v1'],
    ['https://api.example.com', 'https://api.example.com'],
    ['https://api.example.com/v1/chat/completions', 'https://api.example.com/v1'],
    ['HTTP://LocalHost:8080/v1', 'http://localhost:8080/v1'],
  ])('%s', (given, baseURL) => {
    expect(splitBaseURL(given).baseURL).toBe(baseURL);
  });

  test('keeps its query for every request', () => {
    expect(splitBaseURL('https://me.example.com/openai/v1?api-version=2024-10-21')).toEqual({
      baseURL: 'https://me.example.com/openai/v1',
      query: { 'api-version': '2024-10-21' },
    });
  });

  test.each([
    ['localhost:8080/v1', /Did you mean http:\/\/localhost:8080\/v1/],
    ['api.example.com/v1', /did you mean http:\/\/api\.example\.com\/v1/],
    ['ftp://example.com', /http:\/\/ or https:\/\//],
    ['???', /not a base URL/],
  ])('%s is refused', (given, said) => {
    expect(() => splitBaseURL(given)).toThrow(said);
  });
});

describe('who is asked', () => {
  const flags = { baseUrl: 'http://localhost/v1' };

  test('an empty variable is as good as none', () => {
    expect(() => targetFrom({}, { OPENAI_BASE_URL: ' ' }, OPENAI)).toThrow(/no target/);
    expect(targetFrom(flags, { OPENAI_API_KEY: '' }, OPENAI).apiKey).toBeUndefined();
  });

  test('a header takes its value from variables', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: braces are the other way to write a variable
    const both = 'x-both: a-$KEY-${ORG}';
    const target = targetFrom({ ...flags, header: ['api-key: $KEY', both] }, { KEY: 'k', ORG: 'o' }, OPENAI);
    expect(target.headers).toEqual({ 'api-key': 'k', 'x-both': 'a-k-o' });
  });

  test('a header whose variable is missing is named', () => {
    expect(() => targetFrom({ ...flags, header: ['api-key: $NONE'] }, {}, OPENAI)).toThrow(/api-key.*NONE/);
  });

  test('models of their own for completions and embeddings', () => {
    const { models, model } = targetFrom(
      { ...flags, model: 'm', completionsModel: 'c', embeddingsModel: 'e' },
      {},
      OPENAI,
    );
    expect({ model, ...models }).toEqual({ model: 'm', completions: 'c', embeddings: 'e' });
  });
});

describe('a key goes only where it belongs', () => {
  const groq = { profile: 'groq', baseURL: 'https://api.groq.com/openai/v1', keyVariable: 'GROQ_API_KEY' };
  const azure = { profile: 'azure', baseURL: 'https://{name}.azure.com/v1', keyVariable: 'AZURE_KEY' };
  const both = { OPENAI_API_KEY: 'of openai', GROQ_API_KEY: 'of groq', AZURE_KEY: 'of azure' };
  const keyAt = (
    baseUrl: string | undefined,
    environment: Record<string, string>,
    documented: { profile: string; baseURL?: string; keyVariable?: string },
    more: object = {},
  ) => targetFrom({ ...(baseUrl !== undefined && { baseUrl }), ...more }, environment, documented).apiKey;

  test.each([
    ['the vendor’s key to the vendor’s address', undefined, both, groq, 'of groq'],
    ['no other key there', undefined, { OPENAI_API_KEY: 'of openai' }, groq, undefined],
    ['the vendor’s key to the same host', 'https://api.groq.com/v2', both, groq, 'of groq'],
    [
      'the usual key where the vendor’s is missing',
      'https://api.groq.com/v2',
      { OPENAI_API_KEY: 'k' },
      groq,
      'k',
    ],
    ['the vendor’s key never to another host', 'https://proxy.example/v1', both, groq, 'of openai'],
    [
      'nor to a host that only looks like it',
      'https://api.groq.com.evil.example/v1',
      both,
      groq,
      'of openai',
    ],
    ['the user’s part of a host may be anything', 'https://me-2.azure.com/v1', both, azure, 'of azure'],
    ['but has no dots', 'https://evil.example.azure.com/v1', both, azure, 'of openai'],
    [
      'no key to an address of a profile that names none',
      undefined,
      both,
      { profile: 'x', baseURL: 'https://x.example/v1' },
      undefined,
    ],
    [
      'the usual key to a server on this machine',
      undefined,
      both,
      { profile: 'vllm', baseURL: 'http://localhost:8000/v1' },
      'of openai',
    ],
  ])('%s', (_name, baseUrl, environment, documented, expected) => {
    expect(keyAt(baseUrl, environment as Record<string, string>, documented)).toBe(expected);
  });

  test('OPENAI_API_KEY goes with OPENAI_BASE_URL', () => {
    const environment = { ...both, OPENAI_BASE_URL: 'https://api.groq.com/openai/v1' };
    expect(keyAt(undefined, environment, groq)).toBe('of openai');
  });

  test('a key in a header is the only one', () => {
    const more = { header: ['Api-Key: $AZURE_KEY'] };
    expect(keyAt('https://me.azure.com/v1', both, azure, more)).toBeUndefined();
    expect(keyAt('https://me.azure.com/v1', both, azure, { ...more, apiKeyEnv: 'GROQ_API_KEY' })).toBe(
      'of groq',
    );
  });
});

test.each([
  ['http://localhost/v1', true],
  ['http://0.0.0.0:4000', true],
  ['http://127.0.0.2:80/v1', true],
  ['http://[::1]:8080/v1', true],
  ['http://me.localhost/v1', true],
  ['http://127.evil.example/v1', false],
  ['https://localhost.example.com/v1', false],
  ['http://10.0.0.1/v1', false],
])('%s stays on this machine: %s', (url, expected) => {
  expect(isLoopback(url)).toBe(expected);
});
