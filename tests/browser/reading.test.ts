import { describe, expect, test } from 'vitest';
import { toHtml } from '../../reporters/html.js';
import { exchange, facts, report, result, streamed, target } from '../reporters/report.js';
import { shownChecks, useBrowser } from './page.js';

const open = useBrowser();

const results = [
  result('models.list'),
  result('chat.stop.text', 'fail', { exchanges: ['x1', 'x2'] }),
  result('chat.seed', 'fail', { severity: 'should' }),
  result('chat.tools', 'unsupported'),
  result('errors.key', 'skipped'),
];
const exchanges = [
  exchange('x1'),
  streamed('x2', ['data: {"n":1}\n\n', 'data: {"n":2}\n\n', 'data: [DONE]\n\n']),
];
const one = toHtml(report([target('one', results)], { exchanges }));
const two = toHtml(
  report([target('one', results), target('two', [result('models.list'), result('chat.stop.text')])], {
    exchanges,
  }),
);

describe('filters', () => {
  test.each([
    ['a verdict', '.chip:has([value=fail])', ['chat.stop.text', 'chat.seed']],
    ['another', '.chip:has([value=unsupported])', ['chat.tools']],
  ])('%s', async (_name, chip, expected) => {
    const { page } = await open(one);
    await page.click(chip);
    expect(await shownChecks(page)).toEqual(expected);
    expect(await page.textContent('#shown')).toBe(`${expected.length} of 5 checks`);
  });

  test('two verdicts show the checks of both, and Clear shows all again', async () => {
    const { page } = await open(one);
    await page.click('.chip:has([value=unsupported])');
    await page.click('.chip:has([value=skipped])');
    expect(await shownChecks(page)).toEqual(['chat.tools', 'errors.key']);
    await page.click('#clear');
    expect(await shownChecks(page)).toHaveLength(5);
    expect(await page.textContent('#shown')).toBe('5 checks');
  });

  test('by severity, and by area', async () => {
    const { page } = await open(one);
    await page.selectOption('#severity', 'should');
    expect(await shownChecks(page)).toEqual(['chat.seed']);
    await page.selectOption('#severity', '');
    await page.selectOption('#area', 'errors');
    expect(await shownChecks(page)).toEqual(['errors.key']);
  });

  test('headings of what is filtered away go too', async () => {
    const { page } = await open(one);
    await page.click('.chip:has([value=pass])');
    expect(await page.locator('h3:visible').allTextContents()).toEqual(['As documented 1']);
  });
});

describe('search', () => {
  test.each([
    ['the id', 'stop.text', ['chat.stop.text']],
    ['words in any order', 'text chat', ['chat.stop.text']],
    ['what is documented, and who notices', 'told nothing', ['chat.stop.text', 'chat.seed']],
    ['capitals', 'MODELS', ['models.list']],
  ])('finds by %s', async (_name, words, expected) => {
    const { page } = await open(one);
    await page.fill('#search', words);
    expect(await shownChecks(page)).toEqual(expected);
  });

  test('says so where nothing is found', async () => {
    const { page } = await open(one);
    expect(await page.isVisible('#nothing')).toBe(false);
    await page.fill('#search', 'no such thing');
    expect(await shownChecks(page)).toEqual([]);
    expect(await page.isVisible('#nothing')).toBe(true);
  });

  test('does not look into evidence that was opened', async () => {
    const { page } = await open(one);
    await page.click('[id="chat.stop.text"] > summary');
    await page.fill('#search', 'hello');
    expect(await shownChecks(page)).toEqual([]);
  });
});

describe('links', () => {
  test('#chat.stop.text opens the check, with its evidence, and gives it the focus', async () => {
    const { page } = await open(one, '#chat.stop.text');
    expect(await page.getAttribute('[id="chat.stop.text"]', 'open')).not.toBeNull();
    await page.waitForFunction(() => document.activeElement?.closest('.check')?.id === 'chat.stop.text');
    expect(await page.textContent('[id="chat.stop.text"] .evidence')).toContain('POST /chat/completions');
  });

  test('a filter that hides the check gives way', async () => {
    const { page } = await open(one);
    await page.fill('#search', 'models');
    await page.evaluate(() => {
      location.hash = '#chat.stop.text';
    });
    await page.waitForSelector('[id="chat.stop.text"][open]:visible');
    expect(await page.inputValue('#search')).toBe('');
  });

  test('a check that is opened is in the address', async () => {
    const { page } = await open(one);
    await page.click('[id="chat.seed"] > summary');
    expect(new URL(page.url()).hash).toBe('#chat.seed');
  });

  test('a link to nothing shows the report from its beginning', async () => {
    const { page, incidents } = await open(two, '#%E0%A4%A"]');
    expect(await page.isVisible('#overview')).toBe(true);
    expect(incidents).toEqual([]);
  });

  test('a check that only the second target was asked is found by its id alone', async () => {
    const html = toHtml(
      report([target('one', [result('models.list')]), target('two', [result('chat.seed')])]),
    );
    const { page } = await open(html, '#chat.seed');
    expect(await page.isVisible('#target-1')).toBe(true);
    expect(await page.isVisible('#target-0')).toBe(false);
  });
});

