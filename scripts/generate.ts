/** Writes what is made from schemas/: types, compiled validators, docs/shapes.md. With --check, only says whether they are up to date. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './generate/folders.js';
import { generatedTypes } from './generate/types.js';
import { generatedValidators } from './generate/validators.js';

const check = process.argv.includes('--check');
const stale: string[] = [];
for (const [path, text] of [...(await generatedTypes()), ...generatedValidators()]) {
  if (current(path) === text) continue;
  stale.push(path);
  if (check) continue;
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
if (check && stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run "npm run generate".`);
  process.exitCode = 1;
}

function current(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}
