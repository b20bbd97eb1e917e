import { describe, expect, test } from 'vitest';
import { redactor } from '../../src/transport/redact.js';

/** With what JSON, URLs and HTML escape, and letters outside ASCII. */
const KEY = 'sk-"quo\\te&<ä/+=%>';

describe('a key is taken out of a text', () => {
  const redact = redactor([KEY]);

  test.each([
    ['as it is', KEY],
    ['in JSON', JSON.stringify({ key: KEY })],
    ['in JSON within JSON', JSON.stringify({ body: JSON.stringify({ key: KEY }) })],
    [
      'in JSON with escaped letters',
      [...KEY].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
    ],
    ['in a URL', `https://example.com/?key=${encodeURIComponent(KEY)}`],
    ['in a URL, with small hexadecimal digits', encodeURIComponent(KEY).toLowerCase()],
    [
      'in HTML',
      KEY.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;'),
    ],
    ['in HTML, by numbers', [...KEY].map((c) => `&#${c.codePointAt(0)};`).join('')],
    ['in base64', Buffer.from(KEY).toString('base64')],
    ['in base64 after a user name', Buffer.from(`user:${KEY}`).toString('base64')],
    ['in base64 between other text', Buffer.from(`ab${KEY}cd`).toString('base64')],
    ['in base64 for URLs', Buffer.from(KEY).toString('base64url')],
    ['in hexadecimal digits', Buffer.from(KEY).toString('hex')],
  ])('%s', (_where, text) => {
    const redacted = redact(`before ${text} after`);
    expect(redacted).toContain('[redacted]');
    expect(redacted).toMatch(/^before .*\[redacted\].* after$/s);
    for (const part of [KEY, KEY.slice(4, 14), encodeURIComponent(KEY.slice(0, 12))])
      expect(redacted).not.toContain(part);
  });

  test('and leaves everything else as it was', () => {
    const text = 'An ordinary sentence with sk- and "quotes" in it.';
    expect(redact(text)).toBe(text);
  });
});

test('a text that is redacted stays JSON', () => {
  const json = JSON.stringify({ authorization: `Bearer ${KEY}`, other: 1 });
  expect(JSON.parse(redactor([KEY])(json))).toEqual({ authorization: 'Bearer [redacted]', other: 1 });
});

test.each(['short', '1234567', 'no-key-required', 'lm-studio'])(
  '%s is no secret: it would take out common words',
  (word) => {
    expect(redactor([word])(`I said ${word}.`)).toBe(`I said ${word}.`);
  },
);

test('where one key begins like another, both are gone', () => {
  const redacted = redactor(['sk-abcdefgh', 'sk-abcdefgh-ijklmnop'])('sk-abcdefgh-ijklmnop and sk-abcdefgh');
  expect(redacted).toBe('[redacted] and [redacted]');
});
