/** Makes docs/pictures: what a run looks like on a terminal and as a report, from a real run against the reference endpoint. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { startReference } from '../reference/server.js';
import { toText } from '../reporters/terminal.js';
import { readReport } from '../src/report/read.js';
import { terminalSvg } from './pictures/terminal-svg.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pictures = join(root, 'docs', 'pictures');

/** Two defects that real servers have had. */
const FAULTS = ['stop-text-included', 'role-in-every-chunk'];
const OPENED = 'chat.stream.role';

/** As a person would have it: the port that `touchstone serve` takes, a terminal of this width, a model of this speed. */
const PORT = 8765;
const COLUMNS = 96;
const TOKENS_PER_SECOND = 120;
const KEY = 'key-of-the-reference-endpoint';

const VIEW = { width: 1120, height: 900 };

/** Runs the command line and resolves when the report is in the folder. */
async function observe(folder: string): Promise<void> {
  const endpoint = await startReference({
    port: PORT,
    faults: FAULTS,
    tokensPerSecond: TOKENS_PER_SECOND,
    apiKey: KEY,
  });
  try {
    const args = ['check', '--base-url', endpoint.baseURL, '--report', folder];
    const run = spawn(process.execPath, [join(root, 'bin', 'touchstone.js'), ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, OPENAI_API_KEY: KEY },
    });
    await once(run, 'exit');
  } finally {
    await endpoint.close();
  }
}

function pictureOfTerminal(folder: string): void {
  const text = toText(readReport(folder), { color: true, width: COLUMNS, folder: 'touchstone-report' });
  const command = `$ touchstone check --base-url http://127.0.0.1:${PORT}/v1\n`;
  const label =
    'A run on a terminal: what deviates, what is documented, who notices, and a curl line for each';
  writeFileSync(join(pictures, 'terminal.svg'), terminalSvg(command + text, COLUMNS, label));
}

async function picturesOfReport(folder: string): Promise<void> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ viewport: VIEW, colorScheme });
      await page.goto(pathToFileURL(join(folder, 'report.html')).href);
      await page.screenshot({ path: join(pictures, `report-${colorScheme}.png`) });
      await page.locator(`[id="${OPENED}"] > summary`).click();
      await page.locator(`[id="${OPENED}"]`).scrollIntoViewIfNeeded();
      await page.locator(`[id="${OPENED}"]`).evaluate((check) => check.scrollIntoView());
      await page.screenshot({ path: join(pictures, `evidence-${colorScheme}.png`) });
    }
  } finally {
    await browser.close();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'touchstone-pictures-'));
try {
  await observe(folder);
  mkdirSync(pictures, { recursive: true });
  pictureOfTerminal(folder);
  await picturesOfReport(folder);
} finally {
  rmSync(folder, { recursive: true });
}
