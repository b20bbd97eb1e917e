import { describe, expect, test } from 'vitest';
import { isLoopback, splitBaseURL, targetFrom } from '../../src/config/target.js';

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
    expect(() => targetFrom({}, { OPENAI_BASE_URL: ' ' }, 'openai')).toThrow(/no target/);
    expect(targetFrom(flags, { OPENAI_API_KEY: '' }, 'openai').apiKey).toBeUndefined();
  });

  test('a header takes its value from variables', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: braces are the other way to write a variable
    const both = 'x-both: a-$KEY-${ORG}';
    const target = targetFrom(
      { ...flags, header: ['api-key: $KEY', both] },
      { KEY: 'k', ORG: 'o' },
      'openai',
    );
    expect(target.headers).toEqual({ 'api-key': 'k', 'x-both': 'a-k-o' });
  });

  test('a header whose variable is missing is named', () => {
    expect(() => targetFrom({ ...flags, header: ['api-key: $NONE'] }, {}, 'openai')).toThrow(/api-key.*NONE/);
  });

  test('models of their own for completions and embeddings', () => {
    const { models, model } = targetFrom(
      { ...flags, model: 'm', completionsModel: 'c', embeddingsModel: 'e' },
      {},
      'openai',
    );
    expect({ model, ...models }).toEqual({ model: 'm', completions: 'c', embeddings: 'e' });
  });
});

test.each([
  ['http://localhost/v1', true],
  ['http://127.0.0.2:80/v1', true],
  ['http://[::1]:8080/v1', true],
  ['http://me.localhost/v1', true],
  ['http://127.evil.example/v1', false],
  ['https://localhost.example.com/v1', false],
  ['http://10.0.0.1/v1', false],
])('%s stays on this machine: %s', (url, expected) => {
  expect(isLoopback(url)).toBe(expected);
});
