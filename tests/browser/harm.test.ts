import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { toHtml } from '../../reporters/html.js';
import { toJunit } from '../../reporters/junit.js';
import { touchstone, useFolders } from '../cli/cli.js';
import { useReference } from '../reference/client.js';
import { HOSTILE, hostileReport } from '../reporters/report.js';
import { useBrowser } from './page.js';

const open = useBrowser();
const folder = useFolders();
const reference = useReference();

/** Opens every check and every exchange, so that everything that could be shown is shown. */
async function openAll(page: Page): Promise<void> {
  for (const selector of ['.check', '.exchange', '.headers']) {
    await page.locator(selector).evaluateAll((all) => {
      for (const each of all) (each as HTMLDetailsElement).open = true;
    });
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  }
}

test('a hostile endpoint runs nothing, fetches nothing, and leads nowhere', async () => {
  const { page, incidents } = await open(toHtml(hostileReport()));
  await openAll(page);
  for (const language of ['TypeScript', 'Python', 'curl']) {
    for (const button of await page.getByRole('button', { name: language, exact: true }).all())
      await button.click();
  }
  await page.fill('#search', HOSTILE);
  expect(await page.evaluate(() => (globalThis as { harmed?: unknown }).harmed)).toBeUndefined();
  expect(incidents).toEqual([]);
  const links = await page.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(links.filter((href) => !/^(?:https?:\/\/|#)/.test(href ?? ''))).toEqual([]);
});

test('what it said is shown as it is, and what would not show as its code point', async () => {
  const { page } = await open(toHtml(hostileReport()), '#chat.stop.text');
  await openAll(page);
  const shown = await page.textContent('.pieces');
  expect(shown).toContain('</script><script>globalThis.harmed = "script"</script>');
  expect(shown).toContain('⟨U+202E⟩gnp.exe');
  expect(shown).toContain('⟨U+001B⟩[31m');
});

test('the policy holds: a script or a picture that got into the page would be refused', async () => {
  const { page } = await open(toHtml(hostileReport()));
  const refused = await page.evaluate(async () => {
    const directives: string[] = [];
    addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      directives.push(effectiveDirective),
    );
    const script = document.createElement('script');
    script.textContent = 'globalThis.harmed = "injected"';
    const picture = document.createElement('img');
    picture.src = 'https://attacker.example/pixel.png';
    const over = new Promise((resolve) => picture.addEventListener('error', resolve));
    document.body.append(script, picture);
    await over;
    return directives;
  });
  expect(refused.sort()).toEqual(['img-src', 'script-src-elem']);
  expect(await page.evaluate(() => (globalThis as { harmed?: unknown }).harmed)).toBeUndefined();
});

test('the JUnit file of a hostile run is XML to a browser too', async () => {
  const { page } = await open(toHtml(hostileReport()));
  const read = await page.evaluate((xml) => {
    const parsed = new DOMParser().parseFromString(xml, 'application/xml');
    const { documentElement: root } = parsed;
    return { root: root.nodeName, cases: parsed.querySelectorAll('testsuite > testcase').length };
  }, toJunit(hostileReport()));
  expect(read).toEqual({ root: 'testsuites', cases: 5 });
});

test('the report of a real run, every check and exchange opened: no error, no request', async () => {
  const here = folder();
  const base = `${reference.endpoint.url}/fault/stop-text-included/v1`;
  await touchstone(here, ['check', '--base-url', base, '--only', 'chat.stop.*', 'chat.stream.*', 'errors.*']);
  const html = readFileSync(join(here, 'touchstone-report', 'report.html'), 'utf8');
  const { page, incidents } = await open(html, '#chat.stop.text');
  expect(await page.textContent('[id="chat.stop.text"]')).toContain('the text ends with the stop sequence');
  expect(await page.locator('[id="chat.stop.text"] .exchange').count()).toBeGreaterThan(0);
  await openAll(page);
  expect(await page.locator('.timeline').count()).toBeGreaterThan(0);
  expect(incidents).toEqual([]);
});
