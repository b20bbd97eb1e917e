/** Opens reports from disk in the system's Chromium, and keeps what a reader would not see: errors, requests, dialogs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

const EXECUTABLE = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Without these it asks for its vendor's hosts, and cannot start as root. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Opened {
  readonly page: Page;
  /** Errors on the console, errors thrown, requests for anything but the page itself, dialogs. */
  readonly incidents: string[];
}

export function useBrowser() {
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-browser-'));
  let files = 0;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: EXECUTABLE, headless: true, args: FLAGS });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** @param hash with its `#` */
  return async (html: string, hash = '', options: BrowserContextOptions = {}): Promise<Opened> => {
    files += 1;
    const path = join(folder, `${files}.html`);
    writeFileSync(path, html);
    const url = pathToFileURL(path).href;
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    });
    const page = await context.newPage();
    const incidents: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) incidents.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => incidents.push(`thrown: ${error.message}`));
    page.on('dialog', (dialog) => {
      incidents.push(`dialog: ${dialog.message()}`);
      dialog.dismiss().catch(() => {});
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
        incidents.push(`request: ${request.url()}`);
    });
    await page.goto(url + hash);
    return { page, incidents };
  };
}

/** The ids of the checks that are to be seen, in order. */
export function shownChecks(page: Page): Promise<(string | null)[]> {
  return page
    .locator('.check:visible')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-check')));
}
