import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { toHtml } from '../../reporters/html.js';
import { exchange, report, result, streamed, target } from '../reporters/report.js';
import { useBrowser } from './page.js';

const open = useBrowser();

const results = [
  result('chat.stop.text', 'fail', {
    exchanges: ['x1', 'x2'],
    findings: [{ path: '/choices/0', expected: 'an object', got: 'null', severity: 'must' }],
    notes: ['a note'],
    against: {
      fireworks: {
        verdict: 'pass',
        documented: ['bad'],
        message: 'as documented',
        source: 'https://f.example/',
      },
    },
  }),
  result('chat.seed', 'fail', { severity: 'should' }),
  result('chat.user', 'fail', { severity: 'may' }),
  result('models.list', 'pass', {
    tolerated: true,
    against: { fireworks: { verdict: 'fail', documented: ['bad'], message: 'not as documented' } },
  }),
  ...(['unsupported', 'inconclusive', 'skipped', 'error'] as const).map((verdict) =>
    result(`errors.${verdict}`, verdict),
  ),
];
const html = toHtml(
  report([target('one', results, { notes: ['about the run'] }), target('two', [result('chat.seed')])], {
    exchanges: [exchange('x1'), streamed('x2', ['data: {}\n\n', 'data: [DONE]\n\n'])],
  }),
);

function lightness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const [red = 0, green = 0, blue = 0] = (
      getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g) ?? []
    ).map(Number);
    return (red + green + blue) / 3;
  });
}

describe('dark and light', () => {
  test.each([
    ['light', 'Dark'],
    ['dark', 'Light'],
  ] as const)('follows a system that is %s, and the button offers the other', async (colorScheme, other) => {
    const { page } = await open(html, '', { colorScheme });
    expect(await lightness(page)).toSatisfy((value: number) =>
      colorScheme === 'dark' ? value < 60 : value > 200,
    );
    expect(await page.textContent('#theme')).toBe(other);
  });

  test('what the reader chose holds when the page is loaded again', async () => {
    const { page } = await open(html, '', { colorScheme: 'light' });
    await page.click('#theme');
    expect(await lightness(page)).toBeLessThan(60);
    await page.reload();
    expect(await lightness(page)).toBeLessThan(60);
    await page.click('#theme');
    expect(await lightness(page)).toBeGreaterThan(200);
  });
});

describe('accessibility', () => {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

  async function seriousFaults(page: Page): Promise<string[]> {
    await page.evaluate(source);
    const { violations } = await page.evaluate<AxeResults>('axe.run(document)');
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  }

  test.each([
    ['light', '#overview', 1280],
    ['dark', '#overview', 1280],
    ['light', '#chat.stop.text', 1280],
    ['dark', '#chat.stop.text', 1280],
    ['light', '#chat.stop.text', 380],
  ] as const)('%s, %s, %i pixels wide: axe finds nothing serious', async (colorScheme, hash, width) => {
    const { page } = await open(html, hash, { colorScheme, viewport: { width, height: 900 } });
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('nor in the help', async () => {
    const { page } = await open(html);
    await page.click('#help-button');
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('a screen reader hears the verdict and the severity of a row', async () => {
    const { page } = await open(html, '#target-0');
    const row = await page.locator('[id="chat.seed"] > summary').ariaSnapshot();
    expect(row).toContain('deviate:');
    expect(row).toContain('should');
  });
});

describe('on paper', () => {
  test('the deviations are open, controls are gone, colours are light', async () => {
    const { page } = await open(html, '#target-0', { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    // What is not there when the event is over is not printed.
    const printed = await page.evaluate(() => {
      dispatchEvent(new Event('beforeprint'));
      const telling = [...document.querySelectorAll('.check.v-fail[open] .exchange[open]')];
      return telling.map((exchange) => exchange.querySelector('pre')?.textContent ?? '');
    });
    expect(printed.length).toBeGreaterThan(0);
    expect(printed.filter((text) => !text.startsWith('curl'))).toEqual([]);
    expect(await page.locator('.check.v-fail[open]').count()).toBe(3);
    expect(await page.isVisible('#search')).toBe(false);
    expect(await lightness(page)).toBe(255);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    expect(await page.locator('.check[open]').count()).toBe(0);
  });
});

test.each(['#chat.stop.text', '#overview'])(
  'a narrow screen needs no scrolling sideways: %s',
  async (hash) => {
    const { page } = await open(html, hash, { viewport: { width: 360, height: 700 } });
    const { wide, room } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      room: document.documentElement.clientWidth,
    }));
    expect(wide).toBeLessThanOrEqual(room);
  },
);

test('on a narrow screen the matrix shows an outcome beside the name of the check', async () => {
  const { page } = await open(html, '#overview', { viewport: { width: 360, height: 700 } });
  await page.uncheck('#only-differing');
  const row = page.locator('.matrix tbody tr:visible').first();
  const name = await row.locator('th').boundingBox();
  const outcome = await row.locator('td').first().boundingBox();
  expect(outcome?.x).toBeGreaterThanOrEqual((name?.x ?? 0) + (name?.width ?? 0) - 1);
  expect((outcome?.x ?? 0) + 100).toBeLessThan(360);
});

test('without JavaScript every target and every check is there', async () => {
  const { page } = await open(html, '', { javaScriptEnabled: false });
  expect(await page.locator('.view:visible').count()).toBe(3);
  await page.click('[id="chat.stop.text"] > summary');
  expect(await page.locator('[id="chat.stop.text"] .claim').isVisible()).toBe(true);
});
