#!/usr/bin/env node
import { existsSync } from 'node:fs';

const main = new URL('../dist/src/cli/main.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  console.error(
    'touchstone is not built: dist/ is missing.\nIn a clone, run "npm ci" without --ignore-scripts and without --omit=dev, or "npm run build".',
  );
  process.exitCode = 2;
}