describe('several targets', () => {
  test('begin with the matrix, of which only what differs is shown', async () => {
    const { page } = await open(two);
    const rows = page.locator('.matrix tbody tr:visible');
    expect(await rows.locator('th').allTextContents()).toEqual([
      'chat.stop.text',
      'chat.seed',
      'chat.tools',
      'errors.key',
    ]);
    await page.uncheck('#only-differing');
    expect(await rows.count()).toBe(5);
  });

  test('a cell leads to the check of its target', async () => {
    const { page } = await open(two);
    await page.click('.matrix tr[data-check="chat.stop.text"] td:last-child a');
    await page.waitForSelector('[id="1-chat.stop.text"][open]:visible');
    expect(await page.locator('.view:visible').count()).toBe(1);
    expect(await page.getAttribute('.views a[aria-current]', 'href')).toBe('#target-1');
  });
});

describe('evidence', () => {
  test('a stream is told piece by piece, with times', async () => {
    const { page } = await open(one, '#chat.stop.text');
    expect(await page.getAttribute('.timeline', 'aria-label')).toBe(
      '3 pieces in 30 ms, the first after 10 ms',
    );
    expect(await page.locator('.pieces li').allTextContents()).toEqual([
      '10 msdata: {"n":1}',
      '+10 msdata: {"n":2}',
      '+10 msdata: [DONE]',
    ]);
  });

  test('JSON is laid out for reading, every token as it was sent', async () => {
    const sent = '{"a":1.50,"a":"\\u0041","b":[1,2],"c":{},"d":[{"e":null}]}';
    const odd = exchange('x1', {
      response: { status: 200, headers: {}, body: { text: sent, bytes: sent.length } },
    });
    const { page } = await open(
      toHtml(
        report([target('one', [result('models.list', 'pass', { exchanges: ['x1'] })])], { exchanges: [odd] }),
      ),
      '#models.list',
    );
    const shown = await page.textContent('pre[aria-label="Response body"]');
    expect(shown?.replace(/\s/g, '')).toBe(sent);
    expect(shown?.split('\n')[1]).toBe('  "a": 1.50,');
    expect(shown).toContain('"b": [1, 2]');
  });

  test('the curl line, and the programs, are copied as they are shown', async () => {
    const { page } = await open(one, '#chat.stop.text');
    const program = page.locator('.exchange[open] .program');
    for (const [language, text] of [
      ['curl', 'curl -sS "$BASE_URL/chat/completions"'],
      ['TypeScript', "import OpenAI from 'openai';"],
      ['Python', 'from openai import OpenAI'],
    ] as const) {
      await program.getByRole('button', { name: language }).click();
      await program.getByRole('button', { name: 'Copy' }).click();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toContain(text);
      expect(await program.locator('pre').textContent()).toBe(copied);
      await program.getByRole('button', { name: 'Copied' }).waitFor();
      expect(await page.textContent('#say')).toBe('Copied');
      await program.getByRole('button', { name: 'Copy' }).waitFor();
    }
  });
});

describe('keys', () => {
  test('/ goes to the search, Escape leaves it', async () => {
    const { page } = await open(one);
    await page.keyboard.press('/');
    await page.keyboard.type('seed');
    expect(await page.inputValue('#search')).toBe('seed');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  });

  test('j and k go from check to check, Enter opens', async () => {
    const { page } = await open(one);
    const focused = () => page.evaluate(() => document.activeElement?.closest('.check')?.id);
    await page.keyboard.press('j');
    expect(await focused()).toBe('chat.stop.text');
    await page.keyboard.press('j');
    expect(await focused()).toBe('chat.seed');
    await page.keyboard.press('k');
    expect(await focused()).toBe('chat.stop.text');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[id="chat.stop.text"][open]');
  });

  test('j passes over what is filtered away, and goes along the matrix', async () => {
    const { page } = await open(two);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('chat.seed');
    await page.click('.views a[href="#target-0"]');
    await page.click('.chip:has([value=skipped])');
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.closest('.check')?.id)).toBe('errors.key');
  });

  test('? explains, Escape closes', async () => {
    const { page } = await open(one);
    await page.keyboard.press('?');
    expect(await page.isVisible('dialog')).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.isVisible('dialog')).toBe(false);
  });

  test('all of it is reached with the Tab key alone', async () => {
    const { page } = await open(one);
    const reached = new Set<string>();
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate(() => {
          const { id = '', tagName = '' } = document.activeElement ?? {};
          return id || document.activeElement?.closest('.check')?.id || tagName;
        }),
      );
    }
    for (const name of ['search', 'clear', 'theme', 'help-button', ...results.map(({ check }) => check)])
      expect([...reached]).toContain(name);
  });
});

test('300 checks on 10 targets: a search shows what it finds, in every target', async () => {
  const many = Array.from({ length: 300 }, (_, i) =>
    result(`chat.aspect${i}`, i % 7 === 0 ? 'fail' : 'pass'),
  );
  const targets = Array.from({ length: 10 }, (_, i) => target(`vendor${i}`, many));
  const html = toHtml(report(targets, { catalogue: many.map(({ check }) => facts(check)) }));
  const { page, incidents } = await open(html, '#target-9');
  await page.fill('#search', 'aspect123');
  expect(await shownChecks(page)).toEqual(['chat.aspect123']);
  await page.click('.views a[href="#target-3"]');
  await page.waitForSelector('[id="3-chat.aspect123"]:visible');
  expect(incidents).toEqual([]);
});
